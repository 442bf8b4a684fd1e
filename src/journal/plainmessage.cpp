// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/plainmessage.h"

#include "protocol/jsonreader.h"

#include <QtEndian>
#include <algorithm>
#include <bit>
#include <cstring>

namespace stagewatch::journal {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

/// The highest bit of the first of the eight bytes that is `wanted`, which is repeated in all eight of it; those of
/// later bytes may be wrong. 0: there is none.
quint64 firstOf(quint64 word, quint64 wanted)
{
    const quint64 different = word ^ wanted;
    return (different - 0x0101010101010101U) & ~different & 0x8080808080808080U;
}

bool isSameWord(const char *a, const char *b)
{
    return qFromUnaligned<quint64>(a) == qFromUnaligned<quint64>(b);
}

/// Whether the bytes from `at` on are those; a third of the time of memcmp() for the twenty or so that lie between two
/// values.
bool isAt(const char *at, QByteArrayView bytes)
{
    const char *wanted = bytes.data();
    if (bytes.size() < 8)
        return std::equal(bytes.begin(), bytes.end(), at);
    const auto last = bytes.size() - 8;
    for (qsizetype i = 0; i < last; i += 8) {
        if (!isSameWord(at + i, wanted + i))
            return false;
    }
    return isSameWord(at + last, wanted + last);
}

/// The quote or backslash that comes first; `end` if there is none.
const char *endOfPlainText(const char *at, const char *end)
{
    constexpr quint64 quotes = 0x2222222222222222U;
    constexpr quint64 backslashes = 0x5c5c5c5c5c5c5c5cU;
    for (; end - at >= 8; at += 8) {
        const auto word = qFromLittleEndian<quint64>(at);
        if (const quint64 found = firstOf(word, quotes) | firstOf(word, backslashes); found != 0)
            return at + std::countr_zero(found) / 8;
    }
    while (at != end && *at != '"' && *at != '\\')
        ++at;
    return at;
}

/// The end of a string's content, if it has no escape; null otherwise.
const char *endOfString(const char *at, const char *end)
{
    at = endOfPlainText(at, end);
    return at != end && *at == '"' ? at : nullptr;
}

/// The end of a number or a word.
const char *endOfScalar(const char *at, const char *end)
{
    while (at != end && *at != ',' && *at != '}' && *at != '{' && *at != '[' && *at != '"')
        ++at;
    return at != end && *at == ',' ? at : nullptr;
}

/// Walks over the beginning of a line, up to the message. Such a line is sound JSON and no name comes twice, so it is
/// enough to tell strings, numbers and words apart; what is nested, or has an escape on the way, is not walked.
class Walk
{
public:
    explicit Walk(QByteArrayView line)
        : m_at(line.data())
        , m_end(line.data() + line.size())
    {
    }

    [[nodiscard]] const char *at() const { return m_at; }
    bool take(char wanted)
    {
        skipSpace();
        if (m_at == m_end || *m_at != wanted)
            return false;
        ++m_at;
        return true;
    }
    bool name(QByteArrayView &out)
    {
        if (!take('"'))
            return false;
        const char *end = endOfString(m_at, m_end);
        if (!end)
            return false;
        out = QByteArrayView(m_at, end - m_at);
        m_at = end + 1;
        return take(':');
    }
    /// To the first byte of a value, or of a string's content.
    bool enterValue(bool &isString)
    {
        isString = take('"');
        return m_at != m_end;
    }
    bool skipValue(bool isString)
    {
        const char *end = isString ? endOfString(m_at, m_end) : endOfScalar(m_at, m_end);
        m_at = end ? end : m_at;
        return end != nullptr;
    }

private:
    void skipSpace()
    {
        while (m_at != m_end && isSpace(*m_at))
            ++m_at;
    }
    const char *m_at;
    const char *m_end;
};

unsigned hexUnit(const char *digits)
{
    unsigned unit = 0;
    for (int i = 0; i < 4; ++i) {
        const auto c = static_cast<unsigned char>(digits[i]);
        unit = unit * 16 + (c <= '9' ? c - '0' : (c | 0x20U) - 'a' + 10U);
    }
    return unit & 0xffffU;
}

char *writeUtf8(char *out, unsigned c)
{
    if (c < 0x80) {
        *out++ = char(c);
    } else if (c < 0x800) {
        *out++ = char(0xc0U | (c >> 6));
        *out++ = char(0x80U | (c & 0x3fU));
    } else if (c < 0x10000) {
        *out++ = char(0xe0U | (c >> 12));
        *out++ = char(0x80U | ((c >> 6) & 0x3fU));
        *out++ = char(0x80U | (c & 0x3fU));
    } else {
        *out++ = char(0xf0U | (c >> 18));
        *out++ = char(0x80U | ((c >> 12) & 0x3fU));
        *out++ = char(0x80U | ((c >> 6) & 0x3fU));
        *out++ = char(0x80U | (c & 0x3fU));
    }
    return out;
}

/// The character of a \uXXXX whose digits begin at `at`, which moves behind it; half a pair is U+FFFD.
unsigned readUnicode(const char *&at, const char *end)
{
    constexpr unsigned replacement = 0xfffd;
    if (end - at < 4) {
        at = end;
        return replacement;
    }
    const unsigned unit = hexUnit(at);
    at += 4;
    if (unit < 0xd800 || unit > 0xdfff)
        return unit;
    if (unit < 0xdc00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
        const unsigned low = hexUnit(at + 2);
        if (low >= 0xdc00 && low <= 0xdfff) {
            at += 6;
            return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        }
    }
    return replacement;
}

char simpleEscape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

} // namespace

