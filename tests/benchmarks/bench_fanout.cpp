// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchreport.h"
#include "hostprocess.h"
#include "peerprocess.h"
#include "rawwebsocket.h"
#include "watchercrowd.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <set>
#include <sys/resource.h>
#include <thread>

using namespace Qt::StringLiterals;
using namespace stagewatch::bench;

namespace {

using Clock = std::chrono::steady_clock;

const QByteArray streamPath = "/api/v1/ws/projects/bench/stream";
const QByteArray eventsPath = "/api/v1/projects/bench/events";
constexpr qsizetype eventBytes = 250; ///< as a watcher gets it
constexpr int batchEvents = 20'000; ///< of one POST
constexpr size_t publishers = 4; ///< at once: while the disk has the events of one, the others' are read
/// A message ends so much longer where it is marked as sent again.
constexpr qsizetype replayedMark = 16;

double secondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

QString watchersText(int count)
{
    return count == 1 ? u"1 watcher"_s : u"%L1 watchers"_s.arg(count);
}

/// How many are sent to how many.
struct Load
{
    int watchers = 1;
    qint64 events = 0; ///< to each
};

/// Events for a server, of such a length that they are stored with eventBytes.
class EventSource
{
public:
    explicit EventSource(const HostProcess &host)
        : m_host(host)
    {
    }
    /// Stores one event, and learns from it how long the others have to be.
    QString begin()
    {
        if (const QString error = post(1); !error.isEmpty())
            return error;
        const QJsonObject stored = QJsonDocument::fromJson(m_host.request(eventsPath + "?since=0&limit=1")).object();
        const QJsonObject event = stored[u"events"_s].toArray().first().toObject();
        const qsizetype length = QJsonDocument(event).toJson(QJsonDocument::Compact).size();
        // The number becomes longer by a few digits.
        m_padding = std::max<qsizetype>(0, m_padding + eventBytes - length - 5);
        return event.isEmpty() ? u"The server does not give its first event back."_s : QString();
    }
    /// Stores so many more, from several publishers at once; blocks until they are on disk.
    QString post(qint64 count)
    {
        std::array<QString, publishers> errors;
        {
            std::array<std::jthread, publishers> threads;
            for (size_t n = 0; n < publishers; ++n) {
                const qint64 share = count / qint64(publishers) + (qint64(n) < count % qint64(publishers) ? 1 : 0);
                threads[n] = std::jthread([this, share, &error = errors[n]] { error = postShare(share); });
            }
        }
        m_stored += count;
        const auto refused = std::find_if_not(errors.begin(), errors.end(), std::mem_fn(&QString::isEmpty));
        return refused == errors.end() ? QString() : *refused;
    }
    [[nodiscard]] qint64 stored() const { return m_stored; }

private:
    QString postShare(qint64 count) const
    {
        const QByteArray event =
            R"({"event_type":"log","data":{"level":"info","message":")" + QByteArray(m_padding, 'x') + "\"}}\n";
        for (qint64 left = count; left > 0; left -= batchEvents) {
            const QByteArray answer =
                m_host.request(eventsPath, event.repeated(std::min<qint64>(left, batchEvents)), "application/x-ndjson");
            if (!answer.contains("accepted"))
                return u"The server did not take the events: %1"_s.arg(QString::fromUtf8(answer));
        }
        return {};
    }

    const HostProcess &m_host;
    qsizetype m_padding = 20;
    qint64 m_stored = 0;
};

class FanOut
{
public:
    FanOut(Report &report, bool compareEach)
        : m_report(report)
        , m_compareEach(compareEach)
        , m_host({ u"--max-watchers-per-project"_s, u"10000"_s, u"--max-connections-per-address"_s, u"10000"_s,
                   u"--max-connections"_s, u"10000"_s })
        , m_source(m_host)
    {
    }
    /// Fills the journal with what the longest way back needs.
    bool begin(qint64 events)
    {
        const QString error = m_host.isRunning() ? m_source.begin() : u"The server did not start."_s;
        return check(error) && check(m_source.post(events));
    }
    /// Everybody asks at once for the newest events of the journal, and reads them to the end.
    bool catchUp(const Load &load)
    {
        QString error;
        WatcherCrowd crowd;
        if (!crowd.join(m_host.port(), streamPath, load.watchers, &error) || !crowd.readGreetings(&error))
            return check(error);
        const qint64 since = m_source.stored() - load.events;
        crowd.expect(since + 1, m_source.stored(), m_compareEach);
        const auto begun = Clock::now();
        if (!crowd.sendAll(R"({"type":"get_state","since":)" + QByteArray::number(since) + '}'))
            return check(u"A connection ended."_s);
        if (!crowd.readAll(&error))
            return check(error);
        add(load, u"catching up"_s, secondsSince(begun));
        return true;
    }
    /// Everybody follows while the events are published.
    bool live(const Load &load)
    {
        QString error;
        WatcherCrowd crowd;
        if (!crowd.join(m_host.port(), streamPath, load.watchers, &error) || !crowd.readGreetings(&error))
            return check(error);
        const qint64 before = m_source.stored();
        crowd.expect(before + 1, before + load.events, m_compareEach);
        const auto begun = Clock::now();
        QString refused;
        std::thread publisher([&] { refused = m_source.post(load.events); });
        const bool whole = crowd.readAll(&error);
        const double seconds = secondsSince(begun);
        publisher.join();
        if (!check(refused) || !whole)
            return check(error);
        add(load, u"published live"_s, seconds);
        return true;
    }
    /// A peer sends as many to as many.
    bool peer(const Peer &peer, const Load &load)
    {
        const PeerProcess process(peer);
        if (process.port() == 0) {
            if (m_absent.insert(peer.name).second)
                m_report.addNote(process.problem());
            return true;
        }
        QString error;
        WatcherCrowd crowd;
        if (!crowd.join(process.port(), "/", load.watchers, &error) || !crowd.readGreetings(&error))
            return check(peer.name + u": "_s + error);
        crowd.expect(1, load.events, m_compareEach);
        const auto begun = Clock::now();
        if (!crowd.sendFirst(QByteArray::number(load.events) + ' ' + QByteArray::number(eventBytes))
            || !crowd.readAll(&error))
            return check(peer.name + u": "_s + error);
        add(load, peer.name, secondsSince(begun));
        return true;
    }

private:
    bool check(const QString &error)
    {
        if (!error.isEmpty())
            m_report.addFailure(error);
        return error.isEmpty();
    }
    void add(const Load &load, const QString &figure, double seconds)
    {
        m_report.add(watchersText(load.watchers), figure, u"million/s"_s,
                     double(load.watchers) * double(load.events) / seconds / 1e6);
    }

