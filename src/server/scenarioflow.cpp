// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/placeholders.h"
#include "server/scenarioreader.h"

#include <algorithm>

/// The steps of a scenario that steer its course: what repeats, waits, branches, jumps, or breaks a connection.
namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

void ScenarioReader::readRepeat(const JsonValue &step, Steps &out)
{
    checkFields(step, { u"repeat"_s, u"steps"_s, u"after"_s });
    const auto count = int(number(step, u"repeat"_s, 1, 10'000));
    const JsonValue *body = step.find(u"steps");
    if (!body)
        fail(u"steps"_s, u"is missing: what to repeat."_s);
    for (int i = 1; i <= count; ++i) {
        const JsonValue filled = fillPlaceholders(*body, [&](const QString &name) {
            return name == "i"_L1 ? std::optional(JsonValue::number(qint64(i))) : std::nullopt;
        });
        Steps round = readSteps(&filled, u"steps"_s);
        if (i == 1 && !round.empty())
            round.front().delay += seconds(step, u"after"_s, 0);
        out.insert(out.end(), round.begin(), round.end());
        if (out.size() > stepLimit)
            fail(u"repeat"_s, u"comes to more than %1 steps; use flood."_s.arg(stepLimit));
    }
}

void ScenarioReader::readApproval(const JsonValue &step, Steps &out)
{
    checkFields(step, { u"after"_s, u"label"_s, u"approval"_s, u"timeout"_s, u"branches"_s });
    const JsonValue *approval = step.find(u"approval");
    if (!approval->isObject())
        fail(u"approval"_s, u"must be an object: the data of approval_required."_s);
    JsonValue data = stageData();
    addMembers(data, *approval);
    ScenarioStep result = eventStep(step, u"approval_required"_s, data);
    result.action = ScenarioStep::Action::Wait;
    result.duration = seconds(step, u"timeout"_s, 0);
    if (const JsonValue *branches = step.find(u"branches")) {
        const StageName stage = m_stage;
        for (const auto &[name, steps] : branches->members()) {
            if (name != "approved"_L1 && name != "rejected"_L1 && name != "timeout"_L1)
                fail(u"branches"_s, u"has \"%1\"; known are approved, rejected and timeout."_s.arg(name));
            m_where.append(name);
            m_stage = stage;
            result.branches[name] = readSteps(&steps, name);
            m_where.removeLast();
        }
        m_stage = stage;
    }
    out.push_back(result);
}

void ScenarioReader::checkTargets(const Steps &steps) const
{
    for (const ScenarioStep &step : steps) {
        const bool known =
            std::any_of(m_scenario.steps.begin(), m_scenario.steps.end(), [&](const ScenarioStep &other) {
                return !step.target.isEmpty() && other.label == step.target;
            });
        if (step.action == ScenarioStep::Action::Goto && !known)
            fail(u"goto"_s, u"names \"%1\", which is the label of no step at the top."_s.arg(step.target));
        for (const auto &[name, branch] : step.branches)
            checkTargets(branch);
    }
}

void ScenarioReader::readFaultStep(const QString &kind, const JsonValue &step, Steps &out)
{
    using Action = ScenarioStep::Action;
    checkFields(step, { u"after"_s, u"label"_s, kind });
    ScenarioStep result;
    result.delay = seconds(step, u"after"_s, 0);
    result.label = text(step, u"label"_s);
    if (kind == "drop"_L1) {
        result.action = Action::Drop;
        result.how = step.find(kind)->toText();
        const int code = result.how.toInt();
        if (result.how != "fin"_L1 && result.how != "reset"_L1
            && (code < 1000 || code > 4999 || (code >= 1004 && code <= 1006)))
            fail(kind, u"must be \"fin\", \"reset\" or a close code from 1000 to 4999 that may be sent."_s);
    } else if (kind == "stall"_L1) {
        result.action = Action::Stall;
        result.duration = seconds(step, kind);
    } else if (kind == "garbage"_L1) {
        result.action = Action::Garbage;
        result.raw = text(step, kind).toUtf8();
    } else if (kind == "goto"_L1) {
        result.action = Action::Goto;
        result.target = text(step, kind);
    } else {
        result.action = Action::End;
    }
    out.push_back(result);
}

} // namespace stagewatch::server
