// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QStringView>

namespace stagewatch::capture {

/// Tells how serious a line of output is, by the marks that loggers write: Python's logging, loguru, rich, glog,
/// logfmt and JSON loggers, compilers; by the frame of a Python traceback; and by nothing else: a line without a mark
/// is Info, wherever it was printed. Remembers the lines before, so keep one a stream.
class LevelReader
{
public:
    struct Reading
    {
        protocol::LogLevel level = protocol::LogLevel::Info;
        qsizetype messageStart = 0; ///< where the text begins behind time, name and level; 0: no such prefix was found
        bool operator==(const Reading &) const = default;
    };
    /// `line` is plain text without its line break.
    [[nodiscard]] Reading read(QStringView line);

private:
    enum class Traceback {
        None,
        Frames, ///< indented lines up to the exception itself
        Ended ///< the exception has been named; a chained one may follow
    };
    [[nodiscard]] bool belongsToTraceback(QStringView line);

    Traceback m_traceback = Traceback::None;
    protocol::LogLevel m_lastLevel = protocol::LogLevel::Info;
};

} // namespace stagewatch::capture
