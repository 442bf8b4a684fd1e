// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/scenarioreader.h"

#include "protocol/endpoint.h"

#include <algorithm>
#include <cmath>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {
constexpr int depthLimit = 8;

/// What a step does, by the field that says so; the first that is there decides.
const QStringList &kinds()
{
    static const QStringList names{ u"epochs"_s, u"repeat"_s,   u"approval"_s, u"flood"_s, u"enter"_s,
                                    u"log"_s,    u"decision"_s, u"complete"_s, u"fail"_s,  u"cancelled"_s,
                                    u"error"_s,  u"event"_s,    u"drop"_s,     u"stall"_s, u"garbage"_s,
                                    u"goto"_s,   u"end"_s,      u"progress"_s };
    return names;
}

JsonValue copyFields(const JsonValue &from, const QStringList &names)
{
    JsonValue result = JsonValue::object();
    for (const QString &name : names) {
        if (const JsonValue *value = from.find(name))
            result.set(name, *value);
    }
    return result;
}
} // namespace

ScenarioReader::ScenarioReader(const QString &name)
{
    m_scenario.name = name;
    m_scenario.estimatesTime = true;
}

Scenario ScenarioReader::read(const JsonValue &root)
{
    if (!root.isObject())
        throw Failure{ u"the file must hold one JSON object"_s };
    checkFields(root,
                { u"name"_s, u"project"_s, u"description"_s, u"progress_scope"_s, u"estimates_time"_s,
                  u"python_numbers"_s, u"stages"_s, u"steps"_s, u"on_cancel"_s });
    if (const QString name = text(root, u"name"_s); !name.isEmpty())
        m_scenario.name = name;
    m_scenario.description = text(root, u"description"_s);
    m_scenario.project = text(root, u"project"_s);
    if (!m_scenario.project.isEmpty() && !protocol::isValidProjectId(m_scenario.project))
        fail(u"project"_s,
             u"must be 1 to 128 letters, digits, '.', '_', '~' or '-', not \"%1\"."_s.arg(m_scenario.project));
    const QString scope = text(root, u"progress_scope"_s);
    if (!scope.isEmpty() && scope != "pipeline"_L1 && scope != "stage"_L1)
        fail(u"progress_scope"_s, u"must be \"pipeline\" or \"stage\", not \"%1\"."_s.arg(scope));
    m_scenario.progressScope = scope == "stage"_L1 ? ProgressScope::Stage : ProgressScope::Pipeline;
    if (const JsonValue *estimates = root.find(u"estimates_time"))
        m_scenario.estimatesTime = estimates->toBool(true);
    if (const JsonValue *python = root.find(u"python_numbers"))
        m_scenario.pythonNumbers = python->toBool();
    if (const JsonValue *stages = root.find(u"stages"))
        readStages(*stages);
    m_scenario.steps = readSteps(root.find(u"steps"), u"steps"_s);
    if (m_scenario.steps.empty())
        fail(u"steps"_s, u"must be a list with at least one step."_s);
    if (const JsonValue *onCancel = root.find(u"on_cancel")) {
        m_where = { u"on_cancel"_s };
        m_scenario.onCancel = readSteps(onCancel, u"on_cancel"_s);
        m_where.clear();
    }
    checkTargets(m_scenario.steps);
    checkTargets(m_scenario.onCancel);
    return std::move(m_scenario);
}

void ScenarioReader::readStages(const JsonValue &stages)
{
    if (!stages.isArray())
        fail(u"stages"_s, u"must be a list of stage ids or {\"stage\", \"stage_display\"}."_s);
    for (const JsonValue &item : stages.items()) {
        const JsonValue *id = item.isObject() ? item.find(u"stage") : &item;
        if (!id || id->type() != JsonValue::Type::String || id->toText().isEmpty())
            fail(u"stages"_s, u"holds an entry without a stage id."_s);
        const JsonValue *display = item.isObject() ? item.find(u"stage_display") : nullptr;
        m_scenario.stages.push_back({ id->toText(), display ? display->toText() : titleFromId(id->toText()) });
    }
}

