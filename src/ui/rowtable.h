// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fixedrowtable.h"

#include <vector>

namespace stagewatch::ui {

class Theme;

/// A table of millions of one-line rows of 24 px, in the program's look. Home and End go to the first and last row,
/// Left and Right scroll. The last column fills the table, and grows with the widest text seen, in steps, never back:
/// columns do not jump. GUI thread.
class RowTable : public FixedRowTable
{
    Q_OBJECT
public:
    /// `theme` outlives the table.
    explicit RowTable(const Theme &theme, QWidget *parent = nullptr);

    /// Width of the widest text that a column (not the one shown last) has to hold, in pixels.
    void setTextWidth(int column, int width);
    /// Forgets the widest text seen.
    void resetLastColumn();
    /// A run of selected rows, both ends included.
    struct RowRange
    {
        int first = 0;
        int last = 0;
        bool operator==(const RowRange &) const = default;
    };
    /// The selected rows in order, as ranges that do not touch: a selection of ten million rows is one of them.
    [[nodiscard]] std::vector<RowRange> selectedRanges() const;
    [[nodiscard]] qint64 selectedCount() const;
    /// Makes the row the current and only selected one and scrolls it into view, away from the edge.
    void goToRow(int row);

Q_SIGNALS:
    /// Enter or a double click.
    void opened(int row);
    void copyRequested();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent *event) override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    [[nodiscard]] int lastColumn() const; ///< logical index of the column that is shown last
    void measureLastColumn();
    void layOutLastColumn();

    const Theme &m_theme;
    int m_widestSeen = 0;
    int m_measureTimer = 0;
};

} // namespace stagewatch::ui
