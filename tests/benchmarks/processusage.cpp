// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processusage.h"

#include <QDir>
#include <QFile>
#include <QMultiHash>

#include <ctime>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

constexpr double nanosecondsInSecond = 1e9;

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

qint64 parentOf(const QString &process)
{
    const QByteArray stat = contentOf(u"/proc/%1/stat"_s.arg(process));
    return stat.mid(stat.lastIndexOf(')') + 2).split(' ').value(1).toLongLong();
}

} // namespace

ProcessUsage ProcessUsage::of(qint64 processId)
{
    const QString folder = u"/proc/%1"_s.arg(processId);
    ProcessUsage usage;
    usage.anonymousBytes = statusValue(contentOf(folder + u"/status"_s), "RssAnon") * 1024;
    const QDir tasks(folder + u"/task"_s);
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = tasks.filePath(task);
        usage.wakeups += statusValue(contentOf(path + u"/status"_s), "voluntary_ctxt_switches");
        usage.cpuSeconds += contentOf(path + u"/schedstat"_s).split(' ').value(0).toDouble() / nanosecondsInSecond;
    }
    return usage;
}

ProcessUsage ProcessUsage::ofThisProcess()
{
    ProcessUsage usage = of(::getpid());
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    usage.cpuSeconds = double(used.tv_sec) + double(used.tv_nsec) / nanosecondsInSecond;
    return usage;
}

ProcessUsage ProcessUsage::ofFamily(qint64 processId)
{
    QMultiHash<qint64, qint64> children;
    for (const QString &process : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isProcess = false;
        const qint64 id = process.toLongLong(&isProcess);
        if (isProcess)
            children.insert(parentOf(process), id);
    }
    ProcessUsage usage;
    QList<qint64> family{ processId };
    for (qsizetype i = 0; i < family.size(); ++i) {
        const ProcessUsage one = of(family[i]);
        usage.cpuSeconds += one.cpuSeconds;
        usage.anonymousBytes += one.anonymousBytes;
        usage.wakeups += one.wakeups;
        family += children.values(family[i]);
    }
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
