// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logtable.h"

#include "model/displaytext.h"
#include "model/logmodel.h"
#include "ui/followtail.h"
#include "ui/glyphs.h"
#include "ui/logdelegate.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::LogModel;

namespace {
constexpr int narrowestStage = 52;
constexpr int widestStage = 160;
constexpr int roomForStage = 440;
constexpr int roomAroundMatch = 60;
} // namespace

LogTable::LogTable(const Theme &theme, QWidget *parent)
    : RowTable(theme, parent)
    , m_delegate(new LogDelegate(theme, this))
    , m_follow(new FollowTail(this))
    , m_newRows(new QPushButton(this)) // not the viewport's, which would scroll it away
{
    setObjectName(u"logTable"_s);
    setAccessibleName(tr("Log"));
    setItemDelegate(m_delegate);
    m_newRows->setObjectName(u"newLines"_s);
    m_newRows->setToolTip(tr("Go to the newest line and follow (End)"));
    m_newRows->setFocusPolicy(Qt::NoFocus);
    m_newRows->setCursor(Qt::ArrowCursor);
    m_newRows->hide();
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        Q_EMIT headerMenuRequested(horizontalHeader()->viewport()->mapToGlobal(place));
    });
    const auto tint = [this, &theme] {
        m_newRows->setIcon(glyphIcon(Glyph::Follow, theme.color(Theme::Role::Accent)));
    };
    tint();
    connect(&theme, &Theme::changed, this, tint);
    connect(m_newRows, &QPushButton::clicked, this, [this] { m_follow->setFollowing(true); });
    connect(m_follow, &FollowTail::newRowsChanged, this, &LogTable::showNewRows);
}

void LogTable::setLog(LogModel *log)
{
    if (m_log)
        disconnect(m_log, nullptr, this, nullptr);
    m_log = log;
    m_stageWidth = 0;
    m_placeRow = -1;
    setModel(log);
    if (log) {
        log->setTimeForm(m_timeForm);
        connect(log, &LogModel::modelAboutToBeReset, this, &LogTable::rememberPlace);
        connect(log, &LogModel::modelReset, this, &LogTable::restorePlace);
        setColumnHidden(LogModel::StageColumn, width() < roomForStage);
        fixWidths();
    }
    m_follow->watchModel();
    m_follow->setFollowing(true);
}

void LogTable::setTimeForm(model::LogTimes::Form form)
{
    m_timeForm = form;
    if (!m_log)
        return;
    m_log->setTimeForm(form);
    fixWidths();
}

void LogTable::fixWidths()
{
    const auto words = font();
    auto strong = words;
    strong.setWeight(QFont::DemiBold);
    const auto times = m_log->times();
    setTextWidth(LogModel::TimeColumn,
                 qMax(int(std::ceil(tabularWidth(words, times.widestText()))),
                      QFontMetrics(words).horizontalAdvance(times.title())));
    int level = 0;
    // The widest word that the model may say, bold as a warning is.
    for (const auto &word : { tr("Trace"), tr("Debug"), tr("Info"), tr("Warning"), tr("Error"), tr("Critical") })
        level = qMax(level, QFontMetrics(strong).horizontalAdvance(word));
    setTextWidth(LogModel::LevelColumn, level);
    setTextWidth(LogModel::StageColumn, qMax(narrowestStage, m_stageWidth));
    resetLastColumn();
}

void LogTable::setStageNames(const QStringList &names)
{
    int widest = m_stageWidth;
    const QFontMetrics metrics(font());
    for (const auto &name : names) {
        widest = qMax(widest, qMin(widestStage, metrics.horizontalAdvance(model::visibleText(name, 80))));
        if (widest == widestStage)
            break;
    }
    if (widest == m_stageWidth || !m_log)
        return;
    m_stageWidth = widest;
    setTextWidth(LogModel::StageColumn, qMax(narrowestStage, m_stageWidth));
}

void LogTable::goTo(int row)
{
    m_follow->setFollowing(false);
    goToRow(row);
}

void LogTable::goToMatch(int row)
{
    goTo(row);
    const auto index = m_log->index(row, LogModel::MessageColumn);
    const auto [from, to] = m_delegate->firstMatch(index.data().toString(), font());
    if (from < 0)
        return;
    auto *bar = horizontalScrollBar();
    const int left = columnViewportPosition(LogModel::MessageColumn);
    if (left + from < 0 || left + to > viewport()->width()) {
        const int wanted = left + bar->value() + to + roomAroundMatch - viewport()->width();
        bar->setValue(qMax(0, wanted));
    }
}

void LogTable::rememberPlace()
{
    m_placeRow = -1;
    if (!m_log || m_follow->isFollowing())
        return;
    const int top = m_log->rowCount() > 0 ? topRow() : -1;
    const auto current = currentIndex();
    m_placeIsCurrent = current.isValid() && viewport()->rect().contains(visualRect(current).center());
    const int row = m_placeIsCurrent ? current.row() : top;
    if (row < 0)
        return;
    m_placeRow = m_log->index(row, 0).data(LogModel::JournalRowRole).toLongLong();
    m_placeOffset = row - top;
}

void LogTable::restorePlace()
{
    if (m_placeRow < 0)
        return;
    const int row = m_log->rowForJournalRow(std::exchange(m_placeRow, -1));
    if (row < 0)
        return;
    doItemsLayout();
    if (m_placeIsCurrent)
        setCurrentIndex(m_log->index(row, 0));
    verticalScrollBar()->setValue(row - m_placeOffset);
}

void LogTable::showNewRows(qint64 count)
{
    m_newRows->setVisible(count > 0);
    if (count == 0)
        return;
    m_newRows->setText(count == 1 ? tr("1 new line") : tr("%1 new lines").arg(locale().toString(count)));
    placeNewRows();
}

void LogTable::placeNewRows()
{
    m_newRows->resize(m_newRows->sizeHint());
    const auto area = viewport()->geometry();
    m_newRows->move(area.center().x() - m_newRows->width() / 2, area.bottom() - m_newRows->height() - Theme::gap);
}

void LogTable::mousePressEvent(QMouseEvent *event)
{
    const auto place = event->position().toPoint();
    const auto index = indexAt(place);
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier && index.isValid()
        && LogDelegate::isInGutter(visualRect(index.siblingAtColumn(0)), place))
        Q_EMIT gutterClicked(index.row());
    else
        RowTable::mousePressEvent(event);
}

void LogTable::resizeEvent(QResizeEvent *event)
{
    // Where there is room for little, it goes to the message; the stage stands in the full text.
    if (m_log)
        setColumnHidden(LogModel::StageColumn, width() < roomForStage);
    RowTable::resizeEvent(event);
    placeNewRows();
}

} // namespace stagewatch::ui
