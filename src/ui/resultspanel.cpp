// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resultspanel.h"

#include "model/runmodels.h"
#include "model/stream.h"
#include "ui/emptynote.h"
#include "ui/label.h"
#include "ui/metriccell.h"
#include "ui/metriccurves.h"
#include "ui/outcomeview.h"
#include "ui/rowdelegate.h"
#include "ui/tablelook.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QPointer>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int redrawInterval = 100; // ms: ten times a second at most
constexpr int mostTableRows = 60; // more scroll inside the table
constexpr int shortestNameColumn = 200;

} // namespace

struct ResultsPanel::Private
{
    QStackedLayout *pages = nullptr;
    EmptyNote *empty = nullptr;
    OutcomeView *outcome = nullptr;
    Label *missing = nullptr;
    QTableView *table = nullptr;
    MetricCurves *curves = nullptr;
    QTimer *redraw = nullptr;
    QPointer<model::Stream> stream;
    QPointer<model::RunModels> run;
};

ResultsPanel::ResultsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , d(new Private)
{
    d->pages = new QStackedLayout(this);
    d->empty = new EmptyNote(theme, {}, {}, this);
    d->pages->addWidget(d->empty);
    auto *page = new QWidget;
    d->outcome = new OutcomeView(theme, page);
    d->missing = new Label(theme, Theme::Text::Body, Theme::Role::DimText, page);
    d->missing->setObjectName(u"missing"_s);
    d->missing->setWrapping();
    d->missing->setContentsMargins(Theme::cardPadding, 0, Theme::cardPadding, 0);
    d->table = new QTableView(page);
    d->table->setObjectName(u"results"_s);
    d->table->setAccessibleName(tr("Result"));
    auto *cell = new MetricCell(theme, this);
    cell->setElideMode(Qt::ElideMiddle); // of a path, the ends tell most
    d->table->setItemDelegate(cell);
    setTableLook(d->table, theme);
    setTitleOverNumbers(d->table, model::MetricModel::ValueColumn, MetricCell::numberWidth);
    d->curves = new MetricCurves(theme, page);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, Theme::cardPadding, 0, Theme::cardPadding);
    column->setSpacing(Theme::cardPadding);
    column->addWidget(d->outcome);
    column->addWidget(d->missing);
    column->addWidget(d->table);
    column->addWidget(d->curves);
    column->addStretch(1);
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(page);
    area->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    d->pages->addWidget(area);

    d->redraw = new QTimer(this);
    d->redraw->setSingleShot(true);
    d->redraw->setInterval(redrawInterval);
    connect(d->redraw, &QTimer::timeout, this, &ResultsPanel::draw);
    connect(d->curves, &MetricCurves::choiceChanged, this, &ResultsPanel::draw);
    connect(&theme, &Theme::changed, this, &ResultsPanel::draw);
    draw();
}

ResultsPanel::~ResultsPanel() = default;

void ResultsPanel::setRun(model::Stream *stream, model::RunModels *run)
{
    if (d->stream) {
        d->stream->disconnect(this);
    }
    d->stream = stream;
    d->run = run;
    d->curves->clear();
    QItemSelectionModel *before = d->table->selectionModel();
    d->table->setModel(run ? run->metrics() : nullptr);
    delete before;
    if (run) {
        QHeaderView *header = d->table->horizontalHeader();
        header->setSectionResizeMode(model::MetricModel::NameColumn, QHeaderView::Interactive);
        header->setSectionResizeMode(model::MetricModel::ValueColumn, QHeaderView::Stretch);
    }
    if (stream) {
        connect(stream, &model::Stream::runChanged, this, [this](int index) {
            if (d->run && index == d->run->index()) {
                drawSoon();
            }
        });
    }
    draw();
}

/// A hidden panel draws nothing; it catches up when it is shown.
void ResultsPanel::drawSoon()
{
    if (isVisible() && !d->redraw->isActive()) {
        d->redraw->start();
    }
}

void ResultsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    draw();
}

void ResultsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    drawSoon(); // as many points as there are pixels
}

void ResultsPanel::draw()
{
    const model::Run *run = d->run ? &d->run->run() : nullptr;
    if (!run || run->isEmpty()) {
        d->empty->setTexts(
            tr("No results yet"),
            tr("What comes out of a run stands here: its metrics as curves while it runs, and its result, "
               "or the error, once it has ended."));
        d->pages->setCurrentIndex(0);
        return;
    }
    const bool hasCurves = !run->metrics().empty();
    if (!run->isEnded() && !hasCurves) {
        d->empty->setTexts(tr("No metrics yet"),
                           tr("When the pipeline reports numbers such as a loss, their curves stand here. The result "
                              "follows when the run has ended."));
        d->pages->setCurrentIndex(0);
        return;
    }
    d->pages->setCurrentIndex(1);
    d->outcome->show(*run);
    fitNames();
    const int rows = d->run->metrics()->rowCount();
    d->table->setVisible(rows > 0);
    const int header = d->table->horizontalHeader()->height();
    d->table->setFixedHeight(header + std::min(rows, mostTableRows) * Theme::tableRowHeight + 1);
    d->missing->setText(missingText(*run, rows));
    d->missing->setVisible(!d->missing->text().isEmpty());
    d->curves->setVisible(hasCurves);
    if (hasCurves) {
        d->curves->show(*run);
    }
}

/// As wide as the longest name, and never more than half of the table.
void ResultsPanel::fitNames()
{
    const auto &metrics = d->run->metrics()->metrics();
    const QFontMetrics font(d->table->font());
    int widest = 0;
    for (const model::Metric &metric : metrics) {
        widest = std::max(widest, font.horizontalAdvance(metric.name));
    }
    const int most = std::max(shortestNameColumn, width() / 2);
    d->table->horizontalHeader()->resizeSection(
        model::MetricModel::NameColumn, std::clamp(RowDelegate::columnWidth(widest, 0), shortestNameColumn, most));
}

/// What a reader would look for here and not find, in words.
QString ResultsPanel::missingText(const model::Run &run, int resultRows)
{
    if (run.status() == protocol::RunStatus::Completed && resultRows == 0) {
        return tr("The pipeline sent no result when it completed.");
    }
    if (run.status() == protocol::RunStatus::Failed && run.error().isEmpty()) {
        return tr("The pipeline did not say what went wrong. The last lines of the log may tell.");
    }
    if (run.isEnded() && resultRows == 0 && run.metrics().empty()) {
        return tr("It reported no metrics before it ended.");
    }
    return {};
}

} // namespace stagewatch::ui
