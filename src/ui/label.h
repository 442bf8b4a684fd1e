// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QLabel>

namespace stagewatch::ui {

/// A label in one of the theme's fonts and colours. It is always plain text, whatever a server sent, and follows the
/// theme. By default it stays on one line, elides what does not fit and then tells the whole text in its tooltip.
/// GUI thread; the theme outlives it.
class Label : public QLabel
{
    Q_OBJECT
public:
    Label(const Theme &theme, Theme::Text text, Theme::Role role, QWidget *parent = nullptr);

    void setRole(Theme::Role role);
    /// Never elided and wide enough for its text; with `tabular` also its digits stand still.
    void setRigid(bool tabular = false);
    /// Breaks lines instead of eliding; the text can then be selected with the mouse.
    void setWrapping();
    /// Hides QLabel's: a label that elides has to take note.
    void setText(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void retint();
    void tellElided();
    const Theme &m_theme;
    Theme::Role m_role;
    bool m_rigid = false;
    bool m_tabular = false;
};

} // namespace stagewatch::ui
