// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statusline.h"

#include "model/displaytext.h"
#include "model/stream.h"
#include "model/textform.h"
#include "ui/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace stagewatch::ui {

using model::TextForm;

StatusLine::StatusLine(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_events(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
    , m_rate(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
    , m_journal(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
    , m_problem(new Label(theme, Theme::Text::Secondary, Theme::Role::Failed, this))
    , m_waiting(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
{
    setFixedHeight(30);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::pageMargin, 1, Theme::pageMargin, 0);
    row->setSpacing(22);
    for (Label *label : { m_events, m_rate, m_journal, m_waiting })
        label->setRigid(true);
    row->addWidget(m_events);
    row->addWidget(m_rate);
    row->addWidget(m_journal);
    row->addWidget(m_problem, 1);
    row->addStretch();
    row->addWidget(m_waiting);
    m_problem->hide();
    m_problemTime.setSingleShot(true);
    m_problemTime.setInterval(20'000);
    connect(&m_problemTime, &QTimer::timeout, m_problem, &QWidget::hide);
}

void StatusLine::refresh(model::Stream *stream, int pendingApprovals, protocol::Timestamp now)
{
    const bool shown = stream && !m_problemTime.isActive();
    for (Label *label : { m_events, m_rate, m_journal })
        label->setVisible(shown);
    if (stream) {
        m_events->setText(tr("%1 events").arg(TextForm::count(stream->eventCount())));
        const double rate = stream->eventsPerSecond(now);
        m_rate->setText(stream->status().isLive() ? TextForm::perSecond(rate) : QString());
        m_rate->setVisible(shown && !m_rate->text().isEmpty());
        m_journal->setText(stream->journal() ? tr("journal %1").arg(TextForm::size(stream->journal()->byteSize()))
                                             : QString());
    }
    m_waiting->setText(pendingApprovals == 0       ? QString()
                           : pendingApprovals == 1 ? tr("1 approval waits")
                                                   : tr("%1 approvals wait").arg(TextForm::count(pendingApprovals)));
}

void StatusLine::showProblem(const QString &sentence)
{
    m_problem->setText(model::visibleText(sentence));
    m_problem->show();
    m_problemTime.start();
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Theme::Role::Line));
}

} // namespace stagewatch::ui
