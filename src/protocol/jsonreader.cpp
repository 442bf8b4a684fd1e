// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/jsonreader.h"

#include <QCoreApplication>
#include <QUtf8StringView>
#include <algorithm>
#include <charconv>
#include <cstring>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::protocol)
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The n of 0.ddd × 10^n, for a number in JSON's spelling; a huge exponent stays huge.
qint64 decimalMagnitude(QByteArrayView lexeme)
{
    constexpr qint64 hugeExponent = 1'000'000'000;
    qint64 magnitude = 0;
    bool significant = false;
    bool fraction = false;
    qsizetype at = lexeme.startsWith('-') ? 1 : 0;
    for (; at < lexeme.size() && (isDigit(lexeme[at]) || lexeme[at] == '.'); ++at) {
        if (lexeme[at] == '.') {
            fraction = true;
            continue;
        }
        significant = significant || lexeme[at] != '0';
        if (significant && !fraction)
            ++magnitude;
        else if (!significant && fraction)
            --magnitude;
    }
    if (!significant)
        return -hugeExponent; // zero, whatever its exponent
    if (at == lexeme.size())
        return magnitude;
    const QByteArrayView digits = lexeme.sliced(at + 1);
    bool ok = false;
    const qint64 exponent = digits.toByteArray().toLongLong(&ok);
    if (!ok)
        return digits.startsWith('-') ? -hugeExponent : hugeExponent;
    return magnitude + std::clamp(exponent, -hugeExponent, hugeExponent);
}

/// Only a long or an exponential spelling can lie beyond a double, so ordinary numbers are not looked at.
bool isBeyondDouble(QByteArrayView lexeme)
{
    constexpr qint64 largest = 309; // of 1.797…e308
    if (lexeme.size() < largest && !lexeme.contains('e') && !lexeme.contains('E'))
        return false;
    const qint64 magnitude = decimalMagnitude(lexeme);
    if (magnitude != largest)
        return magnitude > largest;
    double value = 0;
    return std::from_chars(lexeme.begin(), lexeme.end(), value).ec == std::errc::result_out_of_range;
}

class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_begin(text.data())
        , m_at(text.data())
        , m_end(text.data() + text.size())
    {
    }

    void read(JsonDocument &document)
    {
        JsonValue value;
        skipSpace();
        if (readValue(value, 0)) {
            skipSpace();
            if (m_at == m_end)
                document.value = std::move(value);
            else
                fail(Text::tr("There is more text after the JSON value"));
        }
        document.error = m_error;
        document.repaired = m_repaired;
        document.repairedName = m_repairedName;
    }

