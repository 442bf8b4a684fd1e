// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvalspanel.h"

#include "model/displaytext.h"
#include "model/runmodels.h"
#include "model/stream.h"
#include "model/textform.h"
#include "ui/approvalcell.h"
#include "ui/approvallook.h"
#include "ui/emptynote.h"
#include "ui/label.h"
#include "ui/rule.h"
#include "ui/tablelook.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QPointer>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>
#include <QtMath>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;
using model::ApprovalModel;

struct ApprovalsPanel::Private
{
    QStackedLayout *pages = nullptr;
    QTableView *table = nullptr;
    Label *title = nullptr;
    Label *message = nullptr;
    Label *state = nullptr;
    QPushButton *review = nullptr;
    QPointer<ApprovalModel> approvals;

    [[nodiscard]] int row() const { return approvals ? table->currentIndex().row() : -1; }
};

ApprovalsPanel::ApprovalsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , d(new Private)
{
    d->pages = new QStackedLayout(this);
    d->pages->addWidget(
        new EmptyNote(theme, tr("No approvals yet"),
                      tr("Where the pipeline wants a person's word before it goes on, it asks here. You can look at "
                         "what it proposes, change it, and approve or reject it."),
                      this));
    auto *page = new QWidget(this);
    d->table = new QTableView(page);
    d->table->setObjectName(u"approvals"_s);
    d->table->setAccessibleName(tr("Approvals"));
    auto *cell = new ApprovalCell(theme, this);
    cell->setDimColumns({ ApprovalModel::AskedColumn, ApprovalModel::TypeColumn });
    cell->setTabularColumns({ ApprovalModel::AskedColumn });
    cell->setTimeColumn(ApprovalModel::AskedColumn, ApprovalModel::AskedAtRole);
    d->table->setItemDelegate(cell);
    setTableLook(d->table, theme);

    d->title = new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text, page);
    d->message = new Label(theme, Theme::Text::Body, Theme::Role::DimText, page);
    d->message->setWrapping();
    d->state = new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, page);
    d->state->setWrapping();
    d->state->setObjectName(u"approvalState"_s);
    d->review = new QPushButton(tr("Review…"), page);
    d->review->setObjectName(u"review"_s);
    d->review->setToolTip(tr("Look at the proposal, and answer it while it waits (Enter)"));

    auto *words = new QVBoxLayout;
    words->setSpacing(Theme::grid);
    words->addWidget(d->title);
    words->addWidget(d->message);
    words->addWidget(d->state);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(Theme::cardPadding, 3 * Theme::grid, Theme::cardPadding, 3 * Theme::grid);
    bottom->setSpacing(Theme::cardPadding);
    bottom->addLayout(words, 1);
    bottom->addWidget(d->review, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(d->table, 1);
    layout->addWidget(new Rule);
    layout->addLayout(bottom);
    d->pages->addWidget(page);

    connect(d->review, &QPushButton::clicked, this, &ApprovalsPanel::review);
    connect(d->table, &QTableView::activated, this, &ApprovalsPanel::review);
    connect(&theme, &Theme::changed, d->table->viewport(), qOverload<>(&QWidget::update));
}

ApprovalsPanel::~ApprovalsPanel() = default;

void ApprovalsPanel::setRun(model::Stream *, model::RunModels *run)
{
    if (d->approvals) {
        d->approvals->disconnect(this);
    }
    d->approvals = run ? run->approvals() : nullptr;
    QItemSelectionModel *before = d->table->selectionModel();
    d->table->setModel(d->approvals);
    delete before;
    if (d->approvals) {
        layOutColumns();
        connect(d->approvals, &QAbstractItemModel::rowsInserted, this, &ApprovalsPanel::follow);
        connect(d->approvals, &QAbstractItemModel::rowsRemoved, this, &ApprovalsPanel::follow);
        connect(d->approvals, &QAbstractItemModel::modelReset, this, &ApprovalsPanel::follow);
        connect(d->approvals, &QAbstractItemModel::dataChanged, this, &ApprovalsPanel::showDetail);
        connect(d->table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ApprovalsPanel::showDetail);
    }
    follow();
}

void ApprovalsPanel::layOutColumns()
{
    QHeaderView *header = d->table->horizontalHeader();
    const int time = qCeil(tabularWidth(d->table->font(), u"00:00:00.000"_s));
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->resizeSection(ApprovalModel::AskedColumn, RowDelegate::columnWidth(time, 0));
    header->setSectionResizeMode(ApprovalModel::TitleColumn, QHeaderView::Stretch);
    header->resizeSection(ApprovalModel::TypeColumn, 132);
    const QFontMetrics metrics(d->table->font());
    int widest = 0;
    for (const QString &word : ApprovalModel::stateWords())
        widest = std::max(widest, metrics.horizontalAdvance(word));
    header->resizeSection(ApprovalModel::StateColumn, ApprovalCell::stateWidth(widest));
}

/// The rows changed: selects the one that waits longest where nothing is selected.
void ApprovalsPanel::follow()
{
    const bool any = d->approvals && d->approvals->rowCount() > 0;
    d->pages->setCurrentIndex(any ? 1 : 0);
    if (any && d->row() < 0) {
        d->table->setCurrentIndex(d->approvals->index(std::max(0, d->approvals->firstPending()), 0));
    }
    showDetail();
}

void ApprovalsPanel::showDetail()
{
    const int row = d->row();
    if (row < 0) {
        return;
    }
    const protocol::ApprovalEntry &entry = d->approvals->entry(row);
    const QModelIndex index = d->approvals->index(row, 0);
    d->title->setText(ApprovalModel::titleText(entry.request));
    const QString message = model::visibleLines(entry.request.message, 2000);
    d->message->setText(message);
    d->message->setVisible(!message.isEmpty() && message != d->title->text());
    QString state = entry.resolution ? resolutionSentence(*entry.resolution) : d->approvals->stateText(row);
    if (entry.resolution && !entry.resolution->comment.isEmpty()) {
        state += u' ' + tr("“%1”").arg(model::visibleText(entry.resolution->comment, 1000));
    }
    d->state->setText(state);
    const bool open = index.data(ApprovalModel::IsPendingRole).toBool();
    d->review->setText(open ? tr("Review…") : tr("Show…"));
}

void ApprovalsPanel::review()
{
    if (d->row() >= 0) {
        Q_EMIT reviewRequested(d->approvals->index(d->row(), 0).data(ApprovalModel::ApprovalIdRole).toString());
    }
}

} // namespace stagewatch::ui
