// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/decisionspanel.h"

#include "model/runmodels.h"
#include "model/stream.h"
#include "ui/confidencecell.h"
#include "ui/decisiondetail.h"
#include "ui/emptynote.h"
#include "ui/fixedrowtable.h"
#include "ui/tablelook.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QPointer>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>
#include <QtMath>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;
using model::DecisionModel;

namespace {
constexpr int narrowestName = 72;
constexpr int widestName = 220;
constexpr int narrowestDecision = 140;
constexpr int confidenceWidth = 136;
constexpr int listShare = 320; // of the height, beside the other's
constexpr int detailShare = 250;
} // namespace

struct DecisionsPanel::Private
{
    QStackedLayout *pages = nullptr;
    QTableView *table = nullptr;
    ConfidenceCell *cell = nullptr;
    DecisionDetail *detail = nullptr;
    QPointer<DecisionModel> decisions;
    int shown = -1;
    int measured = 0; // rows whose names are in the two widths below
    int stageWidth = narrowestName;
    int typeWidth = narrowestName;
    bool quiet = false; // the selection is being set by the program
    bool following = true; // the newest decision is shown until a person picks one
};

DecisionsPanel::DecisionsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , d(new Private)
{
    d->pages = new QStackedLayout(this);
    d->pages->addWidget(
        new EmptyNote(theme, tr("No decisions yet"),
                      tr("When the pipeline decides something by itself, such as which model to train, it stands here "
                         "with its reasons and with how sure the pipeline is."),
                      this));
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"decisionsSplitter"_s);
    splitter->setChildrenCollapsible(false);
    d->table = new FixedRowTable(Theme::tableRowHeight, splitter);
    d->table->setObjectName(u"decisions"_s);
    d->table->setAccessibleName(tr("Decisions"));
    d->cell = new ConfidenceCell(theme, this);
    d->cell->setDimColumns({ DecisionModel::TimeColumn, DecisionModel::StageColumn });
    d->cell->setTabularColumns({ DecisionModel::TimeColumn });
    d->cell->setTimeColumn(DecisionModel::TimeColumn, DecisionModel::TimeMsRole);
    d->table->setItemDelegate(d->cell);
    setTableLook(d->table, theme);
    d->table->viewport()->installEventFilter(this);
    d->detail = new DecisionDetail(theme, splitter);
    splitter->setSizes({ listShare, detailShare });
    d->pages->addWidget(splitter);
    connect(&theme, &Theme::changed, d->table->viewport(), qOverload<>(&QWidget::update));
}

DecisionsPanel::~DecisionsPanel() = default;

void DecisionsPanel::setRun(model::Stream *, model::RunModels *run)
{
    if (d->decisions) {
        d->decisions->disconnect(this);
    }
    d->decisions = run ? run->decisions() : nullptr;
    d->shown = -1;
    d->measured = 0;
    d->stageWidth = d->typeWidth = narrowestName;
    d->following = true;
    QItemSelectionModel *before = d->table->selectionModel();
    d->table->setModel(d->decisions);
    delete before;
    if (d->decisions) {
        layOutColumns();
        connect(d->decisions, &QAbstractItemModel::rowsInserted, this, &DecisionsPanel::follow);
        connect(d->decisions, &QAbstractItemModel::rowsRemoved, this, &DecisionsPanel::follow);
        connect(d->decisions, &QAbstractItemModel::modelReset, this, &DecisionsPanel::follow);
        connect(d->decisions, &QAbstractItemModel::dataChanged, this, [this] { showDetail(true); });
        connect(d->table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
                [this](const QModelIndex &current) {
                    showDetail(false);
                    if (d->quiet || !current.isValid()) {
                        return;
                    }
                    d->following = false;
                    Q_EMIT decisionSelected(current.row());
                });
    }
    follow();
}

void DecisionsPanel::layOutColumns()
{
    QHeaderView *header = d->table->horizontalHeader();
    const int time = qCeil(tabularWidth(d->table->font(), u"00:00:00.000"_s));
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->resizeSection(DecisionModel::TimeColumn, RowDelegate::columnWidth(time, 0));
    header->setSectionResizeMode(DecisionModel::DecisionColumn, QHeaderView::Stretch);
    header->resizeSection(DecisionModel::ConfidenceColumn, confidenceWidth);
}

/// Columns of names are as wide as the widest name so far, as long as that leaves room for the decision itself.
void DecisionsPanel::fitNames()
{
    const int rows = d->decisions ? d->decisions->rowCount() : 0;
    const QFontMetrics font(d->table->font());
    const auto widthOf = [&](int row, int column) {
        const QString text = d->decisions->index(row, column).data().toString().left(100);
        return RowDelegate::columnWidth(font.horizontalAdvance(text) + 1, column);
    };
    for (; d->measured < rows; ++d->measured) {
        d->stageWidth = qMax(d->stageWidth, widthOf(d->measured, DecisionModel::StageColumn));
        d->typeWidth = qMax(d->typeWidth, widthOf(d->measured, DecisionModel::TypeColumn));
    }
    QHeaderView *header = d->table->horizontalHeader();
    const int others = header->sectionSize(DecisionModel::TimeColumn) + confidenceWidth + narrowestDecision;
    const int room = qMax(2 * narrowestName, d->table->viewport()->width() - others);
    const int stage = qMin(d->stageWidth, qMax(room / 2, room - d->typeWidth));
    header->resizeSection(DecisionModel::StageColumn, qMin(stage, widestName));
    header->resizeSection(DecisionModel::TypeColumn, qMin(qMin(d->typeWidth, room - stage), widestName));
}

/// The table is laid out later than the panel where it was on a hidden page, and is narrower beside a scroll bar.
bool DecisionsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == d->table->viewport() && event->type() == QEvent::Resize)
        fitNames();
    return QWidget::eventFilter(watched, event);
}

/// The rows changed: says so where there are none, and shows the newest while nobody has picked one.
void DecisionsPanel::follow()
{
    const bool any = d->decisions && d->decisions->rowCount() > 0;
    d->pages->setCurrentIndex(any ? 1 : 0);
    fitNames();
    if (any && (d->following || selectedDecision() < 0)) {
        const int newest = d->decisions->rowCount() - 1;
        selectDecision(newest);
        d->following = true;
        Q_EMIT decisionSelected(newest);
    }
}

void DecisionsPanel::showDetail(bool changed)
{
    const int row = selectedDecision();
    if (row >= 0 && (changed || row != d->shown)) {
        d->detail->setDecision(d->decisions->entry(row));
    }
    d->shown = row;
}

int DecisionsPanel::selectedDecision() const
{
    return d->decisions ? d->table->currentIndex().row() : -1;
}

void DecisionsPanel::selectDecision(int row)
{
    if (!d->decisions) {
        return;
    }
    d->following = false;
    d->quiet = true;
    d->table->setCurrentIndex(d->decisions->index(row, 0));
    d->quiet = false;
}

void DecisionsPanel::setThreshold(double share)
{
    d->cell->setThreshold(share);
    d->table->viewport()->update();
}

} // namespace stagewatch::ui
