// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/scenario.h"

#include <set>

namespace stagewatch::server {

/// Reads the compact form of a scenario (docs/scenarios.md) and spells it out as steps. One object a file.
class ScenarioReader
{
public:
    /// What is wrong, as a sentence without the file's name; thrown by read() and by nothing else.
    struct Failure
    {
        QString sentence;
    };
    explicit ScenarioReader(const QString &name);
    [[nodiscard]] Scenario read(const protocol::JsonValue &root);

private:
    using Steps = std::vector<ScenarioStep>;
    using JsonValue = protocol::JsonValue;
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
    void checkFields(const JsonValue &step, const QStringList &allowed) const;

    [[nodiscard]] JsonValue progressData(double progress, const QString &message) const;
    [[nodiscard]] JsonValue stageData() const;
    [[nodiscard]] JsonValue decisionData(const JsonValue &step) const;
    void enterStage(const QString &id);
    [[nodiscard]] QString text(const JsonValue &step, const QString &field, bool required = false) const;
    [[nodiscard]] double number(const JsonValue &step, const QString &field, double low, double high,
                                std::optional<double> fallback = {}) const;
    [[nodiscard]] std::chrono::milliseconds seconds(const JsonValue &step, const QString &field,
                                                    std::optional<double> fallback = {}) const;
    /// The event as a step that takes over the delay and label of `step`.
    [[nodiscard]] ScenarioStep eventStep(const JsonValue &step, const QString &type, JsonValue data) const;
    [[noreturn]] void fail(const QString &field, const QString &what) const;

    Scenario m_scenario;
    protocol::StageName m_stage; ///< the current one, for steps that name none
    QStringList m_where; ///< "step 3", "approved", "step 1"
    int m_depth = 0;
};

} // namespace stagewatch::server
