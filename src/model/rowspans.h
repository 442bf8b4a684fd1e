// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <algorithm>
#include <vector>

namespace stagewatch::model {

/// An ordered list of journal rows, kept as spans of neighbours: two runs of one stream may lie interleaved in its
/// journal, mostly they do not. A plain value; copies are cheap. Rows are appended in ascending order.
class RowSpans
{
public:
    void append(qint64 first, qint64 count = 1);
    [[nodiscard]] qint64 size() const { return m_size; }
    /// The journal row at a place, 0 <= place < size().
    [[nodiscard]] qint64 at(qint64 place) const;
    /// The place of a journal row, or -1.
    [[nodiscard]] qint64 indexOf(qint64 row) const;
    /// How many of the rows lie below `end`.
    [[nodiscard]] qint64 countBelow(qint64 end) const;
    /// Calls `take(first, count)` for each stretch of neighbouring journal rows among the places `from` <= p < `to`, in
    /// ascending order.
    template <typename Take> void forEachStretch(qint64 from, qint64 to, const Take &take) const
    {
        for (auto span = spanAt(from); span != m_spans.end() && span->place < to; ++span) {
            const qint64 skipped = std::max<qint64>(from - span->place, 0);
            const qint64 count = std::min(span->count, to - span->place) - skipped;
            if (count > 0)
                take(span->first + skipped, count);
        }
    }
    [[nodiscard]] bool isOneSpan() const { return m_spans.size() == 1; }
    [[nodiscard]] qint64 firstRow() const { return m_spans.empty() ? 0 : m_spans.front().first; }
    [[nodiscard]] qint64 endRow() const { return m_spans.empty() ? 0 : m_spans.back().first + m_spans.back().count; }
    bool operator==(const RowSpans &) const = default;

private:
    struct Span
    {
        qint64 first = 0; ///< in the journal
        qint64 count = 0;
        qint64 place = 0; ///< of `first` in this list
        bool operator==(const Span &) const = default;
    };
    [[nodiscard]] const Span *spanBefore(qint64 row) const;
    [[nodiscard]] std::vector<Span>::const_iterator spanAt(qint64 place) const; ///< the one with that place, or the end
    std::vector<Span> m_spans;
    qint64 m_size = 0;
};

} // namespace stagewatch::model
