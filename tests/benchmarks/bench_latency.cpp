// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchreport.h"
#include "hostprocess.h"
#include "latencywindow.h"
#include "peerprocess.h"
#include "steadypublisher.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QLocale>

#include <chrono>
#include <fcntl.h>
#include <set>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace stagewatch::bench;

namespace {

const QString diskRow = u"Disk alone: 250 bytes and fdatasync"_s;
const QString socketRow = u"Stagewatch, to a watcher's socket"_s;
const QString modelRow = u"Stagewatch, to the window's model"_s;
const QString pixelsRow = u"Stagewatch, to painted pixels"_s;

void add(Report &report, const QString &row, const std::vector<double> &latencies)
{
    if (latencies.empty())
        return;
    report.add(row, u"p50"_s, u"ms"_s, quantile(latencies, 0.5));
    report.add(row, u"p99"_s, u"ms"_s, quantile(latencies, 0.99));
    report.add(row, u"greatest"_s, u"ms"_s, quantile(latencies, 1));
}

/// What every event has to wait for, whoever stores it: milliseconds of one small append each.
std::vector<double> syncTimes(const QString &folder, int count)
{
    std::vector<double> times;
    QByteArray name = QFile::encodeName(folder + u"/sync-XXXXXX"_s);
    const int file = ::mkostemp(name.data(), O_APPEND | O_CLOEXEC);
    const QByteArray bytes = QByteArray(249, 'x') + '\n';
    for (int i = 0; file >= 0 && i < count; ++i) {
        const auto begun = std::chrono::steady_clock::now();
        if (::write(file, bytes.constData(), size_t(bytes.size())) != bytes.size() || ::fdatasync(file) != 0)
            break;
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
    }
    ::unlink(name.constData());
    ::close(file);
    return times;
}

class Latency
{
public:
    Latency(Report &report, QApplication &application, qint64 events, int rate)
        : m_report(report)
        , m_application(application)
        , m_events(events)
        , m_rate(rate)
    {
    }
    void disk() { add(m_report, diskRow, syncTimes(m_host.folder(), int(std::min<qint64>(m_events, 1000)))); }
    void socket(int round)
    {
        const QByteArray project = "/api/v1/ws/projects/socket-" + QByteArray::number(round);
        SteadyPublisher publisher(m_host.port(), project + "/publish", m_events, m_rate);
        QString error = publisher.problem();
        if (error.isEmpty())
            add(m_report, socketRow, socketLatencies(publisher, m_host.port(), project + "/stream", &error));
        check(socketRow, error);
    }
    void window(int round)
    {
        const QTemporaryDir folder;
        const QString project = u"window-%1"_s.arg(round);
        SteadyPublisher publisher(m_host.port(), "/api/v1/ws/projects/" + project.toLatin1() + "/publish", m_events,
                                  m_rate);
        LatencyWindow window(m_application, folder.path());
        check(modelRow,
              publisher.problem().isEmpty() ? window.watch(m_host.port(), project, publisher) : publisher.problem());
        add(m_report, modelRow, window.toModel());
        add(m_report, pixelsRow, window.toPixels());
    }
    void peer(const Peer &peer)
    {
        const PeerProcess process(peer);
        if (process.port() == 0) {
            if (m_absent.insert(peer.name).second)
                m_report.addNote(process.problem());
            return;
        }
        SteadyPublisher publisher(process.port(), "/", m_events, m_rate);
        QString error = publisher.problem();
        const QString row = peer.name + u", to a watcher's socket, no disk"_s;
        if (error.isEmpty())
            add(m_report, row, socketLatencies(publisher, process.port(), "/", &error));
        check(row, error);
    }

private:
    void check(const QString &row, const QString &error)
    {
        if (!error.isEmpty())
            m_report.addFailure(row + u": "_s + error);
    }

    Report &m_report;
    QApplication &m_application;
    qint64 m_events;
    int m_rate;
    HostProcess m_host;
    std::set<QString> m_absent; ///< peers
};

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale::c());
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"How long a published event takes to a watcher's socket, to the window's model and to painted pixels, by a "
        "host that syncs it to disk first; and by others that do not."_s);
    parser.addHelpOption();
    parser.addOptions({ { u"rate"_s, u"Events a second."_s, u"N"_s, u"1000"_s },
                        { u"events"_s, u"Of one measurement."_s, u"N"_s, u"5000"_s },
                        { u"repeat"_s, u"How often each is measured."_s, u"N"_s, u"3"_s },
                        { u"without-peers"_s, u"Measure the host alone."_s } });
    Report::addOptions(parser);
    parser.process(application);

    const int rate = std::max(1, parser.value(u"rate"_s).toInt());
    Report report(u"bench_latency"_s, u"Latency of a published event at %L1 events a second"_s.arg(rate));
    Latency latency(report, application, parser.value(u"events"_s).toLongLong(), rate);
    const std::vector<Peer> peers = parser.isSet(u"without-peers"_s) ? std::vector<Peer>() : broadcastPeers();
    for (int round = 0; round < parser.value(u"repeat"_s).toInt(); ++round) {
        latency.disk();
        latency.socket(round);
        latency.window(round);
        for (const Peer &peer : peers)
            latency.peer(peer);
    }
    report.setGoal(modelRow, u"p50"_s, Report::Bound::AtMost, 1);
    report.setGoal(modelRow, u"p99"_s, Report::Bound::AtMost, 5);
    report.setGoal(pixelsRow, u"p99"_s, Report::Bound::AtMost, 25);
    return report.finish(parser);
}
