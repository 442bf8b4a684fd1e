// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stagewatch::ui {

class Label;
class Theme;

/// The least width at which a text breaks into no more lines than at `widest`, and not below half of that: no line is
/// left with one word alone.
[[nodiscard]] int balancedWidth(const QFontMetrics &metrics, const QString &text, int widest);

/// What a view shows while it has nothing to show: a heading and a sentence or two that teach, in the middle.
class EmptyNote : public QWidget
{
    Q_OBJECT
public:
    EmptyNote(const Theme &theme, const QString &heading, const QString &text, QWidget *parent = nullptr);

    void setTexts(const QString &heading, const QString &text);

private:
    Label *m_heading;
    Label *m_text;
};

} // namespace stagewatch::ui
