// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logpanel.h"

#include "model/logmodel.h"
#include "model/stream.h"
#include "ui/filterbar.h"
#include "ui/findbar.h"
#include "ui/followtail.h"
#include "ui/glyphs.h"
#include "ui/levelstrip.h"
#include "ui/linepane.h"
#include "ui/logactions.h"
#include "ui/logbar.h"
#include "ui/logcommands.h"
#include "ui/logfinder.h"
#include "ui/logjumper.h"
#include "ui/logmarker.h"
#include "ui/logsaver.h"
#include "ui/logtable.h"
#include "ui/savenotice.h"
#include "ui/theme.h"
#include "ui/viewnote.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stagewatch::ui {

using model::LogModel;

namespace {
constexpr auto stagesDelay = 200ms; ///< a server may name thousands of stages; the menu need not hear of each
constexpr auto hintTime = 8s;

constexpr QSize smallest{ 300, 200 };
constexpr auto quietKeys = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
} // namespace

class LogPanel::Private
{
public:
    Private(LogPanel *panel, const Theme &uiTheme)
        : q(panel)
        , theme(uiTheme)
    {
    }

    void build();
    [[nodiscard]] QWidget *buildBody(); ///< the table with the strip beside it, and the wrapped line below
    void arrangeBar(); ///< the rows stay where they are meanwhile
    void connectWidgets();
    void connectActions();
    void connectLog();
    void hint(const QString &sentence); ///< for a few seconds, under the find field
    void updateStages();
    void updateNote();
    void leaveFind();

    LogPanel *q;
    const Theme &theme;
    QPointer<model::RunModels> run;
    QPointer<LogModel> log;
    LogBar *bar = nullptr;
    FilterBar *filter = nullptr;
    FindBar *findBar = nullptr;
    QPushButton *follow = nullptr;
    QPushButton *view = nullptr;
    LogActions *actions = nullptr;
    LogTable *table = nullptr;
    ViewNote *note = nullptr;
    LogFinder *finder = nullptr;
    LogCommands *commands = nullptr;
    LogSaver *saver = nullptr;
    LogJumper *jumper = nullptr;
    LogMarker *marker = nullptr;
    LevelStrip *strip = nullptr;
    LinePane *linePane = nullptr;
    QTimer stagesTimer;
    QTimer hintTimer;
};

LogPanel::LogPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, theme))
{
    d->build();
    d->connectWidgets();
    d->connectActions();
    setRun(nullptr, nullptr);
}

LogPanel::~LogPanel()
{
    d->marker->setRun(nullptr); // a note that is being written is kept, while all is still there
}

void LogPanel::Private::build()
{
    filter = new FilterBar;
    findBar = new FindBar(theme);
    follow = new QPushButton(LogPanel::tr("Follow"));
    follow->setObjectName(u"follow"_s);
    follow->setCheckable(true);
    follow->setToolTip(LogPanel::tr("Keep the newest line in sight. Scrolling up pauses, End resumes."));
    actions = new LogActions(q);
    view = new QPushButton;
    view->setObjectName(u"logView"_s);
    view->setAccessibleName(LogPanel::tr("How the log is shown"));
    view->setToolTip(LogPanel::tr("How the log is shown: times and more"));
    auto *viewMenu = new QMenu(view); // not the button's own, which would take an arrow's width from the find field
    viewMenu->setObjectName(u"logViewMenu"_s);
    actions->addView(viewMenu);
    connect(view, &QPushButton::clicked, viewMenu, [this, viewMenu] {
        viewMenu->popup(view->mapToGlobal(QPoint(view->width() - viewMenu->sizeHint().width(), view->height())));
    });
    const auto tint = [this] {
        QIcon icon(glyphPixmap(Glyph::Follow, 14, theme.color(Theme::Role::DimText), follow->devicePixelRatio()));
        icon.addPixmap(glyphPixmap(Glyph::Follow, 14, theme.color(Theme::Role::Accent), follow->devicePixelRatio()),
                       QIcon::Normal, QIcon::On);
        follow->setIcon(icon);
        view->setIcon(glyphIcon(Glyph::View, theme.color(Theme::Role::DimText)));
    };
    tint();
    connect(&theme, &Theme::changed, follow, tint);
    table = new LogTable(theme);
    note = new ViewNote(theme, table);
    finder = new LogFinder(*findBar, *table, q);
    commands = new LogCommands(theme, *table, *findBar, *actions, q);
    auto *saveNotice = new SaveNotice(theme);
    saver = new LogSaver(theme, *table, *saveNotice, q);
    jumper = new LogJumper(theme, *table, *q, *filter);
    marker = new LogMarker(theme, *table, *q, *filter);

    bar = new LogBar(filter, findBar, follow, view);
    auto *layout = new QVBoxLayout(q);
    layout->setSizeConstraint(QLayout::SetNoConstraint); // see minimumSizeHint(): the bar breaks into two lines first
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(buildBody(), 1);
    layout->addWidget(saveNotice);

    stagesTimer.setSingleShot(true);
    stagesTimer.setInterval(stagesDelay);
    hintTimer.setSingleShot(true);
    hintTimer.setInterval(hintTime);
}

