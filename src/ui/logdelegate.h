// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rowdelegate.h"

#include <QRegularExpression>
#include <optional>

namespace stagewatch::ui {

/// Paints a line of the log: the level as a word, coloured only where it matters; matches of the find field marked; a
/// gap as one sentence across the whole row, errors of the stream on a ground of their own. GUI thread.
class LogDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

    /// What to mark in messages; nothing marks nothing.
    void setMarked(const std::optional<QRegularExpression> &expression);
    /// Where the first match in a cell's text lies, in pixels from the text's start; {-1, -1} for none.
    [[nodiscard]] std::pair<int, int> firstMatch(const QString &text, const QFont &font) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGap(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintLevel(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintMarks(QPainter *painter, const QRect &rect, const QString &text, const QFont &font,
                    int visibleRight) const;

    QRegularExpression m_marked;
    bool m_marks = false;
};

} // namespace stagewatch::ui
