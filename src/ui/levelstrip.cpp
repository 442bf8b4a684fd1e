// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/levelstrip.h"

#include "model/bookmarks.h"
#include "model/logmodel.h"
#include "model/runmodels.h"
#include "model/textform.h"
#include "ui/followtail.h"
#include "ui/logtable.h"
#include "ui/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::LogModel;
using model::TextForm;
using protocol::LogLevel;
using Role = Theme::Role;

namespace {
constexpr int stripWidth = 12;
constexpr int errorWidth = 10;
constexpr int warningWidth = 5;
constexpr int hitWidth = 4;
constexpr int markHeight = 2;
constexpr int mostHeight = 6; ///< of a single line's mark
constexpr int diamond = 4; ///< half of its height
constexpr int reach = 2; ///< pixels beside the pointer that count as hit
constexpr qint64 mostLooks = 20'000; ///< rows that a click looks at
} // namespace

LevelStrip::LevelStrip(const Theme &theme, LogTable &table, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_table(table)
{
    setObjectName(u"levelStrip"_s);
    setAccessibleName(tr("Levels along the log"));
    setFixedWidth(stripWidth);
    setCursor(Qt::PointingHandCursor);
    connect(&theme, &Theme::changed, this, [this] { update(); });
    connect(&m_counter, &model::DensityCounter::changed, this, [this] {
        const auto &all = m_counter.density()->all();
        setAccessibleDescription(
            tr("%1 lines, errors: %2, warnings: %3")
                .arg(TextForm::count(all.lines), TextForm::count(all.errors), TextForm::count(all.warnings)));
        update();
    });
    connect(table.verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] { update(); });
}

void LevelStrip::setRun(model::RunModels *run)
{
    if (m_log)
        disconnect(m_log, nullptr, this, nullptr);
    m_log = run ? run->log() : nullptr;
    if (m_log)
        connect(m_log, &LogModel::hitsChanged, this, qOverload<>(&QWidget::update));
    m_counter.setLog(m_log, run ? run->journal() : nullptr);
}

void LevelStrip::setMarks(const model::LogMarks *marks)
{
    m_marks = marks;
    update();
}

QSize LevelStrip::sizeHint() const
{
    return { stripWidth, 60 };
}

void LevelStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_counter.setEnabled(true);
}

void LevelStrip::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_counter.setEnabled(false);
}

qint64 LevelStrip::rowCount() const
{
    return m_table.log() ? m_table.log()->rowCount() : 0;
}

// Beside the scroll bar, so that a mark stands where its handle has to go; where all rows fit, beside their rows.
QRect LevelStrip::track() const
{
    const auto *bar = m_table.verticalScrollBar();
    const bool fits = bar->maximum() <= bar->minimum();
    const QWidget *beside = fits ? m_table.viewport() : static_cast<const QWidget *>(bar);
    const int top = mapFromGlobal(beside->mapToGlobal(QPoint())).y();
    const qint64 high = rowCount() * Theme::logRowHeight;
    return { 0, top, width(), int(qMin<qint64>(beside->height(), high)) };
}

int LevelStrip::yOf(qint64 row) const
{
    const QRect place = track();
    const qint64 rows = qMax<qint64>(1, rowCount());
    return place.top() + int((2 * row + 1) * place.height() / (2 * rows));
}

LevelStrip::Rows LevelStrip::rowsAt(int y, int around) const
{
    const QRect place = track();
    const qint64 rows = rowCount();
    if (rows == 0 || place.height() <= 0)
        return {};
    // The rows that share one of the pixels from y - around to y + around.
    const qint64 first = qint64(y - around - place.top()) * rows / place.height();
    const qint64 end = (qint64(y + around + 1 - place.top()) * rows + place.height() - 1) / place.height();
    const qint64 bounded = qBound<qint64>(0, first, rows - 1);
    return { bounded, qBound<qint64>(bounded, end - 1, rows - 1) };
}

void LevelStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect place = track();
    painter.fillRect(rect(), m_theme.color(Role::Card));
    if (rowCount() == 0)
        return; // a line beside nothing
    painter.fillRect(0, place.top(), 1, height() - place.top(), m_theme.color(Role::Grid));
    const auto density = m_counter.density();
    const qint64 rows = qMax<qint64>(1, rowCount());
    const auto &buckets = density->buckets();
    // Errors over warnings: a pixel may stand for thousands of lines.
    for (const bool isError : { false, true }) {
        const QColor color = m_theme.color(isError ? Role::Failed : Role::Waiting);
        int paintedTo = -1;
        for (size_t i = 0; i < buckets.size(); ++i) {
            if ((isError ? buckets[i].errors : buckets[i].warnings) == 0)
                continue;
            const qint64 first = qint64(i) * density->rowsABucket();
            int top = place.top() + int(first * place.height() / rows);
            int bottom = qMax(top + markHeight, place.top() + int((first + buckets[i].lines) * place.height() / rows));
            if (buckets[i].lines == 1
                && bottom - top > mostHeight) { // a short log: a mark beside the middle of its line
                top = yOf(first) - mostHeight / 2;
                bottom = top + mostHeight;
            }
            if (bottom <= paintedTo)
                continue;
            painter.fillRect(2, qMax(top, paintedTo), isError ? errorWidth : warningWidth,
                             bottom - qMax(top, paintedTo), color);
            paintedTo = bottom;
        }
    }
    paintHits(painter, place);
    paintBookmarks(painter, place);
}

