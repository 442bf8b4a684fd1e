// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

class QPainter;

namespace stagewatch::ui {

/// The program's own signs, SVGs of one colour in resources/ui, on a square of 16. They are drawn sharp at any device
/// pixel ratio and tinted as asked. The first seven are states (see statelook.h). GUI thread.
enum class Glyph {
    Completed, ///< disc with a tick
    Running, ///< open ring with an arc
    Waiting, ///< diamond with an exclamation mark
    Failed, ///< octagon with a cross
    Cancelled, ///< ring with a bar
    Coming, ///< dashed ring
    Disconnected, ///< broken ring
    Plus,
    Close,
    Check,
    ChevronDown,
    ChevronRight,
    Search,
    Follow, ///< arrow down to a line
    Copy,
    Edit,
    Overview,
    View, ///< two sliders: how something is shown
    Bookmark, ///< a ribbon
    BookmarkNote ///< a filled ribbon: something is written on it
};

/// Paints the glyph into the square that fits into `rect`, centred.
void paintGlyph(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &color);
/// `size` in device-independent pixels.
[[nodiscard]] QPixmap glyphPixmap(Glyph glyph, int size, const QColor &color, qreal devicePixelRatio = 1.0);
/// For actions and buttons; make it anew when the theme changes.
[[nodiscard]] QIcon glyphIcon(Glyph glyph, const QColor &color);
/// The program's own icon, for windows and the about dialog.
[[nodiscard]] QIcon programIcon();

} // namespace stagewatch::ui