QByteArrayView PlainMessageReader::read(QByteArrayView line)
{
    Content content;
    if (readInForm(line, content))
        return unescaped(content);
    std::swap(m_form, m_otherForm);
    if (readInForm(line, content) || (learnForm(line) && readInForm(line, content)))
        return unescaped(content);
    protocol::LogLine read;
    return m_reader.read(line, read) ? unescaped({ read.message, 0 }) : QByteArrayView();
}

bool PlainMessageReader::learnForm(QByteArrayView line)
{
    m_form.parts.clear();
    Walk walk(line);
    const char *begin = walk.at();
    bool inData = false;
    for (bool ok = walk.take('{'); ok; ok = walk.take(',')) {
        QByteArrayView name;
        if (!walk.name(name))
            break;
        if (!inData && name == "data") {
            inData = true;
            if (!walk.take('{') || !walk.name(name))
                break;
        }
        bool isString = false;
        if (!walk.enterValue(isString))
            break;
        m_form.parts.push_back({ QByteArray(begin, walk.at() - begin), isString });
        if (inData && name == "message")
            return isString;
        if (!walk.skipValue(isString))
            break;
        begin = walk.at();
        walk.take(isString ? '"' : '\0');
    }
    m_form.parts.clear();
    return false;
}

bool PlainMessageReader::readInForm(QByteArrayView line, Content &content) const
{
    if (m_form.parts.empty())
        return false;
    const char *at = line.data();
    const char *const end = at + line.size();
    for (const Form::Part &part : m_form.parts) {
        const auto length = part.around.size();
        if (end - at < length || !isAt(at, part.around))
            return false;
        at += length;
        if (&part == &m_form.parts.back())
            return readString(at, end, content);
        at = part.isString ? endOfString(at, end) : endOfScalar(at, end);
        if (!at)
            return false;
    }
    return false;
}

/// The content of the string that begins at `begin`, which may have escapes.
bool PlainMessageReader::readString(const char *begin, const char *end, Content &content)
{
    const char *at = endOfPlainText(begin, end);
    content.plain = at - begin;
    for (; at < end; ++at) {
        if (*at != '"')
            at = static_cast<const char *>(std::memchr(at, '"', size_t(end - at)));
        if (!at)
            return false;
        const char *before = at;
        while (before != begin && before[-1] == '\\')
            --before;
        if ((at - before) % 2 == 0) {
            content.text = QByteArrayView(begin, at - begin);
            return true;
        }
    }
    return false;
}

/// Nothing that is written is longer than its escape.
QByteArrayView PlainMessageReader::unescaped(const Content &content)
{
    const char *at = content.text.data();
    const char *end = at + content.text.size();
    const auto nextEscape = [end](const char *from) {
        return from == end ? nullptr : static_cast<const char *>(std::memchr(from, '\\', size_t(end - from)));
    };
    const char *escape = nextEscape(at + content.plain);
    if (!escape)
        return content.text;
    if (m_text.size() < content.text.size())
        m_text.resize(content.text.size());
    char *begin = m_text.data();
    char *out = begin;
    while (escape) {
        std::memcpy(out, at, size_t(escape - at));
        out += escape - at;
        at = escape + 1;
        if (at == end)
            break;
        const char kind = *at++;
        if (kind == 'u')
            out = writeUtf8(out, readUnicode(at, end));
        else
            *out++ = simpleEscape(kind);
        escape = nextEscape(at);
    }
    std::memcpy(out, at, size_t(end - at));
    return { begin, out + (end - at) - begin };
}

} // namespace stagewatch::journal
