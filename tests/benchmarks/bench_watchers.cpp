// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchreport.h"
#include "hostprocess.h"
#include "rawwebsocket.h"
#include "stoppedwatcher.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace stagewatch::bench;

namespace {

using Clock = std::chrono::steady_clock;

const QByteArray streamPath = "/api/v1/ws/projects/bench/stream";
const QByteArray eventsPath = "/api/v1/projects/bench/events";

double secondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

/// Many connections read by one thread.
class Crowd
{
public:
    Crowd()
        : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    {
    }
    ~Crowd() { ::close(m_epoll); }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    bool join(quint16 port, int count, QString *error)
    {
        for (int i = 0; i < count; ++i) {
            RawWebSocket socket;
            if (!socket.open(port, streamPath, error))
                return false;
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = m_sockets.size();
            ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, socket.descriptor(), &event);
            m_sockets.push_back(std::move(socket));
        }
        return true;
    }
    bool sendAll(const QByteArray &message)
    {
        const QByteArray frame = RawWebSocket::frame(message);
        return std::all_of(m_sockets.begin(), m_sockets.end(), [&](RawWebSocket &one) { return one.send(frame); });
    }
    /// Hands over what came with the handshakes.
    template <typename Take> bool readFirst(const Take &take)
    {
        for (size_t which = 0; which < m_sockets.size(); ++which) {
            if (!m_sockets[which].receive([&](QByteArrayView message) { take(which, message); }, false))
                return false;
        }
        return true;
    }
    /// Waits for something to read and hands it over; false where a connection ended.
    template <typename Take> bool readSome(int milliseconds, const Take &take)
    {
        std::array<epoll_event, 256> events{};
        const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), milliseconds);
        for (int i = 0; i < count; ++i) {
            const size_t which = size_t(events[size_t(i)].data.u64);
            if (!m_sockets[which].receive([&](QByteArrayView message) { take(which, message); }, false))
                return false;
        }
        return true;
    }
    size_t size() const { return m_sockets.size(); }

private:
    int m_epoll;
    std::vector<RawWebSocket> m_sockets;
};

QString post(const HostProcess &host, int count)
{
    QByteArray batch = "[";
    for (int i = 0; i < count; ++i)
        batch += QByteArray(i ? "," : "") + R"({"event_type":"log","data":{"level":"info","message":")"
            + QByteArray(130, 'x') + "\"}}";
    const QByteArray answer = host.request(eventsPath, batch + ']');
    return answer.contains("accepted") ? QString()
                                       : u"The server did not take the events: "_s + QString::fromUtf8(answer);
}

