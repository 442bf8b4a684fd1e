// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "steadypublisher.h"

#include "processusage.h"

#include <chrono>
#include <sys/socket.h>
#include <sys/time.h>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {
constexpr auto longestSilence = std::chrono::seconds(10);

QByteArray eventText(qint64 index)
{
    const QByteArray number = QByteArray::number(index);
    return R"({"event_type":"log","data":{"level":"info","stage":"training","message":"step )" + number
        + QByteArray(100 - number.size(), '.') + "\"}}";
}
} // namespace

SteadyPublisher::SteadyPublisher(quint16 port, const QByteArray &path, qint64 events, int eventsASecond)
    : m_events(events)
    , m_rate(eventsASecond)
    , m_sent(std::make_unique<std::atomic<qint64>[]>(size_t(events)))
{
    if (!m_socket.open(port, path, &m_problem) && m_problem.isEmpty())
        m_problem = u"The server does not take a publisher."_s;
}

SteadyPublisher::~SteadyPublisher()
{
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

void SteadyPublisher::start()
{
    m_thread = std::thread([this] { send(); });
}

void SteadyPublisher::send()
{
    const auto begun = std::chrono::steady_clock::now();
    for (qint64 index = 0; index < m_events && !m_stop; ++index) {
        std::this_thread::sleep_until(begun + std::chrono::nanoseconds(1'000'000'000 / m_rate) * index);
        const QByteArray frame = RawWebSocket::frame(eventText(index));
        m_sent[size_t(index)].store(monotonicNow(), std::memory_order_release);
        if (!m_socket.send(frame) || !m_socket.receive([](QByteArrayView) {}, false))
            return;
    }
    while (!m_stop && m_socket.receive([](QByteArrayView) {}, false)) // a publisher that leaves tells the server to
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // do something, too
}

std::vector<double> socketLatencies(SteadyPublisher &publisher, quint16 port, const QByteArray &path, QString *error)
{
    std::vector<double> latencies;
    RawWebSocket socket;
    if (!socket.open(port, path, error))
        return latencies;
    const timeval limit{ longestSilence.count(), 0 };
    ::setsockopt(socket.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    const auto take = [&](QByteArrayView message) {
        if (message.startsWith(R"({"event_type":"log")"))
            latencies.push_back(double(monotonicNow() - publisher.sentAt(qint64(latencies.size()))) / 1e6);
    };
    // Whoever is greeted is on the list.
    bool greeted = false;
    while (!greeted && socket.receive([&](QByteArrayView) { greeted = true; }, true)) { }
    publisher.start();
    auto heard = std::chrono::steady_clock::now();
    while (qint64(latencies.size()) < publisher.events()) {
        const size_t before = latencies.size();
        if (!socket.receive(take, true))
            break;
        const auto now = std::chrono::steady_clock::now();
        if (latencies.size() > before)
            heard = now;
        else if (now - heard > longestSilence)
            break;
    }
    if (qint64(latencies.size()) < publisher.events())
        *error = u"Of %1 events %2 came."_s.arg(publisher.events()).arg(latencies.size());
    return latencies;
}

} // namespace stagewatch::bench
