// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/elidingdelegate.h"

namespace stagewatch::ui {

/// A cell of the result's table: a name, or a value with a bar behind it where it is a share between 0 and 1.
class MetricCell : public ElidingDelegate
{
    Q_OBJECT
public:
    static constexpr int numberWidth = 96; ///< of a number beside its bar, right-aligned

    using ElidingDelegate::ElidingDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace stagewatch::ui
