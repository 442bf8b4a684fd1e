// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <optional>
#include <vector>

namespace stagewatch::capture {

/// One line of a program's output, or one of the states that a carriage return drew over.
struct OutputLine
{
    enum class End {
        LineBreak,
        Redraw, ///< what follows stands in its place: on a terminal nobody sees it any more
        EndOfOutput ///< the last line, without a line break
    };
    QByteArray bytes; ///< as they came, without what ended them
    End end = End::LineBreak;
    bool wasRedrawn = false; ///< it stands in the place of an earlier state
    qint64 omitted = 0; ///< bytes at its end that were beyond the limit
    bool operator==(const OutputLine &) const = default;
};

/// Cuts a stream of bytes into lines as a terminal shows them: LF and CR LF end a line, a CR alone begins it anew.
/// Keeps the line that has not ended, up to a limit, and nothing else.
class LineSplitter
{
public:
    explicit LineSplitter(qsizetype limit)
        : m_limit(limit)
    {
    }

    [[nodiscard]] std::vector<OutputLine> take(QByteArrayView bytes);
    /// The output has ended: what came without a line break, if there is any.
    [[nodiscard]] std::optional<OutputLine> finish();
    /// The line that has not ended.
    [[nodiscard]] QByteArrayView pending() const { return m_line; }

private:
    void append(QByteArrayView bytes);
    [[nodiscard]] OutputLine cut(OutputLine::End end);

    qsizetype m_limit;
    QByteArray m_line;
    qint64 m_omitted = 0;
    bool m_returned = false; ///< the last byte was a CR: what comes decides whether it ends or redraws the line
    bool m_redrawn = false;
};

} // namespace stagewatch::capture
