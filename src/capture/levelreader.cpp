// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/levelreader.h"

#include <QRegularExpression>

#include <optional>

namespace stagewatch::capture {

using namespace Qt::StringLiterals;
using protocol::LogLevel;

namespace {

/// No logger's prefix is longer; a level's name further on is a word like any other.
constexpr qsizetype prefixLimit = 160;

#define STAGEWATCH_LEVELS "TRACE|DEBUG|INFO|NOTICE|SUCCESS|WARN|WARNING|ERROR|ERR|CRITICAL|CRIT|FATAL"

const QRegularExpression &expression(int index)
{
    static const QRegularExpression all[] = {
        // 0: glog and klog "E0101 12:00:00.123456  4242 file.cc:12] text", and TensorFlow "2026-01-01 12:00:00.1: W
        // file"
        QRegularExpression(u"^(?:([IWEF])\\d{4} \\d\\d:\\d\\d:\\d\\d[^\\]]*\\] ?"
                           "|\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+: ([IWEF]) )"_s),
        // 1: the line begins with the level: "WARNING:root:text", "INFO: text", "[INFO] text", "INFO text"
        QRegularExpression(u"^\\s*(?:[\\[(<](" STAGEWATCH_LEVELS ")\\s*[\\])>]:?|(" STAGEWATCH_LEVELS
                           ")(?::[\\w.<>-]+:|\\s*[:|]|(?=\\s|$)))\\s*"_s),
        // 2: the same in any case, where a colon or brackets make it plain: "warning: text", "[error] text"
        QRegularExpression(u"^\\s*(?:\\[(" STAGEWATCH_LEVELS ")\\]:?|(" STAGEWATCH_LEVELS "):)\\s+"_s,
                           QRegularExpression::CaseInsensitiveOption),
        // 3: the level between marks: "… - INFO - …", "… | INFO     | …", "… [INFO] …", "… :INFO: …"
        QRegularExpression(u"^.{0,120}?(?: - (" STAGEWATCH_LEVELS ") -|\\| ?(" STAGEWATCH_LEVELS
                           ")\\s*\\||[\\[(](" STAGEWATCH_LEVELS ")\\s*[\\])]:?|:(" STAGEWATCH_LEVELS "):)\\s*"_s),
        // 4: behind a time: "2026-01-01 12:00:00,123 INFO text", "[12:00:00] INFO     text", "12:00:00 app WARNING:
        // text"
        QRegularExpression(u"^\\[?(?:\\d{4}[-/]\\d\\d[-/]\\d\\d[T "
                           u"]?)?(?:\\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?\\]?"
                           "(?<=[\\d\\]Z])\\s+(?:[\\w.\\[\\]-]+\\s+){0,2}?(" STAGEWATCH_LEVELS
                           ")(?:\\s*[:|]|(?=\\s|$))\\s*"_s),
        // 5: logfmt and JSON: level=warn, "levelname": "ERROR"
        QRegularExpression(u"(?:^|\\s)(?:level|lvl|severity)=\"?(\\w+)|"
                           "^\\{.*\"(?:level|levelname|log_level|severity)\"\\s*:\\s*\"(\\w+)\""_s,
                           QRegularExpression::CaseInsensitiveOption),
        // 6: Python's warnings module: "train.py:12: UserWarning: text"
        QRegularExpression(u"^\\S.*:\\d+: \\w*Warning: "_s),
        // 7: an interpreter that gives up
        QRegularExpression(u"^(?:Fatal Python error: |panic: |thread '.*' panicked at |terminate called )"_s),
    };
    return all[index];
}

QString firstCaptured(const QRegularExpressionMatch &match)
{
    for (int group = 1; group <= match.lastCapturedIndex(); ++group) {
        if (match.capturedLength(group) > 0)
            return match.captured(group);
    }
    return {};
}

LogLevel levelOfLetter(const QString &letter)
{
    if (letter == "W"_L1)
        return LogLevel::Warning;
    if (letter == "E"_L1)
        return LogLevel::Error;
    return letter == "F"_L1 ? LogLevel::Critical : LogLevel::Info;
}

std::optional<LevelReader::Reading> readMark(QStringView line)
{
    const QString prefix = line.left(prefixLimit).toString();
    if (const auto match = expression(0).match(prefix); match.hasMatch())
        return LevelReader::Reading{ levelOfLetter(firstCaptured(match)), match.capturedEnd() };
    for (const int index : { 1, 2, 3, 4 }) {
        if (const auto match = expression(index).match(prefix); match.hasMatch())
            return LevelReader::Reading{ protocol::logLevelFromWire(firstCaptured(match)), match.capturedEnd() };
    }
    if (const auto match = expression(5).match(prefix); match.hasMatch())
        return LevelReader::Reading{ protocol::logLevelFromWire(firstCaptured(match)), 0 };
    if (expression(6).match(prefix).hasMatch())
        return LevelReader::Reading{ LogLevel::Warning, 0 };
    if (expression(7).match(prefix).hasMatch())
        return LevelReader::Reading{ LogLevel::Critical, 0 };
    return {};
}

bool isIndented(QStringView line)
{
    return !line.isEmpty() && (line.front() == u' ' || line.front() == u'\t');
}

bool linksTwoTracebacks(QStringView line)
{
    return line.startsWith("During handling of the above exception"_L1)
        || line.startsWith("The above exception was the direct cause"_L1);
}

} // namespace

bool LevelReader::belongsToTraceback(QStringView line)
{
    if (line.contains("Traceback (most recent call last):"_L1)) {
        m_traceback = Traceback::Frames;
        return true;
    }
    if (m_traceback == Traceback::None)
        return false;
    const bool isBlank = line.trimmed().isEmpty();
    if (linksTwoTracebacks(line)) {
        m_traceback = Traceback::Frames;
        return true;
    }
    if (m_traceback == Traceback::Ended) {
        if (!isBlank)
            m_traceback = Traceback::None;
        return isBlank;
    }
    // The first line at the margin names the exception.
    if (!isBlank && !isIndented(line))
        m_traceback = Traceback::Ended;
    return true;
}

LevelReader::Reading LevelReader::read(QStringView line)
{
    Reading reading;
    if (belongsToTraceback(line)) {
        reading.level = LogLevel::Error;
    } else if (const auto mark = readMark(line)) {
        reading = *mark;
    } else if (line.startsWith("Exception in thread "_L1)) {
        reading.level = LogLevel::Error;
    } else if (isIndented(line) && m_lastLevel > LogLevel::Info) {
        reading.level = m_lastLevel; // the rest of a message that has several lines
    }
    m_lastLevel = reading.level;
    return reading;
}

} // namespace stagewatch::capture
