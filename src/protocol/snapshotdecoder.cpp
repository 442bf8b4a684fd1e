// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/derive.h"
#include "protocol/payloaddecoder.h"

#include <QCoreApplication>
#include <functional>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::protocol)
};

constexpr size_t logsLimit = 200;

/// An element of a snapshot's list: either the fields themselves with a timestamp, or a whole event around them.
class Element
{
public:
    Element(const JsonValue &item, const QString &path, const Fields &parent)
        : m_outer(item, path, parent.problems())
        , m_inner(inner(item), &inner(item) == &item ? path : path + u"data."_s, parent.problems())
    {
    }

    [[nodiscard]] const Fields &fields() const { return m_inner; }
    [[nodiscard]] Timestamp time(Timestamp fallback) const
    {
        if (const auto time = m_outer.time(u"timestamp"))
            return *time;
        if (&m_outer.object() == &m_inner.object())
            return fallback;
        return m_inner.time(u"timestamp").value_or(fallback);
    }

private:
    static const JsonValue &inner(const JsonValue &item)
    {
        const JsonValue *data = item.find(u"data");
        return data && data->isObject() && item.find(u"event_type") ? *data : item;
    }

    Fields m_outer;
    Fields m_inner;
};

/// Calls `take` for every element of the array under the first of the names that is there.
void eachElement(const Fields &data, std::initializer_list<QStringView> names, size_t limit,
                 const std::function<void(const JsonValue &, const QString &)> &take)
{
    for (const QStringView name : names) {
        const JsonValue *list = data.find(name);
        if (!list)
            continue;
        if (list->isObject()) {
            take(*list, data.pathTo(name) + u'.');
        } else if (list->isArray()) {
            const size_t count = list->items().size();
            for (size_t i = count > limit ? count - limit : 0; i < count; ++i)
                take(list->items()[i], u"%1[%2]."_s.arg(data.pathTo(name)).arg(i));
        } else {
            data.odd(name, Text::tr("is not an array; it was left out"));
        }
        return;
    }
}

void decodeLogs(const Fields &data, Timestamp fallback, Snapshot &snapshot)
{
    eachElement(data, { u"logs", u"recent_logs" }, logsLimit, [&](const JsonValue &item, const QString &path) {
        if (!item.isObject()) {
            snapshot.logs.push_back({ fallback, { LogLevel::Info, item.toText(), {} } });
            return;
        }
        const Element element(item, path, data);
        snapshot.logs.push_back({ element.time(fallback), decodeLog(element.fields()) });
    });
}

void decodeDecisions(const Fields &data, Timestamp fallback, Snapshot &snapshot)
{
    eachElement(data, { u"decisions" }, SIZE_MAX, [&](const JsonValue &item, const QString &path) {
        if (!item.isObject()) {
            data.odd(u"decisions", Text::tr("holds something other than an object; it was left out"));
            return;
        }
        const Element element(item, path, data);
        snapshot.decisions.push_back({ element.time(fallback), decodeDecision(element.fields()) });
    });
}

void decodeApprovals(const Fields &data, Timestamp fallback, Snapshot &snapshot)
{
    eachElement(
        data, { u"pending_approvals", u"pending_approval" }, SIZE_MAX, [&](const JsonValue &item, const QString &path) {
            if (!item.isObject()) {
                data.odd(u"pending_approvals", Text::tr("holds something other than an object; it was left out"));
                return;
            }
            const Element element(item, path, data);
            ApprovalEntry entry{ element.time(fallback), decodeApprovalRequired(element.fields()), {} };
            const JsonValue *resolution = element.fields().find(u"resolution");
            if (resolution && resolution->isObject())
                entry.resolution =
                    decodeApprovalResolved(Fields(*resolution, path + u"resolution."_s, data.problems()));
            snapshot.pendingApprovals.push_back(std::move(entry));
        });
}

StageState decodeStage(const JsonValue &item, const QString &path, const Fields &data)
{
    StageState state;
    if (!item.isObject()) {
        state.stage = toStageName(item.toText(), {});
        return state;
    }
    const Fields fields(item, path, data.problems());
    state.stage = fields.stage();
    const QString status = fields.text(u"status");
    if (const auto known = stageStatusFromWire(status))
        state.status = *known;
    else if (!status.isEmpty())
        fields.odd(u"status", Text::tr("is no status that Stagewatch knows; it was taken as pending"));
    if (const auto share = fields.share(u"progress"))
        state.progress = toProgress(*share).fraction;
    state.startedAt = fields.time(u"started_at");
    state.endedAt = fields.time(u"ended_at");
    return state;
}

