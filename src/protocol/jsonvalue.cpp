// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/jsonvalue.h"

#include "protocol/jsonreader.h"

#include <QLocale>
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

constexpr int indentWidth = 2;

/// U+0080 to U+009F, two bytes each. JSON lets them be, but a terminal that a line is printed on may obey them.
bool isHighControl(const QByteArray &utf8, qsizetype at)
{
    return static_cast<unsigned char>(utf8[at]) == 0xc2 && at + 1 < utf8.size()
        && static_cast<unsigned char>(utf8[at + 1]) < 0xa0;
}

void appendString(std::string &out, const QString &text)
{
    static constexpr char hex[] = "0123456789abcdef";
    const QByteArray utf8 = text.toUtf8();
    out += '"';
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        const bool isHigh = isHighControl(utf8, i);
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7f && !isHigh)
            continue;
        out.append(utf8.constData() + plainFrom, size_t(i - plainFrom));
        if (isHigh)
            ++i;
        plainFrom = i + 1;
        switch (c) {
        case '"':
            out.append("\\\"");
            break;
        case '\\':
            out.append("\\\\");
            break;
        case '\n':
            out.append("\\n");
            break;
        case '\r':
            out.append("\\r");
            break;
        case '\t':
            out.append("\\t");
            break;
        default:
            out += "\\u00";
            out += hex[(utf8[i] >> 4) & 0xf];
            out += hex[utf8[i] & 0xf];
        }
    }
    out.append(utf8.constData() + plainFrom, size_t(utf8.size() - plainFrom));
    out += '"';
}

/// Writes a value; a negative level means on one line.
class Writer
{
public:
    void write(const JsonValue &value, int level)
    {
        switch (value.type()) {
        case JsonValue::Type::Null:
            m_out.append("null");
            break;
        case JsonValue::Type::Bool:
            m_out.append(value.toBool() ? "true" : "false");
            break;
        case JsonValue::Type::Number:
            m_out += value.toText().toStdString();
            break;
        case JsonValue::Type::String:
            appendString(m_out, value.toText());
            break;
        case JsonValue::Type::Array:
            writeArray(value, level);
            break;
        case JsonValue::Type::Object:
            writeObject(value, level);
            break;
        }
    }

    QByteArray result() const { return QByteArray(m_out.data(), qsizetype(m_out.size())); }

private:
    static int inner(int level) { return level < 0 ? level : level + 1; }

    void breakLine(int level)
    {
        if (level >= 0)
            m_out.append(1, '\n').append(size_t(level) * indentWidth, ' ');
    }

    void writeArray(const JsonValue &value, int level)
    {
        m_out += '[';
        bool first = true;
        for (const JsonValue &item : value.items()) {
            if (!first)
                m_out += ',';
            first = false;
            breakLine(inner(level));
            write(item, inner(level));
        }
        if (!first)
            breakLine(level);
        m_out += ']';
    }

    void writeObject(const JsonValue &value, int level)
    {
        m_out += '{';
        bool first = true;
        for (const auto &[name, member] : value.members()) {
            if (!first)
                m_out += ',';
            first = false;
            breakLine(inner(level));
            appendString(m_out, name);
            m_out.append(level < 0 ? ":" : ": ");
            write(member, inner(level));
        }
        if (!first)
            breakLine(level);
        m_out += '}';
    }

    std::string m_out; ///< a QByteArray is slower to append to
};

QString notFiniteText(double value)
{
    if (std::isnan(value))
        return u"NaN"_s;
    return value > 0 ? u"Infinity"_s : u"-Infinity"_s;
}

} // namespace

JsonValue JsonValue::boolean(bool value)
{
    JsonValue result;
    result.m_type = Type::Bool;
    result.m_bool = value;
    return result;
}

JsonValue JsonValue::number(QString lexeme)
{
    JsonValue result;
    result.m_type = Type::Number;
    result.m_text = std::move(lexeme);
    return result;
}

JsonValue JsonValue::number(double value)
{
    if (!std::isfinite(value))
        return string(notFiniteText(value));
    // A double stays recognisable as one ("65.0", not "65"), as Python and the guide write it.
    QString text = QString::number(value, 'g', QLocale::FloatingPointShortest);
    if (!text.contains(u'.') && !text.contains(u'e'))
        text += u".0"_s;
    return number(std::move(text));
}

JsonValue JsonValue::number(qint64 value)
{
    return number(QString::number(value));
}

JsonValue JsonValue::string(QString text)
{
    JsonValue result;
    result.m_type = Type::String;
    result.m_text = std::move(text);
    return result;
}

