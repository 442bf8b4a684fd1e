// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/elidingdelegate.h"

namespace stagewatch::ui {

/// A cell of the decisions' table: plain text, and for the confidence a number with a small bar that is amber below the
/// threshold.
class ConfidenceCell : public ElidingDelegate
{
    Q_OBJECT
public:
    using ElidingDelegate::ElidingDelegate;

    void setThreshold(double share) { m_threshold = share; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    double m_threshold = 0.8;
};

} // namespace stagewatch::ui
