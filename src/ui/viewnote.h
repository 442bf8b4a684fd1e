// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace stagewatch::ui {

class Label;
class Theme;

/// A note that lies over a view while it has nothing to show: a title, a sentence that teaches, perhaps one way out.
/// It keeps the view's size, so nothing moves when it comes and goes. GUI thread.
class ViewNote : public QWidget
{
    Q_OBJECT
public:
    /// `theme` outlives the note. Hidden at first. `view` is its parent.
    ViewNote(const Theme &theme, QWidget *view);

    /// An empty `action` shows no button. Texts are plain.
    void setTexts(const QString &title, const QString &sentence, const QString &action = {});

Q_SIGNALS:
    void actionRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();

    Label *m_title;
    Label *m_sentence;
    QPushButton *m_action;
};

} // namespace stagewatch::ui