private:
    bool fail(const QString &what)
    {
        if (m_error.isEmpty())
            m_error = Text::tr("%1, at byte %2.").arg(what).arg(m_at - m_begin);
        return false;
    }

    void skipSpace()
    {
        while (m_at != m_end && isSpace(*m_at))
            ++m_at;
    }

    bool take(char wanted)
    {
        if (m_at == m_end || *m_at != wanted)
            return false;
        ++m_at;
        return true;
    }

    bool takeWord(const char *word)
    {
        const auto length = static_cast<qptrdiff>(std::strlen(word));
        if (m_end - m_at < length || std::memcmp(m_at, word, static_cast<size_t>(length)) != 0)
            return false;
        m_at += length;
        return true;
    }

    bool readValue(JsonValue &out, int depth)
    {
        if (m_at == m_end)
            return fail(Text::tr("The JSON text breaks off where a value should stand"));
        switch (*m_at) {
        case '{':
            return readObject(out, depth + 1);
        case '[':
            return readArray(out, depth + 1);
        case '"': {
            QString text;
            if (!readString(text))
                return false;
            out = JsonValue::string(std::move(text));
            return true;
        }
        default:
            return readWordOrNumber(out);
        }
    }

    bool readWordOrNumber(JsonValue &out)
    {
        if (takeWord("true"))
            out = JsonValue::boolean(true);
        else if (takeWord("false"))
            out = JsonValue::boolean(false);
        else if (takeWord("null"))
            out = JsonValue();
        else if (takeWord("NaN"))
            out = repaired(u"NaN"_s);
        else if (takeWord("Infinity"))
            out = repaired(u"Infinity"_s);
        else if (takeWord("-Infinity"))
            out = repaired(u"-Infinity"_s);
        else
            return readNumber(out);
        return true;
    }

    JsonValue repaired(const QString &text)
    {
        if (!m_repaired)
            m_repairedName = m_name;
        m_repaired = true;
        return JsonValue::string(text);
    }

    bool takeDigits()
    {
        const char *first = m_at;
        while (m_at != m_end && isDigit(*m_at))
            ++m_at;
        return m_at != first;
    }

    bool readNumber(JsonValue &out)
    {
        const char *first = m_at;
        const bool negative = take('-');
        if (!take('0') && !takeDigits())
            return fail(Text::tr("A JSON value was expected"));
        if (take('.') && !takeDigits())
            return fail(Text::tr("A number lacks digits after its decimal point"));
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            if (!takeDigits())
                return fail(Text::tr("A number lacks digits in its exponent"));
        }
        const QByteArrayView lexeme(first, m_at - first);
        if (isBeyondDouble(lexeme))
            out = repaired(negative ? u"-Infinity"_s : u"Infinity"_s);
        else
            out = JsonValue::number(QString::fromLatin1(lexeme));
        return true;
    }

    bool readString(QString &out)
    {
        const char *first = ++m_at;
        while (m_at != m_end && *m_at != '"') {
            if (static_cast<unsigned char>(*m_at) < 0x20)
                return fail(Text::tr("A string holds a control character that is not escaped"));
            if (*m_at == '\\' && ++m_at == m_end)
                break;
            ++m_at;
        }
        if (m_at == m_end)
            return fail(Text::tr("The JSON text breaks off inside a string"));
        auto text = unescapeJson(QByteArrayView(first, m_at - first));
        if (!text)
            return fail(Text::tr("A string holds an escape that JSON does not have"));
        ++m_at;
        out = std::move(*text);
        return true;
    }

    bool readObject(JsonValue &out, int depth)
    {
        if (depth > jsonDepthLimit)
            return fail(Text::tr("The JSON text is nested deeper than %1 levels").arg(jsonDepthLimit));
        ++m_at;
        std::vector<JsonValue::Member> members;
        skipSpace();
        if (!take('}')) {
            do {
                if (!readMember(members, depth))
                    return false;
            } while (take(','));
            if (!take('}'))
                return fail(Text::tr("A comma or a closing brace was expected"));
        }
        out = JsonValue::object(std::move(members));
        return true;
    }

    bool readMember(std::vector<JsonValue::Member> &members, int depth)
    {
        skipSpace();
        if (m_at == m_end || *m_at != '"')
            return fail(Text::tr("The name of a member was expected"));
        QString name;
        if (!readString(name))
            return false;
        skipSpace();
        if (!take(':'))
            return fail(Text::tr("A colon was expected"));
        skipSpace();
        m_name = name;
        JsonValue value;
        if (!readValue(value, depth))
            return false;
        members.emplace_back(std::move(name), std::move(value));
        skipSpace();
        return true;
    }

    bool readArray(JsonValue &out, int depth)
    {
        if (depth > jsonDepthLimit)
            return fail(Text::tr("The JSON text is nested deeper than %1 levels").arg(jsonDepthLimit));
        ++m_at;
        std::vector<JsonValue> items;
        skipSpace();
        if (!take(']')) {
            const QString name = m_name;
            do {
                m_name = name;
                skipSpace();
                JsonValue item;
                if (!readValue(item, depth))
                    return false;
                items.push_back(std::move(item));
                skipSpace();
            } while (take(','));
            if (!take(']'))
                return fail(Text::tr("A comma or a closing bracket was expected"));
        }
        out = JsonValue::array(std::move(items));
        return true;
    }

    const char *m_begin;
    const char *m_at;
    const char *m_end;
    QString m_name; ///< of the member that is being read, for the report of a repair
    QString m_error;
    bool m_repaired = false;
    QString m_repairedName;
};

