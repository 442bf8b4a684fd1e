// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/scenario.h"

#include "server/scenarioreader.h"

#include <QFile>
#include <QFileInfo>

namespace stagewatch::server {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 fileLimit = 256 * 1024 * 1024;
/// How long a pipeline that says nothing else takes to stop.
constexpr std::chrono::milliseconds stoppingTime{ 400 };
} // namespace

std::vector<ScenarioStep> stepsOnCancel(const Scenario &scenario)
{
    using protocol::JsonValue;
    if (!scenario.onCancel.empty())
        return scenario.onCancel;
    ScenarioStep stop;
    stop.delay = stoppingTime;
    stop.event =
        JsonValue::object({ { u"event_type"_s, JsonValue::string(u"pipeline_cancelled"_s) },
                            { u"data"_s,
                              JsonValue::object({ { u"reason"_s, JsonValue::string(u"{cancel.reason}"_s) },
                                                  { u"requester"_s, JsonValue::string(u"{cancel.requester}"_s) },
                                                  { u"message"_s, JsonValue::string(u"Pipeline cancelled"_s) } }) } });
    return { stop };
}

std::optional<Scenario> parseScenario(const QByteArray &json, const QString &name, QString *error)
{
    QString problem;
    const std::optional<protocol::JsonValue> root = protocol::JsonValue::parse(json, &problem);
    if (!root) {
        *error = u"The scenario \"%1\" is not JSON: %2"_s.arg(name, problem);
        return std::nullopt;
    }
    try {
        return ScenarioReader(name).read(*root);
    } catch (const ScenarioReader::Failure &failure) {
        *error = u"The scenario \"%1\" cannot be played: %2"_s.arg(name, failure.sentence);
        return std::nullopt;
    }
}

std::optional<Scenario> loadScenario(const QString &path, QString *error)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *error = u"The scenario file %1 cannot be read: %2."_s.arg(path, file.errorString());
        return std::nullopt;
    }
    if (file.size() > fileLimit) {
        *error = u"The scenario file %1 is larger than %2 MiB."_s.arg(path).arg(fileLimit / 1024 / 1024);
        return std::nullopt;
    }
    const QByteArray content = file.readAll();
    const QString name = QFileInfo(path).completeBaseName();
    // A recording is one object a line; a scenario is one object in all, whatever the file is called.
    const qsizetype lineEnd = content.indexOf('\n');
    const bool firstLineIsWhole =
        protocol::JsonValue::parse(QByteArrayView(content).first(lineEnd < 0 ? content.size() : lineEnd)).has_value();
    const bool isRecording = path.endsWith(".ndjson"_L1) || path.endsWith(".jsonl"_L1)
        || (firstLineIsWhole && !protocol::JsonValue::parse(content).value_or(protocol::JsonValue()).find(u"steps"));
    return isRecording ? parseRecording(content, name, error) : parseScenario(content, name, error);
}

} // namespace stagewatch::server
