// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/row.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <span>

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
        for (size_t i = size_t(m_mapped); i < m_chunks.size(); ++i)
            delete[] m_chunks[i].load(std::memory_order_relaxed);
    }

    /// Takes over rows that lie in memory one behind the other, `rows` holding that memory: whole chunks as they are,
    /// what is over as a copy. Appending thread, before the first append().
    void adopt(std::shared_ptr<const Row> rows, qint64 count)
    {
        m_mapped = std::min(count / rowsAChunk, maxChunks);
        // Only what is appended is ever written, and that goes into other chunks.
        for (qint64 i = 0; i < m_mapped; ++i)
            m_chunks[size_t(i)].store(const_cast<Row *>(rows.get()) + i * rowsAChunk, std::memory_order_release);
        m_appended = m_mapped * rowsAChunk;
        for (qint64 i = m_appended; i < count; ++i)
            append(rows.get()[i]);
        m_memory = std::move(rows);
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
    /// Appending thread: everything that was appended, or its first `count` rows, may be read from now on.
    void publish() { publish(m_appended); }
    void publish(qint64 count) { m_published.store(count, std::memory_order_release); }
    [[nodiscard]] qint64 appended() const { return m_appended; }
    [[nodiscard]] qint64 published() const { return m_published.load(std::memory_order_acquire); }
    /// The rows from `first` to the end of its chunk lie behind each other. Any thread, for published rows; the
    /// appending thread for all.
    [[nodiscard]] const Row *chunk(qint64 first) const
    {
        return m_chunks[size_t(first / rowsAChunk)].load(std::memory_order_acquire) + first % rowsAChunk;
    }
    /// Any thread, 0 <= index < published().
    [[nodiscard]] Row at(qint64 index) const
    {
        return m_chunks[size_t(index / rowsAChunk)].load(std::memory_order_acquire)[index % rowsAChunk];
    }
    /// Any thread, 0 <= index < published(): the published rows from there on, as far as they lie side by side.
    [[nodiscard]] std::span<const Row> stretchFrom(qint64 index) const
    {
        const Row *rows = m_chunks[size_t(index / rowsAChunk)].load(std::memory_order_acquire);
        const qint64 within = index % rowsAChunk;
        return { rows + within, size_t(std::min(rowsAChunk - within, published() - index)) };
    }

private:
    std::array<std::atomic<Row *>, size_t(maxChunks)> m_chunks{};
    std::shared_ptr<const Row> m_memory; ///< of the mapped chunks
    qint64 m_mapped = 0; ///< so many chunks at the begin are not ours
    qint64 m_appended = 0;
    std::atomic<qint64> m_published{ 0 };
};

} // namespace stagewatch::journal
