// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/fields.h"

#include "protocol/derive.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::protocol)
};

constexpr size_t problemsLimit = 16;
constexpr qint64 countLimit = qint64(1) << 53;

QString typeName(const JsonValue &value)
{
    switch (value.type()) {
    case JsonValue::Type::Null:
        return u"null"_s;
    case JsonValue::Type::Bool:
        return Text::tr("a boolean", "a type of JSON value");
    case JsonValue::Type::Number:
        return Text::tr("a number", "a type of JSON value");
    case JsonValue::Type::String:
        return Text::tr("text", "a type of JSON value");
    case JsonValue::Type::Array:
        return Text::tr("an array", "a type of JSON value");
    case JsonValue::Type::Object:
        return Text::tr("an object", "a type of JSON value");
    }
    return {};
}

/// The value as a person may read it in a sentence: short, whatever came.
QString excerpt(const JsonValue &value)
{
    constexpr qsizetype longest = 60;
    if (value.isContainer())
        return typeName(value);
    QString text = value.toText();
    if (text.size() > longest)
        text = text.left(longest) + u'…';
    return text;
}

} // namespace

ProblemList::ProblemList(QByteArrayView message, Timestamp receivedAt)
    : m_message(message)
    , m_receivedAt(receivedAt)
{
}

void ProblemList::add(Problem::Kind kind, const QString &text)
{
    constexpr qsizetype longestText = 500;
    if (m_problems.size() >= problemsLimit) {
        ++m_dropped;
        return;
    }
    if (m_problems.empty())
        m_bytes = m_message.first(std::min(m_message.size(), problemBytesLimit)).toByteArray();
    m_problems.push_back({ kind, text.left(longestText), m_bytes, m_receivedAt });
}

bool ProblemList::has(Problem::Kind kind) const
{
    return std::any_of(m_problems.begin(), m_problems.end(), [kind](const Problem &one) { return one.kind == kind; });
}

std::vector<Problem> ProblemList::take()
{
    if (m_dropped > 0) {
        const QString text =
            Text::tr("%1 more fields of the same %2 event were odd.").arg(m_dropped).arg(m_eventType.left(80));
        m_problems.push_back({ Problem::Kind::OddField, text, m_bytes, m_receivedAt });
    }
    return std::move(m_problems);
}

Fields::Fields(const JsonValue &object, QString path, ProblemList &problems)
    : m_object(object)
    , m_path(std::move(path))
    , m_problems(problems)
{
}

const JsonValue *Fields::find(QStringView name) const
{
    const JsonValue *value = m_object.find(name);
    return value && !value->isNull() ? value : nullptr;
}

JsonValue Fields::value(QStringView name) const
{
    const JsonValue *found = find(name);
    return found ? *found : JsonValue();
}

QString Fields::text(QStringView name) const
{
    const JsonValue *found = find(name);
    if (!found)
        return {};
    if (found->type() == JsonValue::Type::String)
        return found->toText();
    odd(name, Text::tr("is %1, not text; it was taken as it is spelled").arg(typeName(*found)));
    return found->isContainer() ? QString::fromUtf8(found->toJson()) : found->toText();
}

std::optional<double> Fields::number(QStringView name) const
{
    const JsonValue *found = find(name);
    if (!found)
        return std::nullopt;
    const auto number = found->toDouble();
    if (!number) {
        odd(name, Text::tr("is %1, not a number; it was left out").arg(typeName(*found)));
        return std::nullopt;
    }
    if (!std::isfinite(*number)) {
        if (!m_problems.has(Problem::Kind::NotFinite))
            odd(name, Text::tr("is not finite (%1); it was left out").arg(excerpt(*found)));
        return std::nullopt;
    }
    if (found->type() != JsonValue::Type::Number)
        odd(name, Text::tr("is %1, not a number; it was taken as %2").arg(typeName(*found), excerpt(*found)));
    return number;
}

std::optional<qint64> Fields::count(QStringView name) const
{
    const JsonValue *found = find(name);
    if (!found)
        return std::nullopt;
    const auto number = found->toInteger();
    if (!number || *number < 0 || *number >= countLimit) {
        odd(name, Text::tr("is %1, not a whole number from 0 to below 2^53; it was left out").arg(excerpt(*found)));
        return std::nullopt;
    }
    if (found->type() != JsonValue::Type::Number)
        odd(name, Text::tr("is %1, not a number; it was taken as %2").arg(typeName(*found), excerpt(*found)));
    return number;
}

std::optional<bool> Fields::boolean(QStringView name) const
{
    const JsonValue *found = find(name);
    if (!found)
        return std::nullopt;
    if (found->type() == JsonValue::Type::Bool)
        return found->toBool();
    const QString text = found->toText().trimmed().toLower();
    std::optional<bool> value;
    if (text == "true"_L1 || text == "1"_L1 || text == "yes"_L1)
        value = true;
    else if (text == "false"_L1 || text == "0"_L1 || text == "no"_L1)
        value = false;
    const QString what = !value ? Text::tr("is %1, not true or false; it was left out")
        : *value                ? Text::tr("is %1, not true or false; it was taken as true")
                                : Text::tr("is %1, not true or false; it was taken as false");
    odd(name, what.arg(excerpt(*found)));
    return value;
}

std::optional<Timestamp> Fields::time(QStringView name) const
{
    const JsonValue *found = find(name);
    if (!found)
        return std::nullopt;
    std::optional<Timestamp> time;
    if (found->type() == JsonValue::Type::String) {
        time = parseTimestamp(found->toText());
        if (time)
            return time;
    }
    if (const auto number = found->toDouble())
        time = timestampFromEpoch(*number);
    if (time)
        odd(name, Text::tr("is %1, not ISO 8601; it was taken as time since 1970").arg(excerpt(*found)));
    else
        odd(name, Text::tr("is %1, no time; it was left out").arg(excerpt(*found)));
    return time;
}

QStringList Fields::texts(QStringView name) const
{
    const JsonValue *found = find(name);
    if (!found)
        return {};
    if (!found->isArray()) {
        odd(name, Text::tr("is %1, not an array; it was left out").arg(typeName(*found)));
        return {};
    }
    QStringList texts;
    for (const JsonValue &item : found->items())
        texts.append(item.isContainer() ? QString::fromUtf8(item.toJson()) : item.toText());
    return texts;
}

std::optional<double> Fields::duration(QStringView name) const
{
    const auto seconds = number(name);
    if (seconds && *seconds < 0) {
        odd(name, Text::tr("is %1, a negative time; it was left out").arg(*seconds));
        return std::nullopt;
    }
    return seconds;
}

std::optional<double> Fields::share(QStringView name) const
{
    const auto share = deriveFraction(number(name), number(QString(name.toString() + "_percentage"_L1)));
    if (share && isOutsideRange(*share))
        odd(name,
            Text::tr("lies outside 0 to 1 (%1); bars show it as %2").arg(*share).arg(toProgress(*share).fraction));
    return share;
}

std::optional<Progress> Fields::progress() const
{
    const auto share = this->share(u"progress");
    return share ? std::optional(toProgress(*share)) : std::nullopt;
}

StageName Fields::stage() const
{
    return toStageName(text(u"stage"), text(u"stage_display"));
}

void Fields::odd(QStringView name, const QString &what) const
{
    m_problems.add(Problem::Kind::OddField,
                   Text::tr("The field %1%2 of a message of type %3 %4.")
                       .arg(m_path, name, m_problems.eventType().left(80), what));
}

} // namespace stagewatch::protocol
