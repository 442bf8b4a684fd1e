// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/processstats.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>

#include <sys/resource.h>
#include <unistd.h>

namespace stagewatch::server {

namespace {
QByteArray readAll(const char *path)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// When the machine started, in seconds since the Unix epoch.
double bootTime()
{
    for (const QByteArray &line : readAll("/proc/stat").split('\n')) {
        if (line.startsWith("btime "))
            return line.mid(6).toDouble();
    }
    return 0;
}
} // namespace

ProcessStats readProcessStats()
{
    ProcessStats stats;
    // Behind the name, which may itself hold blanks and brackets; the first of these fields is number 3 of proc(5).
    const QByteArray stat = readAll("/proc/self/stat");
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    const auto field = [&](qsizetype number) { return fields.value(number - 3).toDouble(); };
    const auto ticks = double(::sysconf(_SC_CLK_TCK));
    if (fields.size() > 22 && ticks > 0) {
        stats.cpuSeconds = (field(14) + field(15)) / ticks;
        stats.startTime = bootTime() + field(22) / ticks;
        stats.residentBytes = quint64(field(24)) * quint64(::sysconf(_SC_PAGESIZE));
    }
    const QStringList open = QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System);
    // Listing them takes one.
    stats.openFds = quint64(open.isEmpty() ? 0 : open.size() - 1);
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
        stats.maxFds = limit.rlim_cur;
    return stats;
}

} // namespace stagewatch::server
