// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostprocess.h"
#include "rawwebsocket.h"
#include "stoppedwatcher.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>
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
bool measureCrowd(int watchers, QJsonObject *json)
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
            std::printf("FAILED: %s\n", qPrintable(error));
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        const qint64 full = host.residentBytes();
        std::printf("%5d idle watchers: %.1f MB resident, %.1f MB without them, %.1f KB each\n", watchers,
                    double(full) / 1e6, double(empty) / 1e6, double(full - empty) / 1e3 / watchers);
        json->insert(u"idleResidentMegabytes"_s, double(full) / 1e6);
    }
    error = post(host, 100);
    const auto begun = Clock::now();
    Crowd crowd;
    if (!error.isEmpty() || !crowd.join(host.port(), watchers, &error)
        || !crowd.sendAll(R"({"type":"get_state","since":50})")) {
        std::printf("FAILED: %s\n", qPrintable(error));
        return false;
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
    const bool whole = caughtUp == crowd.size() && replayed == qint64(crowd.size()) * 100;
    std::printf("%5d reconnect and catch up on 100 events: %.2f s (%.2f s of it to connect)%s\n", watchers, seconds,
                joined, whole ? "" : "  NOT ALL CAME");
    json->insert(u"reconnectSeconds"_s, seconds);
    return whole;
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
        std::printf("FAILED: %s\n", qPrintable(error));
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

bool measureStopped(double seconds, QJsonObject *json)
{
    const HostProcess host;
    bool whole = true;
    // Turn by turn, so that what else the machine does falls on both.
    std::vector<double> alone;
    std::vector<double> beside;
    for (int round = 0; round < 3; ++round) {
        const Latency without = measureLatency(host, 16, false, seconds);
        const Latency with = measureLatency(host, 16, true, seconds);
        std::printf(
            "16 watchers, 500 events/s: p50 %.2f ms, p99 %.2f ms; beside one that is stopped: p50 %.2f ms, p99 %.2f "
            "ms%s\n",
            without.p50, without.p99, with.p50, with.p99, without.whole && with.whole ? "" : "  NOT ALL CAME");
        whole = whole && without.whole && with.whole;
        alone.push_back(without.p99);
        beside.push_back(with.p99);
    }
    std::sort(alone.begin(), alone.end());
    std::sort(beside.begin(), beside.end());
    std::printf("one stopped watcher changes the others' median p99 by %+.1f %%\n", (beside[1] / alone[1] - 1) * 100);
    json->insert(u"p99Milliseconds"_s, alone[1]);
    json->insert(u"p99BesideStoppedMilliseconds"_s, beside[1]);
    return whole;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"What many watchers cost a host, and what one that stopped costs the others."_s);
    parser.addHelpOption();
    parser.addOptions({ { u"watchers"_s, u"How many."_s, u"N"_s, u"2000"_s },
                        { u"seconds"_s, u"How long each latency is measured."_s, u"S"_s, u"10"_s },
                        { u"json"_s, u"Write the figures to this file as well."_s, u"FILE"_s } });
    parser.process(application);
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);

    QJsonObject json{ { u"machine"_s, machineLine() } };
    bool ok = measureCrowd(parser.value(u"watchers"_s).toInt(), &json);
    ok = measureStopped(parser.value(u"seconds"_s).toDouble(), &json) && ok;
    std::printf("%s\n", qPrintable(machineLine()));
    if (parser.isSet(u"json"_s)) {
        QSaveFile file(parser.value(u"json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(json).toJson()) < 0 || !file.commit())
            std::fprintf(stderr, "%s cannot be written: %s\n", qPrintable(file.fileName()),
                         qPrintable(file.errorString()));
    }
    return ok ? 0 : 1;
}
