// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rowdelegate.h"

#include <QPointer>
#include <QRegularExpression>
#include <optional>

namespace stagewatch::model {
class LogMarks;
}

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

    /// The lines that are marked in front; null: none. Whoever owns them calls again before they are gone.
    void setMarks(const model::LogMarks *marks);
    /// True in front of the text of the first column, where bookmarks stand; `cell` is the cell of that column.
    [[nodiscard]] static bool isInGutter(const QRect &cell, const QPoint &place);

    /// The tooltip of a time says it in every form; that of a marked line is its note.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGap(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintCount(QPainter *painter, const QStyleOptionViewItem &option, int lines, const QColor &ground) const;
    /// The marked line of a row, or -1.
    [[nodiscard]] qint64 markedIn(const QModelIndex &index) const;
    void paintLevel(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintMarks(QPainter *painter, const QRect &rect, const QString &text, const QFont &font,
                    int visibleRight) const;

    void paintBookmark(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    QPointer<const model::LogMarks> m_bookmarks;
    QRegularExpression m_marked;
    bool m_marks = false;
};

} // namespace stagewatch::ui
