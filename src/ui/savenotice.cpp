// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/savenotice.h"

#include "ui/glyphs.h"
#include "ui/label.h"
#include "ui/progressbar.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

SaveNotice::SaveNotice(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(new Label(theme, Theme::Text::Secondary, Theme::Role::Text, this))
    , m_bar(new ProgressBar(theme, this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_close(new QPushButton(this))
{
    setObjectName(u"saveNotice"_s);
    m_text->setObjectName(u"saveText"_s);
    m_bar->setFixedWidth(120);
    m_cancel->setObjectName(u"cancelSave"_s);
    m_cancel->setToolTip(tr("Stop writing; no file is left behind"));
    m_close->setObjectName(u"closeNotice"_s);
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
    Theme::setButton(m_close, Theme::Button::Quiet);
    const auto tint = [this] { m_close->setIcon(glyphIcon(Glyph::Close, m_theme.color(Theme::Role::DimText))); };
    tint();
    connect(&theme, &Theme::changed, this, tint);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::cardPadding, Theme::grid + 1, Theme::grid, Theme::grid);
    layout->setSpacing(3 * Theme::grid);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    layout->addWidget(m_close);
    connect(m_cancel, &QPushButton::clicked, this, &SaveNotice::cancelRequested);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void SaveNotice::showProgress(const QString &sentence, double share)
{
    m_text->setRole(Theme::Role::Text);
    m_text->setText(sentence);
    m_bar->setState(share, Theme::Role::Accent, Unknown::Empty);
    m_bar->show();
    m_cancel->show();
    m_close->hide();
    show();
}

void SaveNotice::showEnd(const QString &sentence, bool isError)
{
    m_text->setRole(isError ? Theme::Role::Failed : Theme::Role::Text);
    m_text->setText(sentence);
    m_bar->hide();
    m_cancel->hide();
    m_close->show();
    show();
}

void SaveNotice::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(0, 0, width(), 1, m_theme.color(Theme::Role::Line));
}

} // namespace stagewatch::ui
