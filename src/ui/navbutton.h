// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace stagewatch::ui {

class Theme;

/// A row at the top of the sidebar that shows a page: a word at the left, a number or a badge at the right. Checkable.
/// The theme outlives it.
class NavButton : public QAbstractButton
{
    Q_OBJECT
public:
    NavButton(const Theme &theme, const QString &text, QWidget *parent = nullptr);

    /// Dimmed text at the right, "6 runs".
    void setNote(const QString &note);
    /// A number in an amber badge; 0 hides it.
    void setBadge(int number);
    [[nodiscard]] QSize sizeHint() const override { return { 160, 32 }; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void describe();
    const Theme &m_theme;
    QString m_note;
    int m_badge = 0;
    bool m_ring = false; ///< the keyboard came by Tab
};

} // namespace stagewatch::ui
