// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/placeholders.h"
#include "server/scenarioreader.h"

#include <algorithm>
#include <cmath>

/// The `epochs` step of a scenario: training as a curve in place of a list.
namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {
/// How fast a metric nears its end value, and how much it trembles on the way.
constexpr double steepness = 3.2;
constexpr double tremble = 0.012;

/// The value at one of `count` epochs (from 1) of a curve that falls or climbs steeply first and evenly later.
double curve(double from, double to, int epoch, int count, size_t phase)
{
    if (epoch == count)
        return to;
    const double t = count > 1 ? double(epoch - 1) / double(count - 1) : 1;
    const double share = (std::exp(-steepness * t) - std::exp(-steepness)) / (1 - std::exp(-steepness));
    const double noise = std::sin(double(epoch) * 2.399 + double(phase) * 1.7) * tremble * std::abs(from - to);
    return to + (from - to) * share + (epoch == 1 ? 0 : noise);
}

JsonValue rounded(double value)
{
    return JsonValue::number(std::round(value * 10'000) / 10'000);
}
} // namespace

void ScenarioReader::readEpochs(const JsonValue &step, Steps &out)
{
    checkFields(step,
                { u"epochs"_s, u"of"_s, u"first"_s, u"every"_s, u"after"_s, u"progress"_s, u"message"_s, u"metrics"_s,
                  u"log"_s, u"level"_s });
    const auto count = int(number(step, u"epochs"_s, 1, 10'000));
    const auto first = int(number(step, u"first"_s, 1, 100'000, 1));
    const auto total = int(number(step, u"of"_s, 1, 100'000, first + count - 1));
    const JsonValue *range = step.find(u"progress");
    if (!range || range->size() != 2 || !range->isArray() || !range->items()[0].toDouble()
        || !range->items()[1].toDouble())
        fail(u"progress"_s, u"must be a list of two numbers: where the epochs begin and end."_s);
    const double from = *range->items()[0].toDouble();
    const double to = *range->items()[1].toDouble();
    const JsonValue none = JsonValue::object();
    const JsonValue &metrics = step.find(u"metrics") ? *step.find(u"metrics") : none;
    const std::chrono::milliseconds every = seconds(step, u"every"_s, 1);

    for (int i = 1; i <= count; ++i) {
        JsonValue values = JsonValue::object();
        size_t phase = 0;
        for (const auto &[name, shape] : metrics.members()) {
            ++phase;
            if (shape.isArray() && shape.size() > 0)
                values.set(name, shape.items()[size_t(std::min<qsizetype>(i, shape.size())) - 1]);
            else if (shape.isObject() && shape.find(u"from") && shape.find(u"to"))
                values.set(name,
                           rounded(curve(shape.find(u"from")->toDouble().value_or(0),
                                         shape.find(u"to")->toDouble().value_or(0), i, count, phase)));
            else
                fail(u"metrics"_s, u"has \"%1\", which must be a list of values or {\"from\", \"to\"}."_s.arg(name));
        }
        const auto lookUp = [&](const QString &name) -> std::optional<JsonValue> {
            if (name == "epoch"_L1)
                return JsonValue::number(qint64(first + i - 1));
            if (name == "epochs"_L1)
                return JsonValue::number(qint64(total));
            const JsonValue *value = values.find(name);
            return value ? std::optional(*value) : std::nullopt;
        };
        const auto filled = [&](const QString &field) {
            return fillPlaceholders(JsonValue::string(text(step, field)), lookUp).toText();
        };
        JsonValue data = progressData(from + (to - from) * i / count, filled(u"message"_s));
        if (values.size() > 0)
            data.set(u"metrics"_s, values);
        ScenarioStep progress = eventStep(none, u"progress_update"_s, data);
        progress.delay = every + (i == 1 ? seconds(step, u"after"_s, 0) : std::chrono::milliseconds(0));
        out.push_back(progress);
        if (step.find(u"log")) {
            JsonValue log = stageData();
            log.set(u"level"_s, JsonValue::string(step.find(u"level") ? text(step, u"level"_s) : u"info"_s));
            log.set(u"message"_s, JsonValue::string(filled(u"log"_s)));
            out.push_back(eventStep(none, u"log"_s, log));
        }
    }
}

} // namespace stagewatch::server
