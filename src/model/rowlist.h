// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>
#include <atomic>
#include <bit>
#include <memory>
#include <vector>

namespace stagewatch::model {

/// A long list of ascending journal rows (0 to 4,294,967,295), a bit for each row between the first and the last of
/// them: about a seventh of a byte a row of the journal, however many are listed. A place is found in well under a
/// microsecond. A copy shares the bits: it is a snapshot that another thread may read while the owner appends to the
/// original. Only one of the copies may append.
class RowList
{
public:
    static constexpr qint64 chunkRows = 65'536;

    /// A row above all that are listed.
    void append(qint64 row)
    {
        const quint64 bit = quint64(1) << (quint64(row) % wordRows);
        if (qint64(quint64(row) / wordRows) != m_word) {
            appendWord(row / wordRows, bit);
            return;
        }
        m_last->store(m_last->load(std::memory_order_relaxed) | bit, std::memory_order_relaxed);
        ++m_size;
    }
    /// The rows of another list from a place on; all of them above those of this one.
    void append(const RowList &other, qint64 from);
    [[nodiscard]] qint64 size() const { return qint64(m_size); }
    [[nodiscard]] qint64 at(qint64 place) const;
    /// The first place whose row is not below `row`; size() if there is none.
    [[nodiscard]] qint64 lowerBound(qint64 row) const;
    /// Calls `take(qint64 row)` for the rows from a place on, until it returns false. A few times faster than at().
    template <typename Take> void forEach(qint64 from, Take take) const
    {
        forEachWord(from, [&take](qint64 word, quint64 bits) {
            for (; bits != 0; bits &= bits - 1) {
                if (!take(word * wordRows + std::countr_zero(bits)))
                    return false;
            }
            return true;
        });
    }

private:
    static constexpr qint64 wordRows = 64;
    static constexpr qint64 chunkWords = chunkRows / wordRows;
    static constexpr qint64 blockWords = 8;
    static constexpr qint64 chunkBlocks = chunkWords / blockWords;

    /// Relaxed: whoever reads a snapshot got it by an ordered way, and bits that were set since are above its rows.
    struct Chunk
    {
        std::array<std::atomic<quint64>, chunkWords> words{};
        std::array<quint16, chunkBlocks> before{}; ///< rows of this chunk before each block
    };
    /// Chunks without a row do not exist.
    struct Part
    {
        qint64 number = 0; ///< its first row / chunkRows
        size_t before = 0; ///< rows of the list before it
        std::shared_ptr<Chunk> chunk;
    };

    void appendWord(qint64 word, quint64 bits);
    template <typename Take> void forEachWord(qint64 from, Take take) const;
    [[nodiscard]] qint64 lastBlock(const Part &part) const;

    std::vector<Part> m_parts;
    size_t m_size = 0;
    qint64 m_block = 0; ///< of the last chunk: the last one whose `before` is known
    qint64 m_word = -1; ///< the last one with rows
    std::atomic<quint64> *m_last = nullptr; ///< it; in the last chunk
};

/// Calls `take(word, bits)` for each word with rows from a place on, until it returns false.
template <typename Take> void RowList::forEachWord(qint64 from, Take take) const
{
    if (from >= size())
        return;
    const qint64 first = at(from);
    auto left = size() - from;
    quint64 mask = ~quint64(0) << (first % wordRows);
    qint64 word = first / wordRows % chunkWords;
    auto part = m_parts.begin();
    while (part->number != first / chunkRows)
        ++part;
    for (; left > 0; ++part, word = 0) {
        for (; left > 0 && word < chunkWords; ++word) {
            quint64 bits = part->chunk->words[size_t(word)].load(std::memory_order_relaxed) & mask;
            mask = ~quint64(0);
            for (auto excess = std::popcount(bits) - left; excess > 0; --excess)
                bits &= ~(quint64(1) << (wordRows - 1 - std::countl_zero(bits))); // set since the snapshot was taken
            left -= std::popcount(bits);
            if (bits != 0 && !take(part->number * chunkWords + word, bits))
                return;
        }
    }
}

} // namespace stagewatch::model