QWidget *LogPanel::Private::buildBody()
{
    strip = new LevelStrip(theme, *table);
    linePane = new LinePane(theme, *table);
    linePane->setVisible(actions->wrap->isChecked());
    auto *above = new QWidget;
    auto *row = new QHBoxLayout(above);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(table, 1);
    row->addWidget(strip);
    auto *body = new QSplitter(Qt::Vertical);
    body->setChildrenCollapsible(false);
    body->addWidget(above);
    body->addWidget(linePane);
    body->setStretchFactor(0, 1);
    body->setStretchFactor(1, 0);
    body->setSizes({ 400, 120 });
    return body;
}

void LogPanel::Private::arrangeBar()
{
    const int below = table->topRow() + table->rowsInSight();
    if (!bar->arrange())
        return;
    bar->layout()->activate(); // which makes the panel's one look again
    q->layout()->activate();
    table->verticalScrollBar()->setValue(below - table->rowsInSight());
}

void LogPanel::Private::connectWidgets()
{
    connect(filter, &FilterBar::filterChanged, q, [this] {
        if (log)
            log->setFilter(filter->filter());
        updateNote();
    });
    connect(findBar, &FindBar::nextRequested, q, &LogPanel::findNext);
    connect(findBar, &FindBar::previousRequested, q, &LogPanel::findPrevious);
    connect(findBar, &FindBar::usedChanged, q, [this] { arrangeBar(); });
    connect(findBar, &FindBar::left, table, [this] { table->setFocus(); });
    connect(follow, &QPushButton::clicked, q, &LogPanel::setFollowing);
    connect(table->followTail(), &FollowTail::followingChanged, q, [this](bool on) {
        follow->setChecked(on);
        Q_EMIT q->followingChanged(on);
    });
    connect(table, &LogTable::opened, commands, &LogCommands::openFullText);
    connect(table, &LogTable::copyRequested, commands, [this] { commands->copy(LogCopy::Lines); });
    connect(table, &LogTable::customContextMenuRequested, commands, &LogCommands::showMenu);
    connect(commands, &LogCommands::inspectRequested, q, &LogPanel::inspectRequested);
    connect(note, &ViewNote::actionRequested, q, [this] {
        filter->setFilter({});
        table->setFocus();
    });
    connect(&stagesTimer, &QTimer::timeout, q, [this] { updateStages(); });
    connect(&hintTimer, &QTimer::timeout, findBar, [this] { findBar->showError({}); });
    connect(findBar, &FindBar::expressionChanged, &hintTimer, &QTimer::stop); // the field says something of its own
    follow->setChecked(table->followTail()->isFollowing());
}

void LogPanel::Private::connectActions()
{
    connect(actions, &LogActions::timeFormChanged, q, [this] { table->setTimeForm(actions->timeForm()); });
    connect(table, &LogTable::headerMenuRequested, q, [this](const QPoint &place) {
        auto *menu = new QMenu(table);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(actions->timeActions());
        menu->popup(place);
    });
    connect(actions->goTo, &QAction::triggered, jumper, &LogJumper::ask);
    connect(actions->stageStart, &QAction::triggered, jumper, &LogJumper::goToStageStart);
    connect(jumper, &LogJumper::failed, q, [this](const QString &sentence) { hint(sentence); });
    connect(actions->bookmark, &QAction::triggered, marker, &LogMarker::toggle);
    connect(actions->note, &QAction::triggered, marker, &LogMarker::editNote);
    connect(actions->nextBookmark, &QAction::triggered, marker, [this] { marker->step(1); });
    connect(actions->previousBookmark, &QAction::triggered, marker, [this] { marker->step(-1); });
    connect(actions->bookmarks, &QAction::triggered, marker, &LogMarker::showList);
    connect(marker, &LogMarker::failed, q, [this](const QString &sentence) { hint(sentence); });
    connect(marker, &LogMarker::marksChanged, strip, [this] { strip->setMarks(marker->marks()); });
    connect(actions->strip, &QAction::toggled, strip, &QWidget::setVisible);
    connect(actions->fold, &QAction::toggled, q, [this](bool on) {
        if (log)
            log->setFolding(on);
    });
    connect(actions->wrap, &QAction::toggled, linePane, &QWidget::setVisible);
    connect(linePane, &LinePane::fullTextRequested, commands, &LogCommands::openFullText);
    connect(actions->save, &QAction::triggered, saver, &LogSaver::ask);
}

