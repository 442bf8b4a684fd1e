// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processusage.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace stagewatch::bench {

/// One page in a headless Chromium with a profile of its own. The page may post to /begin, and posts a JSON object to
/// /report when it is done.
struct PageVisit
{
    QJsonObject report; ///< empty where none came
    qint64 started = 0; ///< of the browser's process, in ns of the monotonic clock, as is the next
    qint64 reported = 0;
    ProcessUsage between; ///< what all its processes used from /begin to /report

    [[nodiscard]] static PageVisit make(const QString &browser, const QByteArray &page,
                                        const QStringList &arguments = {});
};

} // namespace stagewatch::bench
