// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

namespace stagewatch::ui {

class Theme;

/// A small card over a panel that asks or lists something and stops nothing. It stays inside the panel, closes on
/// Escape and when the keyboard goes elsewhere, and gives the keyboard back to where it was. GUI thread.
class Popover : public QFrame
{
    Q_OBJECT
public:
    /// `theme` outlives it. `over` is its parent.
    Popover(const Theme &theme, QWidget *over);

    /// Opens below `anchor`, in coordinates of the panel, or above it where there is more room.
    void openAt(const QRect &anchor);

Q_SIGNALS:
    void closed();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    [[nodiscard]] const Theme &theme() const { return m_theme; }

private:
    void place();
    const Theme &m_theme;
    QRect m_anchor;
    QPointer<QWidget> m_before; ///< had the keyboard before
};

} // namespace stagewatch::ui
