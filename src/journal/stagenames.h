// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QReadWriteLock>
#include <QStringList>

namespace stagewatch::journal {

/// Small numbers for stage ids, so that a Row can hold one in two bytes. 0 is "no stage". One thread adds, any thread
/// reads.
class StageNames
{
public:
    StageNames()
        : m_names{ QString() }
    {
    }

    /// The number of an id, given on first sight. When all numbers are taken, further ids are "no stage".
    quint16 intern(QStringView id);
    [[nodiscard]] QString name(quint16 index) const;
    [[nodiscard]] quint16 find(QStringView id) const;
    [[nodiscard]] int count() const;

private:
    mutable QReadWriteLock m_lock;
    QStringList m_names;
    QHash<QString, quint16> m_numbers;
    QString m_last; ///< of the adding thread alone: most events are of the stage before
    quint16 m_lastNumber = 0;
};

} // namespace stagewatch::journal