/// Memory of so many idle watchers, and how long they take to come back together and catch up.
void measureCrowd(int watchers, Report &report)
{
    const HostProcess host({ u"--max-watchers-per-project"_s, u"10000"_s, u"--max-connections-per-address"_s,
                             u"10000"_s, u"--max-connections"_s, u"10000"_s });
    QString error = host.isRunning() ? post(host, 50) : u"The server did not start."_s;
    const qint64 empty = host.residentBytes();
    {
        Crowd crowd;
        if (error.isEmpty() && crowd.join(host.port(), watchers, &error)) {
            size_t greeted = 0;
            const auto greet = [&](size_t, QByteArrayView) { ++greeted; };
            const auto begun = Clock::now();
            bool open = crowd.readFirst(greet);
            while (open && greeted < crowd.size() && secondsSince(begun) < 60)
                open = crowd.readSome(1000, greet);
            if (greeted < crowd.size())
                error = u"Only %1 of the watchers were greeted."_s.arg(greeted);
        }
        if (!error.isEmpty()) {
            report.addFailure(error);
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        const qint64 full = host.residentBytes();
        const QString idle = u"%1 idle watchers"_s.arg(watchers);
        report.add(idle, u"resident"_s, u"MB"_s, double(full) / 1e6);
        report.add(idle, u"without them"_s, u"MB"_s, double(empty) / 1e6);
        report.add(idle, u"each"_s, u"KB"_s, double(full - empty) / 1e3 / watchers);
    }
    error = post(host, 100);
    const auto begun = Clock::now();
    Crowd crowd;
    if (!error.isEmpty() || !crowd.join(host.port(), watchers, &error)
        || !crowd.sendAll(R"({"type":"get_state","since":50})")) {
        report.addFailure(error);
        return;
    }
    const double joined = secondsSince(begun);
    size_t caughtUp = 0;
    qint64 replayed = 0;
    const auto take = [&](size_t, QByteArrayView message) {
        if (message.startsWith("{\"event_type\":\"state\""))
            ++caughtUp;
        else if (message.endsWith(",\"replayed\":true}"))
            ++replayed;
    };
    while (caughtUp < crowd.size() && secondsSince(begun) < 60 && crowd.readSome(5000, take)) { }
    const double seconds = secondsSince(begun);
    const QString back = u"%1 reconnect and catch up on 100"_s.arg(watchers);
    report.add(back, u"time"_s, u"s"_s, seconds);
    report.add(back, u"of it to connect"_s, u"s"_s, joined);
    if (caughtUp != crowd.size() || replayed != qint64(crowd.size()) * 100)
        report.addFailure(u"Not everything came to the watchers that reconnected."_s);
}

struct Latency
{
    double p50 = 0; ///< milliseconds
    double p99 = 0;
    bool whole = false;
};

/// From the moment of publishing to each of the readers, in milliseconds; one more watcher may be there that is
/// stopped.
Latency measureLatency(const HostProcess &host, int readers, bool besideStopped, double seconds)
{
    QString error;
    StoppedWatcher stopped;
    bool ok = !besideStopped || stopped.start(host.port(), streamPath, &error);
    Crowd crowd;
    ok = ok && crowd.join(host.port(), readers, &error);
    RawWebSocket publisher;
    ok = ok && publisher.open(host.port(), "/api/v1/ws/projects/bench/publish", &error);
    if (!ok) {
        std::fprintf(stderr, "%s\n", qPrintable(error));
        return {};
    }
    constexpr int rate = 500;
    const int total = int(seconds * rate);
    std::vector<double> latencies;
    latencies.reserve(size_t(total) * crowd.size());
    const auto begun = Clock::now();
    std::thread sender([&] {
        const QByteArray padding(1500, 'x'); // so that a watcher who reads nothing soon has full buffers
        for (int i = 0; i < total; ++i) {
            std::this_thread::sleep_until(begun + std::chrono::milliseconds(1000LL * i / rate));
            const qint64 now = std::chrono::nanoseconds(Clock::now().time_since_epoch()).count();
            (void)publisher.send(RawWebSocket::frame(R"({"event_type":"tick","data":{"at":)" + QByteArray::number(now)
                                                     + R"(,"padding":")" + padding + "\"}}"));
            (void)publisher.receive([](QByteArrayView) {}, false);
        }
    });
    const auto take = [&](size_t, QByteArrayView message) {
        const qsizetype at = message.indexOf("\"at\":");
        if (at < 0)
            return;
        const qint64 then = message.sliced(at + 5, message.indexOf(',', at) - at - 5).toLongLong();
        latencies.push_back(double(std::chrono::nanoseconds(Clock::now().time_since_epoch()).count() - then) / 1e6);
    };
    const size_t expected = size_t(total) * crowd.size();
    while (latencies.size() < expected && secondsSince(begun) < seconds + 20 && crowd.readSome(1000, take)) { }
    sender.join();
    Latency latency;
    latency.whole = latencies.size() == expected;
    if (latencies.empty())
        return latency;
    std::sort(latencies.begin(), latencies.end());
    latency.p50 = latencies[latencies.size() / 2];
    latency.p99 = latencies[latencies.size() * 99 / 100];
    return latency;
}

void measureStopped(double seconds, Report &report)
{
    const HostProcess host;
    const QString alone = u"16 watchers, 500 events/s"_s;
    const QString beside = u"The same beside one that is stopped"_s;
    // Turn by turn, so that what else the machine does falls on both.
    for (int round = 0; round < 3; ++round) {
        for (const auto &[row, stopped] : { std::pair(alone, false), std::pair(beside, true) }) {
            const Latency latency = measureLatency(host, 16, stopped, seconds);
            report.add(row, u"latency, median"_s, u"ms"_s, latency.p50);
            report.add(row, u"p99"_s, u"ms"_s, latency.p99);
            if (!latency.whole)
                report.addFailure(row + u": not everything came."_s);
        }
    }
    const double change = report.median(beside, u"p99"_s).value_or(0) / report.median(alone, u"p99"_s).value_or(1);
    report.add(beside, u"change of the p99"_s, u"%"_s, (change - 1) * 100);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"What many watchers cost a host, and what one that stopped costs the others."_s);
    parser.addHelpOption();
    Report::addOptions(parser);
    parser.addOptions({ { u"watchers"_s, u"How many."_s, u"N"_s, u"2000"_s },
                        { u"seconds"_s, u"How long each latency is measured."_s, u"S"_s, u"10"_s } });
    parser.process(application);
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);

    Report report(u"bench_watchers"_s, u"Watchers of one host"_s);
    measureCrowd(parser.value(u"watchers"_s).toInt(), report);
    measureStopped(parser.value(u"seconds"_s).toDouble(), report);
    return report.finish(parser);
}
