// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "appendsync.h"
#include "benchreport.h"

#include "journal/eventlog.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QThreadPool>

#include <algorithm>
#include <chrono>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::bench;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

struct Message
{
    QByteArray head;
    QByteArray tail;
};

Message messageOf(const QString &streamId, qsizetype bytes)
{
    Message message{ R"({"event_type":"log","project_id":"bench","data":{"message":")",
                     R"(,"stream_id":")" + streamId.toLatin1() + R"(","run_id":"run_1"})" };
    const QByteArray end = R"("},"sequence":)";
    const qsizetype rest = bytes - message.head.size() - end.size() - message.tail.size() - 6; // of the number
    message.head += QByteArray(std::max<qsizetype>(1, rest), 'x') + end;
    return message;
}

journal::EventLogOptions optionsAt(const QString &folder)
{
    journal::EventLogOptions options;
    options.layout.folder = folder;
    options.layout.projectId = u"bench"_s;
    return options;
}

struct LogFigure
{
    qint64 events = 0;
    quint64 commits = 0;
    double seconds = 0;
    QString error;
};

/// Appends as publishers do that wait for confirmation with so many events under way each time.
LogFigure appendToLog(const QString &folder, qsizetype eventBytes, qint64 underWay, double seconds)
{
    LogFigure figure;
    QThreadPool pool;
    const auto log = journal::EventLog::open(optionsAt(folder), &pool, &figure.error);
    if (!log)
        return figure;
    QObject::connect(log.get(), &journal::EventLog::failed, log.get(),
                     [&](const QString &error) { figure.error = error; });
    const Message message = messageOf(log->streamId(), eventBytes);
    qint64 appended = 0;
    const auto begun = Clock::now();
    while (figure.seconds < seconds && figure.error.isEmpty()) {
        for (; appended - figure.events < underWay; ++appended)
            log->append(message.head, message.tail);
        log->commit();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        figure.events = log->end() - 1;
        figure.seconds = secondsSince(begun);
    }
    figure.commits = log->measures().commits;
    return figure;
}

void compareAppending(Report &report, const QString &folder, qsizetype eventBytes, double seconds)
{
    for (const qint64 underWay : { 1, 8, 64, 512, 4096 }) {
        const LogFigure log =
            appendToLog(QDir(folder).filePath(u"log-%1"_s.arg(underWay)), eventBytes, underWay, seconds);
        const qint64 group = std::max<qint64>(1, log.events / std::max<qint64>(1, qint64(log.commits)));
        const DiskFigure disk = appendAndSync(folder, eventBytes, group, seconds);
        if (!log.error.isEmpty() || !disk.error.isEmpty()) {
            report.addFailure(log.error + disk.error);
            return;
        }
        const QString row = u"%L1 under way"_s.arg(underWay);
        const double rate = double(log.events) / log.seconds;
        report.add(row, u"log"_s, u"1/s"_s, rate);
        report.add(row, u"disk alone"_s, u"1/s"_s, disk.eventsASecond());
        report.add(row, u"events a sync"_s, {}, double(group));
        report.add(row, u"of the disk alone"_s, u"x"_s, rate / disk.eventsASecond());
    }
}

void measureOpening(Report &report, const QString &folder, qsizetype eventBytes, qint64 count)
{
    journal::EventLogOptions options = optionsAt(QDir(folder).filePath(u"large"_s));
    options.layout.durability = journal::Durability::None;
    QString error;
    {
        const auto log = journal::EventLog::open(options, nullptr, &error);
        if (!log)
            return report.addFailure(error);
        const Message message = messageOf(log->streamId(), eventBytes);
        for (qint64 number = 1; number <= count; ++number) {
            log->append(message.head, message.tail);
            if (number % 1000 == 0 || number == count)
                log->commit();
        }
    }
    const std::clock_t before = std::clock();
    const auto log = journal::EventLog::open(options, nullptr, &error);
    const double cpu = double(std::clock() - before) / CLOCKS_PER_SEC;
    if (!log || log->end() != count + 1 || !log->notices().isEmpty())
        return report.addFailure(log ? log->notices().join(u' ') : error);
    report.add(u"Opening a log of %L1 events"_s.arg(count), u"processor time, every byte verified"_s, u"s"_s, cpu);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"What the event log makes of a disk, against appending and syncing alone."_s);
    parser.addHelpOption();
    Report::addOptions(parser);
    parser.addOptions({ { u"folder"_s, u"A folder on the disk that is measured."_s, u"DIR"_s, QDir::currentPath() },
                        { u"bytes"_s, u"Bytes of an event."_s, u"N"_s, u"300"_s },
                        { u"seconds"_s, u"For each figure."_s, u"S"_s, u"3"_s },
                        { u"open-events"_s, u"Events of the log that is opened."_s, u"N"_s, u"1000000"_s } });
    parser.process(application);
    const qsizetype bytes = std::max(250, parser.value(u"bytes"_s).toInt());
    Report report(u"bench_appendsync"_s, u"Events of %1 bytes, each synced"_s.arg(bytes));
    const QTemporaryDir folder(QDir(parser.value(u"folder"_s)).filePath(u"bench-XXXXXX"_s));
    if (!folder.isValid()) {
        report.addFailure(folder.errorString());
        return report.finish(parser);
    }
    compareAppending(report, folder.path(), bytes, parser.value(u"seconds"_s).toDouble());
    measureOpening(report, folder.path(), bytes, parser.value(u"open-events"_s).toLongLong());
    return report.finish(parser);
}
