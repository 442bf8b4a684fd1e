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
using test::GuideServer;
using test::Watched;

/// Whatever a server sends, the next good event still arrives.
class TestHostile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_guard = std::make_unique<test::WarningGuard>(); }
    void cleanup() { QCOMPARE(m_guard->take(), QStringList()); }

    void goesOnAfterAMessage_data();
    void goesOnAfterAMessage();
    void goesOnAfterABinaryFrame();
    void takesALineOfTenMegabytesAndWhatFollows();
    void connectsAgainAfterAMessageThatIsTooBig();
    void asksForNoReplayThatWouldEndTheConnectionAgain();
    void backsOffWhereConnectionsAreAcceptedAndClosed();
    void keepsEventsAfterASequenceThatJumped();
    void keepsEventsWhereEveryOneHasItsOwnStream();
    void survivesAConnectedThatPromisesNonsense();

private:
    std::unique_ptr<test::WarningGuard> m_guard;
};

namespace {

QByteArray log(const QString &message, const QJsonObject &beside = {})
{
    return GuideServer::event(u"log"_s, { { u"level"_s, u"info"_s }, { u"message"_s, message } }, beside);
}

} // namespace

void TestHostile::goesOnAfterAMessage_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("isEvent");
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("no JSON") << QByteArray("no JSON") << false;
    QTest::newRow("array") << QByteArray("[]") << false;
    QTest::newRow("number") << QByteArray("1e999999") << false;
    QTest::newRow("no event_type") << QByteArray("{}") << false;
    QTest::newRow("event_type is a number") << QByteArray("{\"event_type\":1}") << false;
    QTest::newRow("unknown event_type") << QByteArray("{\"event_type\":\"novel\"}") << true;
    QTest::newRow("data is an array") << QByteArray("{\"event_type\":\"stage_transition\",\"data\":[]}") << true;
    QTest::newRow("data is null") << QByteArray("{\"event_type\":\"pipeline_failed\",\"data\":null}") << true;
    QTest::newRow("NaN") << QByteArray("{\"event_type\":\"progress_update\",\"data\":{\"progress\":NaN}}") << true;
    QTest::newRow("deep") << QByteArray(QByteArray(100'000, '[') + QByteArray(100'000, ']')) << false;
    QTest::newRow("negative sequence") << QByteArray("{\"event_type\":\"novel\",\"sequence\":-1}") << true;
    QTest::newRow("NUL, ANSI and bidi") << QByteArray(
        "{\"event_type\":\"novel\",\"data\":{\"m\":\"\\u0000\\u001b[31m\\u202e\"}}")
                                        << true;
    QTest::newRow("a stage of a million characters") << QByteArray(
        "{\"event_type\":\"stage_transition\",\"data\":{\"stage\":\"" + QByteArray(1'000'000, 's') + "\"}}")
                                                     << true;
    QTest::newRow("gap of nonsense") << QByteArray(
        R"({"event_type":"gap","stream_id":"x","data":{"first_sequence":9007199254740991}})")
                                     << true;
    QTest::newRow("state beyond every number")
        << QByteArray(R"({"event_type":"state","stream_id":"a","sequence":9007199254740991,"data":{}})") << true;
}

void TestHostile::goesOnAfterAMessage()
{
    QFETCH(QByteArray, message);
    QFETCH(bool, isEvent);
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(watched.count(u"connected"_s), 1);
    server.serverSends(log(u"before"_s, { { u"sequence"_s, 1 }, { u"stream_id"_s, u"a"_s } }));
    server.serverSends(message);
    server.serverSends(log(u"after"_s, { { u"sequence"_s, 2 }, { u"stream_id"_s, u"a"_s } }));
    QTRY_COMPARE(watched.logs(), (QStringList{ u"before"_s, u"after"_s }));
    if (!isEvent)
        QVERIFY(watched.problems.size() == 1);
    else
        QVERIFY(watched.events.size() >= 4);
    QCOMPARE(watched.phase(), Watched::Phase::Connected);
    QCOMPARE(server.accepted(), 1);
    QVERIFY(watched.rowsMatched);
}

void TestHostile::goesOnAfterABinaryFrame()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    server.serverSendsBinary("bytes");
    server.serverSends(log(u"after"_s));
    QTRY_COMPARE(watched.logs(), QStringList{ u"after"_s });
    QCOMPARE(watched.problemCount(protocol::Problem::Kind::BinaryMessage), 1);
    QCOMPARE(watched.problems.front().bytes, "bytes");
}

void TestHostile::takesALineOfTenMegabytesAndWhatFollows()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    const QString line(10'000'000, u'x');
    server.serverSends(log(line));
    server.serverSends(log(u"after"_s));
    QTRY_COMPARE_WITH_TIMEOUT(watched.logs().size(), 2, 20'000);
    QVERIFY(watched.logs().first() == line);
    QCOMPARE(watched.logs().last(), u"after"_s);
    QCOMPARE(server.accepted(), 1);
}

