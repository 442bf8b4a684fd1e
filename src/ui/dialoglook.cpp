// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialoglook.h"

#include "ui/label.h"

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace stagewatch::ui {

QVBoxLayout *makeDialogColumn(const Theme &theme, QDialog *dialog)
{
    // Not by the background role: with it the children would write in the role of a text field.
    const auto tint = [dialog, &theme] {
        QPalette palette;
        palette.setColor(QPalette::Window, theme.color(Theme::Role::Card));
        dialog->setPalette(palette);
    };
    tint();
    QObject::connect(&theme, &Theme::changed, dialog, tint);
    dialog->setModal(false);
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(Theme::pageMargin + 2, Theme::pageMargin, Theme::pageMargin + 2, Theme::pageMargin - 2);
    column->setSpacing(2 * Theme::grid);
    return column;
}

Label *makeDialogTitle(const Theme &theme, const QString &text, QWidget *parent)
{
    auto *title = new Label(theme, Theme::Text::DialogTitle, Theme::Role::Text, parent);
    title->setText(text);
    return title;
}

QPushButton *makeDialogButton(const QString &text, Theme::Button kind, const QString &objectName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    button->setDefault(false);
    Theme::setButton(button, kind);
    return button;
}

QLabel *makeCaption(const Theme &theme, const QString &text, QWidget *buddy, QWidget *parent)
{
    // A QLabel, because a Label is always plain and has no letter to jump by.
    auto *caption = new QLabel(text, parent);
    caption->setFont(theme.font(Theme::Text::Secondary));
    caption->setTextFormat(Qt::PlainText);
    caption->setBuddy(buddy);
    caption->setForegroundRole(QPalette::PlaceholderText); // the theme's dim text
    return caption;
}

} // namespace stagewatch::ui