void decodeStages(const Fields &data, Snapshot &snapshot)
{
    const JsonValue *stages = data.find(u"stages");
    if (!stages)
        return;
    if (stages->isObject()) {
        // Some servers key the stages by their id.
        for (const auto &[id, value] : stages->members()) {
            StageState state = decodeStage(value, u"%1.%2."_s.arg(data.pathTo(u"stages"), id), data);
            state.stage = toStageName(id, value.isObject() ? state.stage.display : QString());
            if (value.type() == JsonValue::Type::String)
                state.status = stageStatusFromWire(value.toText()).value_or(StageStatus::Pending);
            snapshot.stages.push_back(std::move(state));
        }
        return;
    }
    eachElement(data, { u"stages" }, SIZE_MAX, [&](const JsonValue &item, const QString &path) {
        StageState state = decodeStage(item, path, data);
        if (!state.stage.id.isEmpty())
            snapshot.stages.push_back(std::move(state));
    });
}

/// Without a status of its own a snapshot still tells: by its stage, its error, its approvals, or that it has begun.
RunStatus deriveStatus(const Snapshot &snapshot)
{
    if (const auto status = runStatusFromWire(snapshot.stage.id); status && isTerminal(*status))
        return *status;
    if (!snapshot.error.isEmpty())
        return RunStatus::Failed;
    if (!snapshot.pendingApprovals.empty())
        return RunStatus::WaitingForApproval;
    const bool begun = !snapshot.stage.id.isEmpty() || (snapshot.progress && snapshot.progress->raw > 0)
        || !snapshot.logs.empty() || snapshot.startedAt;
    return begun ? RunStatus::Running : RunStatus::Pending;
}

void decodeStatus(const Fields &data, Snapshot &snapshot)
{
    const JsonValue *state = data.find(u"state");
    const bool stateIsText = state && state->type() == JsonValue::Type::String;
    const QStringView name = !data.find(u"status") && stateIsText ? QStringView(u"state") : QStringView(u"status");
    const QString status = data.text(name);
    const auto known = runStatusFromWire(status);
    snapshot.status = known ? *known : deriveStatus(snapshot);
    if (!known && !status.isEmpty())
        data.odd(name, Text::tr("is no status that Stagewatch knows; it was derived from the other fields"));
}

StageName decodeCurrentStage(const Fields &data)
{
    const JsonValue *current = data.find(u"current_stage");
    if (data.find(u"stage") || !current)
        return data.stage();
    if (current->isObject())
        return Fields(*current, data.pathTo(u"current_stage."), data.problems()).stage();
    return toStageName(data.text(u"current_stage"),
                       data.find(u"stage_display") ? data.text(u"stage_display") : data.text(u"current_stage_display"));
}

Snapshot decodeFields(const Fields &data, const PayloadSource &source)
{
    Snapshot snapshot;
    snapshot.runId = data.text(u"run_id");
    if (snapshot.runId.isEmpty() && &data.object() != &source.root.object())
        snapshot.runId = source.root.text(u"run_id");
    snapshot.stage = decodeCurrentStage(data);
    snapshot.progress = data.progress();
    snapshot.progressScope = decodeProgressScope(data);
    decodeStages(data, snapshot);
    decodeLogs(data, source.time, snapshot);
    decodeDecisions(data, source.time, snapshot);
    decodeApprovals(data, source.time, snapshot);
    snapshot.listsApprovals = data.find(u"pending_approvals") || data.find(u"pending_approval");
    snapshot.error = data.text(u"error");
    snapshot.result = data.value(u"result");
    snapshot.startedAt = data.time(u"started_at");
    snapshot.updatedAt = data.time(u"updated_at");
    snapshot.estimatedTimeRemaining = data.duration(u"estimated_time_remaining");
    decodeStatus(data, snapshot);
    return snapshot;
}

} // namespace

Snapshot decodeSnapshot(const PayloadSource &source)
{
    // Some servers wrap the state once more.
    for (const QStringView name : { QStringView(u"state"), QStringView(u"current_state") }) {
        const JsonValue *state = source.data.find(name);
        if (state && state->isObject())
            return decodeFields(Fields(*state, source.data.pathTo(name) + u'.', source.data.problems()), source);
    }
    return decodeFields(source.data, source);
}

} // namespace stagewatch::protocol
