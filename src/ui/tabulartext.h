// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>

class QPainter;
class QRectF;

/// Text whose digits are all as wide as the widest one, so that numbers which change stand still. Qt 6.4 cannot ask a
/// font for its tabular figures; this sets each digit in a cell of its own.
namespace stagewatch::ui {

[[nodiscard]] qreal tabularWidth(const QFont &font, const QString &text);
/// One line with the painter's font and pen, not clipped and not elided. Horizontal and vertical alignment are obeyed.
void drawTabular(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text);

} // namespace stagewatch::ui
