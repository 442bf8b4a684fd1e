// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;
class QTableView;

namespace stagewatch::ui {

class Theme;

/// Gives a small table of a panel its look: rows of 32 px with rules, whole rows selected one at a time, a quiet
/// header, no frame. Call it once the delegate is set; the theme outlives the table.
void setTableLook(QTableView *table, const Theme &theme);
/// Where the title of a column of numbers stands, in a table of that look: right, in the first pixels of the column.
void setTitleOverNumbers(QTableView *table, int column, int numbersWidth);
/// Rows of 24 px for a tree or a list.
void setRoomyRows(QAbstractItemView *view);

} // namespace stagewatch::ui
