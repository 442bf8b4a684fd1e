// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/eventspanel.h"

#include "model/stream.h"
#include "ui/choicebutton.h"
#include "ui/eventkindmodel.h"
#include "ui/followtail.h"
#include "ui/glyphs.h"
#include "ui/inspector.h"
#include "ui/label.h"
#include "ui/rowdelegate.h"
#include "ui/rowtable.h"
#include "ui/tabulartext.h"
#include "ui/viewnote.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using journal::RowKind;
using model::EventModel;

namespace {
QList<ChoiceButton::Choice> kindChoices()
{
    const auto choice = [](RowKind kind, const QString &label) {
        return ChoiceButton::Choice{ QString::number(int(kind)), label };
    };
    return { choice(RowKind::Log, EventsPanel::tr("Log lines")),
             choice(RowKind::Stage, EventsPanel::tr("Stages")),
             choice(RowKind::Progress, EventsPanel::tr("Progress")),
             choice(RowKind::Decision, EventsPanel::tr("Decisions")),
             choice(RowKind::Approval, EventsPanel::tr("Approvals")),
             choice(RowKind::Terminal, EventsPanel::tr("End of the run")),
             choice(RowKind::Error, EventsPanel::tr("Errors")),
             choice(RowKind::Gap, EventsPanel::tr("Gaps")),
             choice(RowKind::State, EventsPanel::tr("Snapshots")),
             choice(RowKind::Connection, EventsPanel::tr("Connection")),
             choice(RowKind::Unknown, EventsPanel::tr("Unknown types")) };
}
} // namespace

class EventsPanel::Private
{
public:
    Private(EventsPanel *panel, const Theme &theme);
    void build(const Theme &theme);
    void fixWidths();
    void updateNote();
    void applyKinds();
    void inspectCurrent();

    EventsPanel *q;
    EventKindModel model;
    ChoiceButton *kinds;
    QPushButton *follow;
    RowTable *table;
    RowDelegate *delegate;
    FollowTail *tail;
    ViewNote *note;
    Inspector *inspector;
};

EventsPanel::Private::Private(EventsPanel *panel, const Theme &theme)
    : q(panel)
    , kinds(new ChoiceButton(EventsPanel::tr("All events"),
                             [](int count) { return EventsPanel::tr("%n kind(s)", nullptr, count); }))
    , follow(new QPushButton(EventsPanel::tr("Follow")))
    , table(new RowTable(theme))
    , delegate(new RowDelegate(theme, table))
    , tail(new FollowTail(table))
    , note(new ViewNote(theme, table))
    , inspector(new Inspector(theme))
{
    build(theme);
}

void EventsPanel::Private::build(const Theme &theme)
{
    kinds->setObjectName(u"kindFilter"_s);
    kinds->setAccessibleName(EventsPanel::tr("Filter by kind of event"));
    kinds->setToolTip(EventsPanel::tr("Which kinds of events are shown"));
    kinds->setChoices(kindChoices());
    follow->setObjectName(u"followEvents"_s);
    follow->setCheckable(true);
    follow->setChecked(true);
    follow->setToolTip(EventsPanel::tr("Keep the newest event in sight. Scrolling up pauses, End resumes."));
    const auto tint = [this, &theme] {
        QIcon icon(glyphPixmap(Glyph::Follow, 14, theme.color(Theme::Role::DimText), follow->devicePixelRatio()));
        icon.addPixmap(glyphPixmap(Glyph::Follow, 14, theme.color(Theme::Role::Accent), follow->devicePixelRatio()),
                       QIcon::Normal, QIcon::On);
        follow->setIcon(icon);
    };
    tint();
    QObject::connect(&theme, &Theme::changed, follow, tint);

    table->setObjectName(u"eventTable"_s);
    table->setAccessibleName(EventsPanel::tr("Events"));
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    delegate->setDimColumns({ EventModel::SequenceColumn, EventModel::TimeColumn, EventModel::TypeColumn });
    delegate->setTabularColumns({ EventModel::SequenceColumn, EventModel::TimeColumn });
    delegate->setTimeColumn(EventModel::TimeColumn, EventModel::TimeMsRole);
    table->setItemDelegate(delegate);
    table->setModel(&model);
    tail->watchModel();
    fixWidths();

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Theme::cardPadding, 10, Theme::cardPadding, 8);
    bar->setSpacing(8);
    bar->addWidget(kinds);
    bar->addStretch();
    bar->addWidget(follow);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(u"eventsSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(table);
    splitter->addWidget(inspector);
    splitter->setSizes({ 280, 240 });
    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(splitter, 1);
}

