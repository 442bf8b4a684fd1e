// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/guideserver.h"
#include "support/warningguard.h"
#include "watched.h"

#include <QJsonArray>
#include <QTest>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using test::GuideServer;
using test::Watched;

class TestClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_guard = std::make_unique<test::WarningGuard>(); }
    void cleanup() { QCOMPARE(m_guard->take(), QStringList()); }

    void takesEveryMessageOfTheGuide();
    void asksForTheStateAfterTheGreeting();
    void asksForTheStateOfAServerThatDoesNotGreet();
    void sendsTheTokenAndTheGuidesPath();
    void sendsCancelAndApproval();
    void saysWhenAMessageCannotLeave();
    void pingsAndMeasuresTheRoundTrip();
    void answersAServersPing();
    void closesWith1000();
    void closesEverySocketWhenItEnds();
    void tellsOfABatchOnceUntilItIsTaken();
    void writesEveryEventIntoTheJournal();
    void keepsManyConnectionsApart();
    void asksAServerWithExtensionsForItsWholeHistory();

private:
    std::unique_ptr<test::WarningGuard> m_guard;
};

namespace {

void log(GuideServer &server, const QString &message)
{
    server.serverSends(GuideServer::event(u"log"_s, { { u"level"_s, u"info"_s }, { u"message"_s, message } }));
}

} // namespace

void TestClient::takesEveryMessageOfTheGuide()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    QTRY_COMPARE(watched.count(u"connected"_s), 1);
    const QStringList types{ u"stage_transition"_s, u"progress_update"_s,     u"log"_s,
                             u"decision"_s,         u"approval_required"_s,   u"pipeline_completed"_s,
                             u"pipeline_failed"_s,  u"cancel_acknowledged"_s, u"error"_s };
    for (const QString &type : types)
        server.serverSends(GuideServer::event(type, { { u"stage"_s, u"training"_s }, { u"message"_s, type } }));
    for (const QString &type : types)
        QTRY_COMPARE(watched.count(type), 1);
    QVERIFY2(watched.problems.empty(), qPrintable(watched.problemTexts()));
    QVERIFY(watched.status().everConnected);
    QVERIFY(!watched.status().hasExtensions);
    QVERIFY(watched.status().error.isEmpty());
}

void TestClient::asksForTheStateAfterTheGreeting()
{
    GuideServer server;
    server.onMessage = [](QWebSocket &, const QJsonObject &) {}; // no answer: it must work without
    Watched watched(server.url());
    watched.open();
    QJsonObject question;
    QVERIFY(server.expectClientSent(u"get_state"_s, &question));
    QCOMPARE(question, (QJsonObject{ { u"type"_s, u"get_state"_s } }));
    log(server, u"goes on"_s);
    QTRY_COMPARE(watched.logs(), QStringList{ u"goes on"_s });
}

void TestClient::asksForTheStateOfAServerThatDoesNotGreet()
{
    GuideServer server;
    server.greets = false;
    Watched watched(server.url());
    watched.open();
    QVERIFY(server.expectClientSent(u"get_state"_s));
}

void TestClient::sendsTheTokenAndTheGuidesPath()
{
    GuideServer server;
    Watched watched(server.url());
    watched.settings.token = "secret-token";
    watched.open();
    QTRY_COMPARE(server.accepted(), 1);
    QCOMPARE(server.requests().first().url().path(), u"/api/v1/ws/projects/proj_abc123/stream"_s);
    QCOMPARE(server.requests().first().rawHeader("Authorization"), "Bearer secret-token");
}

void TestClient::sendsCancelAndApproval()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    watched.client->send(watched.id, protocol::Cancel{});
    QJsonObject sent;
    QVERIFY(server.expectClientSent(u"cancel"_s, &sent));
    QCOMPARE(sent, (QJsonObject{ { u"type"_s, u"cancel"_s } }));
    protocol::ApprovalResponse approval;
    approval.approvalId = u"ap-1"_s;
    approval.decision = protocol::ApprovalDecision::Approved;
    watched.client->send(watched.id, approval);
    QVERIFY(server.expectClientSent(u"approval_response"_s, &sent));
    QCOMPARE(sent.value(u"approval_id"_s).toString(), u"ap-1"_s);
    QVERIFY(watched.failures.empty());
}

void TestClient::saysWhenAMessageCannotLeave()
{
    GuideServer server;
    server.stop();
    Watched watched(server.url());
    watched.open();
    QTRY_VERIFY(!watched.error().isEmpty());
    watched.client->send(watched.id, protocol::Cancel{});
    QTRY_COMPARE(watched.failures.size(), size_t(1));
    QVERIFY(std::holds_alternative<protocol::Cancel>(watched.failures.front().first));
    QVERIFY(watched.failures.front().second.contains(u"127.0.0.1"_s));
}

