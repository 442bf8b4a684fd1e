// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/stagenames.h"

#include <limits>

namespace stagewatch::journal {

quint16 StageNames::intern(QStringView id)
{
    if (id.isEmpty())
        return 0;
    if (m_last == id)
        return m_lastNumber;
    const QString text = id.toString();
    const QWriteLocker locker(&m_lock);
    auto found = m_numbers.constFind(text);
    if (found == m_numbers.constEnd()) {
        if (m_names.size() > std::numeric_limits<quint16>::max())
            return 0;
        found = m_numbers.insert(text, quint16(m_names.size()));
        m_names.append(text);
    }
    m_last = text;
    m_lastNumber = *found;
    return *found;
}

QString StageNames::name(quint16 index) const
{
    const QReadLocker locker(&m_lock);
    return m_names.value(index);
}

quint16 StageNames::find(QStringView id) const
{
    const QReadLocker locker(&m_lock);
    return m_numbers.value(id.toString(), 0);
}

int StageNames::count() const
{
    const QReadLocker locker(&m_lock);
    return int(m_names.size());
}

} // namespace stagewatch::journal
