// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "streamcheck.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using namespace stagewatch::bench;

namespace {

const QString project = u"killed"_s;

struct Times
{
    std::vector<double> listening; ///< from the new start until the server listens
    std::vector<double> acknowledged; ///< until the publisher hears of something new
    std::vector<double> back; ///< until each watcher is back and equal
};

client::ConnectionSettings asInTheField()
{
    client::ConnectionSettings settings;
    settings.maxAttempts = 0;
    settings.stableAfter = 200ms; // 10 s in the field, where a server does not die every other second
    return settings;
}

/// Kills the server, starts it again at once and waits until everybody is back. False where somebody is not.
bool killOnce(KillableHost &host, PipelineLoad &load, WatcherGroup &watchers, Times &times)
{
    host.kill();
    const Clock::time_point begun = Clock::now();
    const auto since = [begun] { return std::chrono::duration<double>(Clock::now() - begun).count(); };
    for (size_t i = 0; i < watchers.all().size(); ++i)
        watchers.leave(i, begun);
    const qint64 before = load.acknowledged();
    host.launch();
    bool heard = false;
    bool listens = false;
    const QMetaObject::Connection counting =
        QObject::connect(&watchers, &WatcherGroup::cameBack, &watchers,
                         [&](size_t index) { times.back.push_back(watchers.all()[index].secondsAway); });
    const auto everybody = [&] {
        if (!listens && host.isListening()) {
            listens = true;
            times.listening.push_back(since());
        }
        if (!heard && load.acknowledged() > before) {
            heard = true;
            times.acknowledged.push_back(since());
        }
        return heard && listens && watchers.allAreBack();
    };
    const bool all = waitUntil(everybody, 60s);
    QObject::disconnect(counting);
    return all;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Kills a server with SIGKILL while events are published, again and again."_s);
    parser.addHelpOption();
    parser.addOptions({ { u"kills"_s, u"How often."_s, u"N"_s, u"200"_s },
                        { u"rate"_s, u"Events published a second."_s, u"N"_s, u"2000"_s },
                        { u"watchers"_s, u"How many watch."_s, u"N"_s, u"4"_s },
                        { u"run-events"_s, u"Events of one run; 0: all are one run."_s, u"N"_s, u"20000"_s },
                        { u"seed"_s, u"Of the moments."_s, u"N"_s, u"1"_s } });
    Report::addOptions(parser);
    parser.process(application);
    const int kills = parser.value(u"kills"_s).toInt();
    QRandomGenerator random(parser.value(u"seed"_s).toUInt());

    const QTemporaryDir folder;
    KillableHost host(folder.filePath(u"data"_s));
    if (!host.start())
        return 1;
    WatcherGroup watchers(project);
    for (int i = 0; i < parser.value(u"watchers"_s).toInt(); ++i) {
        if (!watchers.add(host.url(), asInTheField()))
            return 1;
    }
    PipelineLoad::Options options{ host.url(), project };
    options.eventsASecond = parser.value(u"rate"_s).toDouble();
    options.runEvents = parser.value(u"run-events"_s).toLongLong();
    PipelineLoad load(options);
    if (!waitUntil([&] { return watchers.allAreBack(); }, 60s)) {
        std::printf("FAILED: the watchers do not connect.\n");
        return 1;
    }

    Times times;
    int done = 0;
    bool allBack = true;
    load.go();
    for (; done < kills && allBack; ++done) {
        waitUntil([] { return false; }, std::chrono::milliseconds(random.bounded(50, 2000)));
        allBack = killOnce(host, load, watchers, times);
    }
    Report report(u"bench_kill"_s,
                  u"%1 kills, %2 events/s, %3 watchers, runs of %4"_s.arg(done)
                      .arg(options.eventsASecond)
                      .arg(watchers.all().size())
                      .arg(options.runEvents));
    addTimes(report, u"Server listens again"_s, times.listening);
    addTimes(report, u"Publisher hears of something new"_s, times.acknowledged);
    addTimes(report, u"Watcher is back and has everything"_s, times.back);
    if (!allBack)
        report.addFailure(u"After a minute somebody is not back."_s);
    concludeStream(host, project, load, watchers, report);
    return report.finish(parser);
}