void EventsPanel::Private::fixWidths()
{
    const auto font = table->font();
    table->setTextWidth(EventModel::SequenceColumn, int(std::ceil(tabularWidth(font, u"0000000"_s))));
    table->setTextWidth(EventModel::TimeColumn, int(std::ceil(tabularWidth(font, u"00:00:00.000"_s))));
    table->setTextWidth(EventModel::TypeColumn, QFontMetrics(font).horizontalAdvance(u"pipeline_completed"_s));
}

void EventsPanel::Private::updateNote()
{
    const bool isEmpty = model.rowCount() == 0;
    note->setVisible(isEmpty);
    if (!isEmpty)
        return;
    if (model.totalCount() > 0)
        note->setTexts(EventsPanel::tr("The filter hides every event"),
                       EventsPanel::tr("%n event(s) came, none of the chosen kinds.", nullptr, model.totalCount()),
                       EventsPanel::tr("Show all"));
    else
        note->setTexts(EventsPanel::tr("No events yet"),
                       EventsPanel::tr("Every message of the server is listed here as it came, with its raw JSON."));
}

void EventsPanel::Private::applyKinds()
{
    const auto current = table->currentIndex();
    const qint64 journalRow = current.isValid() ? current.data(EventModel::JournalRowRole).toLongLong() : -1;
    std::optional<std::vector<RowKind>> wanted;
    if (const auto &chosen = kinds->chosen()) {
        wanted.emplace();
        for (const auto &key : *chosen)
            wanted->push_back(RowKind(key.toInt()));
    }
    model.setKinds(wanted);
    table->resetLastColumn();
    if (const int row = journalRow < 0 ? -1 : model.rowForJournalRow(journalRow); row >= 0)
        table->goToRow(row);
    updateNote();
    inspectCurrent();
}

void EventsPanel::Private::inspectCurrent()
{
    const auto index = table->currentIndex();
    if (!index.isValid()) {
        inspector->clear();
        return;
    }
    QString title = index.siblingAtColumn(EventModel::TypeColumn).data().toString();
    if (const auto number = index.siblingAtColumn(EventModel::SequenceColumn).data().toString(); !number.isEmpty())
        title += u"  ·  "_s + number;
    inspector->setJson(title, index.data(EventModel::RawJsonRole).toByteArray());
}

EventsPanel::EventsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, theme))
{
    connect(d->kinds, &ChoiceButton::chosenChanged, this, [this] { d->applyKinds(); });
    connect(d->note, &ViewNote::actionRequested, this, [this] { d->kinds->setChosen(std::nullopt); });
    connect(d->follow, &QPushButton::clicked, d->tail, &FollowTail::setFollowing);
    connect(d->tail, &FollowTail::followingChanged, d->follow, &QPushButton::setChecked);
    connect(d->table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { d->inspectCurrent(); });
    connect(d->table, &RowTable::opened, d->inspector, [this] { d->inspector->setFocus(); });
    connect(d->table, &RowTable::copyRequested, d->inspector, &Inspector::copyJson);
    connect(&d->model, &QAbstractItemModel::rowsInserted, this, [this] { d->updateNote(); });
    connect(&d->model, &QAbstractItemModel::modelReset, this, [this] {
        d->updateNote();
        d->inspectCurrent();
    });
    d->updateNote();
}

EventsPanel::~EventsPanel() = default;

void EventsPanel::setRun(model::Stream *, model::RunModels *run)
{
    d->model.setSource(run ? run->events() : nullptr);
    d->fixWidths();
    d->table->resetLastColumn();
    d->tail->setFollowing(true);
    d->updateNote();
}

void EventsPanel::selectEvent(qint64 journalRow)
{
    if (d->model.rowForJournalRow(journalRow) < 0)
        d->kinds->setChosen(std::nullopt);
    const int row = d->model.rowForJournalRow(journalRow);
    if (row < 0)
        return;
    d->tail->setFollowing(false);
    d->table->goToRow(row);
    d->table->setFocus();
}

} // namespace stagewatch::ui
