// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include "ui/style.h"

#include <QAbstractButton>
#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFontInfo>
#include <QToolTip>
#include <QVariant>
#include <QWidget>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

namespace {

using Pair = std::pair<QRgb, QRgb>; // light, dark

// In the order of Theme::Role.
constexpr std::array<Pair, size_t(Theme::roleCount)> table{ {
    { 0xfff5f6f8, 0xff1a1d22 }, // Window
    { 0xffeceef2, 0xff15181c }, // Sidebar
    { 0xffffffff, 0xff22262c }, // Card
    { 0xffdfe3e8, 0xff353b44 }, // Line
    { 0xffe3e7ee, 0xff343a44 }, // Track
    { 0xffb7c7e8, 0xff4a5d85 }, // SelectedTrack
    { 0xffeef0f4, 0xff2b3038 }, // Grid
    { 0xff1c2430, 0xffe6e9ee }, // Text
    { 0xff5b6675, 0xff9aa5b4 }, // DimText
    { 0xff2b62c9, 0xff7aa7ff }, // Accent
    { 0xffdbe6fb, 0xff2b3a57 }, // Selection
    { 0xff1d7a4a, 0xff5cc48c }, // Completed
    { 0xffc0332b, 0xffff8078 }, // Failed
    { 0xff9a6100, 0xfff0b44c }, // Waiting
    { 0xfffff4dc, 0xff352b17 }, // Banner
    { 0xfff0cf8c, 0xff6b5320 }, // BannerLine
    { 0xffffffff, 0xff10151d }, // OnAccent
    { 0xffffffff, 0xff1d1607 }, // OnWaiting
    { 0xff2456b4, 0xff92b7ff }, // AccentHover
    { 0xff1e4a9d, 0xff638fe6 }, // AccentPressed
    { 0xfff0f2f6, 0xff2c323a }, // Hover
    { 0xffe4e8ee, 0xff1e2228 }, // Pressed
    { 0xff606a7a, 0xff98a3b2 }, // Cancelled
    { 0xff606a7a, 0xff98a3b2 }, // Coming
    { 0xff98a1ad, 0xff69737f }, // Disabled
    { 0xffc3c9d2, 0xff4a525d }, // Handle
    { 0xffd6dbe2, 0xff3c434d }, // ControlLine
} };

constexpr const char *buttonProperty = "stagewatchButton";

// The desktop's own font where it names one that is installed; else the first good one.
QString pickFamily()
{
    const QFont system = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (!system.family().isEmpty() && QFontInfo(system).family().compare(system.family(), Qt::CaseInsensitive) == 0)
        return system.family();
    const QStringList installed = QFontDatabase::families();
    for (const QString &family : { u"Inter"_s, u"Cantarell"_s, u"Noto Sans"_s, u"DejaVu Sans"_s }) {
        if (installed.contains(family))
            return family;
    }
    return system.family();
}

bool isDarkPalette(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
{
}

QColor Theme::color(Role role, bool dark)
{
    const Pair &pair = table[size_t(role)];
    return QColor::fromRgba(dark ? pair.second : pair.first);
}

QColor Theme::inkOnSelection(Role role, bool dark)
{
    switch (role) {
    case Role::Completed:
        return dark ? color(role, dark) : QColor(0x1a7044);
    case Role::Failed:
        return dark ? color(role, dark) : QColor(0xb92d26);
    case Role::Waiting:
        return dark ? color(role, dark) : QColor(0x8a5600);
    case Role::Cancelled:
    case Role::Coming:
        return color(Role::DimText, dark);
    default:
        return color(role, dark);
    }
}

QFont Theme::font(Text text) const
{
    QFont font(m_family.isEmpty() ? QFont().family() : m_family);
    switch (text) {
    case Text::Body:
    case Text::BodyStrong:
        font.setPixelSize(13);
        break;
    case Text::Secondary:
    case Text::SecondaryStrong:
        font.setPixelSize(12);
        break;
    case Text::DialogTitle:
        font.setPixelSize(17);
        break;
    case Text::PageTitle:
        font.setPixelSize(20);
        break;
    case Text::Mono:
        font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setPixelSize(12);
        break;
    }
    const bool strong = text == Text::BodyStrong || text == Text::SecondaryStrong || text == Text::DialogTitle
        || text == Text::PageTitle;
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return font;
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole to, Role from) { palette.setColor(to, color(from)); };
    set(QPalette::Window, Role::Window);
    set(QPalette::WindowText, Role::Text);
    set(QPalette::Base, Role::Card);
    set(QPalette::AlternateBase, Role::Window);
    set(QPalette::Text, Role::Text);
    set(QPalette::PlaceholderText, Role::DimText);
    set(QPalette::Button, Role::Card);
    set(QPalette::ButtonText, Role::Text);
    set(QPalette::BrightText, Role::Failed);
    set(QPalette::Highlight, Role::Selection);
    set(QPalette::HighlightedText, Role::Text);
    set(QPalette::Link, Role::Accent);
    set(QPalette::LinkVisited, Role::Accent);
    set(QPalette::ToolTipBase, Role::Card);
    set(QPalette::ToolTipText, Role::Text);
    set(QPalette::Light, Role::Card);
    set(QPalette::Midlight, Role::Grid);
    set(QPalette::Mid, Role::Line);
    set(QPalette::Dark, Role::ControlLine);
    set(QPalette::Shadow, Role::ControlLine);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText })
        palette.setColor(QPalette::Disabled, role, color(Role::Disabled));
    return palette;
}

void Theme::apply(QApplication &app)
{
    m_app = &app;
    m_systemDark = isDarkPalette(QApplication::palette());
    m_family = pickFamily();
    QApplication::setStyle(new Style(*this));
    QApplication::setFont(font(Text::Body));
    app.installEventFilter(this);
    follow();
}

void Theme::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    follow();
}

// Brings everything in line with the choice and the desktop.
void Theme::follow()
{
    const bool dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_systemDark);
    const bool flipped = dark != m_dark;
    m_dark = dark;
    if (!m_app)
        return;
    m_applying = true;
    QApplication::setPalette(palette());
    QToolTip::setPalette(palette());
    m_applying = false;
    if (flipped) {
        Q_EMIT changed();
        for (QWidget *widget : QApplication::allWidgets())
            widget->update();
    }
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // The desktop announces its own light or dark by a palette of its own, which replaces ours for a moment.
    if (watched == m_app && event->type() == QEvent::ApplicationPaletteChange && !m_applying) {
        const QPalette now = QApplication::palette();
        if (now.color(QPalette::Window) != color(Role::Window)) {
            m_systemDark = isDarkPalette(now);
            follow();
        }
    }
    return QObject::eventFilter(watched, event);
}

void Theme::setButton(QAbstractButton *button, Button kind)
{
    button->setProperty(buttonProperty, int(kind));
    button->update();
}

Theme::Button Theme::button(const QWidget *button)
{
    return button ? Button(button->property(buttonProperty).toInt()) : Button::Normal;
}

} // namespace stagewatch::ui
