// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/row.h"

#include <array>
#include <atomic>
#include <memory>

namespace stagewatch::journal {

/// Rows that one thread appends while others read those that were published. They live in chunks that never move, so
/// that growing copies nothing and a reader needs no lock.
class RowChunks
{
public:
    static constexpr qint64 rowsAChunk = 65'536;
    static constexpr qint64 maxChunks = 16'384; ///< a thousand million rows

    ~RowChunks()
    {
        for (std::atomic<Row *> &chunk : m_chunks)
            delete[] chunk.load(std::memory_order_relaxed);
    }

    /// Appending thread. False when all chunks are full.
    bool append(const Row &row)
    {
        const qint64 chunk = m_appended / rowsAChunk;
        if (chunk >= maxChunks)
            return false;
        Row *rows = m_chunks[size_t(chunk)].load(std::memory_order_relaxed);
        if (!rows) {
            rows = new Row[size_t(rowsAChunk)];
            m_chunks[size_t(chunk)].store(rows, std::memory_order_release);
        }
        rows[m_appended % rowsAChunk] = row;
        ++m_appended;
        return true;
    }
    /// Appending thread: everything that was appended may be read from now on.
    void publish() { m_published.store(m_appended, std::memory_order_release); }
    [[nodiscard]] qint64 appended() const { return m_appended; }
    [[nodiscard]] qint64 published() const { return m_published.load(std::memory_order_acquire); }
    /// Any thread, 0 <= index < published().
    [[nodiscard]] Row at(qint64 index) const
    {
        return m_chunks[size_t(index / rowsAChunk)].load(std::memory_order_acquire)[index % rowsAChunk];
    }

private:
    std::array<std::atomic<Row *>, size_t(maxChunks)> m_chunks{};
    qint64 m_appended = 0;
    std::atomic<qint64> m_published{ 0 };
};

} // namespace stagewatch::journal
