// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tabulartext.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QRawFont>

#include <algorithm>

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

bool isTimeLike(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return isDigit(c) || c == u':' || c == u'.'; });
}

/// A time of day, of which a log has one in every row, in one go and without shaping its characters one by one. False,
/// and nothing drawn, where the font lacks one of them.
bool drawGlyphs(QPainter &painter, qreal x, qreal y, qreal cell, const QString &text)
{
    const QRawFont font = QRawFont::fromFont(painter.font());
    const QList<quint32> glyphs = font.glyphIndexesForString(text);
    if (glyphs.size() != text.size() || glyphs.contains(0U))
        return false;
    const QList<QPointF> advances = font.advancesForGlyphIndexes(glyphs);
    QList<QPointF> places;
    places.reserve(glyphs.size());
    for (qsizetype i = 0; i < glyphs.size(); ++i) {
        const qreal advance = advances[i].x();
        places.emplace_back(isDigit(text[i]) ? x + (cell - advance) / 2 : x, y);
        x += isDigit(text[i]) ? cell : advance;
    }
    QGlyphRun run;
    run.setRawFont(font);
    run.setGlyphIndexes(glyphs);
    run.setPositions(places);
    painter.drawGlyphRun({}, run);
    return true;
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
    if (isTimeLike(text) && drawGlyphs(painter, x, y, cell, text))
        return;
    split(text, [&](const QString &part, bool digit) {
        const qreal advance = metrics.horizontalAdvance(part);
        painter.drawText(QPointF(digit ? x + (cell - advance) / 2 : x, y), part);
        x += digit ? cell : advance;
    });
}

} // namespace stagewatch::ui
