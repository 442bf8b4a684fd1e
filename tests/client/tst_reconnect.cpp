// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultproxy.h"
#include "support/guideserver.h"
#include "support/warningguard.h"
#include "watched.h"

#include <QTest>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using test::FaultProxy;
using test::GuideServer;
using test::Watched;

/// A log of numbered events as our own server keeps it, over a GuideServer: replays what follows `since`, then sends
/// the state.
class NumberedLog
{
public:
    explicit NumberedLog(GuideServer &server)
        : m_server(server)
    {
        server.greets = false;
        server.onClient = [this](QWebSocket &client) { greet(client); };
        server.onMessage = [this](QWebSocket &client, const QJsonObject &message) {
            if (message.value("type"_L1) == "get_state"_L1)
                answer(client, message);
        };
    }
    void append()
    {
        ++m_last;
        if (m_live)
            m_server.serverSends(event(m_last, false));
    }
    void setLive(bool live) { m_live = live; }
    void trimBelow(qint64 first) { m_first = first; }
    void restart(const QString &streamId)
    {
        m_streamId = streamId;
        m_first = 1;
        m_last = 0;
    }
    [[nodiscard]] qint64 last() const { return m_last; }

private:
    [[nodiscard]] QByteArray event(qint64 sequence, bool replayed) const
    {
        QJsonObject beside{ { u"sequence"_s, sequence }, { u"stream_id"_s, m_streamId } };
        if (replayed)
            beside.insert(u"replayed"_s, true);
        return GuideServer::event(
            u"log"_s, { { u"level"_s, u"info"_s }, { u"message"_s, m_streamId + QString::number(sequence) } }, beside);
    }
    void greet(QWebSocket &client) const
    {
        send(client,
             GuideServer::event(u"connected"_s,
                                { { u"protocol"_s, u"stagewatch/1"_s },
                                  { u"stream_id"_s, m_streamId },
                                  { u"first_sequence"_s, m_first },
                                  { u"last_sequence"_s, m_last } }));
    }
    void answer(QWebSocket &client, const QJsonObject &message) const
    {
        qint64 since = message.value("since"_L1).toInteger(m_last);
        const bool other = message.contains("since"_L1) && message.value("stream_id"_L1).toString() != m_streamId;
        if (other || since < m_first - 1) {
            send(client,
                 GuideServer::event(u"gap"_s,
                                    { { u"requested_since"_s, since },
                                      { u"first_sequence"_s, m_first },
                                      { u"stream_id"_s, m_streamId },
                                      { u"reason"_s, other ? u"restarted"_s : u"trimmed"_s } }));
            since = m_first - 1;
        }
        for (qint64 sequence = since + 1; sequence <= m_last; ++sequence)
            send(client, event(sequence, true));
        send(client,
             GuideServer::event(u"state"_s, { { u"status"_s, u"running"_s } },
                                { { u"sequence"_s, m_last }, { u"stream_id"_s, m_streamId } }));
    }
    static void send(QWebSocket &client, const QByteArray &text) { client.sendTextMessage(QString::fromUtf8(text)); }

    GuideServer &m_server;
    QString m_streamId = u"a"_s;
    qint64 m_first = 1;
    qint64 m_last = 0;
    bool m_live = true;
};

class TestReconnect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_guard = std::make_unique<test::WarningGuard>(); }
    void cleanup() { QCOMPARE(m_guard->take(), QStringList()); }

    void comesBackAfterACut_data();
    void comesBackAfterACut();
    void findsEveryEventAgain_data();
    void findsEveryEventAgain();
    void showsAGapWhereTheServerCannotReplay();
    void showsAGapWhereTheReplayDoesNotCome();
    void fillsTheTimesOfATrimmedHistory();
    void keepsTwoStreamsApart();
    void waitsForAServerThatIsGone();
    void givesUpAndTriesAgainWhenAsked();
    void latchesOnAFatalError();
    void latchesOnACloseWith1000();
    void latchesOnARevokedToken();
    void doesNotTakeALostConnectionForACleanClose();
    void connectsAgainAfterOtherCloseCodes_data();
    void connectsAgainAfterOtherCloseCodes();
    void staysConnectedAfterARecoverableError();
    void forgetsTheCountAfterAConnectionThatHeld();

private:
    std::unique_ptr<test::WarningGuard> m_guard;
};

static void addCuts()
{
    QTest::addColumn<FaultProxy::Cut>("cut");
    QTest::newRow("reset") << FaultProxy::Cut::Reset;
    QTest::newRow("fin") << FaultProxy::Cut::Fin;
    QTest::newRow("silence") << FaultProxy::Cut::Silence;
}

void TestReconnect::comesBackAfterACut_data()
{
    addCuts();
}

