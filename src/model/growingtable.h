// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace stagewatch::model {

/// A table over a list of which a row keeps its place: what is new comes at the end, and what is left out again, as
/// after a snapshot that knows less, goes from the end. What stays may have changed. Selections survive. GUI thread.
class GrowingTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

protected:
    GrowingTable(int rows, QObject *parent);

    /// Says what became of the rows, now that there are so many.
    void followRows(int count);
    /// Says that each of the first `count` rows may have changed.
    void announceChange(int count);

private:
    int m_count;
};

} // namespace stagewatch::model
