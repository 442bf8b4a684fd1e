// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metriccell.h"

#include "model/metricmodel.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QPainter>
#include <QRegularExpression>
#include <QtMath>

#include <cmath>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;
using model::MetricModel;

namespace {

/// Whether a metric counts what is wrong, by its name: no share of a whole, however small it is.
bool measuresError(const QString &name)
{
    static const QRegularExpression words(u"(?:^|[^a-z])(?:log)?(?:loss|error|err|brier|r?mse|mae)(?:$|[^a-z])"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return words.match(name.left(200)).hasMatch();
}

} // namespace

void MetricCell::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() != MetricModel::ValueColumn) {
        ElidingDelegate::paint(painter, option, index);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(painter, option, theme().color(Theme::Role::Card));
    painter->setFont(option.font);
    const QVariant number = index.data(MetricModel::NumberRole);
    const double value = number.toDouble();
    const bool finite = std::isfinite(value);
    painter->setPen(theme().ink(number.isValid() && !finite ? Theme::Role::Waiting : Theme::Role::Text,
                                option.state.testFlag(QStyle::State_Selected)));
    const QRect cell = option.rect.adjusted(0, 0, -Theme::cardPadding, -1);
    const QString text = index.data().toString();
    const int needed = qCeil(ui::tabularWidth(option.font, text));
    const int textWidth = number.isValid() ? std::max(numberWidth, needed) : cell.width();
    if (number.isValid() && !finite) {
        paintText(painter, cell, tr("%1 (not finite)").arg(text), cell.right());
    } else if (number.isValid()) {
        drawTabular(*painter, QRectF(cell.left(), cell.top(), textWidth, cell.height()),
                    Qt::AlignRight | Qt::AlignVCenter, text);
    } else {
        paintText(painter, cell, painter->fontMetrics().elidedText(text.left(1000), Qt::ElideRight, textWidth),
                  cell.right());
    }
    const QRectF track(cell.left() + textWidth + 12, cell.center().y() - 3, cell.width() - textWidth - 12,
                       Theme::barHeight);
    const bool isShare = index.data(MetricModel::IsMeasureRole).toBool() && finite && value >= 0 && value <= 1
        && !measuresError(index.siblingAtColumn(MetricModel::NameColumn).data().toString());
    if (isShare && text.contains(u'.') && track.width() > 24) {
        painter->setClipping(false);
        painter->setPen(Qt::NoPen);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->setBrush(theme().color(selected ? Theme::Role::SelectedTrack : Theme::Role::Track));
        painter->drawRoundedRect(track, 3, 3);
        painter->setBrush(theme().color(Theme::Role::Accent));
        painter->drawRoundedRect(QRectF(track.left(), track.top(), track.width() * value, track.height()), 3, 3);
    }
    painter->restore();
}

} // namespace stagewatch::ui
