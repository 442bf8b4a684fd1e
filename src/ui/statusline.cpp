// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statusline.h"

#include "model/displaytext.h"
#include "model/runmodels.h"
#include "model/stream.h"
#include "model/textform.h"
#include "ui/label.h"

#include <QHBoxLayout>
#include <QPainter>

#include <utility>

namespace stagewatch::ui {

using model::TextForm;

namespace {
constexpr std::chrono::seconds firstMeasure{ 2 };
}

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
    if (std::exchange(m_stream, stream) != stream) {
        m_since = now;
        m_events->setMinimumWidth(0);
    }
    const bool shown = stream && !m_problemTime.isActive();
    for (Label *label : { m_events, m_rate, m_journal })
        label->setVisible(shown);
    refreshCounts();
    m_rate->setText(rate(now));
    m_rate->setVisible(shown && !m_rate->text().isEmpty());
    m_waiting->setText(pendingApprovals == 0       ? QString()
                           : pendingApprovals == 1 ? tr("1 approval waits")
                                                   : tr("%1 approvals wait").arg(TextForm::count(pendingApprovals)));
    const bool isEmpty = !stream && pendingApprovals == 0 && !m_problemTime.isActive();
    if (std::exchange(m_isEmpty, isEmpty) != isEmpty)
        update();
}

void StatusLine::refreshCounts()
{
    if (!m_stream)
        return;
    m_events->setText(tr("%1 events").arg(TextForm::count(m_stream->eventCount())));
    m_events->setMinimumWidth(qMax(m_events->minimumWidth(), m_events->sizeHint().width())); // the rest stands still
    m_journal->setText(m_stream->journal() ? tr("journal %1").arg(TextForm::size(m_stream->journal()->byteSize()))
                                           : QString());
}

// Empty where there is nothing to measure: without a connection, after the end and in the first moments.
QString StatusLine::rate(protocol::Timestamp now) const
{
    if (!m_stream || !m_stream->status().isLive())
        return {};
    const auto *run = m_stream->currentRun();
    if (run && run->run().isEnded())
        return {};
    const double perSecond = m_stream->eventsPerSecond(now);
    return perSecond > 0 || now - m_since > firstMeasure ? TextForm::perSecond(perSecond) : QString();
}

void StatusLine::showProblem(const QString &sentence)
{
    m_problem->setText(model::visibleText(sentence));
    m_problem->show();
    m_problemTime.start();
}

void StatusLine::paintEvent(QPaintEvent *)
{
    if (m_isEmpty)
        return; // a part of the page then
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Theme::Role::Line));
}

} // namespace stagewatch::ui
