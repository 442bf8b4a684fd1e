// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logdelegate.h"

#include "journal/row.h"
#include "model/bookmarks.h"
#include "model/logmodel.h"
#include "model/textform.h"
#include "ui/glyphs.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QTextDocument>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using journal::RowKind;
using model::LogModel;
using protocol::LogLevel;
using Role = Theme::Role;

namespace {
constexpr int gapGlyph = 14;
constexpr int bookmarkGlyph = 12;
constexpr int mostMarks = 40; ///< a row; more would only be noise, and slow
constexpr qsizetype markedCharacters = 1024;
constexpr double errorTint = 0.07;

QColor mixed(const QColor &ground, const QColor &ink, double share)
{
    const auto mix = [share](float a, float b) { return float(double(a) + (double(b) - double(a)) * share); };
    return QColor::fromRgbF(mix(ground.redF(), ink.redF()), mix(ground.greenF(), ink.greenF()),
                            mix(ground.blueF(), ink.blueF()));
}

// What a run fails of, or says that it is about to: its whole row is tinted.
bool isGrave(RowKind kind, const QModelIndex &index)
{
    const auto level = LogLevel(index.data(LogModel::LevelRole).toInt());
    return kind == RowKind::Error || level >= LogLevel::Critical
        || (kind == RowKind::Terminal && level >= LogLevel::Error);
}
} // namespace

void LogDelegate::setMarked(const std::optional<QRegularExpression> &expression)
{
    m_marks = expression.has_value();
    // An expression that backtracks without end must not hold up the painting of a row.
    m_marked = m_marks
        ? QRegularExpression(u"(*LIMIT_MATCH=20000)"_s + expression->pattern(), expression->patternOptions())
        : QRegularExpression();
}

std::pair<int, int> LogDelegate::firstMatch(const QString &text, const QFont &font) const
{
    if (!m_marks)
        return { -1, -1 };
    const auto match = m_marked.match(text);
    if (!match.hasMatch())
        return { -1, -1 };
    const QFontMetrics metrics(font);
    return { metrics.horizontalAdvance(text.left(match.capturedStart())),
             metrics.horizontalAdvance(text.left(match.capturedEnd())) };
}

void LogDelegate::setMarks(const model::LogMarks *marks)
{
    m_bookmarks = marks;
}

bool LogDelegate::isInGutter(const QRect &cell, const QPoint &place)
{
    return place.x() >= cell.left() && place.x() < cell.left() + Theme::cardPadding;
}

bool LogDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                            const QModelIndex &index)
{
    const auto *log = qobject_cast<const LogModel *>(index.model());
    if (event->type() != QEvent::ToolTip || !log)
        return RowDelegate::helpEvent(event, view, option, index);
    const qint64 marked = markedIn(index);
    const QString note = marked >= 0 ? m_bookmarks->note(marked) : QString();
    const bool isGutter = m_bookmarks && isInGutter(view->visualRect(index.siblingAtColumn(0)), event->pos());
    QString tip;
    if (!note.isEmpty() && (isGutter || index.column() != LogModel::TimeColumn))
        tip =
            Qt::convertFromPlainText(note, Qt::WhiteSpaceNormal); // else a tooltip takes what looks like HTML for HTML
    else if (isGutter)
        tip = marked >= 0 ? tr("Remove the bookmark (Ctrl+B)") : tr("Mark this line (Ctrl+B)");
    else if (index.column() == LogModel::TimeColumn)
        tip = log->times().everyForm(index.data(LogModel::TimeMsRole).toLongLong());
    else if (const int lines = index.data(LogModel::FoldCountRole).toInt(); lines > 1)
        tip = tr("%1 lines in a row that say the same, or draw a progress line anew; this is the newest")
                  .arg(model::TextForm::count(lines));
    QToolTip::showText(event->globalPos(), tip, view);
    return true;
}

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto kind = RowKind(index.data(LogModel::KindRole).toInt());
    painter->save();
    painter->setFont(option.font);
    const auto rect = textRect(option.rect, index.column());
    const int visibleRight = option.widget ? option.widget->width() : rect.right();
    if (kind == RowKind::Gap) {
        paintGap(painter, option, index);
        painter->restore();
        paintBookmark(painter, option, index);
        return;
    }
    const auto card = theme().color(Role::Card);
    const auto ground = isGrave(kind, index) ? mixed(card, theme().color(Role::Failed), errorTint) : card;
    paintGround(painter, option, ground);
    painter->setPen(theme().color(Role::DimText));
    switch (index.column()) {
    case LogModel::TimeColumn:
        painter->setClipRect(option.rect, Qt::IntersectClip);
        drawTabular(*painter, rect, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        break;
    case LogModel::LevelColumn:
        paintLevel(painter, option, index);
        break;
    case LogModel::StageColumn:
        painter->setClipRect(option.rect, Qt::IntersectClip);
        painter->drawText(
            rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            option.fontMetrics.elidedText(index.data().toString().left(200), Qt::ElideRight, rect.width()));
        break;
    default: {
        const auto text = index.data().toString();
        if (m_marks)
            paintMarks(painter, rect, text, option.font, visibleRight);
        painter->setPen(theme().color(Role::Text));
        const qreal width = paintText(painter, rect, text, visibleRight);
        paintFade(painter, option, rect, width, ground);
        if (const int lines = index.data(LogModel::FoldCountRole).toInt(); lines > 1)
            paintCount(painter, option, lines, ground);
    }
    }
    painter->restore();
    paintBookmark(painter, option, index);
}

