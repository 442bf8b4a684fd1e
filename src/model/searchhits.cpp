// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchhits.h"

#include <algorithm>

namespace stagewatch::model {

namespace {
constexpr qint64 rowsABlock = 8192; ///< what settle() makes
}

size_t SearchHits::addBlock(qint64 firstRow, qint64 endRow)
{
    m_blocks.push_back({ { firstRow, endRow }, false });
    ++m_open;
    return m_blocks.size() - 1;
}

void SearchHits::setFound(size_t block, HitSet &&hits)
{
    Q_ASSERT(hits.firstRow() == m_blocks[block].hits.firstRow() && hits.endRow() == m_blocks[block].hits.endRow());
    m_count += hits.count();
    --m_open;
    m_blocks[block] = { std::move(hits), true };
}

void SearchHits::settle()
{
    while (m_blocks.size() > 1) {
        const HitSet &last = m_blocks.back().hits;
        HitSet &before = m_blocks[m_blocks.size() - 2].hits;
        if (last.endRow() - before.firstRow() > rowsABlock)
            return;
        before.extend(last);
        m_blocks.pop_back();
    }
}

qint64 SearchHits::blockBefore(qint64 row) const
{
    const auto after = std::upper_bound(m_blocks.begin(), m_blocks.end(), row,
                                        [](qint64 r, const Block &block) { return r < block.hits.firstRow(); });
    return after - m_blocks.begin() - 1;
}

SearchHits::Next SearchHits::next(qint64 row, bool forward) const
{
    qint64 at = blockBefore(row);
    if (forward && at < 0)
        at = 0;
    for (; at >= 0 && at < qint64(m_blocks.size()); at += forward ? 1 : -1) {
        const auto &[hits, isDone] = m_blocks[size_t(at)];
        if (forward && hits.endRow() <= row)
            continue;
        if (!isDone)
            return { Outcome::NotYetKnown, -1 };
        if (const qint64 found = forward ? hits.firstFrom(row) : hits.lastUpTo(row); found >= 0)
            return { Outcome::Found, found };
    }
    return {};
}

std::optional<qint64> SearchHits::numberOf(qint64 row) const
{
    const qint64 at = blockBefore(row);
    if (at < 0 || !m_blocks[size_t(at)].hits.contains(row))
        return std::nullopt;
    qint64 number = m_blocks[size_t(at)].hits.countBefore(row);
    for (qint64 before = 0; before < at; ++before) {
        if (!m_blocks[size_t(before)].isDone)
            return std::nullopt;
        number += m_blocks[size_t(before)].hits.count();
    }
    return number;
}

bool SearchHits::contains(qint64 row) const
{
    const qint64 at = blockBefore(row);
    return at >= 0 && m_blocks[size_t(at)].hits.contains(row);
}

} // namespace stagewatch::model
