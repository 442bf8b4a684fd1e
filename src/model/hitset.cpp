// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hitset.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace stagewatch::model {

namespace {

constexpr qint64 wordRows = 64;

constexpr quint64 bitsBelow(qint64 bit)
{
    return (quint64(1) << bit) - 1;
}

} // namespace

void HitSet::add(qint64 row)
{
    Q_ASSERT(row >= m_firstRow && row < m_endRow && !contains(row));
    if (m_bits.empty())
        m_bits.resize(size_t((m_endRow - m_firstRow + wordRows - 1) / wordRows));
    const qint64 at = row - m_firstRow;
    m_bits[size_t(at / wordRows)] |= quint64(1) << (at % wordRows);
    ++m_count;
}

void HitSet::extend(const HitSet &behind)
{
    Q_ASSERT(behind.m_firstRow >= m_endRow);
    m_endRow = behind.m_endRow;
    if (!m_bits.empty())
        m_bits.resize(size_t((m_endRow - m_firstRow + wordRows - 1) / wordRows));
    for (qint64 row = behind.firstFrom(behind.m_firstRow); row >= 0; row = behind.firstFrom(row + 1))
        add(row);
}

bool HitSet::contains(qint64 row) const
{
    if (m_bits.empty() || row < m_firstRow || row >= m_endRow)
        return false;
    const qint64 at = row - m_firstRow;
    return (m_bits[size_t(at / wordRows)] >> (at % wordRows) & 1) != 0;
}

qint64 HitSet::firstFrom(qint64 row) const
{
    if (m_bits.empty() || row >= m_endRow)
        return -1;
    const qint64 at = std::max(row, m_firstRow) - m_firstRow;
    quint64 mask = ~bitsBelow(at % wordRows);
    for (auto word = size_t(at / wordRows); word < m_bits.size(); ++word) {
        if (const quint64 bits = m_bits[word] & std::exchange(mask, ~quint64(0)); bits != 0)
            return m_firstRow + qint64(word) * wordRows + std::countr_zero(bits);
    }
    return -1;
}

qint64 HitSet::lastUpTo(qint64 row) const
{
    if (m_bits.empty() || row < m_firstRow)
        return -1;
    const qint64 at = std::min(row, m_endRow - 1) - m_firstRow;
    quint64 mask = ~quint64(0) >> (wordRows - 1 - at % wordRows);
    for (auto word = at / wordRows; word >= 0; --word) {
        if (const quint64 bits = m_bits[size_t(word)] & std::exchange(mask, ~quint64(0)); bits != 0)
            return m_firstRow + word * wordRows + (wordRows - 1 - std::countl_zero(bits));
    }
    return -1;
}

qint64 HitSet::countBefore(qint64 row) const
{
    if (m_bits.empty() || row <= m_firstRow)
        return 0;
    if (row >= m_endRow)
        return m_count;
    const qint64 at = row - m_firstRow;
    qint64 count = std::popcount(m_bits[size_t(at / wordRows)] & bitsBelow(at % wordRows));
    for (size_t word = 0; word < size_t(at / wordRows); ++word)
        count += std::popcount(m_bits[word]);
    return count;
}

} // namespace stagewatch::model
