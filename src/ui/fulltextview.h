// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;

namespace stagewatch::ui {

class Inspector;
class Label;
class TextPane;
class Theme;

/// One log line in full, in a window of its own: the message without wrapping, and the raw event below. Not modal; one
/// window shows one line after the other. Plain text only. GUI thread.
class FullTextView : public QDialog
{
    Q_OBJECT
public:
    /// A single line longer than this is not wrapped: laying it out would hold up the window for seconds.
    static constexpr qsizetype wrappedLineLimit = 20'000;

    /// `theme` outlives the view.
    explicit FullTextView(const Theme &theme, QWidget *parent = nullptr);

    /// `caption` names the line (time, level, stage); `text` is safe as plain text (see model::visibleLines()).
    void setContent(const QString &caption, const QString &text, const QByteArray &json);
    [[nodiscard]] QString text() const { return m_content; }

public Q_SLOTS:
    void copyText() const;

private:
    void setWrapping(bool wrap);

    QString m_content;
    Label *m_caption;
    QCheckBox *m_wrap;
    TextPane *m_text;
    Inspector *m_inspector;
};

} // namespace stagewatch::ui
