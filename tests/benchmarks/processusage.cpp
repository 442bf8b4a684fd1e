// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processusage.h"

#include <QDir>
#include <QFile>

#include <ctime>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The number behind a name in a status file.
qint64 statusValue(const QByteArray &status, const QByteArray &name)
{
    const qsizetype at = status.indexOf('\n' + name + ':');
    if (at < 0)
        return 0;
    const qsizetype from = at + name.size() + 2;
    return status.mid(from, status.indexOf('\n', from) - from).simplified().split(' ').value(0).toLongLong();
}

} // namespace

ProcessUsage ProcessUsage::of(qint64 processId)
{
    const QString folder = u"/proc/"_s + (processId > 0 ? QString::number(processId) : u"self"_s);
    ProcessUsage usage;
    usage.anonymousBytes = statusValue(contentOf(folder + u"/status"_s), "RssAnon") * 1024;
    const QByteArray stat = contentOf(folder + u"/stat"_s);
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    usage.cpuSeconds = (fields.value(11).toDouble() + fields.value(12).toDouble()) / double(::sysconf(_SC_CLK_TCK));
    const QDir tasks(folder + u"/task"_s);
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        usage.wakeups += statusValue(contentOf(tasks.filePath(task + u"/status"_s)), "voluntary_ctxt_switches");
    return usage;
}

qint64 anonymousBytesNow()
{
    return statusValue(contentOf(u"/proc/self/status"_s), "RssAnon") * 1024;
}

qint64 monotonicNow()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

} // namespace stagewatch::bench
