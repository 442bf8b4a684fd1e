// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/displaytext.h"

#include <QStringList>

namespace stagewatch::model {

namespace {

/// Characters that show nothing, or that change how others are shown.
bool isTreacherous(char32_t c)
{
    if (c >= 0x20 && c < 0x7f)
        return false;
    switch (c) {
    case 0x115f: // Hangul fillers: letters by category, yet blank
    case 0x1160:
    case 0x3164:
    case 0xffa0:
    case 0x034f: // combining grapheme joiner
    case 0x2800: // blank braille pattern
        return true;
    default:
        break;
    }
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return QChar::isNonCharacter(c);
    }
}

void appendHex(QString &out, char kind, char32_t c, int digits)
{
    out += QLatin1Char('\\');
    out += QLatin1Char(kind);
    out += QString::number(uint(c), 16).rightJustified(digits, QLatin1Char('0'));
}

void appendEscape(QString &out, char32_t c)
{
    if (c == U'\n')
        out += QLatin1String("\\n");
    else if (c == U'\r')
        out += QLatin1String("\\r");
    else if (c == U'\t')
        out += QLatin1String("\\t");
    else if (c < 0x100)
        appendHex(out, 'x', c, 2);
    else if (c < 0x10000)
        appendHex(out, 'u', c, 4);
    else
        appendHex(out, 'U', c, 8);
}

/// Reads one code point; a surrogate without its other half stands for itself.
char32_t next(QStringView text, qsizetype &at)
{
    const QChar c = text[at++];
    if (c.isHighSurrogate() && at < text.size() && text[at].isLowSurrogate())
        return QChar::surrogateToUcs4(c, text[at++]);
    return c.unicode();
}

QString escaped(QStringView text, qsizetype limit, bool keepLines)
{
    qsizetype plain = 0; // most text is harmless ASCII: take it as a whole
    const qsizetype end = limit < 0 ? text.size() : qMin(limit, text.size());
    while (plain < end && text[plain].unicode() >= 0x20 && text[plain].unicode() < 0x7f)
        ++plain;
    QString out = text.left(plain).toString();
    qsizetype at = plain;
    while (at < text.size() && (limit < 0 || out.size() < limit)) {
        const qsizetype from = at;
        const char32_t c = next(text, at);
        if (keepLines && (c == U'\n' || c == U'\t'))
            out += QChar(char16_t(c));
        else if (keepLines && c == U'\r' && at < text.size() && text[at] == QLatin1Char('\n'))
            continue;
        else if (isTreacherous(c))
            appendEscape(out, c);
        else
            out += text.sliced(from, at - from);
    }
    if (at < text.size())
        out += QChar(0x2026);
    return out;
}

} // namespace

QString visibleText(QStringView text, qsizetype limit)
{
    return escaped(text, limit, false);
}

QString visibleLines(QStringView text, qsizetype limit)
{
    return escaped(text, limit, true);
}

QString drawnText(const QString &text)
{
    if (!text.contains(u'\r'))
        return text;
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        while (line.endsWith(u'\r'))
            line.chop(1);
        line.remove(0, line.lastIndexOf(u'\r') + 1);
    }
    return lines.join(u'\n');
}

} // namespace stagewatch::model