void TestHostile::connectsAgainAfterAMessageThatIsTooBig()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    server.serverSends(log(QString(34'000'000, u'x')));
    QTRY_COMPARE(server.accepted(), 2);
    QTRY_COMPARE(watched.problemCount(protocol::Problem::Kind::TooBig), 1);
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    server.serverSends(log(u"after"_s));
    QTRY_COMPARE(watched.logs(), QStringList{ u"after"_s });
}

void TestHostile::asksForNoReplayThatWouldEndTheConnectionAgain()
{
    GuideServer server;
    server.greets = false;
    server.onClient = [](QWebSocket &client) {
        client.sendTextMessage(QString::fromUtf8(GuideServer::event(u"connected"_s,
                                                                    { { u"protocol"_s, u"stagewatch/1"_s },
                                                                      { u"stream_id"_s, u"a"_s },
                                                                      { u"first_sequence"_s, 1 },
                                                                      { u"last_sequence"_s, 2 } })));
    };
    server.onMessage = [](QWebSocket &client, const QJsonObject &message) {
        if (message.contains("since"_L1))
            client.sendTextMessage(QString::fromUtf8(
                log(QString(34'000'000, u'x'), { { u"sequence"_s, 2 }, { u"stream_id"_s, u"a"_s } })));
    };
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.accepted(), 2);
    QTRY_COMPARE(server.countOfSent(u"get_state"_s), 2);
    QTRY_COMPARE(watched.count(u"gap"_s), 1);
    server.serverSends(log(u"after"_s, { { u"sequence"_s, 3 }, { u"stream_id"_s, u"a"_s } }));
    QTRY_COMPARE(watched.logs(), QStringList{ u"after"_s });
    QCOMPARE(server.accepted(), 2);
}

void TestHostile::backsOffWhereConnectionsAreAcceptedAndClosed()
{
    // Opened and closed at once: each counts as an attempt, so the loop ends.
    GuideServer server;
    server.onClient = [](QWebSocket &client) { client.close(QWebSocketProtocol::CloseCodeAbnormalDisconnection); };
    Watched watched(server.url());
    watched.settings.maxAttempts = 5;
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QCOMPARE(watched.status().latch, Watched::Latch::GaveUp);
    QCOMPARE(server.accepted(), 5);

    test::FaultProxy proxy(server.port());
    proxy.setAcceptThenClose(true);
    Watched other(proxy.url());
    other.settings.maxAttempts = 5;
    other.open();
    QTRY_COMPARE(other.phase(), Watched::Phase::Latched);
    QCOMPARE(proxy.accepted(), 5);
    QCOMPARE(other.problemCount(protocol::Problem::Kind::Transport), 1); // said once, not five times
}

void TestHostile::keepsEventsAfterASequenceThatJumped()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    for (const qint64 sequence : { qint64(1), (qint64(1) << 53) - 1, qint64(2), qint64(3), qint64(2) })
        server.serverSends(log(QString::number(sequence), { { u"sequence"_s, sequence }, { u"stream_id"_s, u"a"_s } }));
    server.serverSends(log(u"end"_s));
    QTRY_COMPARE(watched.logs(), (QStringList{ u"1"_s, u"9007199254740991"_s, u"2"_s, u"3"_s, u"end"_s }));
    QCOMPARE(watched.problemCount(protocol::Problem::Kind::OutOfOrder), 2);
}

void TestHostile::keepsEventsWhereEveryOneHasItsOwnStream()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    QStringList expected;
    for (int i = 0; i < 200; ++i) {
        expected.append(QString::number(i));
        server.serverSends(log(expected.last(), { { u"sequence"_s, 1 }, { u"stream_id"_s, u"s%1"_s.arg(i) } }));
    }
    QTRY_COMPARE(watched.logs(), expected);
    QCOMPARE(watched.count(u"gap"_s), 1);
    QCOMPARE(watched.problemCount(protocol::Problem::Kind::OutOfOrder), 198);
}

void TestHostile::survivesAConnectedThatPromisesNonsense()
{
    GuideServer server;
    server.greets = false;
    server.onClient = [](QWebSocket &client) {
        client.sendTextMessage(u"{\"event_type\":\"connected\",\"data\":{\"protocol\":\"stagewatch/1\",\"stream_id\":7,"
                               "\"first_sequence\":-5,\"last_sequence\":\"x\"}}"_s);
    };
    Watched watched(server.url());
    watched.open();
    QVERIFY(server.expectClientSent(u"get_state"_s));
    server.serverSends(log(u"after"_s, { { u"sequence"_s, 1 } }));
    QTRY_COMPARE(watched.logs(), QStringList{ u"after"_s });
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
