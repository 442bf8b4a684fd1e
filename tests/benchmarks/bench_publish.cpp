// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "appendsync.h"
#include "benchreport.h"
#include "hostprocess.h"
#include "rawwebsocket.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>
#include <chrono>
#include <thread>
#include <tuple>
#include <vector>

using namespace Qt::StringLiterals;
using namespace stagewatch::bench;

namespace {

using Clock = std::chrono::steady_clock;

struct Load
{
    int publishers = 8;
    int projects = 1;
    qsizetype eventBytes = 250;
    qint64 window = 1000; ///< unacknowledged events of one publisher
    double seconds = 5;
};

struct Figure
{
    qint64 acknowledged = 0;
    double seconds = 0;
    double serverCpu = 0; ///< seconds
    double syncs = 0;
    qint64 lost = 0; ///< acknowledged, but not in the stream
    QString error;
};

/// Publishes as fast as acknowledgements let it; returns how many were acknowledged.
qint64 publish(quint16 port, int number, const Load &load, const std::atomic<bool> &stop, QString *error)
{
    RawWebSocket socket;
    const QByteArray project = "bench" + QByteArray::number(number % load.projects);
    if (!socket.open(port, "/api/v1/ws/projects/" + project + "/publish", error))
        return 0;
    const QByteArray padding(std::max<qsizetype>(1, load.eventBytes - 120), 'x');
    qint64 sent = 0;
    qint64 acknowledged = 0;
    const auto count = [&](QByteArrayView message) {
        if (message.startsWith("{\"event_type\":\"published\""))
            ++acknowledged;
        else if (message.startsWith("{\"event_type\":\"error\""))
            *error = QString::fromUtf8(message);
    };
    // A server that stops in mid-answer must not hold the benchmark: the last window is waited for, but not for ever.
    auto giveUp = Clock::time_point::max();
    while (error->isEmpty() && !(stop && acknowledged == sent) && Clock::now() < giveUp) {
        if (stop && giveUp == Clock::time_point::max())
            giveUp = Clock::now() + std::chrono::seconds(20);
        QByteArray frames;
        for (; !stop && sent - acknowledged < load.window && frames.size() < 65536; ++sent)
            frames += RawWebSocket::frame(R"({"event_type":"log","data":{"level":"info","message":")" + padding
                                          + R"("},"publisher_id":"p)" + QByteArray::number(number)
                                          + R"(","publisher_sequence":)" + QByteArray::number(sent + 1) + "}");
        if (!frames.isEmpty() && !socket.send(frames))
            *error = u"The server ended the connection."_s;
        if (!socket.receive(count, frames.isEmpty() && acknowledged < sent))
            *error = u"The server ended the connection."_s;
    }
    return acknowledged;
}

Figure measure(const Load &load)
{
    Figure figure;
    const HostProcess host;
    if (!host.isRunning()) {
        figure.error = u"The server did not start."_s;
        return figure;
    }
    std::atomic<bool> stop{ false };
    std::vector<qint64> counts(size_t(load.publishers), 0);
    std::vector<QString> errors(size_t(load.publishers));
    std::vector<std::thread> threads;
    const double cpuBefore = host.cpuSeconds();
    const auto begun = Clock::now();
    for (int i = 0; i < load.publishers; ++i)
        threads.emplace_back([&, i] { counts[size_t(i)] = publish(host.port(), i, load, stop, &errors[size_t(i)]); });
    std::this_thread::sleep_for(std::chrono::duration<double>(load.seconds));
    stop = true;
    for (std::thread &thread : threads)
        thread.join();
    figure.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    figure.serverCpu = host.cpuSeconds() - cpuBefore;
    figure.syncs = host.metric("stagewatch_journal_sync_seconds_count");
    for (const qint64 count : counts)
        figure.acknowledged += count;
    for (const QString &error : errors) {
        if (!error.isEmpty())
            figure.error = error;
    }
    qint64 stored = 0;
    for (int i = 0; i < load.projects; ++i) {
        const QByteArray answer = host.request("/api/v1/projects/bench" + QByteArray::number(i) + "/events?limit=1");
        stored += QJsonDocument::fromJson(answer).object()[u"last_sequence"_s].toInteger();
    }
    figure.lost = std::max<qint64>(0, figure.acknowledged - stored);
    return figure;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Acknowledged publishing into a host, against a program that only syncs."_s);
    parser.addHelpOption();
    Report::addOptions(parser);
    parser.addOption({ u"seconds"_s, u"How long each row is measured."_s, u"S"_s, u"5"_s });
    parser.process(application);
    const double seconds = parser.value(u"seconds"_s).toDouble();

    Report report(u"bench_publish"_s, u"8 publishers, 250-byte events"_s);
    for (const auto &[row, projects, window] : { std::tuple(u"Into one project, window 1000"_s, 1, 1000),
                                                 std::tuple(u"Into 8 projects, window 1000"_s, 8, 1000),
                                                 std::tuple(u"Into one project, window 50"_s, 1, 50) }) {
        const Load load{ 8, projects, 250, window, seconds };
        const Figure figure = measure(load);
        if (!figure.error.isEmpty() || figure.lost > 0) {
            report.addFailure(
                u"%1: %2 acknowledged events were lost. %3"_s.arg(row).arg(figure.lost).arg(figure.error));
            continue;
        }
        const double rate = double(figure.acknowledged) / figure.seconds;
        const double group = std::max(1.0, double(figure.acknowledged) / std::max(1.0, figure.syncs));
        const QTemporaryDir folder;
        const DiskFigure peer = appendAndSync(folder.path(), load.eventBytes + 130, qsizetype(group), seconds / 2);
        report.add(row, u"acknowledged"_s, u"1/s"_s, rate);
        report.add(row, u"syncs"_s, u"1/s"_s, figure.syncs / figure.seconds);
        report.add(row, u"events a sync"_s, {}, group);
        report.add(row, u"server's processor time"_s, u"us an event"_s,
                   figure.serverCpu * 1e6 / double(figure.acknowledged));
        report.add(row, u"append and sync alone"_s, u"1/s"_s, peer.eventsASecond());
        report.add(row, u"of appending and syncing"_s, u"x"_s, rate / peer.eventsASecond());
    }
    return report.finish(parser);
}
