// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace stagewatch::ui {

class Theme;

/// Paints a server's heading, or a run: sign, project, where it is, and a thin bar while it goes on. Subtitles that do
/// not fit lose their last pieces first. The theme outlives it.
class SidebarDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit SidebarDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    /// A run that waits says all that it waits for, if need be below each other; others stay as high as they are.
    [[nodiscard]] bool takesTwoLines(const QModelIndex &index, int width) const;
    void paintHeading(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintRun(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    const Theme &m_theme;
};

/// The pieces that fit into the width, joined by dots; at least the first one, elided.
[[nodiscard]] QString fittingPieces(const QStringList &pieces, const QFontMetrics &metrics, int width);

} // namespace stagewatch::ui
