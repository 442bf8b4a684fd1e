// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rowspans.h"

#include <algorithm>

namespace stagewatch::model {

void RowSpans::append(qint64 first, qint64 count)
{
    if (first < endRow()) { // already in, or a batch that came twice
        count -= endRow() - first;
        first = endRow();
    }
    if (count <= 0)
        return;
    if (!m_spans.empty() && first == endRow())
        m_spans.back().count += count;
    else
        m_spans.push_back({ first, count, m_size });
    m_size += count;
}

qint64 RowSpans::at(qint64 place) const
{
    if (m_spans.size() == 1) // by far the most runs
        return m_spans.front().first + place;
    const Span &span = *spanAt(place);
    return span.first + (place - span.place);
}

std::vector<RowSpans::Span>::const_iterator RowSpans::spanAt(qint64 place) const
{
    if (place >= m_size)
        return m_spans.end();
    const auto after = std::upper_bound(m_spans.begin(), m_spans.end(), place,
                                        [](qint64 p, const Span &span) { return p < span.place; });
    return std::prev(after);
}

const RowSpans::Span *RowSpans::spanBefore(qint64 row) const
{
    const auto after = std::upper_bound(m_spans.begin(), m_spans.end(), row,
                                        [](qint64 r, const Span &span) { return r < span.first; });
    return after == m_spans.begin() ? nullptr : &*std::prev(after);
}

qint64 RowSpans::indexOf(qint64 row) const
{
    const Span *span = spanBefore(row);
    return span && row < span->first + span->count ? span->place + (row - span->first) : -1;
}

qint64 RowSpans::countBelow(qint64 end) const
{
    const Span *span = spanBefore(end - 1);
    return span ? span->place + std::min(span->count, end - span->first) : 0;
}

} // namespace stagewatch::model
