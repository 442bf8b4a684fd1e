// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "streamcheck.h"
#include "support/faultproxy.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using namespace stagewatch::bench;
using test::FaultProxy;

namespace {

const QString project = u"cut"_s;

client::ConnectionSettings quick()
{
    client::ConnectionSettings settings;
    settings.maxAttempts = 0;
    settings.backoffBase = 100ms;
    settings.backoffCap = 1000ms;
    settings.stableAfter = 50ms;
    settings.pingInterval = 300ms;
    settings.pongTimeout = 300ms;
    return settings;
}

/// Watchers behind a bad network of their own each, which breaks at random moments once they are back.
class Cutter : public QObject
{
    Q_OBJECT
public:
    Cutter(const KillableHost &host, int watchers, int cuts, quint32 seed)
        : m_random(seed)
        , m_left(cuts)
        , m_group(project)
    {
        connect(&m_group, &WatcherGroup::cameBack, this, &Cutter::onBack);
        for (int i = 0; i < watchers; ++i) {
            m_proxies.push_back(std::make_unique<FaultProxy>(quint16(host.url().port())));
            m_kinds.push_back(-1);
            m_connected = m_group.add(m_proxies.back()->url(), quick()) && m_connected;
        }
    }
    void begin()
    {
        m_begun = true;
        for (size_t i = 0; i < m_proxies.size(); ++i)
            cutLater(i);
    }
    [[nodiscard]] bool isConnected() const { return m_connected && m_group.allAreBack(); }
    [[nodiscard]] bool isDone() const { return m_left == 0 && m_group.allAreBack(); }
    [[nodiscard]] int left() const { return m_left; }
    [[nodiscard]] const WatcherGroup &group() const { return m_group; }
    /// Seconds from a cut until its watcher was back, by FaultProxy::Cut.
    [[nodiscard]] const std::array<std::vector<double>, 3> &times() const { return m_times; }

private:
    void onBack(size_t index)
    {
        if (m_kinds[index] >= 0)
            m_times[size_t(m_kinds[index])].push_back(m_group.all()[index].secondsAway);
        if (m_begun)
            cutLater(index);
    }
    void cutLater(size_t index)
    {
        QTimer::singleShot(std::chrono::milliseconds(m_random.bounded(1, 500)), this, [this, index] {
            // One that broke by itself meanwhile calls again when it is back.
            if (m_left > 0 && !m_group.all()[index].away)
                cut(index);
        });
    }
    void cut(size_t index)
    {
        --m_left;
        m_kinds[index] = m_random.bounded(3);
        const auto kind = FaultProxy::Cut(m_kinds[index]);
        m_group.leave(index, Clock::now());
        // A network that is silent in one direction only is dead as well, once the server is not heard.
        const bool half = kind == FaultProxy::Cut::Silence && m_random.bounded(2) == 0;
        m_proxies[index]->cut(kind, half ? FaultProxy::Side::Server : FaultProxy::Side::Both);
    }

    QRandomGenerator m_random;
    int m_left;
    bool m_begun = false;
    bool m_connected = true;
    std::vector<std::unique_ptr<FaultProxy>> m_proxies;
    std::vector<int> m_kinds; ///< of each watcher's last cut
    std::array<std::vector<double>, 3> m_times;
    WatcherGroup m_group;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Breaks the connections of watchers while events flow, again and again."_s);
    parser.addHelpOption();
    parser.addOptions({ { u"cuts"_s, u"How often, over all watchers."_s, u"N"_s, u"1000"_s },
                        { u"rate"_s, u"Events published a second."_s, u"N"_s, u"500"_s },
                        { u"watchers"_s, u"How many watch."_s, u"N"_s, u"8"_s },
                        { u"seed"_s, u"Of the moments and the kinds."_s, u"N"_s, u"1"_s } });
    Report::addOptions(parser);
    parser.process(application);
    const int cuts = parser.value(u"cuts"_s).toInt();

    const QTemporaryDir folder;
    KillableHost host(folder.filePath(u"data"_s));
    if (!host.start())
        return 1;
    Cutter cutter(host, parser.value(u"watchers"_s).toInt(), cuts, parser.value(u"seed"_s).toUInt());
    PipelineLoad::Options options{ host.url(), project };
    options.eventsASecond = parser.value(u"rate"_s).toDouble();
    PipelineLoad load(options);
    bool allBack = waitUntil([&] { return cutter.isConnected(); }, 60s);
    load.go();
    cutter.begin();
    for (int before = -1; allBack && before != cutter.left() && !cutter.isDone();) {
        before = cutter.left();
        waitUntil([&] { return cutter.isDone(); }, 60s);
    }
    allBack = allBack && cutter.isDone();
    Report report(u"bench_cuts"_s,
                  u"%1 cuts, %2 watchers, %3 events/s"_s.arg(cuts - cutter.left())
                      .arg(cutter.group().all().size())
                      .arg(options.eventsASecond));
    addTimes(report, u"Back with everything after a reset"_s, cutter.times()[size_t(FaultProxy::Cut::Reset)]);
    addTimes(report, u"After a FIN"_s, cutter.times()[size_t(FaultProxy::Cut::Fin)]);
    addTimes(report, u"After silence, noticed within 0.6 s"_s, cutter.times()[size_t(FaultProxy::Cut::Silence)]);
    if (!allBack)
        report.addFailure(u"After a minute somebody is not back."_s);
    concludeStream(host, project, load, cutter.group(), report);
    return report.finish(parser);
}

#include "bench_cuts.moc"
