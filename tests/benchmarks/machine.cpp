// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "machine.h"

#include <QDir>
#include <QFile>
#include <QSysInfo>
#include <QThread>

#include <simdjson.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

QString processorName()
{
    QFile info(u"/proc/cpuinfo"_s);
    if (info.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : info.readAll().split('\n')) {
            if (line.startsWith("model name"))
                return QString::fromLatin1(line.mid(line.indexOf(':') + 2));
        }
    }
    return u"unknown processor"_s;
}

bool handsMemoryBack()
{
    constexpr qsizetype reporting = 5; // VIRTIO_BALLOON_F_REPORTING
    const QDir balloons(u"/sys/bus/virtio/drivers/virtio_balloon"_s);
    for (const QString &device : balloons.entryList({ u"virtio*"_s })) {
        QFile features(balloons.filePath(device) + u"/features"_s);
        if (features.open(QIODevice::ReadOnly) && features.readAll().mid(reporting, 1) == "1")
            return true;
    }
    return false;
}

} // namespace

QJsonObject machineJson()
{
    constexpr double gibibyte = 1024.0 * 1024 * 1024;
    const double memory = double(::sysconf(_SC_PHYS_PAGES)) * double(::sysconf(_SC_PAGESIZE)) / gibibyte;
    return { { u"processor"_s, processorName() },
             { u"cores"_s, QThread::idealThreadCount() },
             { u"memoryGiB"_s, qRound(memory * 10) / 10.0 },
             { u"system"_s, QSysInfo::prettyProductName() },
             { u"kernel"_s, QSysInfo::kernelVersion() } };
}

QJsonObject partVersions()
{
    return { { u"Stagewatch"_s, QStringLiteral(STAGEWATCH_VERSION) },
             { u"Qt"_s, QString::fromLatin1(qVersion()) },
             { u"simdjson"_s,
               u"%1.%2.%3"_s.arg(simdjson::SIMDJSON_VERSION_MAJOR)
                   .arg(simdjson::SIMDJSON_VERSION_MINOR)
                   .arg(simdjson::SIMDJSON_VERSION_REVISION) },
             { u"GCC"_s, u"%1.%2"_s.arg(__GNUC__).arg(__GNUC_MINOR__) } };
}

QString machineLine()
{
    const QJsonObject machine = machineJson();
    const QJsonObject parts = partVersions();
    return u"%1 x %2, %3 GiB, %4, Linux %5, Qt %6, simdjson %7, GCC %8"_s.arg(machine[u"cores"_s].toInt())
        .arg(machine[u"processor"_s].toString())
        .arg(machine[u"memoryGiB"_s].toDouble())
        .arg(machine[u"system"_s].toString(), machine[u"kernel"_s].toString(), parts[u"Qt"_s].toString(),
             parts[u"simdjson"_s].toString(), parts[u"GCC"_s].toString());
}

void awaitMemoryHandedBack()
{
    if (handsMemoryBack())
        QThread::sleep(6);
}

} // namespace stagewatch::bench