JsonValue JsonValue::array(std::vector<JsonValue> items)
{
    JsonValue result;
    result.m_type = Type::Array;
    result.m_items = std::move(items);
    return result;
}

JsonValue JsonValue::object(std::vector<Member> members)
{
    JsonValue result;
    result.m_type = Type::Object;
    result.m_members = std::move(members);
    return result;
}

std::optional<JsonValue> JsonValue::parse(QByteArrayView utf8, QString *error)
{
    JsonDocument document = readJson(utf8);
    if (error)
        *error = document.error;
    return std::move(document.value);
}

QByteArray JsonValue::toJson() const
{
    Writer writer;
    writer.write(*this, -1);
    return writer.result();
}

QByteArray JsonValue::toIndentedJson() const
{
    Writer writer;
    writer.write(*this, 0);
    return writer.result();
}

bool JsonValue::isNotFinite() const
{
    return m_type == Type::String && (m_text == u"NaN" || m_text == u"Infinity" || m_text == u"-Infinity");
}

bool JsonValue::toBool(bool fallback) const
{
    return m_type == Type::Bool ? m_bool : fallback;
}

std::optional<double> JsonValue::toDouble() const
{
    if (m_type != Type::Number && m_type != Type::String)
        return std::nullopt;
    if (isNotFinite()) {
        if (m_text == u"NaN")
            return std::numeric_limits<double>::quiet_NaN();
        return m_text.startsWith(u'-') ? -std::numeric_limits<double>::infinity()
                                       : std::numeric_limits<double>::infinity();
    }
    const QString text = m_text.trimmed();
    if (!isNumber(text))
        return std::nullopt;
    return text.toLatin1().toDouble();
}

std::optional<qint64> JsonValue::toInteger() const
{
    if (m_type != Type::Number && m_type != Type::String)
        return std::nullopt;
    const QString text = m_text.trimmed();
    if (!isNumber(text))
        return std::nullopt;
    bool ok = false;
    if (const qint64 value = text.toLongLong(&ok); ok)
        return value;
    const double value = text.toLatin1().toDouble();
    constexpr double limit = 9007199254740992.0; // 2^53: beyond it a double cannot tell whole numbers apart
    if (std::isfinite(value) && std::trunc(value) == value && std::abs(value) <= limit
        && text.contains(QLatin1Char('.')) + text.contains(u'e', Qt::CaseInsensitive) > 0)
        return static_cast<qint64>(value);
    return std::nullopt;
}

QString JsonValue::toText() const
{
    switch (m_type) {
    case Type::String:
    case Type::Number:
        return m_text;
    case Type::Bool:
        return m_bool ? u"true"_s : u"false"_s;
    default:
        return {};
    }
}

bool JsonValue::isNumber(QStringView text)
{
    qsizetype at = 0;
    const auto take = [&](char16_t wanted) {
        const bool there = at < text.size() && text[at] == wanted;
        at += there ? 1 : 0;
        return there;
    };
    const auto takeDigits = [&] {
        const qsizetype first = at;
        while (at < text.size() && text[at] >= u'0' && text[at] <= u'9')
            ++at;
        return at > first;
    };
    take(u'-');
    if (!take(u'0') && !takeDigits())
        return false;
    if (take(u'.') && !takeDigits())
        return false;
    if (take(u'e') || take(u'E')) {
        if (!take(u'+'))
            take(u'-');
        if (!takeDigits())
            return false;
    }
    return at == text.size();
}

bool JsonValue::isWholeNumber() const
{
    return m_type == Type::Number && !m_text.contains(u'.') && !m_text.contains(u'e', Qt::CaseInsensitive);
}

qsizetype JsonValue::size() const
{
    return static_cast<qsizetype>(isArray() ? m_items.size() : m_members.size());
}

const JsonValue *JsonValue::find(QStringView name) const
{
    const auto found = std::find_if(m_members.rbegin(), m_members.rend(),
                                    [name](const Member &member) { return member.first == name; });
    return found == m_members.rend() ? nullptr : &found->second;
}

void JsonValue::set(const QString &name, JsonValue value)
{
    if (isNull())
        m_type = Type::Object;
    if (!isObject())
        return;
    const auto found = std::find_if(m_members.rbegin(), m_members.rend(),
                                    [&name](const Member &member) { return member.first == name; });
    if (found != m_members.rend())
        found->second = std::move(value);
    else
        m_members.emplace_back(name, std::move(value));
}

void JsonValue::remove(QStringView name)
{
    std::erase_if(m_members, [name](const Member &member) { return member.first == name; });
}

} // namespace stagewatch::protocol
