// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smalldisk.h"
#include "streamcheck.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using namespace stagewatch::bench;

namespace {

const QString project = u"full"_s;
constexpr qint64 mebi = qint64(1024) * 1024;

/// What is on the disk, asked of nobody: whole lines in the journal's files.
qint64 linesOnDisk(const QString &folder)
{
    qint64 lines = 0;
    QDirIterator files(folder, { u"*.ndjson"_s }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            lines += file.readAll().count('\n');
    }
    return lines;
}

struct Figures
{
    bool right = true;
    qint64 acknowledgedWhenFull = 0;
    qint64 onDiskWhenFull = 0;
    qint64 publishedWhileFull = 0;
    double healthSeconds = 0;
    double firstSeconds = 0; ///< from the room until something is acknowledged again
    double drainedSeconds = 0; ///< until everything is
    StreamVerdict running; ///< before the server was started anew
    StreamVerdict restarted;
};

/// One disk that fills, is full for a while, and gets room.
class Trial
{
public:
    Trial(const SmallDisk &disk, const QString &logFile, std::chrono::milliseconds fullFor, bool killsWhileFull)
        : m_disk(disk)
        , m_host(disk.folder() + u"/data"_s, logFile)
        , m_watchers(project)
        , m_fullFor(fullFor)
        , m_killsWhileFull(killsWhileFull)
    {
        if (disk.childModifier())
            m_host.setChildModifier(disk.childModifier());
    }
    Figures run(SmallDisk &disk)
    {
        if (demand(begin(), "the server starts and the watchers connect") && demand(fill(), "the disk gets full")) {
            beFull();
            if (m_killsWhileFull)
                startOnAFullDisk();
            recover(disk);
            startAgain();
        }
        return m_figures;
    }

private:
    bool demand(bool holds, const char *what)
    {
        if (!holds) {
            std::printf("FAILED: not so: %s.\n", what);
            m_figures.right = false;
        }
        return holds;
    }
    bool begin()
    {
        if (!m_host.start())
            return false;
        client::ConnectionSettings settings;
        settings.maxAttempts = 0;
        settings.backoffBase = 100ms;
        settings.pingInterval = 200ms;
        bool added = true;
        for (int i = 0; i < 4; ++i)
            added = m_watchers.add(m_host.url(), settings) && added;
        PipelineLoad::Options options{ m_host.url(), project };
        options.messageBytes = 500;
        options.backoffBase = 100ms;
        m_load = std::make_unique<PipelineLoad>(options);
        return added && waitUntil([&] { return m_watchers.allAreBack(); }, 60s);
    }
    bool fill()
    {
        m_load->go();
        for (int i = 0; i < 120; ++i) {
            const qint64 before = m_load->acknowledged();
            waitUntil([] { return false; }, 1s);
            if (before > 0 && m_load->acknowledged() == before)
                return true;
        }
        return false;
    }
    void beFull()
    {
        m_figures.acknowledgedWhenFull = m_load->acknowledged();
        const qint64 published = m_load->published();
        const auto since = protocol::currentTimestamp();
        waitUntil([] { return false; }, m_fullFor);
        m_figures.publishedWhileFull = m_load->published() - published;
        const Clock::time_point asked = Clock::now();
        int status = 0;
        (void)m_host.get(u"/healthz"_s, &status);
        m_figures.healthSeconds = std::chrono::duration<double>(Clock::now() - asked).count();
        demand(status != 0, "health answers on a full disk");
        demand(!m_host.get(u"/api/v1/projects/full/state"_s, &status).isEmpty() && status == 200,
               "the state can be had on a full disk");
        demand(m_load->acknowledged() == m_figures.acknowledgedWhenFull, "nothing is acknowledged on a full disk");
        m_figures.onDiskWhenFull = linesOnDisk(m_disk.folder());
        demand(m_figures.onDiskWhenFull >= m_load->acknowledged(), "what is acknowledged is on the disk");
        watchersAreThere(since);
    }
    void watchersAreThere(protocol::Timestamp since)
    {
        for (size_t i = 0; i < m_watchers.all().size(); ++i) {
            const protocol::ConnectionStatus status = m_watchers.status(i);
            demand(status.isLive() && m_watchers.all()[i].greetings == 1, "a watcher stays connected");
            demand(status.lastPong && *status.lastPong > since, "a watcher gets pongs on a full disk");
            demand(m_watchers.all()[i].last >= m_load->newestAcknowledged(), "a watcher has what is acknowledged");
        }
    }
    void startOnAFullDisk()
    {
        m_host.kill();
        for (size_t i = 0; i < m_watchers.all().size(); ++i)
            m_watchers.leave(i, Clock::now());
        demand(m_host.start(), "the server starts on a full disk");
        demand(waitUntil([&] { return m_watchers.allAreBack(); }, 60s), "watchers come back on a full disk");
        demand(m_watchers.allHave(m_load->newestAcknowledged()), "what is acknowledged is there after the start");
    }
    void recover(SmallDisk &disk)
    {
        const qint64 before = m_load->acknowledged();
        const Clock::time_point freed = Clock::now();
        const auto since = [freed] { return std::chrono::duration<double>(Clock::now() - freed).count(); };
        disk.freeRoom(m_host.processId());
        demand(waitUntil([&] { return m_load->acknowledged() > before; }, 60s), "it goes on once there is room");
        m_figures.firstSeconds = since();
        m_load->halt();
        demand(waitUntil([&] { return m_load->isDrained(); }, 60s), "everything is acknowledged in the end");
        m_figures.drainedSeconds = since();
        demand(waitUntil([&] { return m_watchers.allHave(m_load->newestAcknowledged()); }, 60s),
               "watchers get everything");
        m_figures.running = checkStream(m_host, project, *m_load, &m_watchers);
        demand(m_figures.running.isRight(), "the stream is right");
    }
    void startAgain()
    {
        m_host.kill();
        if (!demand(m_host.start(), "the server starts again"))
            return;
        m_figures.restarted = checkStream(m_host, project, *m_load, &m_watchers);
        demand(m_figures.restarted.isRight(), "the stream is right after another start");
        demand(m_figures.restarted.streamId == m_watchers.streamId() && m_watchers.foreignStreams() == 0,
               "the stream id is the same");
        demand(m_watchers.gapEvents() + m_watchers.disorders() == 0, "no watcher is told of a gap");
        demand(m_load->fault().isEmpty(), qUtf8Printable(m_load->fault()));
    }

