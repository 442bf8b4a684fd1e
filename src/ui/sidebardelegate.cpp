// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebardelegate.h"

#include "model/runlistmodel.h"
#include "model/textform.h"
#include "ui/progressbar.h"
#include "ui/statelook.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::RunListModel;
using protocol::RunStatus;

namespace {

constexpr int headingHeight = 36;
constexpr int runHeight = 60;
constexpr int endedHeight = 52;
constexpr int secondLine = 16; ///< what a run that waits needs more to say all
constexpr int textLeft = 43;

RunStatus statusOf(const QModelIndex &index)
{
    return RunStatus(index.data(RunListModel::StatusRole).toInt());
}

bool isHeading(const QModelIndex &index)
{
    return index.data(RunListModel::KindRole).toInt() == int(RunListModel::RowKind::ServerHeader);
}

/// Of the words of a run in its row.
int textWidth(const QRect &row)
{
    return row.right() - Theme::pageMargin - row.left() - textLeft;
}

bool isWaiting(const QModelIndex &index)
{
    return statusOf(index) == RunStatus::WaitingForApproval && !index.data(RunListModel::IsDisconnectedRole).toBool();
}

} // namespace

QString fittingPieces(const QStringList &pieces, const QFontMetrics &metrics, int width)
{
    for (qsizetype count = pieces.size(); count > 1; --count) {
        const QString text = pieces.first(count).join(u" · "_s);
        if (metrics.horizontalAdvance(text) <= width)
            return text;
        // A few letters of the last piece still tell more than nothing.
        const QString before = pieces.first(count - 1).join(u" · "_s) + u" · "_s;
        if (metrics.horizontalAdvance(before) + metrics.averageCharWidth() * 5 <= width)
            return metrics.elidedText(text, Qt::ElideRight, width);
    }
    return pieces.isEmpty() ? QString() : metrics.elidedText(pieces.first(), Qt::ElideRight, width);
}

SidebarDelegate::SidebarDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

bool SidebarDelegate::takesTwoLines(const QModelIndex &index, int width) const
{
    if (!isWaiting(index))
        return false;
    const QStringList pieces = index.data(RunListModel::SubtitlePiecesRole).toStringList();
    const QFontMetrics metrics(m_theme.font(Theme::Text::Secondary));
    return pieces.size() > 1 && metrics.horizontalAdvance(pieces.join(u" · "_s)) > width;
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (isHeading(index))
        return { 120, headingHeight };
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const QRect row = view ? view->viewport()->rect() : option.rect;
    if (takesTwoLines(index, textWidth(row)))
        return { 120, runHeight + secondLine };
    return { 120, protocol::isTerminal(statusOf(index)) ? endedHeight : runHeight };
}

void SidebarDelegate::paintHeading(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    painter.setFont(m_theme.font(Theme::Text::Secondary));
    painter.setPen(m_theme.color(Theme::Role::DimText));
    const QRect text = rect.adjusted(Theme::pageMargin, 8, -12, 0);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(index.data(RunListModel::TitleRole).toString(), Qt::ElideMiddle,
                                                      text.width()));
}

void SidebarDelegate::paintRun(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const RunStatus status = statusOf(index);
    const bool ended = protocol::isTerminal(status);
    const bool disconnected = index.data(RunListModel::IsDisconnectedRole).toBool();
    const bool selected = option.state & QStyle::State_Selected;
    const StateLook look = disconnected ? disconnectedLook() : stateLook(status);
    const QRect row = option.rect;

    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        QColor ground = m_theme.color(selected ? Theme::Role::Selection : Theme::Role::Line);
        if (!selected)
            ground.setAlphaF(0.6F);
        painter.setBrush(ground);
        painter.drawRoundedRect(row.adjusted(8, 1, -8, -1), 6, 6);
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter.setPen(QPen(m_theme.color(Theme::Role::Accent), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(row).adjusted(8.5, 1.5, -8.5, -1.5), 6, 6);
    }
    paintGlyph(painter, QRectF(row.left() + Theme::pageMargin, row.top() + 10, 14, 14), look.glyph,
               m_theme.color(look.role));

    const int left = row.left() + textLeft;
    const int width = textWidth(row);
    const bool newest = index.data(RunListModel::IsNewestRole).toBool();
    const QRect first(left, row.top() + 7, width, 20);
    int numberWidth = 0;
    if (!newest) { // earlier runs say which one they are
        const QString number = QCoreApplication::translate("stagewatch::ui::Sidebar", "run %1")
                                   .arg(model::TextForm::count(index.data(RunListModel::RunNumberRole).toInt()));
        painter.setFont(m_theme.font(Theme::Text::Secondary));
        painter.setPen(m_theme.color(Theme::Role::DimText));
        painter.drawText(first, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, number);
        numberWidth = painter.fontMetrics().horizontalAdvance(number) + 8;
    }
    painter.setFont(m_theme.font(newest ? Theme::Text::BodyStrong : Theme::Text::Body));
    painter.setPen(m_theme.color(Theme::Role::Text));
    painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(index.data(RunListModel::TitleRole).toString(), Qt::ElideRight,
                                                      width - numberWidth));

    painter.setFont(m_theme.font(Theme::Text::Secondary));
    painter.setPen(m_theme.color(Theme::Role::DimText));
    QStringList pieces = index.data(RunListModel::SubtitlePiecesRole).toStringList();
    QRect words(left, row.top() + 27, width, 18);
    if (row.height() > runHeight && pieces.size() > 1) {
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(pieces.takeFirst(), Qt::ElideRight, width));
        words.translate(0, secondLine);
    }
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fittingPieces(pieces, painter.fontMetrics(), width));

    if (!ended) {
        const QVariant progress = index.data(RunListModel::ProgressRole);
        const std::optional<double> fraction = progress.isValid() ? std::optional(progress.toDouble()) : std::nullopt;
        const bool works = status == RunStatus::Running && !disconnected;
        if (fraction || works) // an empty track would say nothing but that there is a line
            paintBar(painter, QRectF(left, words.bottom() + 5, width, 3), m_theme, fraction, look.role, Unknown::Dotted,
                     selected ? Theme::Role::SelectedTrack : Theme::Role::Track);
    }
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isHeading(index))
        paintHeading(*painter, option.rect, index);
    else
        paintRun(*painter, option, index);
    painter->restore();
}

bool SidebarDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid() || isHeading(index))
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList lines{ index.data(RunListModel::TitleRole).toString(),
                       index.data(RunListModel::SubtitlePiecesRole).toStringList().join(u" · "_s) };
    const QVariant started = index.data(RunListModel::StartedAtRole);
    if (started.isValid())
        lines << QCoreApplication::translate("stagewatch::ui::Sidebar", "Started %1")
                     .arg(model::TextForm::fullTime(model::fromMs(started.toLongLong())));
    for (QString &line : lines)
        line = line.toHtmlEscaped();
    QToolTip::showText(event->globalPos(), u"<p>"_s + lines.join(u"<br>"_s) + u"</p>"_s, view);
    return true;
}

} // namespace stagewatch::ui
