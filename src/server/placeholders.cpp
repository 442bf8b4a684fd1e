// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/placeholders.h"

#include <algorithm>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using protocol::JsonValue;

namespace {
bool isNameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'.';
}

/// The end of the placeholder that begins at `open`, one behind its brace; -1 where it is none.
qsizetype endOfPlaceholder(const QString &text, qsizetype open)
{
    qsizetype end = open + 1;
    while (end < text.size() && isNameCharacter(text[end]))
        ++end;
    return end > open + 1 && end < text.size() && text[end] == u'}' ? end + 1 : -1;
}

JsonValue fillText(const QString &text, const PlaceholderLookup &lookup)
{
    QString result;
    qsizetype from = 0;
    for (qsizetype open = text.indexOf(u'{'); open >= 0; open = text.indexOf(u'{', open + 1)) {
        const qsizetype end = endOfPlaceholder(text, open);
        if (end < 0)
            continue;
        const std::optional<JsonValue> value = lookup(text.mid(open + 1, end - open - 2));
        if (!value)
            continue;
        if (open == 0 && end == text.size())
            return *value;
        result += QStringView(text).mid(from, open - from);
        result += value->isContainer() ? QString::fromUtf8(value->toJson()) : value->toText();
        from = end;
        open = end - 1;
    }
    result += QStringView(text).mid(from);
    return JsonValue::string(result);
}
} // namespace

JsonValue fillPlaceholders(const JsonValue &value, const PlaceholderLookup &lookup)
{
    switch (value.type()) {
    case JsonValue::Type::String:
        return fillText(value.toText(), lookup);
    case JsonValue::Type::Array: {
        JsonValue result = JsonValue::array();
        for (const JsonValue &item : value.items())
            result.items().push_back(fillPlaceholders(item, lookup));
        return result;
    }
    case JsonValue::Type::Object: {
        JsonValue result = JsonValue::object();
        for (const auto &[name, member] : value.members())
            result.members().emplace_back(name, fillPlaceholders(member, lookup));
        return result;
    }
    default:
        return value;
    }
}

const JsonValue *memberByPath(const JsonValue &value, QStringView path)
{
    const JsonValue *current = &value;
    while (current && !path.isEmpty()) {
        const qsizetype dot = path.indexOf(u'.');
        current = current->find(dot < 0 ? path : path.first(dot));
        path = dot < 0 ? QStringView() : path.sliced(dot + 1);
    }
    return current;
}

QByteArray toPythonJson(const JsonValue &value)
{
    if (value.isNotFinite())
        return value.toText().toLatin1();
    if (!value.isContainer())
        return value.toJson();
    QByteArray result;
    if (value.isArray()) {
        for (const JsonValue &item : value.items())
            result += (result.isEmpty() ? "" : ",") + toPythonJson(item);
        return '[' + result + ']';
    }
    for (const auto &[name, member] : value.members())
        result += (result.isEmpty() ? "" : ",") + JsonValue::string(name).toJson() + ':' + toPythonJson(member);
    return '{' + result + '}';
}

} // namespace stagewatch::server
