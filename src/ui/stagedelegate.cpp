// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stagedelegate.h"

#include "model/stagemodel.h"
#include "model/textform.h"
#include "ui/progressbar.h"
#include "ui/stagelist.h"
#include "ui/statelook.h"
#include "ui/tabulartext.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::StageModel;
using model::TextForm;
using protocol::StageStatus;

StageDelegate::StageDelegate(const Theme &theme, StageList *list)
    : QStyledItemDelegate(list)
    , m_theme(theme)
    , m_list(list)
{
}

QString StageDelegate::durationText(const QModelIndex &index) const
{
    const QVariant started = index.data(StageModel::StartedAtRole);
    const auto status = StageStatus(index.data(StageModel::StatusRole).toInt());
    if (status == StageStatus::Pending) {
        const QVariant usual = index.data(StageModel::UsualSecondsRole);
        return usual.isValid() ? tr("usually %1").arg(TextForm::clock(qint64(usual.toDouble() * 1000))) : QString();
    }
    if (!started.isValid())
        return {};
    const QVariant ended = index.data(StageModel::EndedAtRole);
    const qint64 end = ended.isValid() ? ended.toLongLong() : model::toMs(m_list->shownTime());
    return TextForm::clock(qMax(qint64(0), end - started.toLongLong()));
}

QString StageDelegate::description(const QModelIndex &index) const
{
    const StateLook look = stateLook(StageStatus(index.data(StageModel::StatusRole).toInt()));
    QStringList parts{ index.data(StageModel::StageDisplayRole).toString(), look.word };
    const QVariant progress = index.data(StageModel::ProgressRole);
    if (progress.isValid())
        parts << TextForm::percent(progress.toDouble());
    const QString duration = durationText(index);
    if (!duration.isEmpty())
        parts << duration;
    const QString message = index.data(StageModel::MessageRole).toString();
    if (!message.isEmpty())
        parts << message;
    return parts.join(u", "_s);
}

QSize StageDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool current = index.data(StageModel::IsCurrentRole).toBool();
    return { 120, rowHeight + (current ? messageHeight : 0) };
}

void StageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto status = StageStatus(index.data(StageModel::StatusRole).toInt());
    const bool current = index.data(StageModel::IsCurrentRole).toBool();
    const bool coming = status == StageStatus::Pending;
    const StateLook look = stateLook(status);
    const QRectF row = QRectF(option.rect).adjusted(Theme::cardPadding, 0, -Theme::cardPadding, 0);

    painter->save();
    paintGlyph(*painter, QRectF(row.left(), row.top() + 9, 14, 14), look.glyph, m_theme.color(look.role));

    const qreal left = row.left() + 24;
    const QString duration = durationText(index);
    const QFont small = m_theme.font(Theme::Text::Secondary);
    painter->setFont(small);
    painter->setPen(m_theme.color(Theme::Role::DimText));
    drawTabular(*painter, QRectF(left, row.top() + 6, row.right() - left, 20), Qt::AlignRight | Qt::AlignVCenter,
                duration);

    painter->setFont(m_theme.font(current ? Theme::Text::BodyStrong : Theme::Text::Body));
    painter->setPen(m_theme.color(coming ? Theme::Role::DimText : Theme::Role::Text));
    const int room = int(row.right() - left - std::ceil(tabularWidth(small, duration)) - 10);
    painter->drawText(
        QRectF(left, row.top() + 6, room, 20), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(index.data(StageModel::StageDisplayRole).toString(), Qt::ElideRight, room));

    const QVariant progress = index.data(StageModel::ProgressRole);
    std::optional<double> fraction;
    if (status == StageStatus::Completed)
        fraction = 1;
    else if (progress.isValid())
        fraction = progress.toDouble();
    // Begun, and as far as it came nobody knows.
    const Unknown unknown = status == StageStatus::Pending ? Unknown::Empty : Unknown::Dotted;
    paintBar(*painter, QRectF(left, row.top() + 29, row.right() - left, Theme::barHeight), m_theme, fraction, look.role,
             unknown);

    if (current) {
        painter->setFont(small);
        painter->setPen(m_theme.color(Theme::Role::DimText));
        const int width = int(row.right() - left);
        painter->drawText(
            QRectF(left, row.top() + 39, width, 18), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(index.data(StageModel::MessageRole).toString(), Qt::ElideRight, width));
    }
    painter->restore();
}

bool StageDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), u"<p>"_s + description(index).toHtmlEscaped() + u"</p>"_s, view);
    return true;
}

} // namespace stagewatch::ui
