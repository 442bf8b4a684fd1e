// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/scenario.h"
#include "server/scenariofields.h"

namespace stagewatch::server {

/// Reads the compact form of a scenario (docs/scenarios.md) and spells it out as steps. One object a file.
class ScenarioReader : private ScenarioFields
{
public:
    explicit ScenarioReader(const QString &name);
    /// Throws Failure, and nothing else.
    using ScenarioFields::Failure;
    [[nodiscard]] Scenario read(const protocol::JsonValue &root);

private:
    using Steps = std::vector<ScenarioStep>;
    void readStages(const JsonValue &stages);
    [[nodiscard]] Steps readSteps(const JsonValue *list, const QString &field);
    void readStep(const JsonValue &step, Steps &out);
    void readEventStep(const QString &kind, const JsonValue &step, Steps &out);
    void readEnd(const QString &kind, const JsonValue &step, Steps &out);
    void readFaultStep(const QString &kind, const JsonValue &step, Steps &out);
    void readApproval(const JsonValue &step, Steps &out);
    void readEpochs(const JsonValue &step, Steps &out);
    void readRepeat(const JsonValue &step, Steps &out);
    void readFlood(const JsonValue &step, Steps &out);
    void checkTargets(const Steps &steps) const;

    [[nodiscard]] JsonValue progressData(double progress, const QString &message) const;
    [[nodiscard]] JsonValue stageData() const;
    [[nodiscard]] JsonValue decisionData(const JsonValue &step) const;
    void enterStage(const QString &id);
    /// The event as a step that takes over the delay and label of `step`.
    [[nodiscard]] ScenarioStep eventStep(const JsonValue &step, const QString &type, JsonValue data) const;

    static constexpr size_t stepLimit = 200'000;
    Scenario m_scenario;
    protocol::StageName m_stage; ///< the current one, for steps that name none
    int m_depth = 0;
};

} // namespace stagewatch::server
