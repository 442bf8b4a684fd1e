// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/copyline.h"

#include "ui/glyphs.h"
#include "ui/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

namespace stagewatch::ui {

CopyLine::CopyLine(const Theme &theme, const QString &command, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *text = new Label(theme, Theme::Text::Mono, Theme::Role::Text, this);
    text->setWrapping();
    text->setText(command);
    text->setWordWrap(false);
    auto *copy = new QToolButton(this);
    copy->setAutoRaise(true);
    copy->setToolTip(tr("Copy"));
    copy->setAccessibleName(tr("Copy the command"));
    const auto tint = [copy, &theme](Glyph glyph, Theme::Role role) {
        copy->setIcon(glyphIcon(glyph, theme.color(role)));
    };
    tint(Glyph::Copy, Theme::Role::DimText);
    connect(&theme, &Theme::changed, copy, [tint] { tint(Glyph::Copy, Theme::Role::DimText); });
    connect(copy, &QToolButton::clicked, this, [this, tint, command] {
        QGuiApplication::clipboard()->setText(command);
        tint(Glyph::Check, Theme::Role::Completed);
        QTimer::singleShot(1500, this, [tint] { tint(Glyph::Copy, Theme::Role::DimText); });
    });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 4, 4);
    row->addWidget(text, 1);
    row->addWidget(copy);
}

void CopyLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Theme::Role::Line), 1));
    painter.setBrush(m_theme.color(Theme::Role::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::controlRadius, Theme::controlRadius);
}

} // namespace stagewatch::ui
