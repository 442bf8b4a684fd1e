// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problemspanel.h"

#include "model/displaytext.h"
#include "model/stream.h"
#include "model/textform.h"
#include "ui/hexdump.h"
#include "ui/label.h"
#include "ui/rowdelegate.h"
#include "ui/rowtable.h"
#include "ui/rule.h"
#include "ui/tabulartext.h"
#include "ui/textpane.h"
#include "ui/viewnote.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::ProblemModel;

class ProblemsPanel::Private
{
public:
    Private(ProblemsPanel *panel, const Theme &theme);
    void build(const Theme &theme);
    QWidget *buildBytes(const Theme &theme);
    void fixWidths();
    void updateNotes();
    void showCurrent();

    ProblemsPanel *q;
    QPointer<ProblemModel> model;
    RowTable *table;
    ViewNote *note;
    Label *dropped;
    QSplitter *splitter;
    ViewNote *unselected = nullptr;
    Label *sentence;
    QPushButton *asText;
    QPushButton *asHex;
    QPushButton *copy;
    TextPane *bytes;
    Label *noBytes;
};

ProblemsPanel::Private::Private(ProblemsPanel *panel, const Theme &theme)
    : q(panel)
    , table(new RowTable(theme))
    , note(new ViewNote(theme, panel))
    , dropped(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText))
    , splitter(new QSplitter(Qt::Vertical))
    , sentence(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text))
    , asText(new QPushButton(ProblemsPanel::tr("Text")))
    , asHex(new QPushButton(ProblemsPanel::tr("Hex")))
    , copy(new QPushButton(ProblemsPanel::tr("Copy")))
    , bytes(new TextPane(theme))
    , noBytes(new Label(theme, Theme::Text::Body, Theme::Role::DimText))
{
    build(theme);
}

void ProblemsPanel::Private::build(const Theme &theme)
{
    auto *delegate = new RowDelegate(theme, table);
    delegate->setDimColumns({ ProblemModel::TimeColumn, ProblemModel::KindColumn });
    delegate->setTabularColumns({ ProblemModel::TimeColumn, ProblemModel::CountColumn });
    delegate->setTimeColumn(ProblemModel::TimeColumn, ProblemModel::TimeMsRole);
    table->setObjectName(u"problemTable"_s);
    table->setAccessibleName(ProblemsPanel::tr("Problems"));
    table->setItemDelegate(delegate);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    dropped->setContentsMargins(Theme::cardPadding, 4, Theme::cardPadding, 6);

    auto *list = new QWidget;
    auto *listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 6, 0, 0);
    listLayout->setSpacing(0);
    listLayout->addWidget(table, 1);
    listLayout->addWidget(dropped);
    splitter->setObjectName(u"problemsSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(list);
    splitter->addWidget(buildBytes(theme));
    splitter->setSizes({ 280, 240 });
    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    note->setTexts(
        ProblemsPanel::tr("No problems"),
        ProblemsPanel::tr("What a server sends that cannot be read, or that had to be mended, is listed here "
                          "with the bytes that came. The stream goes on meanwhile."));
}

QWidget *ProblemsPanel::Private::buildBytes(const Theme &theme)
{
    auto *group = new QButtonGroup(q);
    for (auto *button : { asText, asHex }) {
        button->setCheckable(true);
        group->addButton(button);
        Theme::setButton(button, Theme::Button::Quiet);
        QObject::connect(button, &QPushButton::clicked, q, [this] { showCurrent(); });
    }
    asText->setObjectName(u"bytesAsText"_s);
    asText->setToolTip(ProblemsPanel::tr("The bytes as text, control characters as escapes"));
    asText->setChecked(true);
    asHex->setObjectName(u"bytesAsHex"_s);
    asHex->setToolTip(ProblemsPanel::tr("The bytes as hexadecimal numbers"));
    copy->setObjectName(u"copyBytes"_s);
    copy->setToolTip(ProblemsPanel::tr("Copy what is shown below"));
    Theme::setButton(copy, Theme::Button::Quiet);
    bytes->setObjectName(u"problemBytes"_s);
    bytes->setAccessibleName(ProblemsPanel::tr("The bytes that came"));
    noBytes->setText(ProblemsPanel::tr("Nothing was received with this problem."));
    noBytes->setContentsMargins(Theme::cardPadding, 4, Theme::cardPadding, Theme::gap);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Theme::cardPadding, 6, Theme::gap, 6);
    bar->setSpacing(4);
    bar->addWidget(sentence, 1);
    bar->addWidget(asText);
    bar->addWidget(asHex);
    bar->addWidget(copy);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new Rule);
    layout->addLayout(bar);
    layout->addWidget(noBytes);
    layout->addWidget(bytes, 1);
    layout->addStretch(0);
    unselected = new ViewNote(theme, box);
    unselected->setTexts(ProblemsPanel::tr("No problem selected"),
                         ProblemsPanel::tr("Select a problem to see the bytes that came."));
    return box;
}

