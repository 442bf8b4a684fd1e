// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <algorithm>
#include <array>
#include <memory>
#include <span>
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
    void append(std::span<const quint32> rows)
    {
        while (!rows.empty()) {
            const size_t used = m_size % chunkSize;
            if (used == 0)
                m_chunks.push_back(std::make_shared<Chunk>());
            const auto part = rows.first(std::min(rows.size(), chunkSize - used));
            std::copy(part.begin(), part.end(), m_chunks.back()->begin() + ptrdiff_t(used));
            m_size += part.size();
            rows = rows.subspan(part.size());
        }
    }
    /// The rows of another list from a place on.
    void append(const RowList &other, qint64 from)
    {
        for (auto rows = other.stretchFrom(from); !rows.empty(); rows = other.stretchFrom(from)) {
            append(rows);
            from += qint64(rows.size());
        }
    }
    [[nodiscard]] qint64 size() const { return qint64(m_size); }
    [[nodiscard]] qint64 at(qint64 place) const
    {
        return (*m_chunks[size_t(place) / chunkSize])[size_t(place) % chunkSize];
    }
    /// The rows from a place on, as far as they lie side by side in memory; empty at the end.
    [[nodiscard]] std::span<const quint32> stretchFrom(qint64 place) const
    {
        if (place >= size())
            return {};
        const size_t within = size_t(place) % chunkSize;
        return std::span(*m_chunks[size_t(place) / chunkSize])
            .subspan(within, std::min(chunkSize - within, m_size - size_t(place)));
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
