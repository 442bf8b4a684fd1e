// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runpage.h"

#include "model/stream.h"
#include "model/textform.h"
#include "ui/approvalbanner.h"
#include "ui/approvalspanel.h"
#include "ui/card.h"
#include "ui/confidencecard.h"
#include "ui/decisionspanel.h"
#include "ui/eventspanel.h"
#include "ui/logactions.h"
#include "ui/logpanel.h"
#include "ui/problemspanel.h"
#include "ui/resultspanel.h"
#include "ui/runheader.h"
#include "ui/slidebox.h"
#include "ui/stagelist.h"

#include <QApplication>
#include <QPointer>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::TextForm;

namespace {

constexpr int refreshMs = 100;

QVBoxLayout *columnOf(QWidget *owner, int margin = 0)
{
    auto *column = new QVBoxLayout(owner);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(0);
    return column;
}

} // namespace

struct RunPage::Private
{
    RunPage *page;
    const Theme &theme;
    std::function<protocol::Timestamp()> now;
    QPointer<model::Stream> stream;
    QPointer<model::RunModels> run;
    std::optional<protocol::Timestamp> lastEvent; ///< when the shown run's last event came in
    QTimer refresh;

    RunHeader *header;
    ApprovalBanner *banner;
    SlideBox *slide;
    QSplitter *splitter;
    StageList *stages;
    ConfidenceCard *confidence;
    QTabBar *tabs;
    QStackedWidget *pages;
    LogPanel *log;
    DecisionsPanel *decisions;
    ApprovalsPanel *approvals;
    ResultsPanel *results;
    ProblemsPanel *problems;
    EventsPanel *events;

    Private(RunPage *owner, const Theme &look, std::function<protocol::Timestamp()> clock);
    bool splitByHand = false; ///< somebody moved the splitter; before that it follows the window's width

    void layOut();
    void split();
    void wire();
    void refreshAll();
    void refreshBanner(protocol::Timestamp time);
    void refreshTabs();
    void noteEvent(int changed);
};

RunPage::Private::Private(RunPage *owner, const Theme &look, std::function<protocol::Timestamp()> clock)
    : page(owner)
    , theme(look)
    , now(std::move(clock))
    , header(new RunHeader(look, owner))
    , banner(new ApprovalBanner(look))
    , slide(new SlideBox(banner, Theme::gap, owner))
    , splitter(new QSplitter(Qt::Horizontal, owner))
    , stages(new StageList(look, now))
    , confidence(new ConfidenceCard(look))
    , tabs(new QTabBar)
    , pages(new QStackedWidget)
    , log(new LogPanel(look))
    , decisions(new DecisionsPanel(look))
    , approvals(new ApprovalsPanel(look))
    , results(new ResultsPanel(look))
    , problems(new ProblemsPanel(look))
    , events(new EventsPanel(look))
{
    layOut();
    wire();
    refresh.setSingleShot(true);
    refresh.setInterval(refreshMs);
    QObject::connect(&refresh, &QTimer::timeout, owner, [this] { refreshAll(); });
}

void RunPage::Private::layOut()
{
    auto *stageCard = new Card(theme);
    columnOf(stageCard, 1)->addWidget(stages);
    stageCard->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    stageCard->layout()->setContentsMargins(0, 0, 0, 0);

    auto *left = new QWidget;
    auto *leftColumn = columnOf(left);
    leftColumn->setSpacing(Theme::gap);
    leftColumn->addWidget(stageCard);
    leftColumn->addWidget(confidence, 1);
    left->setMinimumWidth(210);
    left->setMaximumWidth(440);

    auto *tabCard = new Card(theme);
    auto *tabColumn = columnOf(tabCard);
    tabColumn->setContentsMargins(0, 0, 0, Theme::grid); // clear of the card's round corners
    tabs->setDrawBase(true);
    tabs->setExpanding(false);
    tabs->setUsesScrollButtons(true);
    tabs->setElideMode(Qt::ElideNone);
    tabs->setAccessibleName(RunPage::tr("Views of the run"));
    tabColumn->addWidget(tabs);
    tabColumn->addWidget(pages, 1);
    tabCard->setMinimumWidth(430);
    for (QWidget *panel : std::initializer_list<QWidget *>{ log, decisions, approvals, results, problems, events }) {
        pages->addWidget(panel);
        tabs->addTab(QString());
    }
    for (int tab = 0; tab < tabs->count(); ++tab)
        tabs->setTabToolTip(tab, u"Ctrl+%1"_s.arg(tab + 1));

    splitter->addWidget(left);
    splitter->addWidget(tabCard);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);

    auto *column = columnOf(page);
    column->setContentsMargins(Theme::pageMargin, 17, Theme::pageMargin, 12);
    column->addWidget(header);
    column->addSpacing(10);
    column->addWidget(slide);
    column->addWidget(splitter, 1);
}

