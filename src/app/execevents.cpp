// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/execevents.h"

#include "protocol/encoder.h"

#include <csignal>
#include <cstring>

using namespace Qt::StringLiterals;
using stagewatch::protocol::JsonValue;

namespace stagewatch::app {

namespace {

/// So much of standard error tells what went wrong; the rest stands in the log.
constexpr qsizetype shownLines = 12;

JsonValue endOf(const ProgramEnd &end)
{
    return end.signal > 0 ? JsonValue::string(signalName(end.signal)) : JsonValue::number(qint64(end.exitCode));
}

QString endName(const ProgramEnd &end)
{
    return end.signal > 0 ? u"signal"_s : u"exit_code"_s;
}

ExecEvent failed(const ProgramEnd &end, const protocol::StageName &stage, const QStringList &lastErrorLines)
{
    protocol::PipelineFailed failure;
    failure.error = describe(end);
    if (end.startError.isEmpty() && !lastErrorLines.isEmpty())
        failure.error += u". Last on standard error:\n"_s
            + lastErrorLines.mid(std::max<qsizetype>(0, lastErrorLines.size() - shownLines)).join(u'\n');
    failure.stage = stage;
    return { u"pipeline_failed"_s, protocol::encodePayload(failure) };
}

} // namespace

ExecEvent endEvent(const ProgramEnd &end, const std::optional<Interruption> &interruption,
                   const protocol::StageName &stage, const QStringList &lastErrorLines,
                   std::chrono::milliseconds duration)
{
    ExecEvent event;
    const JsonValue seconds = JsonValue::number(std::chrono::duration<double>(duration).count());
    if (interruption && end.startError.isEmpty() && (interruption->isCancel || !end.isSuccess())) {
        protocol::PipelineCancelled cancelled;
        cancelled.reason = interruption->reason;
        cancelled.requester = interruption->requester;
        event = { u"pipeline_cancelled"_s, protocol::encodePayload(cancelled) };
    } else if (end.isSuccess()) {
        protocol::PipelineCompleted completed;
        completed.result.set(endName(end), endOf(end));
        completed.result.set(u"duration_seconds"_s, seconds);
        return { u"pipeline_completed"_s, protocol::encodePayload(completed) };
    } else {
        event = failed(end, stage, lastErrorLines);
    }
    event.data.set(endName(end), endOf(end));
    event.data.set(u"duration_seconds"_s, seconds);
    return event;
}

QString describe(const ProgramEnd &end)
{
    if (!end.startError.isEmpty())
        return end.startError;
    if (end.signal > 0)
        return u"Ended by "_s + signalName(end.signal);
    return u"Exit code %1"_s.arg(end.exitCode);
}

QString signalName(int signal)
{
    const char *name = ::sigabbrev_np(signal);
    return name ? u"SIG"_s + QString::fromLatin1(name) : u"signal %1"_s.arg(signal);
}

QString describe(const protocol::CancelRequested &request)
{
    QString text = u"Cancel requested"_s;
    if (!request.requester.isEmpty())
        text += u" by "_s + request.requester;
    if (!request.reason.isEmpty())
        text += u": "_s + request.reason;
    return text.endsWith(u'.') ? text : text + u'.';
}

} // namespace stagewatch::app
