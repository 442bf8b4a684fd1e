// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jsonhighlighter.h"

#include "ui/theme.h"

namespace stagewatch::ui {

namespace {
constexpr qsizetype scannedCharacters = 64 * 1024;

/// The index behind the string that opens at `start`; the end of the text where it never closes.
qsizetype endOfString(QStringView text, qsizetype start)
{
    for (qsizetype i = start + 1; i < text.size(); ++i) {
        if (text[i] == u'\\')
            ++i;
        else if (text[i] == u'"')
            return i + 1;
    }
    return text.size();
}

bool isPunctuation(QChar c)
{
    return c == u'{' || c == u'}' || c == u'[' || c == u']' || c == u',' || c == u':';
}
} // namespace

JsonHighlighter::JsonHighlighter(const Theme &theme, QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
    retint();
    connect(&theme, &Theme::changed, this, &JsonHighlighter::retint);
}

void JsonHighlighter::retint()
{
    m_name.setForeground(m_theme.color(Theme::Role::Accent));
    m_punctuation.setForeground(m_theme.color(Theme::Role::DimText));
    m_literal.setForeground(m_theme.color(Theme::Role::Text));
    m_literal.setFontWeight(QFont::DemiBold);
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    const auto scanned = QStringView(text).left(scannedCharacters);
    for (qsizetype i = 0; i < scanned.size();) {
        const QChar c = scanned[i];
        if (c == u'"') {
            const auto end = endOfString(scanned, i);
            if (end < scanned.size() && scanned[end] == u':')
                setFormat(int(i), int(end - i), m_name);
            i = end;
        } else if (isPunctuation(c)) {
            setFormat(int(i), 1, m_punctuation);
            ++i;
        } else if (c.isSpace()) {
            ++i;
        } else {
            const auto start = i;
            while (i < scanned.size() && !isPunctuation(scanned[i]) && !scanned[i].isSpace() && scanned[i] != u'"')
                ++i;
            setFormat(int(start), int(i - start), m_literal);
        }
    }
}

} // namespace stagewatch::ui
