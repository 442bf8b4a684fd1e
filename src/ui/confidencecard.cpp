// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/confidencecard.h"

#include "model/runmodels.h"
#include "model/stream.h"
#include "model/textform.h"
#include "ui/confidencechart.h"
#include "ui/label.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;

struct ConfidenceCard::Private
{
    const Theme &theme;
    ConfidenceChart *chart = nullptr;
    QPushButton *line = nullptr;
    QSpinBox *spin = nullptr;
    Label *empty = nullptr;
    QPointer<model::DecisionModel> decisions;
    std::vector<QMetaObject::Connection> connections;

    void showThreshold() const
    {
        const QString percent = model::TextForm::percent(chart->threshold());
        line->setText(ConfidenceCard::tr("line at %1").arg(percent));
        line->setAccessibleName(ConfidenceCard::tr("Threshold line at %1").arg(percent));
        const QSignalBlocker blocker(spin);
        spin->setValue(qRound(chart->threshold() * 100));
    }

    void showEmptiness() const
    {
        const bool any = decisions && decisions->rowCount() > 0;
        chart->setVisible(any);
        empty->setVisible(!any);
    }

    void edit(bool editing) const
    {
        line->setVisible(!editing);
        spin->setVisible(editing);
        if (editing) {
            spin->setFocus(Qt::OtherFocusReason);
            spin->selectAll();
        }
    }
};

ConfidenceCard::ConfidenceCard(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , d(new Private{ theme, {}, {}, {}, {}, {}, {} })
{
    auto *title = new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text, this);
    title->setText(tr("Confidence of decisions"));
    d->line = new QPushButton(this);
    d->line->setObjectName(u"thresholdLine"_s);
    d->line->setFlat(true);
    d->line->setAutoDefault(false);
    d->line->setToolTip(tr("Bars below this line are amber. Click to type a number; Left and Right move it."));
    Theme::setButton(d->line, Theme::Button::Quiet);
    d->spin = new QSpinBox(this);
    d->spin->setObjectName(u"thresholdSpin"_s);
    d->spin->setRange(0, 100);
    d->spin->setSuffix(tr(" %", "percent, after a number"));
    d->spin->setAccessibleName(tr("Threshold in percent"));
    d->spin->hide();
    d->chart = new ConfidenceChart(theme, this);
    d->chart->setObjectName(u"confidenceChart"_s);
    d->empty = new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this);
    d->empty->setWrapping();
    d->empty->setText(tr("No decisions yet. Each decision that the pipeline takes gets a bar here: the surer the "
                         "pipeline is, the longer the bar."));

    auto *top = new QHBoxLayout;
    // The button's words end where the numbers below them end.
    constexpr int buttonReach = Theme::grid + 1;
    top->setContentsMargins(2 * Theme::grid, 0, 0, 0);
    top->addWidget(title, 1);
    top->addWidget(d->line);
    top->addWidget(d->spin);
    auto *notes = new QHBoxLayout;
    notes->setContentsMargins(2 * Theme::grid, 0, 2 * Theme::grid + buttonReach, 0);
    notes->addWidget(d->empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Theme::grid + 1, 2 * Theme::grid, 2 * Theme::grid + 1 - buttonReach,
                               3 * Theme::grid);
    layout->setSpacing(Theme::grid);
    layout->addLayout(top);
    layout->addLayout(notes);
    auto *rows = new QHBoxLayout;
    rows->setContentsMargins(0, 0, buttonReach, 0);
    rows->addWidget(d->chart);
    layout->addLayout(rows, 1);

    connect(d->line, &QPushButton::clicked, this, [this] { d->edit(true); });
    connect(d->spin, &QSpinBox::editingFinished, this, [this] { d->edit(false); });
    connect(d->spin, &QSpinBox::valueChanged, this, [this](int percent) {
        if (percent == qRound(threshold() * 100)) {
            return; // a spin box says so again on Enter
        }
        setThreshold(percent / 100.0);
        Q_EMIT thresholdChanged(threshold());
    });
    connect(d->chart, &ConfidenceChart::thresholdMoved, this, [this](double share) {
        d->showThreshold();
        Q_EMIT thresholdChanged(share);
    });
    connect(d->chart, &ConfidenceChart::selected, this, &ConfidenceCard::decisionSelected);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    d->line->installEventFilter(this);
    d->showThreshold();
    d->showEmptiness();
}

ConfidenceCard::~ConfidenceCard() = default;

void ConfidenceCard::setRun(model::Stream *, model::RunModels *run)
{
    for (const QMetaObject::Connection &connection : d->connections) {
        disconnect(connection);
    }
    d->connections.clear();
    d->decisions = run ? run->decisions() : nullptr;
    d->chart->setDecisions(d->decisions);
    if (d->decisions) {
        const auto update = [this] { d->showEmptiness(); };
        d->connections = { connect(d->decisions, &QAbstractItemModel::rowsInserted, this, update),
                           connect(d->decisions, &QAbstractItemModel::rowsRemoved, this, update),
                           connect(d->decisions, &QAbstractItemModel::modelReset, this, update) };
    }
    d->showEmptiness();
}

double ConfidenceCard::threshold() const
{
    return d->chart->threshold();
}

int ConfidenceCard::selectedDecision() const
{
    return d->chart->currentIndex().row();
}

void ConfidenceCard::selectDecision(int row)
{
    const QSignalBlocker blocker(d->chart);
    const QModelIndex index = d->chart->model()->index(row, d->chart->modelColumn());
    d->chart->setCurrentIndex(index);
    if (!index.isValid()) {
        d->chart->clearSelection();
        return;
    }
    // Once the list has laid out a row that has just come.
    QMetaObject::invokeMethod(
        d->chart, [chart = d->chart] { chart->scrollTo(chart->currentIndex()); }, Qt::QueuedConnection);
}

void ConfidenceCard::setThreshold(double share)
{
    d->chart->setThreshold(share);
    d->showThreshold();
}

bool ConfidenceCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == d->line && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            d->spin->stepBy(key == Qt::Key_Left ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ConfidenceCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(d->theme.color(Theme::Role::Line));
    painter.setBrush(d->theme.color(Theme::Role::Card));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::cardRadius, Theme::cardRadius);
}

} // namespace stagewatch::ui
