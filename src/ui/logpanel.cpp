// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logpanel.h"

#include "model/logmodel.h"
#include "model/stream.h"
#include "ui/filterbar.h"
#include "ui/findbar.h"
#include "ui/followtail.h"
#include "ui/fulltextview.h"
#include "ui/glyphs.h"
#include "ui/logcopy.h"
#include "ui/logfinder.h"
#include "ui/logtable.h"
#include "ui/theme.h"
#include "ui/viewnote.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stagewatch::ui {

using model::LogModel;

namespace {
constexpr auto stagesDelay = 200ms; ///< a server may name thousands of stages; the menu need not hear of each

constexpr int roomToFind = 200; ///< the find field and the spaces around it
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
    void arrange(bool narrow); ///< in a narrow window the find field takes a line of its own
    void connectWidgets();
    void connectLog();
    void updateStages();
    void updateNote();
    void copy(LogCopy what);
    void openFullText(int row);
    void showMenu(const QPoint &place);
    void leaveFind();

    LogPanel *q;
    const Theme &theme;
    QPointer<model::RunModels> run;
    QPointer<LogModel> log;
    QGridLayout *bar = nullptr;
    FilterBar *filter = nullptr;
    FindBar *findBar = nullptr;
    QPushButton *follow = nullptr;
    LogTable *table = nullptr;
    ViewNote *note = nullptr;
    LogFinder *finder = nullptr;
    FullTextView *fullText = nullptr;
    QTimer stagesTimer;
    bool isNarrow = false;
};

LogPanel::LogPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, theme))
{
    d->build();
    d->connectWidgets();
    setRun(nullptr, nullptr);
}

LogPanel::~LogPanel() = default;

void LogPanel::Private::build()
{
    filter = new FilterBar;
    findBar = new FindBar(theme);
    follow = new QPushButton(LogPanel::tr("Follow"));
    follow->setObjectName(u"follow"_s);
    follow->setCheckable(true);
    follow->setToolTip(LogPanel::tr("Keep the newest line in sight. Scrolling up pauses, End resumes."));
    const auto tint = [this] {
        QIcon icon(glyphPixmap(Glyph::Follow, 14, theme.color(Theme::Role::DimText), follow->devicePixelRatio()));
        icon.addPixmap(glyphPixmap(Glyph::Follow, 14, theme.color(Theme::Role::Accent), follow->devicePixelRatio()),
                       QIcon::Normal, QIcon::On);
        follow->setIcon(icon);
    };
    tint();
    connect(&theme, &Theme::changed, follow, tint);
    table = new LogTable(theme);
    note = new ViewNote(theme, table);
    finder = new LogFinder(*findBar, *table, q);

    bar = new QGridLayout;
    bar->setContentsMargins(Theme::cardPadding, 10, Theme::cardPadding, 8);
    bar->setSpacing(8);
    bar->setColumnStretch(1, 1);
    arrange(false);
    auto *layout = new QVBoxLayout(q);
    layout->setSizeConstraint(QLayout::SetNoConstraint); // see minimumSizeHint(): the bar breaks into two lines first
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(table, 1);

    stagesTimer.setSingleShot(true);
    stagesTimer.setInterval(stagesDelay);
}