// It is no fault of what is looked for, so it goes by itself.
void LogPanel::Private::hint(const QString &sentence)
{
    findBar->showError(sentence);
    hintTimer.start();
}

void LogPanel::setBookmarks(model::Bookmarks *bookmarks)
{
    d->marker->setBookmarks(bookmarks);
}

void LogPanel::setRun(model::Stream *, model::RunModels *run)
{
    auto *log = run ? run->log() : nullptr;
    if (d->log && d->log != log)
        disconnect(d->log, nullptr, this, nullptr);
    if (d->run && d->run != run)
        disconnect(d->run->stages(), nullptr, this, nullptr);
    const bool isNew = d->log != log || !log;
    d->run = run;
    d->log = log;
    d->saver->setRun(run);
    d->jumper->setRun(run);
    if (!isNew)
        return;
    d->finder->leaveLog();
    d->table->setLog(log);
    d->finder->takeLog();
    if (log) {
        d->connectLog();
        log->setFolding(d->actions->fold->isChecked());
        log->setFilter(d->filter->filter());
    }
    d->marker->setRun(run);
    d->strip->setRun(run);
    d->linePane->followLog();
    d->actions->setAvailable(log != nullptr, d->marker->isAvailable());
    d->updateStages();
    d->updateNote();
}

void LogPanel::Private::connectLog()
{
    const auto refresh = [this] { updateNote(); };
    connect(log, &LogModel::filteringChanged, q, refresh);
    connect(log, &LogModel::countsChanged, q, refresh);
    connect(log, &LogModel::modelReset, q, refresh);
    connect(log, &LogModel::rowsInserted, q, refresh);
    const auto later = [this] {
        if (!stagesTimer.isActive())
            stagesTimer.start();
    };
    connect(run->stages(), &QAbstractItemModel::rowsInserted, q, later);
    connect(run->stages(), &QAbstractItemModel::modelReset, q, later);
}

void LogPanel::Private::updateStages()
{
    if (!run) {
        filter->setStages({});
        return;
    }
    const auto &stages = run->run().stages();
    filter->setStages(stages);
    QStringList names;
    for (size_t i = 0; i < qMin<size_t>(stages.size(), 200); ++i)
        names.append(stages[i].name.display);
    table->setStageNames(names);
}

void LogPanel::Private::updateNote()
{
    const bool isEmpty = !log || (log->rowCount() == 0 && !log->isFiltering());
    note->setVisible(isEmpty);
    if (!isEmpty)
        return;
    if (log && log->totalCount() > 0)
        note->setTexts(
            LogPanel::tr("The filter hides every line"),
            LogPanel::tr("%n line(s) came, none of the chosen level and stages.", nullptr, int(log->totalCount())),
            LogPanel::tr("Show all"));
    else
        note->setTexts(LogPanel::tr("No log yet"),
                       LogPanel::tr("What the pipeline writes to its log appears here, line by line, as it happens."));
}

void LogPanel::Private::leaveFind()
{
    if (!findBar->text().isEmpty())
        findBar->setText({});
    else
        table->clearSelection();
}

LogActions *LogPanel::actions() const
{
    return d->actions;
}

bool LogPanel::isFollowing() const
{
    return d->table->followTail()->isFollowing();
}

void LogPanel::setFollowing(bool follow)
{
    d->table->followTail()->setFollowing(follow);
    d->follow->setChecked(follow);
}

void LogPanel::focusFind()
{
    d->findBar->activate();
}

void LogPanel::findNext()
{
    d->finder->find(true);
}

void LogPanel::findPrevious()
{
    d->finder->find(false);
}

void LogPanel::nextError()
{
    d->finder->stepToError(1);
}

void LogPanel::previousError()
{
    d->finder->stepToError(-1);
}

QSize LogPanel::minimumSizeHint() const
{
    return smallest;
}

void LogPanel::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (event->matches(QKeySequence::Find))
        focusFind();
    else if (event->key() == Qt::Key_F3)
        shift ? findPrevious() : findNext();
    else if (event->key() == Qt::Key_E && !(event->modifiers() & quietKeys))
        shift ? previousError() : nextError();
    else if (event->key() == Qt::Key_M && !(event->modifiers() & quietKeys))
        d->marker->toggle();
    else if (event->key() == Qt::Key_W && !(event->modifiers() & quietKeys))
        d->actions->wrap->trigger();
    else if (event->key() == Qt::Key_Escape)
        d->leaveFind();
    else
        QWidget::keyPressEvent(event);
}

} // namespace stagewatch::ui