    const SmallDisk &m_disk;
    KillableHost m_host;
    WatcherGroup m_watchers;
    std::chrono::milliseconds m_fullFor;
    bool m_killsWhileFull;
    std::unique_ptr<PipelineLoad> m_load;
    Figures m_figures;
};

void add(Report &report, const QString &row, const Figures &figures)
{
    report.add(row, u"acknowledged when full"_s, {}, double(figures.acknowledgedWhenFull));
    report.add(row, u"on disk when full"_s, {}, double(figures.onDiskWhenFull));
    report.add(row, u"published meanwhile"_s, {}, double(figures.publishedWhileFull));
    report.add(row, u"health answers"_s, u"s"_s, figures.healthSeconds);
    report.add(row, u"goes on after room"_s, u"s"_s, figures.firstSeconds);
    report.add(row, u"all acknowledged after room"_s, u"s"_s, figures.drainedSeconds);
    report.add(row, u"stored in the end"_s, {}, double(figures.restarted.stored));
    if (figures.right)
        return;
    report.addFailure(row + u": something was not right."_s);
    figures.running.print();
    figures.restarted.print();
}

} // namespace

int main(int argc, char **argv)
{
    // Threads begin with the application, and after that it is too late for this.
    if (std::none_of(argv + 1, argv + argc, [](const char *word) { return qstrcmp(word, "--limit-files") == 0; }))
        SmallDisk::prepare();
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Publishes until a small disk is full, and on, and makes room."_s);
    parser.addHelpOption();
    parser.addOptions({ { u"repeats"_s, u"How often each is done."_s, u"N"_s, u"5"_s },
                        { u"room"_s, u"Of the disk until it is full, in MiB."_s, u"N"_s, u"4"_s },
                        { u"full-for"_s, u"How long it stays full, in milliseconds."_s, u"N"_s, u"3000"_s },
                        { u"limit-files"_s, u"Limit the size of files, where a tmpfs could be mounted too."_s } });
    Report::addOptions(parser);
    parser.process(application);
    const std::chrono::milliseconds fullFor(parser.value(u"full-for"_s).toLongLong());
    // Room for what is published while it is full: 2,000 events a second of less than 1 KiB.
    const qint64 room = parser.value(u"room"_s).toLongLong() * mebi;
    const qint64 more = room + 2 * mebi * (fullFor.count() / 1000 + 20);

    Report report(u"bench_fulldisk"_s, u"2,000 events/s onto a full disk"_s);
    QString kind;
    for (int i = 0; i < 2 * parser.value(u"repeats"_s).toInt(); ++i) {
        const bool kills = i % 2 != 0;
        const QTemporaryDir folder;
        QDir(folder.path()).mkdir(u"disk"_s);
        SmallDisk disk(folder.filePath(u"disk"_s), room, more);
        kind = disk.name();
        add(report, kills ? u"Full, killed, started, then room"_s : u"Full, then room"_s,
            Trial(disk, folder.filePath(u"server.log"_s), fullFor, kills).run(disk));
    }
    report.addNote(u"Disk: %1."_s.arg(kind));
    return report.finish(parser);
}
