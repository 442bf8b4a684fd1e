// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rowlist.h"

#include <algorithm>

namespace stagewatch::model {

namespace {

/// The place in the word of its bit that has `count` set bits below it.
int selectBit(quint64 bits, int count)
{
    int place = 0;
    for (int half = 32; half > 0; half /= 2) {
        const int below = std::popcount(bits & ((quint64(1) << half) - 1));
        if (count >= below) {
            count -= below;
            bits >>= half;
            place += half;
        }
    }
    return place;
}

} // namespace

void RowList::appendWord(qint64 word, quint64 bits)
{
    const qint64 number = word / chunkWords;
    const qint64 within = word % chunkWords;
    const auto setBefore = [this](qint64 block) {
        Part &last = m_parts.back();
        while (m_block < block)
            last.chunk->before[size_t(++m_block)] = quint16(m_size - last.before);
    };
    if (m_parts.empty() || m_parts.back().number != number) {
        if (!m_parts.empty())
            setBefore(chunkBlocks - 1);
        m_parts.push_back({ number, m_size, std::make_shared<Chunk>() });
        m_block = 0;
    }
    setBefore(within / blockWords);
    m_word = word;
    m_last = &m_parts.back().chunk->words[size_t(within)];
    m_last->store(m_last->load(std::memory_order_relaxed) | bits, std::memory_order_relaxed); // one thread appends
    m_size += size_t(std::popcount(bits));
}

void RowList::append(const RowList &other, qint64 from)
{
    other.forEachWord(from, [this](qint64 word, quint64 bits) {
        appendWord(word, bits);
        return true;
    });
}

qint64 RowList::lastBlock(const Part &part) const
{
    return &part == &m_parts.back() ? m_block : chunkBlocks - 1;
}

qint64 RowList::at(qint64 place) const
{
    Q_ASSERT(place >= 0 && place < size());
    const auto after = std::upper_bound(m_parts.begin(), m_parts.end(), size_t(place),
                                        [](size_t p, const Part &part) { return p < part.before; });
    const Part &part = *(after - 1);
    int within = int(size_t(place) - part.before);
    const auto blocks = part.chunk->before.begin();
    const qint64 block = std::upper_bound(blocks, blocks + lastBlock(part) + 1, within) - blocks - 1;
    within -= part.chunk->before[size_t(block)];
    for (qint64 word = block * blockWords;; ++word) {
        const quint64 bits = part.chunk->words[size_t(word)].load(std::memory_order_relaxed);
        const int count = std::popcount(bits);
        if (within < count)
            return part.number * chunkRows + word * wordRows + selectBit(bits, within);
        within -= count;
    }
}

qint64 RowList::lowerBound(qint64 row) const
{
    const auto found = std::lower_bound(m_parts.begin(), m_parts.end(), row / chunkRows,
                                        [](const Part &part, qint64 number) { return part.number < number; });
    if (found == m_parts.end())
        return size();
    if (found->number > row / chunkRows)
        return qint64(found->before);
    const qint64 end = row / wordRows % chunkWords;
    const qint64 block = std::min(end / blockWords, lastBlock(*found));
    const auto bitsOf = [&found](qint64 word) {
        return found->chunk->words[size_t(word)].load(std::memory_order_relaxed);
    };
    auto count = qint64(found->before) + found->chunk->before[size_t(block)];
    for (qint64 word = block * blockWords; word < std::min(end, (block + 1) * blockWords); ++word)
        count += std::popcount(bitsOf(word));
    if (end < (block + 1) * blockWords)
        count += std::popcount(bitsOf(end) & ((quint64(1) << (row % wordRows)) - 1));
    return std::min(count, size()); // a snapshot's last word may have grown since
}

} // namespace stagewatch::model
