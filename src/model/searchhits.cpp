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
    m_blocks.push_back({ firstRow, endRow, false, {} });
    ++m_open;
    return m_blocks.size() - 1;
}

void SearchHits::setFound(size_t block, std::vector<quint32> &&rows)
{
    Block &found = m_blocks[block];
    m_count += qint64(rows.size());
    --m_open;
    found.isDone = true;
    found.rows = std::move(rows);
}

void SearchHits::settle()
{
    while (m_blocks.size() > 1) {
        Block &last = m_blocks.back();
        Block &before = m_blocks[m_blocks.size() - 2];
        if (last.endRow - before.firstRow > rowsABlock)
            return;
        before.endRow = last.endRow;
        before.rows.insert(before.rows.end(), last.rows.begin(), last.rows.end());
        m_blocks.pop_back();
    }
}

qint64 SearchHits::blockBefore(qint64 row) const
{
    const auto after = std::upper_bound(m_blocks.begin(), m_blocks.end(), row,
                                        [](qint64 r, const Block &block) { return r < block.firstRow; });
    return after - m_blocks.begin() - 1;
}

SearchHits::Next SearchHits::next(qint64 row, bool forward) const
{
    qint64 at = blockBefore(row);
    if (forward && at < 0)
        at = 0;
    for (; at >= 0 && at < qint64(m_blocks.size()); at += forward ? 1 : -1) {
        const Block &block = m_blocks[size_t(at)];
        if (forward && block.endRow <= row)
            continue;
        if (!block.isDone)
            return { Outcome::NotYetKnown, -1 };
        const auto &rows = block.rows;
        if (forward) {
            const auto found = std::lower_bound(rows.begin(), rows.end(), row);
            if (found != rows.end())
                return { Outcome::Found, *found };
        } else {
            const auto found = std::upper_bound(rows.begin(), rows.end(), row);
            if (found != rows.begin())
                return { Outcome::Found, *std::prev(found) };
        }
    }
    return {};
}

std::optional<qint64> SearchHits::numberOf(qint64 row) const
{
    const qint64 at = blockBefore(row);
    if (at < 0)
        return std::nullopt;
    const auto &rows = m_blocks[size_t(at)].rows;
    const auto found = std::lower_bound(rows.begin(), rows.end(), row);
    if (found == rows.end() || *found != row)
        return std::nullopt;
    qint64 number = found - rows.begin();
    for (qint64 before = 0; before < at; ++before) {
        if (!m_blocks[size_t(before)].isDone)
            return std::nullopt;
        number += qint64(m_blocks[size_t(before)].rows.size());
    }
    return number;
}

bool SearchHits::contains(qint64 row) const
{
    const qint64 at = blockBefore(row);
    if (at < 0)
        return false;
    const auto &rows = m_blocks[size_t(at)].rows;
    return std::binary_search(rows.begin(), rows.end(), row);
}

} // namespace stagewatch::model