std::optional<char16_t> hexUnit(QByteArrayView content, qsizetype at)
{
    if (content.size() - at < 4)
        return std::nullopt;
    unsigned unit = 0;
    for (qsizetype i = at; i < at + 4; ++i) {
        const char c = content[i];
        unsigned digit = 0;
        if (isDigit(c))
            digit = static_cast<unsigned>(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = static_cast<unsigned>(c - 'a') + 10;
        else if (c >= 'A' && c <= 'F')
            digit = static_cast<unsigned>(c - 'A') + 10;
        else
            return std::nullopt;
        unit = unit * 16 + digit;
    }
    return static_cast<char16_t>(unit);
}

/// Appends the \uXXXX at `at` (the byte after the u), and its second half where it is a pair; moves `at` behind it.
bool appendUnicodeEscape(QByteArrayView content, qsizetype &at, QString &out)
{
    const auto unit = hexUnit(content, at);
    if (!unit)
        return false;
    at += 4;
    if (!QChar::isSurrogate(*unit)) {
        out.append(QChar(*unit));
        return true;
    }
    if (QChar::isHighSurrogate(*unit) && content.size() - at >= 6 && content[at] == '\\' && content[at + 1] == 'u') {
        const auto low = hexUnit(content, at + 2);
        if (low && QChar::isLowSurrogate(*low)) {
            out.append(QChar(*unit));
            out.append(QChar(*low));
            at += 6;
            return true;
        }
    }
    out.append(QChar(QChar::ReplacementCharacter));
    return true;
}

char16_t simpleEscape(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return static_cast<char16_t>(c);
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return u'\0';
    }
}

} // namespace

std::optional<QString> unescapeJson(QByteArrayView content)
{
    qsizetype escape = content.indexOf('\\');
    if (escape < 0)
        return QString::fromUtf8(content);
    QString out;
    out.reserve(content.size());
    qsizetype at = 0;
    while (escape >= 0) {
        out.append(QUtf8StringView(content.sliced(at, escape - at).data(), escape - at).toString());
        at = escape + 1;
        if (at == content.size())
            return std::nullopt;
        const char kind = content[at++];
        if (kind == 'u') {
            if (!appendUnicodeEscape(content, at, out))
                return std::nullopt;
        } else if (const char16_t plain = simpleEscape(kind); plain != u'\0') {
            out.append(QChar(plain));
        } else {
            return std::nullopt;
        }
        escape = content.indexOf('\\', at);
    }
    out.append(QString::fromUtf8(content.sliced(at)));
    return out;
}

bool isSoundText(QByteArrayView content)
{
    for (qsizetype escape = content.indexOf('\\'); escape >= 0;) {
        qsizetype at = escape + 1;
        if (at == content.size())
            return false;
        const char kind = content[at++];
        if (kind == 'u' ? !hexUnit(content, at) : simpleEscape(kind) == u'\0')
            return false;
        escape = content.indexOf('\\', kind == 'u' ? at + 4 : at);
    }
    return true;
}

JsonDocument readJson(QByteArrayView utf8)
{
    JsonDocument document;
    if (!QUtf8StringView(utf8.data(), utf8.size()).isValidUtf8()) {
        document.error = Text::tr("The text is not valid UTF-8.");
        return document;
    }
    if (utf8.startsWith("\xEF\xBB\xBF"))
        utf8 = utf8.sliced(3);
    Reader(utf8).read(document);
    return document;
}

} // namespace stagewatch::protocol