void TestReconnect::comesBackAfterACut()
{
    QFETCH(FaultProxy::Cut, cut);
    GuideServer server;
    FaultProxy proxy(server.port());
    Watched watched(proxy.url());
    watched.settings.pingInterval = 50ms;
    watched.settings.pongTimeout = 200ms;
    watched.settings.token = "secret-token";
    watched.open();
    QTRY_COMPARE(server.accepted(), 1);
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    proxy.cut(cut);
    QTRY_COMPARE(server.accepted(), 2);
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    QCOMPARE(server.requests().last().rawHeader("Authorization"), "Bearer secret-token");
    QTRY_COMPARE(watched.problemCount(protocol::Problem::Kind::Transport), 1);
    server.serverSends(GuideServer::event(u"log"_s, { { u"message"_s, u"after"_s } }));
    QTRY_COMPARE(watched.logs(), QStringList{ u"after"_s });
}

void TestReconnect::findsEveryEventAgain_data()
{
    addCuts();
}

void TestReconnect::findsEveryEventAgain()
{
    QFETCH(FaultProxy::Cut, cut);
    GuideServer server;
    NumberedLog log(server);
    FaultProxy proxy(server.port());
    Watched watched(proxy.url());
    watched.settings.pingInterval = 20ms;
    watched.settings.pongTimeout = 250ms;
    watched.open();
    for (int round = 1; round <= 10; ++round) {
        QTRY_COMPARE(proxy.open(), 1);
        QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
        for (int i = 0; i < 20; ++i) {
            log.append();
            if (i == 10)
                proxy.cut(cut);
        }
        QTRY_COMPARE(proxy.accepted(), round + 1);
    }
    QTRY_COMPARE(watched.logs().size(), log.last());
    QStringList expected;
    for (qint64 sequence = 1; sequence <= log.last(); ++sequence)
        expected.append(u'a' + QString::number(sequence));
    QCOMPARE(watched.logs(), expected);
    QCOMPARE(watched.count(u"gap"_s), 0);
    QCOMPARE(watched.problemCount(protocol::Problem::Kind::OutOfOrder), 0);
    QVERIFY(watched.rowsMatched);
}

void TestReconnect::showsAGapWhereTheServerCannotReplay()
{
    GuideServer server;
    FaultProxy proxy(server.port());
    Watched watched(proxy.url());
    watched.open();
    QTRY_COMPARE(watched.count(u"connected"_s), 1);
    proxy.cut(FaultProxy::Cut::Reset);
    QTRY_COMPARE(watched.count(u"gap"_s), 1);
    const auto *gap = watched.last(u"gap"_s)->as<protocol::Gap>();
    QVERIFY(gap);
    QCOMPARE(gap->reason, u"disconnected"_s);
    QVERIFY(gap->from && gap->to && *gap->from <= *gap->to);
    QVERIFY(server.expectClientSent(u"get_state"_s));
    QVERIFY(server.expectClientSent(u"get_state"_s));
}

void TestReconnect::showsAGapWhereTheReplayDoesNotCome()
{
    GuideServer server;
    NumberedLog log(server);
    log.append();
    FaultProxy proxy(server.port());
    Watched watched(proxy.url());
    watched.settings.connectTimeout = 300ms;
    watched.open();
    QTRY_COMPARE(watched.logs().size(), 1);
    server.onMessage = {};
    proxy.cut(FaultProxy::Cut::Reset);
    QTRY_COMPARE(watched.count(u"gap"_s), 1);
    log.append();
    QTRY_COMPARE(watched.logs().size(), 2);
}

void TestReconnect::fillsTheTimesOfATrimmedHistory()
{
    GuideServer server;
    NumberedLog log(server);
    log.append();
    FaultProxy proxy(server.port());
    Watched watched(proxy.url());
    watched.open();
    QTRY_COMPARE(watched.count(u"state"_s), 1);
    log.setLive(false);
    for (int i = 0; i < 5; ++i)
        log.append();
    log.trimBelow(4);
    proxy.cut(FaultProxy::Cut::Reset);
    QTRY_COMPARE(watched.logs(), (QStringList{ u"a1"_s, u"a4"_s, u"a5"_s, u"a6"_s }));
    QCOMPARE(watched.count(u"gap"_s), 1);
    const auto *gap = watched.last(u"gap"_s)->as<protocol::Gap>();
    QCOMPARE(gap->reason, u"trimmed"_s);
    QVERIFY(gap->from && gap->to);
    QCOMPARE(watched.problemCount(protocol::Problem::Kind::OutOfOrder), 0);
}