    Report &m_report;
    bool m_compareEach;
    HostProcess m_host;
    EventSource m_source;
    std::set<QString> m_absent; ///< peers
};

/// What uWebSockets' publish gave on a machine like this one; it is no package of the system.
double knownPublishOfUWebSockets(int watchers)
{
    return watchers >= 1000 ? 1.9 : watchers >= 100 ? 4.3 : watchers >= 10 ? 3.4 : 2.4;
}

void setGoals(Report &report, int watchers, const std::vector<Peer> &peers)
{
    const QString row = watchersText(watchers);
    const auto ours = report.median(row, u"catching up"_s);
    report.setGoal(row, u"catching up"_s, Report::Bound::AtLeast, knownPublishOfUWebSockets(watchers));
    for (const Peer &peer : peers) {
        const auto theirs = report.median(row, peer.name);
        if (!ours || !theirs)
            continue;
        const QString figure = u"catching up / %1"_s.arg(peer.name);
        report.add(row, figure, u"x"_s, *ours / *theirs);
        report.setGoal(row, figure, Report::Bound::AtLeast, peer.least);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"How many events a second a host delivers to 1, 10, 100 and 1,000 watchers that read them to the end: out of "
        "the journal, and while they are published; and what others deliver."_s);
    parser.addHelpOption();
    parser.addOptions({ { u"watchers"_s, u"How many, separated by commas."_s, u"LIST"_s, u"1,10,100,1000"_s },
                        { u"deliveries"_s, u"Events times watchers of one measurement."_s, u"N"_s, u"2000000"_s },
                        { u"repeat"_s, u"How often each is measured."_s, u"N"_s, u"5"_s },
                        { u"compare-each"_s, u"Compare the number of every single event."_s },
                        { u"without-peers"_s, u"Measure the host alone."_s } });
    Report::addOptions(parser);
    parser.process(application);
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);

    Report report(u"bench_fanout"_s, u"Fan-out: events delivered, 250 bytes each"_s);
    const qint64 deliveries = parser.value(u"deliveries"_s).toLongLong();
    const std::vector<Peer> peers = parser.isSet(u"without-peers"_s) ? std::vector<Peer>() : broadcastPeers();
    FanOut fanOut(report, parser.isSet(u"compare-each"_s));
    std::vector<int> counts;
    for (const QString &count : parser.value(u"watchers"_s).split(u','))
        counts.push_back(std::max(1, count.toInt()));
    const int fewest = *std::min_element(counts.begin(), counts.end());
    bool ok = fanOut.begin(deliveries / fewest);
    for (int round = 0; ok && round < parser.value(u"repeat"_s).toInt(); ++round) {
        for (const int watchers : counts) {
            const Load load{ watchers, std::max<qint64>(1, deliveries / watchers) };
            // Published live, one watcher gets what the disk and the checks of each event let through; a tenth tells.
            const Load few{ watchers, std::max<qint64>(1, load.events / (watchers < 10 ? 10 : 1)) };
            ok = ok && fanOut.catchUp(load) && fanOut.live(few);
            for (const Peer &peer : peers)
                ok = ok && fanOut.peer(peer, { watchers, std::max<qint64>(1, load.events / peer.slower) });
        }
    }
    for (const int watchers : counts)
        setGoals(report, watchers, peers);
    for (const Peer &peer : peers)
        report.addVersion(
            peer.name, peer.versionQuery.isEmpty() ? u"of this source"_s : versionOf(peer.program, peer.versionQuery));
    report.addNote(u"A replayed event is %1 bytes longer than one that is published live. The goals of the first "
                   "figure are what uWebSockets' publish gave on a machine like this one."_s.arg(replayedMark));
    return report.finish(parser);
}
