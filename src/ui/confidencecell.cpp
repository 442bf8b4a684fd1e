// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/confidencecell.h"

#include "model/decisionmodel.h"
#include "model/textform.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QPainter>

namespace stagewatch::ui {

using model::DecisionModel;

void ConfidenceCell::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() != DecisionModel::ConfidenceColumn) {
        ElidingDelegate::paint(painter, option, index);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(painter, option, theme().color(Theme::Role::Card));
    const QVariant confidence = index.data(DecisionModel::ConfidenceRole);
    const QRect cell = option.rect.adjusted(0, 0, -Theme::cardPadding, -1);
    const int numberWidth = 44;
    painter->setFont(theme().font(Theme::Text::Body));
    painter->setPen(theme().color(confidence.isValid() ? Theme::Role::Text : Theme::Role::DimText));
    drawTabular(*painter, QRectF(cell.left(), cell.top(), numberWidth, cell.height()),
                Qt::AlignRight | Qt::AlignVCenter,
                confidence.isValid() ? model::TextForm::percent(confidence.toDouble()) : QStringLiteral("—"));
    const QRectF track(cell.left() + numberWidth + 10, cell.center().y() - 2, cell.width() - numberWidth - 10, 5);
    if (confidence.isValid() && track.width() > 8) {
        const double share = std::clamp(confidence.toDouble(), 0.0, 1.0);
        painter->setPen(Qt::NoPen);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->setBrush(theme().color(selected ? Theme::Role::SelectedTrack : Theme::Role::Track));
        painter->drawRoundedRect(track, 2, 2);
        painter->setBrush(theme().color(share < m_threshold ? Theme::Role::Waiting : Theme::Role::Accent));
        painter->drawRoundedRect(QRectF(track.left(), track.top(), track.width() * share, track.height()), 2, 2);
    }
    painter->restore();
}

} // namespace stagewatch::ui
