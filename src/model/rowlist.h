// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>
#include <memory>
#include <vector>

namespace stagewatch::model {

/// A long list of journal rows, four bytes each, in chunks that never move. A copy shares the chunks: it is a snapshot
/// that another thread may read while the owner appends to the original. Only one of the copies may append.
class RowList
{
public:
    static constexpr size_t chunkSize = 65'536;

    void append(qint64 row)
    {
        if (m_size % chunkSize == 0)
            m_chunks.push_back(std::make_shared<Chunk>());
        (*m_chunks.back())[m_size % chunkSize] = quint32(row);
        ++m_size;
    }
    [[nodiscard]] qint64 size() const { return qint64(m_size); }
    [[nodiscard]] qint64 at(qint64 place) const
    {
        return (*m_chunks[size_t(place) / chunkSize])[size_t(place) % chunkSize];
    }
    /// The first place whose row is not below `row`; size() if there is none.
    [[nodiscard]] qint64 lowerBound(qint64 row) const
    {
        qint64 low = 0;
        for (qint64 count = size(); count > 0;) {
            const qint64 half = count / 2;
            if (at(low + half) < row) {
                low += half + 1;
                count -= half + 1;
            } else {
                count = half;
            }
        }
        return low;
    }

private:
    using Chunk = std::array<quint32, chunkSize>;
    std::vector<std::shared_ptr<Chunk>> m_chunks;
    size_t m_size = 0;
};

} // namespace stagewatch::model