void TestClient::pingsAndMeasuresTheRoundTrip()
{
    GuideServer server;
    Watched watched(server.url());
    watched.settings.pingInterval = 20ms;
    watched.open();
    QVERIFY(server.expectClientSent(u"ping"_s));
    QVERIFY(server.expectClientSent(u"ping"_s));
    QTRY_VERIFY(watched.status().lastPong.has_value());
    QTRY_VERIFY(watched.status().roundTrip.has_value());
    QCOMPARE(watched.count(u"pong"_s), 0); // no part of the story
}

void TestClient::answersAServersPing()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    server.serverSends(R"({"event_type":"ping"})");
    QJsonObject answer;
    QVERIFY(server.expectClientSent(u"pong"_s, &answer));
    QCOMPARE(answer, (QJsonObject{ { u"type"_s, u"pong"_s } }));
}

void TestClient::closesWith1000()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    watched.close();
    QTRY_COMPARE(server.closeCodes(), QList<int>{ 1000 });
    QCOMPARE(watched.phase(), Watched::Phase::Closed);
    watched.client->send(watched.id, protocol::Cancel{});
    QTRY_COMPARE(watched.failures.size(), size_t(1));
}

void TestClient::closesEverySocketWhenItEnds()
{
    GuideServer server;
    auto watched = std::make_unique<Watched>(server.url());
    watched->open();
    watched->client->open(watched->settings, watched->journal);
    QTRY_COMPARE(server.open(), 2);
    // The end waits for the close to be answered, so the server must be served meanwhile; a mute one is cut off after 1
    // s.
    watched->end();
    QTRY_COMPARE(server.open(), 0);
    QCOMPARE(server.closeCodes(), (QList<int>{ 1000, 1000 }));
}

void TestClient::tellsOfABatchOnceUntilItIsTaken()
{
    GuideServer server;
    Watched watched(server.url());
    int told = 0;
    watched.client->disconnect(&watched);
    connect(watched.client.get(), &client::Client::batchReady, this, [&told] { ++told; });
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    QTRY_COMPARE(told, 1);
    for (int i = 0; i < 50; ++i)
        log(server, QString::number(i));
    QTRY_COMPARE(watched.journal->size(), 51);
    QCoreApplication::processEvents();
    QCOMPARE(told, 1);
    const journal::Batch batch = watched.client->takeBatch(watched.id);
    QCOMPARE(batch.events.size(), size_t(51));
    QCOMPARE(batch.firstRow, 0);
    log(server, u"more"_s);
    QTRY_COMPARE(told, 2);
}

void TestClient::writesEveryEventIntoTheJournal()
{
    GuideServer server;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(watched.count(u"connected"_s), 1);
    const QByteArray message =
        GuideServer::event(u"decision"_s, { { u"stage"_s, u"training"_s }, { u"unknown"_s, QJsonArray{ 1, 2 } } });
    server.serverSends(message);
    QTRY_COMPARE(watched.count(u"decision"_s), 1);
    QCOMPARE(watched.journal->text(1), message);
    QVERIFY(watched.rowsMatched);
}

void TestClient::keepsManyConnectionsApart()
{
    GuideServer one;
    GuideServer two;
    Watched watched(one.url());
    Watched other(two.url());
    watched.open();
    other.open();
    QTRY_COMPARE(one.open() + two.open(), 2);
    log(one, u"one"_s);
    log(two, u"two"_s);
    QTRY_COMPARE(watched.logs(), QStringList{ u"one"_s });
    QTRY_COMPARE(other.logs(), QStringList{ u"two"_s });
}

void TestClient::asksAServerWithExtensionsForItsWholeHistory()
{
    GuideServer server;
    server.greets = false;
    Watched watched(server.url());
    server.onClient = [](QWebSocket &client) {
        const QJsonObject data{ { u"protocol"_s, u"stagewatch/1"_s },
                                { u"stream_id"_s, u"s-1"_s },
                                { u"first_sequence"_s, 8 },
                                { u"last_sequence"_s, 9 } };
        client.sendTextMessage(QString::fromUtf8(GuideServer::event(u"connected"_s, data)));
    };
    watched.open();
    QJsonObject question;
    QVERIFY(server.expectClientSent(u"get_state"_s, &question));
    QCOMPARE(question, (QJsonObject{ { u"type"_s, u"get_state"_s }, { u"stream_id"_s, u"s-1"_s }, { u"since"_s, 7 } }));
    QTRY_VERIFY(watched.status().hasExtensions);
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
