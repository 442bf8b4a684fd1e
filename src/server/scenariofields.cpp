// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/scenariofields.h"

#include <cmath>

namespace stagewatch::server {

using namespace Qt::StringLiterals;

namespace {
constexpr double longestTime = 86'400;
}

void ScenarioFields::fail(const QString &field, const QString &what) const
{
    const QString where = m_where.isEmpty() ? QString() : m_where.join(u", "_s) + u": "_s;
    throw Failure{ u"%1\"%2\" %3"_s.arg(where, field, what) };
}

void ScenarioFields::checkFields(const JsonValue &step, const QStringList &allowed) const
{
    for (const auto &[name, value] : step.members()) {
        if (!allowed.contains(name))
            fail(name, u"is no field of this step; known are: %1."_s.arg(allowed.join(u", "_s)));
    }
}

QString ScenarioFields::text(const JsonValue &step, const QString &field, bool required) const
{
    const JsonValue *value = step.find(field);
    if (!value) {
        if (required)
            fail(field, u"is missing."_s);
        return {};
    }
    if (value->type() != JsonValue::Type::String)
        fail(field, u"must be a text."_s);
    return value->toText();
}

double ScenarioFields::number(const JsonValue &step, const QString &field, double low, double high,
                              std::optional<double> fallback) const
{
    const JsonValue *value = step.find(field);
    if (!value && fallback)
        return *fallback;
    const std::optional<double> result =
        value && value->type() == JsonValue::Type::Number ? value->toDouble() : std::nullopt;
    if (!result || !(*result >= low && *result <= high))
        fail(field, u"must be a number from %1 to %2."_s.arg(low).arg(high));
    return *result;
}

std::chrono::milliseconds ScenarioFields::seconds(const JsonValue &step, const QString &field,
                                                  std::optional<double> fallback) const
{
    return std::chrono::milliseconds(std::llround(number(step, field, 0, longestTime, fallback) * 1000));
}

void ScenarioFields::addMembers(JsonValue &to, const JsonValue &from)
{
    for (const auto &[name, value] : from.members())
        to.set(name, value);
}

} // namespace stagewatch::server
