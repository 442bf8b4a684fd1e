// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>
#include <QTextCharFormat>

namespace stagewatch::ui {

class Theme;

/// Colours indented JSON quietly: names in the accent, values in the text colour, punctuation dimmed. Works line by
/// line, because indented JSON never breaks a string; very long lines stay plain beyond their first 64 Ki characters.
/// GUI thread.
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    /// `theme` outlives the highlighter, which belongs to `document`.
    JsonHighlighter(const Theme &theme, QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;

private:
    void retint();
    const Theme &m_theme;
    QTextCharFormat m_name;
    QTextCharFormat m_punctuation;
    QTextCharFormat m_literal;
};

} // namespace stagewatch::ui
