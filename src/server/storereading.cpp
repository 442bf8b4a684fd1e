// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storereading.h"

#include "server/posting.h"

namespace stagewatch::server {

qint64 beginOfLastRun(const EventStore &store, qint64 end)
{
    const auto runOf = [&store](qint64 sequence) {
        const auto tail = readTail(store.read(sequence));
        return tail ? tail->runId : QByteArray();
    };
    qint64 inRun = end - 1;
    qint64 before = store.first() - 1;
    const QByteArray run = runOf(inRun);
    for (qint64 step = 1; inRun > store.first(); step *= 2) {
        const qint64 probe = std::max(store.first(), inRun - step);
        if (runOf(probe) != run) {
            before = probe;
            break;
        }
        inRun = probe;
    }
    while (inRun - before > 1) {
        const qint64 middle = before + (inRun - before) / 2;
        (runOf(middle) == run ? inRun : before) = middle;
    }
    return inRun;
}

} // namespace stagewatch::server
