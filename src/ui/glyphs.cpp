// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/glyphs.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <memory>

using namespace Qt::StringLiterals;

// A static library's resources are only linked in where somebody asks for them; the macro wants no namespace around it.
static void initStagewatchResources()
{
    Q_INIT_RESOURCE(stagewatch);
}

namespace stagewatch::ui {

namespace {

constexpr std::array names{ "completed",    "running",       "waiting", "failed",   "cancelled",
                            "coming",       "disconnected",  "plus",    "close",    "check",
                            "chevron-down", "chevron-right", "search",  "follow",   "copy",
                            "edit",         "overview",      "view",    "bookmark", "bookmark-note" };
static_assert(names.size() == size_t(Glyph::BookmarkNote) + 1);

QString fileOf(Glyph glyph)
{
    return u":/ui/"_s + QLatin1StringView(names[size_t(glyph)]) + u".svg"_s;
}

QSvgRenderer &rendererOf(Glyph glyph)
{
    static std::array<std::unique_ptr<QSvgRenderer>, names.size()> renderers;
    auto &renderer = renderers[size_t(glyph)];
    if (!renderer) {
        initStagewatchResources();
        renderer = std::make_unique<QSvgRenderer>(fileOf(glyph));
    }
    return *renderer;
}

// `pixels` are the device's. The SVG gives the shape, the colour is ours.
QPixmap shape(Glyph glyph, int pixels, const QColor &color)
{
    const QString key = u"stagewatch-glyph-%1-%2-%3"_s.arg(int(glyph)).arg(pixels).arg(color.rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    rendererOf(glyph).render(&painter, QRectF(0, 0, pixels, pixels));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(0, 0, pixels, pixels, color);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace

void paintGlyph(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &color)
{
    const qreal side = qMin(rect.width(), rect.height());
    const qreal ratio = painter.device()->devicePixelRatioF();
    const int pixels = qRound(side * ratio);
    if (pixels <= 0)
        return;
    QPixmap pixmap = shape(glyph, pixels, color);
    pixmap.setDevicePixelRatio(ratio);
    // On whole device pixels, or the shape blurs.
    const QPointF corner = rect.center() - QPointF(side / 2, side / 2);
    painter.drawPixmap(QPointF(qRound(corner.x() * ratio) / ratio, qRound(corner.y() * ratio) / ratio), pixmap);
}

QPixmap glyphPixmap(Glyph glyph, int size, const QColor &color, qreal devicePixelRatio)
{
    QPixmap pixmap = shape(glyph, qMax(1, qRound(size * devicePixelRatio)), color);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QIcon glyphIcon(Glyph glyph, const QColor &color)
{
    QIcon icon;
    for (const int size : { 14, 16, 20, 24, 28, 32, 48 })
        icon.addPixmap(shape(glyph, size, color));
    return icon;
}

QIcon programIcon()
{
    initStagewatchResources();
    return QIcon(u":/icons/stagewatch.svg"_s);
}

} // namespace stagewatch::ui