void LogPanel::Private::arrange(bool narrow)
{
    isNarrow = narrow;
    for (QWidget *widget : std::initializer_list<QWidget *>{ filter, findBar, follow })
        bar->removeWidget(widget);
    bar->addWidget(filter, 0, 0, 1, narrow ? 3 : 1, Qt::AlignTop | Qt::AlignLeft);
    bar->addWidget(findBar, narrow ? 1 : 0, narrow ? 0 : 1, 1, narrow ? 2 : 1, Qt::AlignTop);
    bar->addWidget(follow, narrow ? 1 : 0, 2, Qt::AlignTop);
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
    connect(findBar, &FindBar::left, table, [this] { table->setFocus(); });
    connect(follow, &QPushButton::clicked, q, &LogPanel::setFollowing);
    connect(table->followTail(), &FollowTail::followingChanged, q, [this](bool on) {
        follow->setChecked(on);
        Q_EMIT q->followingChanged(on);
    });
    connect(table, &LogTable::opened, q, [this](int row) { openFullText(row); });
    connect(table, &LogTable::copyRequested, q, [this] { copy(LogCopy::Lines); });
    connect(table, &LogTable::customContextMenuRequested, q, [this](const QPoint &place) { showMenu(place); });
    connect(note, &ViewNote::actionRequested, q, [this] {
        filter->setFilter({});
        table->setFocus();
    });
    connect(&stagesTimer, &QTimer::timeout, q, [this] { updateStages(); });
    follow->setChecked(table->followTail()->isFollowing());
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
    if (!isNew)
        return;
    d->finder->leaveLog();
    d->table->setLog(log);
    d->finder->takeLog();
    if (log) {
        d->connectLog();
        log->setFilter(d->filter->filter());
    }
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

void LogPanel::Private::copy(LogCopy what)
{
    const auto rows = table->selectedRowNumbers();
    if (!log || rows.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(logCopyText(*log, rows, what));
    if (rows.size() > copiedRowsLimit)
        findBar->showError(
            LogPanel::tr("Only the first %1 of %2 lines were copied. Select fewer, or use the recording.")
                .arg(q->locale().toString(copiedRowsLimit), q->locale().toString(rows.size())));
}

void LogPanel::Private::openFullText(int row)
{
    if (!log || row < 0 || row >= log->rowCount())
        return;
    const auto index = log->index(row, 0);
    QStringList caption;
    for (const int column : { LogModel::TimeColumn, LogModel::LevelColumn, LogModel::StageColumn })
        if (const auto text = index.siblingAtColumn(column).data().toString(); !text.isEmpty())
            caption.append(text);
    if (!fullText)
        fullText = new FullTextView(theme, q);
    fullText->setContent(caption.join(u"  ·  "_s), index.data(LogModel::FullTextRole).toString(),
                         index.data(LogModel::RawJsonRole).toByteArray());
    fullText->show();
    fullText->raise();
    fullText->activateWindow();
}

void LogPanel::Private::showMenu(const QPoint &place)
{
    const auto index = table->currentIndex();
    if (!log || !index.isValid())
        return;
    auto *menu = new QMenu(table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool several = table->selectedRowNumbers().size() > 1;
    menu->addAction(several ? LogPanel::tr("Copy lines") : LogPanel::tr("Copy line"), q,
                    [this] { copy(LogCopy::Lines); })
        ->setShortcut(QKeySequence::Copy);
    menu->addAction(several ? LogPanel::tr("Copy messages") : LogPanel::tr("Copy message"), q,
                    [this] { copy(LogCopy::Messages); });
    menu->addAction(LogPanel::tr("Copy as JSON"), q, [this] { copy(LogCopy::Json); });
    menu->addSeparator();
    menu->addAction(LogPanel::tr("Full text…"), q,
                    [this, row = QPersistentModelIndex(index)] { openFullText(row.row()); });
    menu->addAction(
        LogPanel::tr("Show among the events"), q,
        [this, row = index.data(LogModel::JournalRowRole).toLongLong()] { Q_EMIT q->inspectRequested(row); });
    menu->popup(table->viewport()->mapToGlobal(place));
}

void LogPanel::Private::leaveFind()
{
    if (!findBar->text().isEmpty())
        findBar->setText({});
    else
        table->clearSelection();
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

void LogPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int wanted =
        d->filter->sizeHint().width() + d->follow->sizeHint().width() + roomToFind + 2 * Theme::cardPadding;
    if (const bool narrow = width() < wanted; narrow != d->isNarrow)
        d->arrange(narrow);
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
    else if (event->key() == Qt::Key_Escape)
        d->leaveFind();
    else
        QWidget::keyPressEvent(event);
}

} // namespace stagewatch::ui
