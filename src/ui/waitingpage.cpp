// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/waitingpage.h"

#include "model/runlistmodel.h"
#include "ui/approvalbanner.h"
#include "ui/emptynote.h"
#include "ui/label.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace stagewatch::ui {

using model::RunListModel;

WaitingPage::WaitingPage(const Theme &theme, RunListModel &runs, std::function<protocol::Timestamp()> now,
                         QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_runs(runs)
    , m_now(std::move(now))
    , m_list(new QWidget)
    , m_empty(new EmptyNote(theme, tr("Nothing waits for you"),
                            tr("A pipeline that wants a person's word before it goes on asks for an approval. "
                               "It then stands here, and in its run's page."),
                            this))
{
    m_column = new QVBoxLayout(m_list);
    m_column->setContentsMargins(Theme::pageMargin, 17, Theme::pageMargin, Theme::pageMargin);
    m_column->setSpacing(Theme::gap);
    auto *title = new Label(theme, Theme::Text::PageTitle, Theme::Role::Text);
    title->setText(tr("Approvals"));
    title->setFixedHeight(Theme::controlHeight);
    m_column->addWidget(title);
    m_column->addStretch(1);

    auto *scroll = new QScrollArea;
    scroll->setWidget(m_list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(scroll, 1);
    all->addWidget(m_empty, 4);

    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &WaitingPage::collect);
    const auto soon = [this] {
        if (isVisible() && !m_soon.isActive())
            m_soon.start();
    };
    connect(&runs, &RunListModel::totalsChanged, this, soon);
    connect(&runs, &QAbstractItemModel::dataChanged, this, soon);
    connect(&runs, &QAbstractItemModel::rowsRemoved, this, soon);
}

ApprovalBanner *WaitingPage::makeBanner()
{
    auto *banner = new ApprovalBanner(m_theme);
    const auto review = [this, banner] {
        if (banner->stream())
            Q_EMIT reviewRequested(banner->stream()->id(), banner->runIndex(), banner->approvalId());
    };
    connect(banner, &ApprovalBanner::reviewRequested, this, review);
    connect(banner, &ApprovalBanner::rejectRequested, this, review);
    connect(banner, &ApprovalBanner::approveRequested, this, [this, banner] {
        if (banner->stream())
            Q_EMIT approveRequested(banner->stream()->id(), banner->runIndex(), banner->approvalId());
    });
    m_column->insertWidget(m_column->count() - 1, banner);
    m_banners << banner;
    return banner;
}

void WaitingPage::collect()
{
    qsizetype used = 0;
    for (int row = 0; row < m_runs.rowCount(); ++row) {
        const QModelIndex index = m_runs.index(row);
        model::Stream *stream = m_runs.streamAt(index);
        model::RunModels *run = stream ? stream->run(index.data(RunListModel::RunIndexRole).toInt()) : nullptr;
        if (!run || run->run().isEnded())
            continue;
        model::ApprovalModel *approvals = run->approvals();
        for (int approval = 0; approval < approvals->rowCount(); ++approval) {
            if (!approvals->index(approval, 0).data(model::ApprovalModel::IsPendingRole).toBool())
                continue;
            ApprovalBanner *banner = used < m_banners.size() ? m_banners[used] : makeBanner();
            banner->setApproval(stream, run, approvals->entry(approval).request.approvalId, true);
            banner->refresh(m_now());
            banner->show();
            ++used;
        }
    }
    for (qsizetype i = used; i < m_banners.size(); ++i)
        m_banners[i]->hide();
    m_empty->setVisible(used == 0);
}

void WaitingPage::tick()
{
    if (isVisible())
        collect();
}

void WaitingPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    collect();
}

} // namespace stagewatch::ui
