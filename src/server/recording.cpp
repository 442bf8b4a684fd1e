// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decoder.h"
#include "protocol/jsonreader.h"
#include "server/scenario.h"

#include <algorithm>
#include <limits>

/// Recordings: the events of a stream, one a line, played again with the times between them.
namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {
/// Nobody watches a pause longer than this, and a clock that was set wrong makes any.
constexpr std::chrono::milliseconds longestPause = std::chrono::minutes(10);

void addStage(std::vector<StageName> &stages, const Event &event)
{
    const auto *transition = event.as<StageTransition>();
    const auto known = [&](const StageName &name) { return transition && name.id == transition->stage.id; };
    if (transition && !isTerminal(event) && std::none_of(stages.begin(), stages.end(), known))
        stages.push_back(transition->stage);
}
} // namespace

std::optional<Scenario> parseRecording(const QByteArray &ndjson, const QString &name, QString *error)
{
    Scenario scenario;
    scenario.name = name;
    scenario.progressScope = ProgressScope::Unknown;
    Decoder decoder;
    std::optional<Timestamp> last;
    qint64 lineNumber = 0;
    for (qsizetype start = 0; start < ndjson.size();) {
        const qsizetype newline = ndjson.indexOf('\n', start);
        const qsizetype end = newline < 0 ? ndjson.size() : newline;
        const QByteArrayView line = QByteArrayView(ndjson).sliced(start, end - start).trimmed();
        start = end + 1;
        ++lineNumber;
        if (line.isEmpty())
            continue;
        const JsonDocument document = readJson(line);
        const Decoded decoded = decoder.decode(line, last.value_or(Timestamp{}));
        if (!document.value || !decoded.event) {
            *error = u"The recording \"%1\" cannot be played: line %2 is no event: %3"_s.arg(name)
                         .arg(lineNumber)
                         .arg(document.value ? u"it has no event_type."_s : document.error);
            return std::nullopt;
        }
        scenario.pythonNumbers = scenario.pythonNumbers || document.repaired;
        const Event &event = *decoded.event;
        addStage(scenario.stages, event);
        // What belonged to the connections of those days is said anew.
        if (isConnectionEvent(event) || event.as<Snapshot>() || event.as<Gap>() || event.as<ApprovalResolved>())
            continue;
        ScenarioStep step;
        step.delay = last ? std::clamp(event.time - *last, std::chrono::milliseconds(0), longestPause)
                          : std::chrono::milliseconds(0);
        last = event.time;
        const JsonValue *data = document.value->find(u"data");
        step.event = JsonValue::object({ { u"event_type"_s, JsonValue::string(event.eventType) },
                                         { u"data"_s, data ? *data : JsonValue::object() } });
        if (event.as<ApprovalRequired>())
            step.action = ScenarioStep::Action::Wait;
        scenario.steps.push_back(std::move(step));
    }
    if (scenario.steps.empty()) {
        *error = u"The recording \"%1\" holds no event that can be played."_s.arg(name);
        return std::nullopt;
    }
    return scenario;
}

} // namespace stagewatch::server