void TestReconnect::keepsTwoStreamsApart()
{
    GuideServer server;
    NumberedLog log(server);
    log.append();
    log.append();
    FaultProxy proxy(server.port());
    Watched watched(proxy.url());
    watched.open();
    QTRY_COMPARE(watched.logs().size(), 2);
    log.restart(u"b"_s);
    log.setLive(false);
    log.append();
    proxy.cut(FaultProxy::Cut::Reset);
    QTRY_COMPARE(watched.logs(), (QStringList{ u"a1"_s, u"a2"_s, u"b1"_s }));
    QCOMPARE(watched.count(u"gap"_s), 1);
    QCOMPARE(watched.last(u"gap"_s)->as<protocol::Gap>()->reason, u"restarted"_s);
}

void TestReconnect::waitsForAServerThatIsGone()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    server.stop();
    QTRY_VERIFY(watched.error().contains(u"refused"_s));
    QVERIFY(watched.status().disconnectedSince.has_value());
    QVERIFY(!watched.status().connectedSince.has_value());
    QTRY_VERIFY(watched.status().attempt > 3);
    QVERIFY(server.start());
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    QVERIFY(watched.error().isEmpty());
}

void TestReconnect::givesUpAndTriesAgainWhenAsked()
{
    GuideServer server;
    server.stop();
    Watched watched(server.url());
    watched.settings.maxAttempts = 3;
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QCOMPARE(watched.status().latch, Watched::Latch::GaveUp);
    QCOMPARE(watched.status().attempt, 3);
    QVERIFY(server.start());
    watched.client->retryNow(watched.id);
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    QCOMPARE(watched.status().latch, Watched::Latch::None);
    QCOMPARE(watched.status().attempt, 1);
}

void TestReconnect::latchesOnAFatalError()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    server.serverSends(
        GuideServer::event(u"error"_s, { { u"error"_s, u"Out of money"_s }, { u"recoverable"_s, false } }));
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QCOMPARE(watched.status().latch, Watched::Latch::Fatal);
    QVERIFY(watched.error().contains(u"Out of money"_s));
    QTRY_COMPARE(watched.count(u"error"_s), 1);
    QTRY_COMPARE(server.closeCodes(), QList<int>{ 1000 });
    QCOMPARE(server.accepted(), 1);
}

void TestReconnect::latchesOnACloseWith1000()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    server.closeClients(1000);
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QCOMPARE(watched.status().latch, Watched::Latch::ClosedByServer);
    QVERIFY2(watched.problems.empty(), qPrintable(watched.problemTexts()));
    watched.client->retryNow(watched.id);
    QTRY_COMPARE(server.accepted(), 2);
}

void TestReconnect::latchesOnARevokedToken()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    server.closeClients(4401);
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QCOMPARE(watched.status().latch, Watched::Latch::Refused);
    QVERIFY(watched.error().contains(u"token"_s));
}

void TestReconnect::doesNotTakeALostConnectionForACleanClose()
{
    // QWebSocket reports close code 1000 for both.
    GuideServer server;
    FaultProxy proxy(server.port());
    Watched watched(proxy.url());
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    proxy.cut(FaultProxy::Cut::Fin, FaultProxy::Side::Client);
    QTRY_COMPARE(server.accepted(), 2);
    QVERIFY(watched.status().latch == Watched::Latch::None);
}

void TestReconnect::connectsAgainAfterOtherCloseCodes_data()
{
    QTest::addColumn<int>("code");
    for (const int code : { 1001, 1002, 1003, 1008, 1011, 4008, 4999 })
        QTest::addRow("%d", code) << code;
}

void TestReconnect::connectsAgainAfterOtherCloseCodes()
{
    QFETCH(int, code);
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    server.closeClients(code, u"because"_s);
    QTRY_COMPARE(server.accepted(), 2);
    QTRY_COMPARE(watched.problemCount(protocol::Problem::Kind::Transport), 1);
}

void TestReconnect::staysConnectedAfterARecoverableError()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    server.serverSends(GuideServer::event(u"error"_s, { { u"error"_s, u"Once"_s }, { u"recoverable"_s, true } }));
    server.serverSends(GuideServer::event(u"error"_s, { { u"error"_s, u"Twice"_s } }));
    QTRY_COMPARE(watched.count(u"error"_s), 2);
    QCOMPARE(watched.phase(), Watched::Phase::Connected);
}

void TestReconnect::forgetsTheCountAfterAConnectionThatHeld()
{
    GuideServer server;
    server.stop();
    Watched watched(server.url());
    watched.settings.stableAfter = 50ms;
    watched.open();
    QTRY_VERIFY(watched.status().attempt > 2);
    QVERIFY(server.start());
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    QTRY_COMPARE(watched.status().attempt, 0);
}

QTEST_GUILESS_MAIN(TestReconnect)
#include "tst_reconnect.moc"
