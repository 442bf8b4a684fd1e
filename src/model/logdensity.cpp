// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logdensity.h"

#include <algorithm>

namespace stagewatch::model {

using journal::RowKind;
using protocol::LogLevel;

namespace {

constexpr qint64 rowsBetweenStops = 4096;

/// Without reading the line: what a row of the journal tells of its level.
LogLevel levelOf(const journal::Row &row)
{
    if (row.kind == RowKind::Error)
        return std::max(row.level, LogLevel::Error);
    return row.kind == RowKind::Gap ? LogLevel::Warning : row.level;
}

} // namespace

LevelCounts &LevelCounts::operator+=(const LevelCounts &other)
{
    lines += other.lines;
    warnings += other.warnings;
    errors += other.errors;
    return *this;
}

void LogDensity::count(const journal::Journal &journal, const RowList &rows, const std::stop_token &stop)
{
    rows.forEach(m_rows, [&](qint64 row) {
        if (m_rows % rowsBetweenStops == 0 && stop.stop_requested())
            return false;
        add(journal.row(row));
        return true;
    });
}

void LogDensity::add(const journal::Row &row)
{
    if (m_rows == qint64(m_buckets.size()) * m_rowsABucket) {
        if (m_buckets.size() == mostBuckets) {
            for (size_t i = 0; i < mostBuckets / 2; ++i) {
                m_buckets[i] = m_buckets[2 * i];
                m_buckets[i] += m_buckets[2 * i + 1];
            }
            m_buckets.resize(mostBuckets / 2);
            m_rowsABucket *= 2;
        }
        m_buckets.emplace_back();
    }
    const LogLevel level = levelOf(row);
    const LevelCounts one{ 1, level == LogLevel::Warning, level >= LogLevel::Error };
    m_buckets.back() += one;
    m_all += one;
    ++m_rows;
}

LevelCounts LogDensity::between(qint64 first, qint64 last) const
{
    LevelCounts sum;
    const auto end = std::min<qint64>(qint64(m_buckets.size()) - 1, last / m_rowsABucket);
    for (qint64 bucket = std::max<qint64>(0, first / m_rowsABucket); bucket <= end; ++bucket)
        sum += m_buckets[size_t(bucket)];
    return sum;
}

} // namespace stagewatch::model