JsonValue ScenarioReader::stageData() const
{
    JsonValue data = JsonValue::object();
    if (!m_stage.id.isEmpty()) {
        data.set(u"stage"_s, JsonValue::string(m_stage.id));
        data.set(u"stage_display"_s, JsonValue::string(m_stage.display));
    }
    return data;
}

JsonValue ScenarioReader::progressData(double progress, const QString &message) const
{
    JsonValue data = stageData();
    const double rounded = std::round(progress * 10'000) / 10'000;
    data.set(u"progress"_s, JsonValue::number(rounded));
    data.set(u"progress_percentage"_s, JsonValue::number(std::round(rounded * 10'000) / 100));
    if (!message.isEmpty())
        data.set(u"message"_s, JsonValue::string(message));
    return data;
}

ScenarioStep ScenarioReader::eventStep(const JsonValue &step, const QString &type, JsonValue data) const
{
    ScenarioStep result;
    result.delay = seconds(step, u"after"_s, 0);
    result.label = text(step, u"label"_s);
    result.event = JsonValue::object({ { u"event_type"_s, JsonValue::string(type) }, { u"data"_s, std::move(data) } });
    return result;
}

std::vector<ScenarioStep> ScenarioReader::readSteps(const JsonValue *list, const QString &field)
{
    if (!list || !list->isArray())
        fail(field, u"must be a list of steps."_s);
    if (++m_depth > depthLimit)
        fail(field, u"is nested too deeply."_s);
    Steps steps;
    for (size_t i = 0; i < list->items().size(); ++i) {
        m_where.append(u"step %1"_s.arg(i + 1));
        readStep(list->items()[i], steps);
        if (steps.size() > stepLimit)
            fail(field, u"comes to more than %1 steps; use flood."_s.arg(stepLimit));
        m_where.removeLast();
    }
    --m_depth;
    return steps;
}

void ScenarioReader::readStep(const JsonValue &step, Steps &out)
{
    if (!step.isObject())
        fail(u"steps"_s, u"must hold objects only."_s);
    const auto kind =
        std::find_if(kinds().begin(), kinds().end(), [&](const QString &name) { return step.find(name); });
    if (kind == kinds().end())
        fail(u"steps"_s, u"holds a step that does nothing; it needs one of: %1."_s.arg(kinds().join(u", "_s)));
    if (*kind == "approval"_L1)
        readApproval(step, out);
    else if (*kind == "epochs"_L1)
        readEpochs(step, out);
    else if (*kind == "repeat"_L1)
        readRepeat(step, out);
    else if (*kind == "flood"_L1)
        readFlood(step, out);
    else if (QStringList{ u"drop"_s, u"stall"_s, u"garbage"_s, u"goto"_s, u"end"_s }.contains(*kind))
        readFaultStep(*kind, step, out);
    else
        readEventStep(*kind, step, out);
}

void ScenarioReader::readEventStep(const QString &kind, const JsonValue &step, Steps &out)
{
    const QStringList common{ u"after"_s, u"label"_s, kind };
    if (kind == "enter"_L1) {
        checkFields(step, common + QStringList{ u"progress"_s, u"message"_s });
        enterStage(text(step, kind));
        const JsonValue data = progressData(number(step, u"progress"_s, -1e6, 1e6), text(step, u"message"_s));
        out.push_back(eventStep(step, u"stage_transition"_s, data));
    } else if (kind == "progress"_L1) {
        checkFields(step, common + QStringList{ u"message"_s, u"metrics"_s, u"eta"_s });
        JsonValue data = progressData(number(step, kind, -1e6, 1e6), text(step, u"message"_s));
        if (const JsonValue *metrics = step.find(u"metrics"))
            data.set(u"metrics"_s, *metrics);
        if (const JsonValue *eta = step.find(u"eta"))
            data.set(u"estimated_time_remaining"_s, *eta);
        out.push_back(eventStep(step, u"progress_update"_s, data));
    } else if (kind == "log"_L1) {
        checkFields(step, common + QStringList{ u"level"_s });
        const QString level = step.find(u"level") ? text(step, u"level"_s) : u"info"_s;
        JsonValue data = JsonValue::object(
            { { u"level"_s, JsonValue::string(level) }, { u"message"_s, JsonValue::string(text(step, kind)) } });
        addMembers(data, stageData());
        out.push_back(eventStep(step, u"log"_s, data));
    } else if (kind == "decision"_L1) {
        checkFields(step, common + QStringList{ u"type"_s, u"reasoning"_s, u"confidence"_s, u"metadata"_s });
        out.push_back(eventStep(step, u"decision"_s, decisionData(step)));
    } else if (kind == "error"_L1) {
        checkFields(step, common + QStringList{ u"details"_s, u"recoverable"_s });
        JsonValue data = copyFields(step, { u"error"_s, u"details"_s });
        data.set(u"recoverable"_s, step.find(u"recoverable") ? *step.find(u"recoverable") : JsonValue::boolean(true));
        out.push_back(eventStep(step, u"error"_s, data));
    } else if (kind == "event"_L1) {
        checkFields(step, common);
        const JsonValue *event = step.find(kind);
        if (!event->isObject() || text(*event, u"event_type"_s, true).isEmpty())
            fail(kind, u"must be an object with event_type and data."_s);
        const JsonValue *data = event->find(u"data");
        out.push_back(eventStep(step, text(*event, u"event_type"_s), data ? *data : JsonValue::object()));
    } else {
        checkFields(step, common);
        readEnd(kind, step, out);
    }
}

void ScenarioReader::enterStage(const QString &id)
{
    const auto known = std::find_if(m_scenario.stages.begin(), m_scenario.stages.end(),
                                    [&](const StageName &name) { return name.id == id; });
    m_stage = known != m_scenario.stages.end() ? *known : StageName{ id, titleFromId(id) };
}

JsonValue ScenarioReader::decisionData(const JsonValue &step) const
{
    JsonValue data = stageData();
    data.set(u"decision_type"_s, JsonValue::string(text(step, u"type"_s, true)));
    data.set(u"decision"_s, *step.find(u"decision"));
    data.set(u"reasoning"_s, JsonValue::string(text(step, u"reasoning"_s)));
    const double confidence = number(step, u"confidence"_s, 0, 1);
    data.set(u"confidence"_s, JsonValue::number(confidence));
    data.set(u"confidence_percentage"_s, JsonValue::number(std::round(confidence * 10'000) / 100));
    data.set(u"metadata"_s, step.find(u"metadata") ? *step.find(u"metadata") : JsonValue::object());
    return data;
}

void ScenarioReader::readEnd(const QString &kind, const JsonValue &step, Steps &out)
{
    const bool completes = kind == "complete"_L1;
    const bool fails = kind == "fail"_L1;
    if (!step.find(kind)->isObject())
        fail(kind, u"must be an object: the data of the event."_s);
    const QString status = completes ? u"completed"_s : fails ? u"failed"_s : kind;
    JsonValue data = JsonValue::object({ { u"status"_s, JsonValue::string(status) } });
    if (fails)
        addMembers(data, stageData());
    addMembers(data, *step.find(kind));
    out.push_back(eventStep(step, u"pipeline_"_s + status, data));
}

void ScenarioReader::readFlood(const JsonValue &step, Steps &out)
{
    checkFields(step, { u"after"_s, u"label"_s, u"flood"_s, u"rate"_s, u"level"_s, u"message"_s });
    JsonValue data = JsonValue::object(
        { { u"level"_s, JsonValue::string(step.find(u"level") ? text(step, u"level"_s) : u"debug"_s) },
          { u"message"_s, JsonValue::string(text(step, u"message"_s, true)) } });
    addMembers(data, stageData());
    ScenarioStep result = eventStep(step, u"log"_s, data);
    result.action = ScenarioStep::Action::Flood;
    result.count = qint64(number(step, u"flood"_s, 1, 1e9));
    result.rate = number(step, u"rate"_s, 0.001, 1e7);
    out.push_back(result);
}

} // namespace stagewatch::server