void ProblemsPanel::Private::fixWidths()
{
    // The sentence comes last, where there is room for it.
    auto *header = table->horizontalHeader();
    header->moveSection(header->visualIndex(ProblemModel::TextColumn), ProblemModel::ColumnCount - 1);
    const auto font = table->font();
    const QFontMetrics metrics(font);
    table->setTextWidth(ProblemModel::TimeColumn, int(std::ceil(tabularWidth(font, u"00:00:00.000"_s))));
    table->setTextWidth(
        ProblemModel::CountColumn,
        qMax(metrics.horizontalAdvance(ProblemsPanel::tr("Count")), int(std::ceil(tabularWidth(font, u"000,000"_s)))));
    int kind = 0;
    for (int k = 0; k <= int(protocol::Problem::Kind::Local); ++k)
        kind = qMax(kind, metrics.horizontalAdvance(model::TextForm::problemKind(protocol::Problem::Kind(k))));
    table->setTextWidth(ProblemModel::KindColumn, kind);
    table->resetLastColumn();
}

void ProblemsPanel::Private::updateNotes()
{
    const bool isEmpty = !model || model->rowCount() == 0;
    splitter->setVisible(!isEmpty);
    note->setVisible(isEmpty);
    const auto text = model ? model->droppedText() : QString();
    dropped->setText(text);
    dropped->setVisible(!text.isEmpty());
}

void ProblemsPanel::Private::showCurrent()
{
    const auto index = table->currentIndex();
    const auto raw = index.isValid() ? index.data(ProblemModel::BytesRole).toByteArray() : QByteArray();
    unselected->setVisible(!index.isValid());
    sentence->setText(index.isValid() ? index.siblingAtColumn(ProblemModel::TextColumn).data().toString() : QString());
    noBytes->setVisible(index.isValid() && raw.isEmpty());
    bytes->setVisible(!raw.isEmpty());
    for (auto *button : { asText, asHex, copy })
        button->setVisible(!raw.isEmpty());
    const auto text = asHex->isChecked() ? hexDump(raw) : model::visibleLines(byteText(raw));
    if (bytes->toPlainText() != text)
        bytes->setPlainText(text);
}

ProblemsPanel::ProblemsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, theme))
{
    connect(d->copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(d->bytes->toPlainText()); });
    connect(d->table, &RowTable::copyRequested, d->copy, &QPushButton::click);
    setRun(nullptr, nullptr);
}

ProblemsPanel::~ProblemsPanel() = default;

void ProblemsPanel::setRun(model::Stream *stream, model::RunModels *)
{
    auto *model = stream ? stream->problems() : nullptr;
    if (d->model && d->model != model)
        disconnect(d->model, nullptr, this, nullptr);
    if (d->model != model) {
        d->model = model;
        d->table->setModel(model);
        if (model) {
            d->fixWidths();
            connect(model, &ProblemModel::countChanged, this, [this] {
                d->updateNotes();
                d->showCurrent();
            });
            connect(d->table->selectionModel(), &QItemSelectionModel::currentChanged, this,
                    [this] { d->showCurrent(); });
        }
    }
    d->updateNotes();
    d->showCurrent();
}

} // namespace stagewatch::ui
