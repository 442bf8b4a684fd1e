// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tabulartext.h"

#include <QFontMetricsF>
#include <QPainter>

namespace stagewatch::ui {

namespace {

qreal digitWidth(const QFontMetricsF &metrics)
{
    qreal width = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        width = qMax(width, metrics.horizontalAdvance(QChar(digit)));
    return width;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// Calls piece(text, isDigit) for every digit and for every stretch between digits.
template <typename Piece> void split(const QString &text, Piece piece)
{
    qsizetype from = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size() && !isDigit(text[at]))
            continue;
        if (at > from)
            piece(text.mid(from, at - from), false);
        if (at < text.size())
            piece(text.mid(at, 1), true);
        from = at + 1;
    }
}

qreal widthOf(const QFontMetricsF &metrics, qreal cell, const QString &text)
{
    qreal width = 0;
    split(text, [&](const QString &part, bool digit) { width += digit ? cell : metrics.horizontalAdvance(part); });
    return width;
}

} // namespace

qreal tabularWidth(const QFont &font, const QString &text)
{
    const QFontMetricsF metrics(font);
    return widthOf(metrics, digitWidth(metrics), text);
}

void drawTabular(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const qreal cell = digitWidth(metrics);
    qreal x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() - widthOf(metrics, cell, text);
    else if (alignment & Qt::AlignHCenter)
        x = rect.center().x() - widthOf(metrics, cell, text) / 2;
    qreal y = rect.top() + metrics.ascent();
    if (alignment & Qt::AlignBottom)
        y = rect.bottom() - metrics.descent();
    else if (alignment & Qt::AlignVCenter)
        y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    y = qRound(y);
    split(text, [&](const QString &part, bool digit) {
        const qreal advance = metrics.horizontalAdvance(part);
        painter.drawText(QPointF(digit ? x + (cell - advance) / 2 : x, y), part);
        x += digit ? cell : advance;
    });
}

} // namespace stagewatch::ui
