// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/prefilter.h"

#include "journal/characterset.h"

#include <QString>

namespace stagewatch::journal {

namespace {

constexpr int longestRepeat = 12; ///< more is taken as "any number": large counts make large machines
constexpr qsizetype longestExpression = 8192;
constexpr int deepestGroup = 50;
constexpr int anyNumber = -1;

/// One or more characters of a message, whichever they are, as bytes of JSON.
const QByteArray wideByte = R"([^\x00-\x1f])";

struct Repeat
{
    int least = 1;
    int most = 1;
};

/// A part of the expression.
struct Piece
{
    QByteArray bytes;
    bool canBeEmpty = false;
    bool isWide = false; ///< `bytes` stands for any byte of any character
};

class Rewriter
{
public:
    Rewriter(QStringView pattern, bool caseSensitive)
        : m_text(pattern.toUcs4())
        , m_caseless(!caseSensitive)
    {
    }

    Prefilter rewrite()
    {
        Piece all;
        if (!alternatives(all, 0) || m_at != m_text.size() || all.canBeEmpty)
            return {};
        return { all.bytes, m_caseless, m_caseless && m_hasKOrS };
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char32_t peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? char32_t(m_text[m_at + ahead]) : U'\0';
    }
    bool take(char32_t wanted)
    {
        if (atEnd() || peek() != wanted)
            return false;
        ++m_at;
        return true;
    }
    bool take(const char *word)
    {
        qsizetype length = 0;
        for (; word[length]; ++length) {
            if (m_at + length >= m_text.size() || peek(length) != char32_t(word[length]))
                return false;
        }
        m_at += length;
        return true;
    }

    bool alternatives(Piece &out, int depth)
    {
        if (depth > deepestGroup)
            return false;
        do {
            Piece one;
            if (!sequence(one, depth))
                return false;
            if (!out.bytes.isEmpty() || out.canBeEmpty)
                out.bytes += '|';
            out.bytes += one.bytes;
            out.canBeEmpty |= one.canBeEmpty;
        } while (take(U'|'));
        return out.bytes.size() <= longestExpression;
    }

    bool sequence(Piece &out, int depth)
    {
        out.canBeEmpty = true;
        while (!atEnd() && peek() != U'|' && peek() != U')') {
            Piece piece;
            if (!atom(piece, depth))
                return false;
            Repeat repeat;
            if (!quantifier(repeat))
                return false;
            append(out, piece, repeat);
        }
        return out.bytes.size() <= longestExpression;
    }

    static void append(Piece &out, const Piece &piece, Repeat repeat)
    {
        if (!piece.bytes.isEmpty()) {
            const bool isOne = repeat.least == 1 && repeat.most == 1;
            if (piece.isWide) {
                out.bytes += wideByte + times({ repeat.least, anyNumber });
            } else if (isOne) {
                out.bytes += piece.bytes;
            } else {
                out.bytes += "(?:" + piece.bytes + ")" + times(repeat);
            }
        }
        out.canBeEmpty = out.canBeEmpty && (piece.canBeEmpty || repeat.least == 0);
    }

    static QByteArray times(Repeat repeat)
    {
        const QByteArray least = QByteArray::number(std::min(repeat.least, longestRepeat));
        if (repeat.most == anyNumber || repeat.most > longestRepeat)
            return "{" + least + ",}";
        return "{" + least + "," + QByteArray::number(repeat.most) + "}";
    }

    /// None is there: once. What follows in braces and is no count is a brace.
    bool quantifier(Repeat &repeat)
    {
        for (bool more = true; more;) {
            more = false;
            Repeat one;
            if (take(U'*')) {
                one = { 0, anyNumber };
            } else if (take(U'+')) {
                one = { 1, anyNumber };
            } else if (take(U'?')) {
                one = { 0, 1 };
            } else if (peek() != U'{') {
                return true;
            } else if (peek(1) == U',' || peek(1) == U' ') {
                return false; // a count in newer versions of PCRE2, and braces in older ones
            } else if (!braces(one)) {
                return true;
            }
            if (repeat.least != 1 || repeat.most != 1)
                return false; // a repeated repeat: the matcher knows what it is
            repeat = one;
            if (!take(U'?'))
                take(U'+'); // lazy or possessive: finds no more
            more = peek() == U'*' || peek() == U'+' || peek() == U'?' || peek() == U'{';
        }
        return true;
    }

    bool braces(Repeat &repeat)
    {
        const qsizetype begin = m_at++;
        const bool hasLeast = number(repeat.least);
        repeat.most = repeat.least;
        if (take(U',') && !number(repeat.most))
            repeat.most = anyNumber;
        if (hasLeast && take(U'}'))
            return true;
        m_at = begin;
        return false;
    }

