// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/refusallog.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QStringList RefusalLog::note(const QString &line, std::chrono::milliseconds now)
{
    if (m_since < 0ms || now - m_since >= 1s) {
        m_since = now;
        m_lines = 0;
    }
    if (m_lines >= m_most) {
        ++m_leftOut;
        return {};
    }
    ++m_lines;
    QStringList lines;
    if (const qint64 leftOut = std::exchange(m_leftOut, 0); leftOut > 0)
        lines.append(u"%1 more refusals were not logged."_s.arg(leftOut));
    lines.append(line);
    return lines;
}

} // namespace stagewatch::server
