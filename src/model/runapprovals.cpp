// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runfold.h"

#include <algorithm>

using namespace stagewatch::protocol;

namespace stagewatch::model {

namespace {

bool isAnswered(const ApprovalEntry &entry)
{
    return entry.resolution && entry.resolution->source != ResolutionSource::Passed;
}

} // namespace

void RunFold::operator()(const ApprovalRequired &request)
{
    begin();
    if (request.approvalId.isEmpty()) {
        Event named = m_event;
        m_run.complete(named);
        addApproval({ m_event.time, *named.as<ApprovalRequired>(), {} });
    } else {
        addApproval({ m_event.time, request, {} });
    }
    settle();
}

void RunFold::operator()(const ApprovalResolved &resolution)
{
    m_run.m_resolves = true;
    int index = approvalIndex(resolution.approvalId);
    if (resolution.approvalId.isEmpty()) { // it can only mean the one that waits
        index = int(m_run.m_approvals.size()) - 1;
        while (index >= 0 && m_run.m_approvals[size_t(index)].resolution)
            --index;
    }
    if (index < 0 || isAnswered(m_run.m_approvals[size_t(index)]))
        return; // the first answer stands
    m_run.m_approvals[size_t(index)].resolution = resolution;
    m_run.m_waits = false;
    settle();
}

int RunFold::approvalIndex(QStringView id) const
{
    const ApprovalEntry *entry = m_run.findApproval(id);
    return entry ? int(entry - m_run.m_approvals.data()) : -1;
}

/// An approval that is asked for again waits again, unless it was answered.
void RunFold::addApproval(const ApprovalEntry &entry)
{
    auto &approvals = m_run.m_approvals;
    const int known = entry.request.approvalId.isEmpty() ? -1 : approvalIndex(entry.request.approvalId);
    if (known >= 0) {
        ApprovalEntry &asked = approvals[size_t(known)];
        if (!isAnswered(asked)) {
            asked.request = entry.request;
            asked.resolution = entry.resolution;
        }
        return;
    }
    if (approvals.size() >= size_t(Run::keptDecisions))
        approvals.erase(approvals.begin(), approvals.begin() + Run::keptDecisions / 10);
    approvals.push_back(entry);
}

/// The run visibly goes on. A server without resolutions says in this way that an approval was answered. Where the
/// server named the approval, progress in the same stage proves nothing: it may resolve it yet.
void RunFold::passApprovals(bool intoAnotherStage)
{
    m_run.m_waits = false;
    for (ApprovalEntry &entry : m_run.m_approvals) {
        if (!entry.resolution
            && (entry.request.approvalId.startsWith(derivedApprovalPrefix) || (intoAnotherStage && !m_run.m_resolves)))
            pass(entry, m_event.time);
    }
    settle();
}

void RunFold::pass(ApprovalEntry &entry, Timestamp time) const
{
    ApprovalResolved passed;
    passed.approvalId = entry.request.approvalId;
    passed.decision = ApprovalDecision::Approved;
    passed.resolvedAt = std::max(time, entry.askedAt);
    passed.source = ResolutionSource::Passed;
    entry.resolution = passed;
}

/// Takes every number of the object; a nested object's members carry its name: "validation.loss".
void RunFold::addMetrics(const JsonValue &value, const QString &prefix, int depth)
{
    constexpr int deepest = 8;
    for (const auto &[key, member] : value.members()) {
        const QString name = prefix.isEmpty() ? key : prefix + u'.' + key;
        if (member.isObject() && depth < deepest)
            addMetrics(member, name, depth + 1);
        else if (member.type() == JsonValue::Type::Number || member.isNotFinite())
            addPoint(name, member.toDouble().value_or(0));
    }
}

void RunFold::addPoint(const QString &name, double value)
{
    auto series = std::find_if(m_run.m_metrics.begin(), m_run.m_metrics.end(),
                               [&](const MetricSeries &known) { return known.name == name; });
    if (series == m_run.m_metrics.end()) {
        if (m_run.m_metrics.size() >= MetricSeries::keptSeries)
            return;
        m_run.m_metrics.push_back({ name, {} });
        series = std::prev(m_run.m_metrics.end());
    }
    auto &points = series->points;
    if (points.size() >= MetricSeries::keptPoints)
        points.erase(points.begin(), points.begin() + qsizetype(MetricSeries::keptPoints / 10));
    points.emplace_back(m_event.time, value);
}

} // namespace stagewatch::model