void RunPage::Private::split()
{
    const int width = page->width() - 2 * Theme::pageMargin - Theme::gap;
    if (splitByHand || width <= 0)
        return;
    const int left = qBound(210, width * 32 / 100, 400);
    splitter->setSizes({ left, width - left });
}

void RunPage::Private::wire()
{
    QObject::connect(splitter, &QSplitter::splitterMoved, page, [this] { splitByHand = true; });
    QObject::connect(header, &RunHeader::cancelRequested, page, &RunPage::cancelRequested);
    QObject::connect(header, &RunHeader::retryRequested, page, &RunPage::retryRequested);
    QObject::connect(header, &RunHeader::detailsRequested, page, [this] { page->showTab(Tab::Results); });
    const auto review = [this] { Q_EMIT page->reviewRequested(banner->approvalId()); };
    QObject::connect(banner, &ApprovalBanner::reviewRequested, page, review);
    QObject::connect(banner, &ApprovalBanner::rejectRequested, page, review);
    QObject::connect(banner, &ApprovalBanner::approveRequested, page,
                     [this] { Q_EMIT page->approveRequested(banner->approvalId()); });
    QObject::connect(approvals, &ApprovalsPanel::reviewRequested, page, &RunPage::reviewRequested);
    QObject::connect(tabs, &QTabBar::currentChanged, pages, &QStackedWidget::setCurrentIndex);
    QObject::connect(log, &LogPanel::inspectRequested, page, [this](qint64 row) {
        page->showTab(Tab::Events);
        events->selectEvent(row);
    });
    QObject::connect(confidence, &ConfidenceCard::decisionSelected, page, [this](int row) {
        page->showTab(Tab::Decisions);
        decisions->selectDecision(row);
    });
    QObject::connect(decisions, &DecisionsPanel::decisionSelected, confidence, &ConfidenceCard::selectDecision);
    QObject::connect(confidence, &ConfidenceCard::thresholdChanged, decisions, &DecisionsPanel::setThreshold);
    QObject::connect(confidence, &ConfidenceCard::thresholdChanged, page, &RunPage::thresholdChanged);
}

void RunPage::Private::refreshAll()
{
    if (!stream)
        return;
    const protocol::Timestamp time = now();
    const bool live = stream->status().isLive();
    const auto lastKnown = run && run->run().updatedAt() ? *run->run().updatedAt() : time;
    stages->setTicking(live && run && !run->run().isEnded(), lastKnown);
    header->refresh(time, lastEvent);
    refreshBanner(time);
    refreshTabs();
    stages->tick();
    Q_EMIT page->stateChanged();
}

void RunPage::Private::refreshBanner(protocol::Timestamp time)
{
    const int row = run ? run->approvals()->firstPending() : -1;
    const bool waits = row >= 0 && !run->run().isEnded();
    if (waits) {
        banner->setApproval(stream, run, run->approvals()->entry(row).request.approvalId);
        banner->refresh(time);
    }
    slide->setOpen(waits);
}

void RunPage::Private::refreshTabs()
{
    const auto title = [](const QString &name, qint64 count) {
        return count > 0 ? name + u'\t' + TextForm::count(count) : name;
    };
    const model::Run *shown = run ? &run->run() : nullptr;
    const QStringList titles{
        title(RunPage::tr("Log"), shown ? shown->logCount() : 0),
        title(RunPage::tr("Decisions"), shown ? qint64(shown->decisions().size()) : 0),
        title(RunPage::tr("Approvals"), shown ? qint64(shown->approvals().size()) : 0),
        RunPage::tr("Results"),
        title(RunPage::tr("Problems"), stream->problems()->totalCount()),
        RunPage::tr("Events"),
    };
    for (int tab = 0; tab < titles.size(); ++tab) {
        if (tabs->tabText(tab) != titles[tab])
            tabs->setTabText(tab, titles[tab]);
    }
}

