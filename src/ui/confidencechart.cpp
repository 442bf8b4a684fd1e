// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/confidencechart.h"

#include "model/decisionmodel.h"
#include "model/textform.h"
#include "ui/confidencedelegate.h"
#include "ui/theme.h"

#include <QIdentityProxyModel>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <cmath>

namespace stagewatch::ui {

using model::DecisionModel;

namespace {

constexpr int grip = 5; // pixels beside the line that still take hold of it

/// Adds what a screen reader says of a bar, and a tooltip with the whole decision.
class SpokenDecisions : public QIdentityProxyModel
{
public:
    SpokenDecisions(const ConfidenceChart &chart, QObject *parent)
        : QIdentityProxyModel(parent)
        , m_chart(chart)
    {
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == Qt::AccessibleTextRole) {
            const QString name = QIdentityProxyModel::data(index, Qt::DisplayRole).toString();
            const QVariant share = QIdentityProxyModel::data(index, DecisionModel::ConfidenceRole);
            if (!share.isValid()) {
                return ConfidenceChart::tr("%1: confidence not stated").arg(name);
            }
            const QString percent = model::TextForm::percent(share.toDouble());
            return share.toDouble() < m_chart.threshold()
                ? ConfidenceChart::tr("%1: %2, below the line").arg(name, percent)
                : ConfidenceChart::tr("%1: %2").arg(name, percent);
        }
        if (role == Qt::ToolTipRole) {
            const QModelIndex decision = index.siblingAtColumn(DecisionModel::DecisionColumn);
            return ConfidenceChart::tr("%1: %2")
                .arg(QIdentityProxyModel::data(index, Qt::DisplayRole).toString(),
                     decision.data(Qt::DisplayRole).toString().left(300))
                .toHtmlEscaped();
        }
        return QIdentityProxyModel::data(index, role);
    }

private:
    const ConfidenceChart &m_chart;
};

bool hasSeveralStages(const QAbstractItemModel &decisions)
{
    const QVariant first = decisions.index(0, 0).data(DecisionModel::StageIdRole);
    for (int row = 1; row < decisions.rowCount(); ++row) {
        if (decisions.index(row, 0).data(DecisionModel::StageIdRole) != first) {
            return true;
        }
    }
    return false;
}

} // namespace

ConfidenceChart::ConfidenceChart(const Theme &theme, QWidget *parent)
    : QListView(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new ConfidenceDelegate(theme, this));
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setResizeMode(QListView::Adjust);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Confidence of decisions"));
    auto *spoken = new SpokenDecisions(*this, this);
    setModel(spoken);
    const auto regroup = [this] {
        static_cast<ConfidenceDelegate *>(itemDelegate())
            ->setGrouped(model()->rowCount() > 0 && hasSeveralStages(*model()));
        scheduleDelayedItemsLayout();
        updateGeometry();
    };
    connect(spoken, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { measureNames(first, last); });
    connect(spoken, &QAbstractItemModel::modelReset, this, [this] {
        static_cast<ConfidenceDelegate *>(itemDelegate())->setWidestName(0);
        measureNames(0, model()->rowCount() - 1);
    });
    connect(spoken, &QAbstractItemModel::rowsInserted, this, regroup);
    connect(spoken, &QAbstractItemModel::rowsRemoved, this, regroup);
    connect(spoken, &QAbstractItemModel::modelReset, this, regroup);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void ConfidenceChart::setDecisions(model::DecisionModel *decisions)
{
    static_cast<QIdentityProxyModel *>(model())->setSourceModel(decisions);
    setModelColumn(DecisionModel::TypeColumn); // a view forgets it while there are no columns
}

void ConfidenceChart::setThreshold(double share)
{
    m_threshold = std::clamp(share, 0.0, 1.0);
    static_cast<ConfidenceDelegate *>(itemDelegate())->setThreshold(m_threshold);
    viewport()->update();
}

/// Names only take more room, as long as it is the same run: the bars stand still where they can.
void ConfidenceChart::measureNames(int first, int last)
{
    auto *delegate = static_cast<ConfidenceDelegate *>(itemDelegate());
    int widest = delegate->widestName();
    for (int row = first; row <= last; ++row) {
        const QString name = model()->index(row, DecisionModel::TypeColumn).data().toString().left(200);
        widest = std::max(widest, delegate->nameWidth(name));
    }
    delegate->setWidestName(widest);
}

QRect ConfidenceChart::trackRect() const
{
    return static_cast<const ConfidenceDelegate *>(itemDelegate())
        ->trackRect(QRect(0, 0, viewport()->width(), ConfidenceDelegate::rowHeight));
}

int ConfidenceChart::lineX() const
{
    const QRect track = trackRect();
    return track.left() + qRound(track.width() * m_threshold);
}

QSize ConfidenceChart::sizeHint() const
{
    const int rows = model()->rowCount();
    int height = 0;
    for (int row = 0; row < std::min(rows, 12); ++row) {
        height += itemDelegate()->sizeHint({}, model()->index(row, modelColumn())).height();
    }
    return { 240, height };
}

bool ConfidenceChart::isOnLine(const QPoint &position) const
{
    return model()->rowCount() > 0 && std::abs(position.x() - lineX()) <= grip && indexAt(position).isValid();
}

void ConfidenceChart::moveLine(double share)
{
    const double whole = std::round(std::clamp(share, 0.0, 1.0) * 100) / 100;
    if (whole != m_threshold) {
        setThreshold(whole);
        Q_EMIT thresholdMoved(whole);
    }
}

void ConfidenceChart::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    // Whole rows only: one that is cut in half looks like a mistake.
    const QMargins margins = viewportMargins();
    const int slack = (viewport()->height() + margins.bottom()) % ConfidenceDelegate::rowHeight;
    if (slack != margins.bottom())
        setViewportMargins(0, 0, 0, slack);
    // A banner that opens takes room from the card; the decision that it is about stays in sight.
    scrollTo(currentIndex());
}

void ConfidenceChart::keyPressEvent(QKeyEvent *event)
{
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? 0.1 : 0.01;
    if (event->key() == Qt::Key_Left) {
        moveLine(m_threshold - step);
    } else if (event->key() == Qt::Key_Right) {
        moveLine(m_threshold + step);
    } else {
        QListView::keyPressEvent(event);
    }
}

void ConfidenceChart::mousePressEvent(QMouseEvent *event)
{
    m_dragging = event->button() == Qt::LeftButton && isOnLine(event->position().toPoint());
    if (!m_dragging) {
        QListView::mousePressEvent(event);
    }
}

void ConfidenceChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging) {
        const QRect track = trackRect();
        moveLine((event->position().x() - track.left()) / std::max(1, track.width()));
        return;
    }
    viewport()->setCursor(isOnLine(event->position().toPoint()) ? Qt::SplitHCursor : Qt::ArrowCursor);
    if (event->buttons() == Qt::NoButton) {
        QListView::mouseMoveEvent(event);
    }
}

void ConfidenceChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_dragging) {
        m_dragging = false;
        return;
    }
    QListView::mouseReleaseEvent(event);
}

void ConfidenceChart::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid() && current.row() != previous.row()) {
        Q_EMIT selected(current.row());
    }
}

} // namespace stagewatch::ui
