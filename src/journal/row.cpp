// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/row.h"

using namespace stagewatch::protocol;

namespace stagewatch::journal {

namespace {

struct KindOf
{
    RowKind operator()(const Log &) const { return RowKind::Log; }
    RowKind operator()(const StageTransition &) const { return RowKind::Stage; }
    RowKind operator()(const ProgressUpdate &) const { return RowKind::Progress; }
    RowKind operator()(const Decision &) const { return RowKind::Decision; }
    RowKind operator()(const ApprovalRequired &) const { return RowKind::Approval; }
    RowKind operator()(const ApprovalResolved &) const { return RowKind::Approval; }
    RowKind operator()(const PipelineCompleted &) const { return RowKind::Terminal; }
    RowKind operator()(const PipelineFailed &) const { return RowKind::Terminal; }
    RowKind operator()(const PipelineCancelled &) const { return RowKind::Terminal; }
    RowKind operator()(const ErrorEvent &) const { return RowKind::Error; }
    RowKind operator()(const Gap &) const { return RowKind::Gap; }
    RowKind operator()(const Snapshot &) const { return RowKind::State; }
    RowKind operator()(const UnknownEvent &) const { return RowKind::Unknown; }
    template <typename T> RowKind operator()(const T &) const { return RowKind::Connection; }
};

} // namespace

RowKind rowKind(const Event &event)
{
    const RowKind kind = std::visit(KindOf{}, event.payload);
    return kind == RowKind::Stage && isTerminal(event) ? RowKind::Terminal : kind;
}

Row rowOf(const Event &event)
{
    Row row;
    row.kind = rowKind(event);
    if (const auto *log = event.as<Log>())
        row.level = log->level;
    else if (event.as<ErrorEvent>() || event.as<PipelineFailed>())
        row.level = LogLevel::Error;
    row.sequence = event.sequence.value_or(0);
    row.timeMs = event.time.time_since_epoch().count();
    return row;
}

Row rowOf(const LogLine &line)
{
    Row row;
    row.kind = RowKind::Log;
    row.isPlainLog = true;
    row.level = line.level;
    row.sequence = line.sequence.value_or(0);
    row.timeMs = line.time.time_since_epoch().count();
    return row;
}

QString stageNamedBy(const Event &event)
{
    if (const auto *log = event.as<Log>())
        return log->stage.id;
    if (const auto *update = event.as<ProgressUpdate>())
        return update->stage.id;
    if (const auto *transition = event.as<StageTransition>())
        return transition->stage.id;
    if (const auto *decision = event.as<Decision>())
        return decision->stage.id;
    if (const auto *approval = event.as<ApprovalRequired>())
        return approval->stage.id;
    if (const auto *failed = event.as<PipelineFailed>())
        return failed->stage.id;
    return {};
}

QString stageSetBy(const Event &event)
{
    if (isTerminal(event))
        return {}; // "completed" as a stage is the run's end
    if (const auto *snapshot = event.as<Snapshot>())
        return snapshot->stage.id;
    return event.as<StageTransition>() || event.as<ProgressUpdate>() ? stageNamedBy(event) : QString();
}

} // namespace stagewatch::journal
