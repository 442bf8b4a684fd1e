// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
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
    std::vector<Span> m_spans;
    qint64 m_size = 0;
};

} // namespace stagewatch::model
