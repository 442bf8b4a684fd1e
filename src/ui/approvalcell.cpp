// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvalcell.h"

#include "model/approvalmodel.h"
#include "ui/approvallook.h"
#include "ui/theme.h"

#include <QPainter>

namespace stagewatch::ui {

using model::ApprovalModel;

namespace {
constexpr int besideGlyph = 22;
}

int ApprovalCell::stateWidth(int textWidth)
{
    return besideGlyph + textWidth + Theme::cardPadding + 1;
}

void ApprovalCell::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *approvals = qobject_cast<const ApprovalModel *>(index.model());
    if (index.column() != ApprovalModel::StateColumn || !approvals) {
        ElidingDelegate::paint(painter, option, index);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(painter, option, theme().color(Theme::Role::Card));
    const auto answer = model::ApprovalLedger::State(index.data(ApprovalModel::AnswerStateRole).toInt());
    const StateLook look = approvalLook(approvals->entry(index.row()), answer);
    const QRect cell = option.rect.adjusted(0, 0, -Theme::cardPadding, -1);
    paintGlyph(*painter, QRectF(cell.left(), cell.center().y() - 6, 14, 14), look.glyph, theme().color(look.role));
    painter->setFont(option.font);
    painter->setPen(theme().ink(look.role, option.state.testFlag(QStyle::State_Selected)));
    const QRect text = cell.adjusted(besideGlyph, 0, 0, 0);
    paintText(painter, text, painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()),
              text.right());
    painter->restore();
}

} // namespace stagewatch::ui
