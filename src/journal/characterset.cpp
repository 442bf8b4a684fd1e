// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/characterset.h"

#include <QChar>
#include <QString>

namespace stagewatch::journal {

namespace {

constexpr char32_t asciiEnd = 0x80;

/// Any character from U+0080 on.
const QByteArray beyondAscii = R"([\xc2-\xf4][\x80-\xbf]{1,3}|\\u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})?)";

QByteArray byte(unsigned value)
{
    return "\\x" + QByteArray::number(value, 16).rightJustified(2, '0');
}

QByteArray hexDigits(unsigned unit)
{
    QByteArray out;
    for (const char digit : QByteArray::number(unit, 16).rightJustified(4, '0')) {
        if (digit >= 'a')
            out += QByteArray("[") + digit + char(digit - 'a' + 'A') + "]";
        else
            out += digit;
    }
    return out;
}

QByteArray controlInJson(char32_t c)
{
    const QByteArray unit = R"(\\u)" + hexDigits(c);
    switch (c) {
    case U'\b':
        return R"((?:\\b|)" + unit + ")";
    case U'\f':
        return R"((?:\\f|)" + unit + ")";
    case U'\n':
        return R"((?:\\n|)" + unit + ")";
    case U'\r':
        return R"((?:\\r|)" + unit + ")";
    case U'\t':
        return R"((?:\\t|)" + unit + ")";
    default:
        return unit;
    }
}

char32_t charAt(const QList<uint> &text, qsizetype at)
{
    return at < text.size() ? char32_t(text[at]) : U'\0';
}

int hexValue(char32_t c)
{
    if (c >= U'0' && c <= U'9')
        return int(c - U'0');
    if (c >= U'a' && c <= U'f')
        return int(c - U'a') + 10;
    return c >= U'A' && c <= U'F' ? int(c - U'A') + 10 : -1;
}

/// x41 or x{1f600}, at the x.
qsizetype readHex(const QList<uint> &text, qsizetype at, char32_t &character)
{
    qsizetype end = at + 1;
    const bool braced = charAt(text, end) == U'{';
    end += braced ? 1 : 0;
    const qsizetype first = end;
    character = 0;
    for (; hexValue(charAt(text, end)) >= 0 && end - first < (braced ? 6 : 2); ++end)
        character = character * 16 + char32_t(hexValue(charAt(text, end)));
    if (braced && (end == first || charAt(text, end) != U'}'))
        return 0;
    return end - at + (braced ? 1 : 0);
}

/// [:alpha:] and the like, at the second bracket. What is in it is not told apart.
qsizetype readPosixClass(const QList<uint> &text, qsizetype at, CharacterSet &set)
{
    qsizetype end = at + 1;
    while (end < text.size() && charAt(text, end) != U']')
        ++end;
    if (end >= text.size() || charAt(text, end - 1) != U':')
        return 0;
    set.addUnknown();
    return end - at + 1;
}

/// One character in a class, or a class in it; `isOne` for the former.
qsizetype readClassItem(const QList<uint> &text, qsizetype at, CharacterSet &set, char32_t &character, bool &isOne)
{
    isOne = false;
    const char32_t c = charAt(text, at);
    if (c == U'[' && (charAt(text, at + 1) == U':' || charAt(text, at + 1) == U'.' || charAt(text, at + 1) == U'='))
        return charAt(text, at + 1) == U':' ? readPosixClass(text, at, set) : 0;
    isOne = c != U'\\';
    character = c;
    if (isOne)
        return 1;
    if (charAt(text, at + 1) == U'b') { // a backspace, here
        isOne = true;
        character = U'\b';
        return 2;
    }
    if (const auto length = readClassEscape(text, at + 1, set); length > 0)
        return length + 1;
    isOne = true;
    const auto length = readCharacterEscape(text, at + 1, character);
    return length > 0 ? length + 1 : 0;
}

} // namespace

void CharacterSet::add(char32_t from, char32_t to)
{
    for (char32_t c = from; c <= to && c < asciiEnd; ++c) {
        m_may.set(c);
        m_must.set(c);
    }
    m_beyond |= to >= asciiEnd;
}

void CharacterSet::add(const CharacterSet &other)
{
    m_may |= other.m_may;
    m_must |= other.m_must;
    m_beyond |= other.m_beyond;
}

void CharacterSet::addUnknown()
{
    m_may.set();
    m_beyond = true;
}

void CharacterSet::invert()
{
    const auto may = ~m_must;
    m_must = ~m_may;
    m_may = may;
    m_beyond = true;
}

void CharacterSet::addCaseNeighbours()
{
    for (const char c : { 'k', 'K', 's', 'S' }) // of U+212A and U+017F
        m_beyond |= m_may.test(size_t(c));
    for (const char c : { 'i', 'I', 'k', 'K', 's', 'S' }) {
        if (m_beyond)
            m_may.set(size_t(c));
    }
}

QByteArray CharacterSet::expression() const
{
    QByteArray plain;
    QByteArray others;
    bool hasControls = false;
    for (unsigned c = 0; c < asciiEnd; ++c) {
        if (!m_may.test(c))
            continue;
        if (c < 0x20)
            hasControls = true;
        else if (c == '"' || c == '\\')
            others += '|' + characterInJson(c);
        else
            plain += byte(c);
        if (c == '/')
            others += R"(|\\/)";
    }
    if (hasControls)
        others += R"(|\\[bfnrt]|\\u00[01][0-9a-fA-F])";
    if (m_beyond)
        others += '|' + beyondAscii;
    if (plain.isEmpty())
        return others.isEmpty() ? QByteArray(R"([^\x00-\xff])") : "(?:" + others.sliced(1) + ")";
    return others.isEmpty() ? "[" + plain + "]" : "(?:[" + plain + "]" + others + ")";
}

qsizetype readClass(const QList<uint> &text, qsizetype at, CharacterSet &set)
{
    qsizetype end = at;
    const bool inverted = charAt(text, end) == U'^';
    end += inverted ? 1 : 0;
    for (bool first = true; first || charAt(text, end) != U']'; first = false) {
        if (end >= text.size())
            return 0;
        char32_t from = 0;
        bool isOne = false;
        qsizetype length = readClassItem(text, end, set, from, isOne);
        if (length == 0)
            return 0;
        end += length;
        if (!isOne)
            continue;
        char32_t to = from;
        if (charAt(text, end) == U'-' && charAt(text, end + 1) != U']' && end + 1 < text.size()) {
            length = readClassItem(text, end + 1, set, to, isOne);
            if (length == 0 || !isOne || to < from)
                return 0;
            end += length + 1;
        }
        set.add(from, to);
    }
    if (inverted)
        set.invert();
    return end - at + 1;
}

qsizetype readClassEscape(const QList<uint> &text, qsizetype at, CharacterSet &set)
{
    const char32_t c = charAt(text, at);
    CharacterSet named;
    switch (c) {
    case U'd':
    case U'D':
        named.add(U'0', U'9');
        break;
    case U'w':
    case U'W':
        named.add(U'0', U'9');
        named.add(U'A', U'Z');
        named.add(U'a', U'z');
        named.add(U'_', U'_');
        break;
    case U's':
    case U'S':
        named.add(U'\t', U'\r');
        named.add(U' ', U' ');
        break;
    case U'h':
    case U'H':
        named.add(U'\t', U'\t');
        named.add(U' ', U' ');
        break;
    case U'p':
    case U'P': {
        qsizetype end = at + 1;
        if (charAt(text, end) == U'{') {
            while (end < text.size() && charAt(text, end) != U'}')
                ++end;
        }
        set.addUnknown();
        return end < text.size() ? end - at + 1 : 0;
    }
    default:
        return 0;
    }
    named.add(asciiEnd, asciiEnd); // each of them has members beyond ASCII
    if (c < U'a')
        named.invert();
    set.add(named);
    return 1;
}

qsizetype readCharacterEscape(const QList<uint> &text, qsizetype at, char32_t &character)
{
    const char32_t c = charAt(text, at);
    switch (c) {
    case U'a':
        character = 0x07;
        return 1;
    case U'e':
        character = 0x1b;
        return 1;
    case U'f':
        character = U'\f';
        return 1;
    case U'n':
        character = U'\n';
        return 1;
    case U'r':
        character = U'\r';
        return 1;
    case U't':
        character = U'\t';
        return 1;
    case U'x':
        return readHex(text, at, character);
    default:
        break;
    }
    const bool isAlphanumeric = (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    character = c;
    return at < text.size() && !isAlphanumeric ? 1 : 0;
}

QByteArray characterInJson(char32_t character)
{
    if (character < 0x20)
        return controlInJson(character);
    if (character == U'"' || character == U'\\')
        return R"(\\)" + byte(character);
    if (character == U'/')
        return R"((?:\\)?/)";
    if (character < asciiEnd)
        return QChar::isLetterOrNumber(character) ? QByteArray(1, char(character)) : byte(character);
    QByteArray raw;
    const QString text = QString::fromUcs4(&character, 1);
    for (const char one : text.toUtf8())
        raw += byte(static_cast<unsigned char>(one));
    if (character == QChar::ReplacementCharacter)
        return "(?:" + raw + R"(|\\u[0-9a-fA-F]{4}))"; // also what stands for half a pair
    QByteArray escaped;
    for (const QChar unit : text)
        escaped += R"(\\u)" + hexDigits(unit.unicode());
    return "(?:" + raw + "|" + escaped + ")";
}

bool canHaveCase(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Letter_Lowercase:
    case QChar::Letter_Uppercase:
    case QChar::Letter_Titlecase:
        return true;
    default:
        return QChar::toLower(c) != c || QChar::toUpper(c) != c || QChar::toTitleCase(c) != c
            || QChar::toCaseFolded(c) != c;
    }
}

} // namespace stagewatch::journal