void RunPage::Private::noteEvent(int changed)
{
    if (!run || run->index() != changed)
        return;
    if (!stream->isLoading())
        lastEvent = now();
    if (!refresh.isActive())
        refresh.start();
}

RunPage::RunPage(const Theme &theme, std::function<protocol::Timestamp()> now, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, theme, std::move(now)))
{
}

RunPage::~RunPage() = default;

void RunPage::setRun(model::Stream *stream, model::RunModels *run)
{
    if (stream && stream == d->stream && run == d->run)
        return;
    if (d->stream) {
        disconnect(d->stream, nullptr, this, nullptr);
        disconnect(d->stream->problems(), nullptr, this, nullptr);
    }
    d->stream = stream;
    d->run = run;
    d->lastEvent = run ? run->run().updatedAt() : std::nullopt;
    d->header->setRun(stream, run);
    d->stages->setStages(run ? run->stages() : nullptr);
    model::Stream *shown = run ? stream : nullptr;
    d->confidence->setRun(shown, run);
    d->log->setRun(shown, run);
    d->decisions->setRun(shown, run);
    d->approvals->setRun(shown, run);
    d->results->setRun(shown, run);
    d->events->setRun(shown, run);
    d->problems->setRun(stream, run); // a stream that cannot connect has problems before it has a run
    if (stream) {
        const auto soon = [this] {
            if (!d->refresh.isActive())
                d->refresh.start();
        };
        connect(stream, &model::Stream::runChanged, this, [this](int changed) { d->noteEvent(changed); });
        connect(stream, &model::Stream::answersChanged, this, soon);
        connect(stream, &model::Stream::cancelChanged, this, soon);
        connect(stream, &model::Stream::statusChanged, this, [this] { d->refreshAll(); }); // as the sidebar does
        connect(stream->problems(), &model::ProblemModel::countChanged, this, soon);
        connect(stream, &model::Stream::closing, this, [this] { setRun(nullptr, nullptr); });
    }
    d->refreshAll();
}

model::Stream *RunPage::stream() const
{
    return d->stream;
}

model::RunModels *RunPage::run() const
{
    return d->run;
}

void RunPage::tick()
{
    if (isVisible())
        d->refreshAll();
}

void RunPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    d->refreshAll();
}

void RunPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->split();
}

void RunPage::showTab(Tab tab)
{
    d->tabs->setCurrentIndex(int(tab));
}

RunPage::Tab RunPage::tab() const
{
    return Tab(d->tabs->currentIndex());
}

LogPanel *RunPage::log() const
{
    return d->log;
}

bool RunPage::canCancel() const
{
    return d->header->canCancel();
}

QString RunPage::waitingApproval() const
{
    return d->slide->isOpen() ? d->banner->approvalId() : QString();
}

void RunPage::setThreshold(double share)
{
    d->confidence->setThreshold(share);
    d->decisions->setThreshold(share);
}

bool RunPage::focusNextPane()
{
    const QList<QWidget *> panes{ d->header, d->banner, d->stages, d->confidence, d->tabs, d->pages->currentWidget() };
    const QWidget *focus = QApplication::focusWidget();
    qsizetype from = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (focus && (panes[i] == focus || panes[i]->isAncestorOf(focus)))
            from = i;
    }
    for (qsizetype i = from + 1; i < panes.size(); ++i) {
        QList<QWidget *> candidates = panes[i]->findChildren<QWidget *>();
        candidates.prepend(panes[i]);
        for (QWidget *candidate : candidates) {
            if (candidate->isVisible() && candidate->isEnabled() && (candidate->focusPolicy() & Qt::TabFocus)) {
                candidate->setFocus(Qt::TabFocusReason);
                return true;
            }
        }
    }
    return false;
}

void RunPage::restore(const QSettings &memory)
{
    d->log->actions()->restore(memory);
    d->splitByHand = d->splitter->restoreState(memory.value(u"window/runSplitter"_s).toByteArray());
}

void RunPage::save(QSettings &memory) const
{
    if (d->splitByHand)
        memory.setValue(u"window/runSplitter"_s, d->splitter->saveState());
}

} // namespace stagewatch::ui
