// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"
#include "protocol/jsonvalue.h"

#include <QString>
#include <map>
#include <optional>
#include <vector>

namespace stagewatch::server {

/// One step of a scripted pipeline.
struct ScenarioStep
{
    enum class Action {
        Event, ///< publish `event`
        Wait, ///< publish `event` (an approval_required) and wait for its answer; then go on with the branch of that
              ///< name
        Drop, ///< close every watcher's TCP connection: `how` is fin, reset or a close code
        Stall, ///< stop reading and writing on every connection for `duration`
        Garbage, ///< send `raw` as it is
        Flood, ///< publish `count` copies of `event` at `rate` a second; {i} in its strings is the number
        Goto, ///< go on at the label `target`
        End ///< stop here
    };
    Action action = Action::Event;
    std::chrono::milliseconds delay{ 0 }; ///< before the step, at speed 1
    QString label;
    protocol::JsonValue event; ///< {event_type, data}; project_id and timestamp are added when it is sent
    QByteArray raw;
    QString how;
    QString target;
    std::chrono::milliseconds duration{ 0 };
    qint64 count = 0;
    double rate = 0;
    std::map<QString, std::vector<ScenarioStep>> branches; ///< approved, rejected, timeout
};

/// A scripted pipeline: what a server plays in place of a real one.
struct Scenario
{
    QString name;
    QString description;
    QString project; ///< the id that a demo shows it under; empty: its name
    std::vector<protocol::StageName> stages;
    protocol::ProgressScope progressScope = protocol::ProgressScope::Pipeline;
    std::vector<ScenarioStep> steps;
    bool estimatesTime = false; ///< progress without estimated_time_remaining gets it from the steps that are left
    bool pythonNumbers =
        false; ///< the strings "NaN", "Infinity", "-Infinity" go out as the bare words that Python's json writes
    std::vector<ScenarioStep>
        onCancel; ///< played instead of the rest when a watcher cancels; empty: pipeline_cancelled
};

/// What is played when a watcher cancels: the scenario's own steps, or a moment later pipeline_cancelled.
[[nodiscard]] std::vector<ScenarioStep> stepsOnCancel(const Scenario &scenario);

/// Reads a scenario file (JSON) or a recording (NDJSON of events, played with its own timing). On failure nothing, and
/// `error` is a sentence that names the file, the step and the field.
[[nodiscard]] std::optional<Scenario> loadScenario(const QString &path, QString *error);
[[nodiscard]] std::optional<Scenario> parseScenario(const QByteArray &json, const QString &name, QString *error);
[[nodiscard]] std::optional<Scenario> parseRecording(const QByteArray &ndjson, const QString &name, QString *error);

/// success, approval, failure, flaky, flood, metrics-nan.
[[nodiscard]] QStringList builtInScenarios();
[[nodiscard]] std::optional<Scenario> builtInScenario(const QString &name);

} // namespace stagewatch::server
