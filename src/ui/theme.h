// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

class QAbstractButton;
class QApplication;

namespace stagewatch::ui {

enum class ThemeChoice { System, Light, Dark };

/// Every colour, font and layout number of the window, light and dark. Nothing else in ui writes a literal colour.
/// Widgets take it by reference, ask it while painting, and update themselves on changed(). GUI thread.
class Theme : public QObject
{
    Q_OBJECT
public:
    enum class Role {
        Window, ///< the ground of a page
        Sidebar,
        Card, ///< cards, fields, menus, dialogs
        Line, ///< borders and rules
        Track, ///< the unfilled part of a bar
        SelectedTrack, ///< the same on Selection
        Grid, ///< rules between rows, lines of a chart
        Text,
        DimText,
        Accent, ///< also: running, links, focus
        Selection,
        Completed,
        Failed, ///< also: dangerous actions
        Waiting, ///< also: warnings
        Banner,
        BannerLine,
        OnAccent, ///< text on Accent
        OnWaiting, ///< text on Waiting: the badge
        AccentHover,
        AccentPressed,
        Hover, ///< ground of a control under the mouse
        Pressed,
        Cancelled, ///< also: disconnected
        Coming, ///< what has not begun
        Disabled, ///< text of a control that cannot be used
        Handle, ///< of a scroll bar
        ControlLine ///< border of buttons and fields
    };
    Q_ENUM(Role)
    static constexpr int roleCount = int(Role::ControlLine) + 1;

    /// Body 13 px, secondary 12, dialog title 17, page title 20; Strong is weight 600, the rest 400.
    enum class Text { Body, BodyStrong, Secondary, SecondaryStrong, DialogTitle, PageTitle, Mono };
    enum class Button { Normal, Primary, Danger, Quiet };

    // pixels, on a grid of 4
    static constexpr int grid = 4;
    static constexpr int pageMargin = 20;
    static constexpr int gap = 14;
    static constexpr int cardPadding = 16;
    static constexpr int cardRadius = 8;
    static constexpr int controlRadius = 5;
    static constexpr int controlHeight = 30;
    static constexpr int logRowHeight = 24;
    static constexpr int tableRowHeight = 32;
    static constexpr int barHeight = 6;

    explicit Theme(QObject *parent = nullptr);

    /// Gives the application the style, the palette and the font, and follows the desktop from now on.
    void apply(QApplication &app);
    /// Switches at once, everything that is open included.
    void setChoice(ThemeChoice choice);
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    [[nodiscard]] bool isDark() const { return m_dark; }

    [[nodiscard]] QColor color(Role role) const { return color(role, m_dark); }
    [[nodiscard]] static QColor color(Role role, bool dark);
    /// For words: on a selected row a state's colour is a little darker than elsewhere where it could not be read.
    [[nodiscard]] QColor ink(Role role, bool selected) const
    {
        return selected ? inkOnSelection(role, m_dark) : color(role);
    }
    [[nodiscard]] static QColor inkOnSelection(Role role, bool dark);
    [[nodiscard]] QFont font(Text text) const;
    [[nodiscard]] QPalette palette() const;

    /// How a button is drawn. One primary button a view.
    static void setButton(QAbstractButton *button, Button kind);
    [[nodiscard]] static Button button(const QWidget *button);

Q_SIGNALS:
    /// Light became dark or the other way round; palettes and styles are already set.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();
    QApplication *m_app = nullptr;
    QString m_family;
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_systemDark = false;
    bool m_dark = false;
    bool m_applying = false;
};

} // namespace stagewatch::ui
