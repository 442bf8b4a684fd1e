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

} // namespace stagewatch::journal