qint64 LogDelegate::markedIn(const QModelIndex &index) const
{
    if (!m_bookmarks || m_bookmarks->all().empty())
        return -1;
    return m_bookmarks->firstIn(index.data(LogModel::JournalRowRole).toLongLong(),
                                index.data(LogModel::NewestRowRole).toLongLong());
}

// At the edge of the view, over the text: it stands still when the count grows and when the table scrolls sideways.
void LogDelegate::paintCount(QPainter *painter, const QStyleOptionViewItem &option, int lines,
                             const QColor &ground) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const QString text = u"×\u202f"_s + model::TextForm::count(lines);
    const double width = tabularWidth(option.font, text) + 4 * Theme::grid;
    const int edge = view ? view->viewport()->width() : option.rect.right();
    const QRectF pill(edge - width - 2 * Theme::grid, option.rect.top() + 3.5, width, option.rect.height() - 8);
    QColor solid = option.state.testFlag(QStyle::State_Selected) ? theme().color(Role::Selection) : ground;
    QLinearGradient fade(pill.left() - 6 * Theme::grid, 0, pill.left() - Theme::grid, 0);
    fade.setColorAt(1, solid);
    solid.setAlpha(0);
    fade.setColorAt(0, solid);
    painter->setClipRect(option.rect, Qt::IntersectClip);
    painter->fillRect(QRectF(pill.left() - 6 * Theme::grid, option.rect.top(), edge, option.rect.height() - 1), fade);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme().color(option.state.testFlag(QStyle::State_Selected) ? Role::SelectedTrack : Role::Track));
    painter->drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter->setPen(theme().color(Role::Text));
    drawTabular(*painter, pill, Qt::AlignCenter, text);
}

// Something to say makes it a filled ribbon: the difference is one of shape.
void LogDelegate::paintBookmark(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const qint64 row = index.column() == 0 ? markedIn(index) : -1;
    if (row < 0)
        return;
    const bool hasNote = !m_bookmarks->note(row).isEmpty();
    const QRectF place(option.rect.left() + 3, option.rect.top() + (option.rect.height() - bookmarkGlyph) / 2.0,
                       bookmarkGlyph, bookmarkGlyph);
    paintGlyph(*painter, place, hasNote ? Glyph::BookmarkNote : Glyph::Bookmark, theme().color(Role::Accent));
}

void LogDelegate::paintGap(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintGround(painter, option, theme().color(Role::Window));
    // Every cell paints its share of one sentence, which stays where it is when the table scrolls sideways.
    painter->setClipRect(option.rect, Qt::IntersectClip);
    const QRect row(Theme::cardPadding, option.rect.top(), option.widget ? option.widget->width() : option.rect.right(),
                    option.rect.height() - 1);
    const QRectF glyph(row.left(), row.top() + (row.height() - gapGlyph) / 2.0, gapGlyph, gapGlyph);
    paintGlyph(*painter, glyph, Glyph::Disconnected, theme().color(Role::Cancelled));
    painter->setPen(theme().color(Role::DimText));
    paintText(painter, row.adjusted(gapGlyph + 2 * Theme::grid, 0, 0, 0),
              index.siblingAtColumn(LogModel::MessageColumn).data().toString(), row.right());
}

void LogDelegate::paintLevel(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto level = LogLevel(index.data(LogModel::LevelRole).toInt());
    if (level >= LogLevel::Warning) {
        auto font = option.font;
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(theme().ink(level == LogLevel::Warning ? Role::Waiting : Role::Failed,
                                    option.state.testFlag(QStyle::State_Selected)));
    }
    paintText(painter, textRect(option.rect, index.column()), index.data().toString(), option.rect.right());
}

void LogDelegate::paintMarks(QPainter *painter, const QRect &rect, const QString &text, const QFont &font,
                             int visibleRight) const
{
    const QFontMetrics metrics(font);
    const auto shown = text.left(markedCharacters);
    auto matches = m_marked.globalMatch(shown);
    painter->save();
    painter->setClipRect(rect, Qt::IntersectClip);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(theme().color(Role::BannerLine));
    painter->setBrush(theme().color(Role::Banner));
    int left = rect.left();
    qsizetype measured = 0; // characters up to `left`
    for (int count = 0; matches.hasNext() && count < mostMarks; ++count) {
        const auto match = matches.next();
        left += metrics.horizontalAdvance(shown.mid(measured, match.capturedStart() - measured));
        if (left > visibleRight)
            break;
        const int width = metrics.horizontalAdvance(match.captured());
        if (width > 0)
            painter->drawRoundedRect(QRectF(left - 1.5, rect.top() + 3.5, width + 2, rect.height() - 7), 3, 3);
        left += width;
        measured = match.capturedEnd();
    }
    painter->restore();
}

} // namespace stagewatch::ui