// One look a pixel, however many hits there are.
void LevelStrip::paintHits(QPainter &painter, const QRect &place) const
{
    const auto *log = m_table.log();
    if (!log || log->hits().count() == 0)
        return;
    for (int y = place.top(); y < place.top() + place.height(); ++y) {
        const Rows rows = rowsAt(y, 0);
        const auto hit = log->hits().next(log->shown().firstAt(rows.first), true);
        if (hit.outcome == model::SearchHits::Outcome::Found && hit.row <= log->shown().newestAt(rows.last))
            painter.fillRect(width() - hitWidth, y, hitWidth, markHeight, m_theme.color(Role::Accent));
    }
}

void LevelStrip::paintBookmarks(QPainter &painter, const QRect &place) const
{
    if (!m_marks || !m_table.log() || place.height() <= 0)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Role::Card), 1));
    painter.setBrush(m_theme.color(Role::Accent));
    for (const auto &[journalRow, note] : m_marks->all()) {
        const int row = m_table.log()->rowForJournalRow(journalRow);
        if (row < 0 || m_table.log()->shown().firstAt(row) > journalRow)
            continue; // hidden, or of another run
        const QPointF middle(width() / 2.0 + 1, yOf(row));
        painter.drawPolygon(QPolygonF{ { middle + QPointF(0, -diamond), middle + QPointF(diamond, 0),
                                         middle + QPointF(0, diamond), middle + QPointF(-diamond, 0) } });
    }
}

qint64 LevelStrip::firstWarning(const Rows &rows) const
{
    const auto *log = m_table.log();
    const auto &density = *m_counter.density();
    for (qint64 row = rows.first, looks = 0; row <= rows.last && looks < mostLooks; ++row, ++looks) {
        const qint64 size = density.rowsABucket();
        if (density.between(row, row).warnings == 0)
            row = (row / size + 1) * size - 1; // nothing in its whole bucket: on to the next one
        else if (log->index(int(row), 0).data(LogModel::LevelRole).toInt() >= int(LogLevel::Warning))
            return row;
    }
    return -1;
}

qint64 LevelStrip::outstanding(const Rows &rows) const
{
    const auto *log = m_table.log();
    if (!log || rows.last < rows.first)
        return -1;
    const qint64 marked =
        m_marks ? m_marks->firstIn(log->shown().firstAt(rows.first), log->shown().newestAt(rows.last)) : -1;
    if (marked >= 0)
        return log->rowForJournalRow(marked);
    const qint64 error = log->nextError(int(rows.first), 1);
    return error >= 0 && error <= rows.last ? error : firstWarning(rows);
}

// At the end the newest line is taken up again, as with the scroll bar.
void LevelStrip::scrollTo(const Rows &rows)
{
    const int middle = int((rows.first + rows.last) / 2); // a pixel may stand for more rows than can be seen
    m_table.followTail()->setFollowing(false);
    const int sideways = m_table.horizontalScrollBar()->value();
    m_table.scrollTo(m_table.log()->index(middle, 0), QAbstractItemView::PositionAtCenter);
    m_table.horizontalScrollBar()->setValue(sideways);
    const auto *bar = m_table.verticalScrollBar();
    if (bar->maximum() > 0 && bar->value() >= bar->maximum())
        m_table.followTail()->setFollowing(true);
}

void LevelStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || rowCount() == 0)
        return;
    const int y = event->position().toPoint().y();
    const qint64 row = outstanding(rowsAt(y, reach));
    if (row >= 0)
        m_table.goTo(int(row));
    else
        scrollTo(rowsAt(y, 0));
}

void LevelStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton && rowCount() > 0)
        scrollTo(rowsAt(event->position().toPoint().y(), 0));
}

QString LevelStrip::tipAt(int y) const
{
    const auto *log = m_table.log();
    const Rows rows = rowsAt(y, reach);
    if (!log || rows.last < rows.first || !track().adjusted(0, -reach, 0, reach).contains(1, y))
        return {};
    const auto time = [log](qint64 row) {
        return log->times().text(log->index(int(row), 0).data(LogModel::TimeMsRole).toLongLong());
    };
    const auto counts = m_counter.density()->between(rows.first, rows.last);
    const QString when = time(rows.first);
    const QString until = time(rows.last);
    QStringList lines{ when == until ? when : tr("%1 to %2", "two times").arg(when, until) };
    lines += tr("%1 lines, errors: %2, warnings: %3")
                 .arg(TextForm::count(counts.lines), TextForm::count(counts.errors), TextForm::count(counts.warnings));
    lines += tr("Click to go there");
    return lines.join(u'\n');
}

bool LevelStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), tipAt(help->pos().y()), this);
    return true;
}

} // namespace stagewatch::ui