    bool number(int &out)
    {
        const qsizetype begin = m_at;
        int value = 0;
        for (; peek() >= U'0' && peek() <= U'9' && value < 100'000; ++m_at)
            value = value * 10 + int(peek() - U'0');
        if (m_at == begin)
            return false;
        out = value;
        return true;
    }

    bool atom(Piece &out, int depth)
    {
        const char32_t c = peek();
        ++m_at;
        switch (c) {
        case U'(':
            return group(out, depth);
        case U'[':
            return characterClass(out);
        case U'.':
            out = { wideByte, false, true };
            return true;
        case U'^':
        case U'$':
            out.canBeEmpty = true;
            return true;
        case U'\\':
            return escape(out);
        case U'*':
        case U'+':
        case U'?':
            return false;
        default:
            return literal(c, out);
        }
    }

    bool group(Piece &out, int depth)
    {
        if (peek() == U'*')
            return false;
        bool isAssertion = false;
        if (take("?#")) {
            while (!atEnd() && peek() != U')')
                ++m_at;
            out.canBeEmpty = true;
            return take(U')');
        }
        if (take("?=") || take("?!") || take("?<=") || take("?<!")) {
            isAssertion = true;
        } else if (take("?P<") || take("?<") || take("?'")) {
            while (!atEnd() && peek() != U'>' && peek() != U'\'')
                ++m_at;
            ++m_at;
        } else if (take(U'?') && !take(U':') && !take(U'>') && !options(out)) {
            return false;
        }
        if (m_optionsEnded) {
            m_optionsEnded = false;
            return true;
        }
        Piece inner;
        if (!alternatives(inner, depth + 1) || !take(U')'))
            return false;
        // What stands before or behind is left out: without it, more is found.
        out.canBeEmpty = isAssertion || inner.canBeEmpty;
        if (!isAssertion && !inner.bytes.isEmpty())
            out.bytes = "(?:" + inner.bytes + ")";
        return true;
    }

    /// (?i) or (?i: with some options; those that change how a pattern is spelled are not understood.
    bool options(Piece &out)
    {
        bool on = true;
        for (; !atEnd(); ++m_at) {
            const char32_t c = peek();
            if (c == U'-')
                on = false;
            else if (c == U'i')
                m_caseless |= on;
            else if (c != U'm' && c != U's' && c != U'J')
                break;
        }
        if (take(U':'))
            return true;
        out.canBeEmpty = true;
        m_optionsEnded = take(U')');
        return m_optionsEnded;
    }

    bool characterClass(Piece &out)
    {
        CharacterSet set;
        const auto length = readClass(m_text, m_at, set);
        if (length == 0)
            return false;
        m_at += length;
        out = pieceOf(set);
        return true;
    }

    [[nodiscard]] Piece pieceOf(CharacterSet set) const
    {
        if (set.isWide())
            return { wideByte, false, true };
        if (m_caseless)
            set.addCaseNeighbours();
        return { set.expression(), false, false };
    }

    bool escape(Piece &out)
    {
        if (atEnd())
            return false;
        const char32_t c = peek();
        if (take(U'Q')) {
            while (!atEnd() && !take("\\E")) {
                Piece one;
                if (!literal(peek(), one))
                    return false;
                ++m_at;
                // A quantifier behind \E belongs to the last character, which is then a piece of its own.
                const bool isLast = take("\\E");
                out.bytes += one.bytes;
                if (isLast)
                    return peek() != U'*' && peek() != U'+' && peek() != U'?' && peek() != U'{';
            }
            out.canBeEmpty = out.bytes.isEmpty();
            return true;
        }
        if (take(U'b') || take(U'B') || take(U'A') || take(U'z') || take(U'Z') || take(U'G') || take(U'K')) {
            out.canBeEmpty = true;
            return true;
        }
        if (c >= U'1' && c <= U'9') {
            out = { wideByte + "*", true, false }; // whatever the group was
            ++m_at;
            return peek() < U'0' || peek() > U'9';
        }
        CharacterSet set;
        if (const auto length = readClassEscape(m_text, m_at, set); length > 0) {
            m_at += length;
            out = pieceOf(set);
            return true;
        }
        char32_t character = 0;
        const auto length = readCharacterEscape(m_text, m_at, character);
        m_at += length;
        return length > 0 && literal(character, out);
    }

    bool literal(char32_t c, Piece &out)
    {
        if (c > 0x10ffff || QChar::isSurrogate(c))
            return false;
        const bool hasCase = m_caseless && c >= 0x80 && canHaveCase(c);
        if (hasCase) {
            CharacterSet set;
            set.add(c, c);
            set.addCaseNeighbours();
            out.bytes = set.expression();
            return true;
        }
        m_hasKOrS |= c == U'k' || c == U'K' || c == U's' || c == U'S';
        out.bytes = characterInJson(c);
        return true;
    }

    const QList<uint> m_text;
    qsizetype m_at = 0;
    bool m_caseless;
    bool m_hasKOrS = false;
    bool m_optionsEnded = false;
};

} // namespace

Prefilter prefilterOf(QStringView pattern, bool caseSensitive)
{
    return Rewriter(pattern, caseSensitive).rewrite();
}

} // namespace stagewatch::journal
