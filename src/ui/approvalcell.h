// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/elidingdelegate.h"

namespace stagewatch::ui {

/// A cell of the approvals' table: plain text, and before the state its sign.
class ApprovalCell : public ElidingDelegate
{
    Q_OBJECT
public:
    using ElidingDelegate::ElidingDelegate;

    /// Width of a column that shows a state whose words are as wide as this.
    [[nodiscard]] static int stateWidth(int textWidth);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace stagewatch::ui
