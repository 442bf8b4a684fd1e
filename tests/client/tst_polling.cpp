// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rawserver.h"
#include "support/warningguard.h"
#include "watched.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using test::RawServer;
using test::Watched;

namespace {

QJsonObject numbered(qint64 sequence)
{
    return { { u"event_type"_s, u"log"_s },
             { u"project_id"_s, u"proj_abc123"_s },
             { u"timestamp"_s, u"2024-01-01T12:00:00.000Z"_s },
             { u"sequence"_s, sequence },
             { u"stream_id"_s, u"a"_s },
             { u"data"_s,
               QJsonObject{ { u"level"_s, u"info"_s }, { u"message"_s, u'a' + QString::number(sequence) } } } };
}

QByteArray events(qint64 first, qint64 last)
{
    QJsonArray all;
    for (qint64 sequence = first; sequence <= last; ++sequence)
        all.append(numbered(sequence));
    return RawServer::http("200 OK",
                           QJsonDocument(QJsonObject{ { u"events"_s, all },
                                                      { u"stream_id"_s, u"a"_s },
                                                      { u"first_sequence"_s, 1 },
                                                      { u"last_sequence"_s, last } })
                               .toJson(QJsonDocument::Compact));
}

QByteArray state(const QByteArray &stage)
{
    return RawServer::http("200 OK",
                           "{\"project_id\":\"proj_abc123\",\"status\":\"running\",\"stage\":\"" + stage + "\"}");
}

} // namespace

class TestPolling : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { QCOMPARE(m_guard->take(), QStringList()); }

    void pollsWhereWebSocketIsBlocked_data();
    void pollsWhereWebSocketIsBlocked();
    void pollsAfterTwoMessagesThatAreNotUtf8();
    void asksOnFromTheLastEventItKnows();
    void showsAGapWhereEventsWereTrimmed();
    void triesTheWebSocketAgain();
    void sendsCancelAndApprovalByRest();
    void saysWhyACancelWasRefused();
    void latchesWhereRestRefusesTheToken();
    void goesBackToConnectingWhenRestFails();
    void leavesAnAnswerOutThatIsTooBig();
    void sendsTheTokenAndFollowsNoRedirect();

private:
    std::unique_ptr<RawServer> m_server;
    std::unique_ptr<Watched> m_watched;
    std::unique_ptr<test::WarningGuard> m_guard;
};

void TestPolling::init()
{
    m_guard = std::make_unique<test::WarningGuard>();
    m_server = std::make_unique<RawServer>();
    m_server->answer("/stream", RawServer::http("200 OK", "<html>"));
    m_server->answer("/events", RawServer::http("404 Not Found"));
    m_server->answer("/state", state("training"));
    m_watched = std::make_unique<Watched>(m_server->url(u"ws"_s));
}

void TestPolling::pollsWhereWebSocketIsBlocked_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("a web server") << RawServer::http("200 OK", "<html>");
    QTest::newRow("keep-alive, Upgrade") << RawServer::upgrade("keep-alive, Upgrade");
    QTest::newRow("426") << RawServer::http("426 Upgrade Required");
    QTest::newRow("404 on both paths") << RawServer::http("404 Not Found");
}

void TestPolling::pollsWhereWebSocketIsBlocked()
{
    QFETCH(QByteArray, answer);
    m_server->answer("/stream", answer);
    m_watched->open();
    QTRY_COMPARE(m_watched->phase(), Watched::Phase::Polling);
    QVERIFY(m_watched->error().contains(u"REST"_s));
    QVERIFY(m_watched->status().isLive());
    QVERIFY(m_watched->status().lastPong.has_value());
    QTRY_COMPARE(m_watched->count(u"state"_s), 1);
    QCOMPARE(m_watched->last(u"state"_s)->as<protocol::Snapshot>()->stage.id, u"training"_s);
    m_server->answer("/state", state("evaluation"));
    QTRY_COMPARE(m_watched->count(u"state"_s), 2);
    QVERIFY(m_watched->rowsMatched);
}

void TestPolling::pollsAfterTwoMessagesThatAreNotUtf8()
{
    m_server->setCloses(false);
    m_server->answer("/stream", RawServer::upgrade() + QByteArray("\x81\x02\xc3\x28", 4));
    m_watched->open();
    QTRY_COMPARE(m_watched->phase(), Watched::Phase::Polling);
    QVERIFY2(m_watched->error().contains(u"UTF-8"_s), qPrintable(m_watched->error()));
}

void TestPolling::asksOnFromTheLastEventItKnows()
{
    m_server->answer("/events", events(1, 3));
    m_watched->open();
    QTRY_COMPARE(m_watched->logs(), (QStringList{ u"a1"_s, u"a2"_s, u"a3"_s }));
    m_server->answer("/events", events(2, 5)); // two of them again
    QTRY_COMPARE(m_watched->logs(), (QStringList{ u"a1"_s, u"a2"_s, u"a3"_s, u"a4"_s, u"a5"_s }));
    QTRY_VERIFY(m_server->requests().last().contains("since=5&stream_id=a&")
                || m_server->requests().last().contains("/state "));
    QVERIFY2(m_watched->problemCount(protocol::Problem::Kind::OutOfOrder) == 0, qPrintable(m_watched->problemTexts()));
}

void TestPolling::showsAGapWhereEventsWereTrimmed()
{
    m_server->answer("/events", events(1, 2));
    m_watched->open();
    QTRY_COMPARE(m_watched->logs().size(), 2);
    m_server->answer("since=9", events(10, 11));
    m_server->answer("since=2",
                     RawServer::http("410 Gone", R"({"stream_id":"a","first_sequence":10,"last_sequence":11})"));
    QTRY_COMPARE(m_watched->logs(), (QStringList{ u"a1"_s, u"a2"_s, u"a10"_s, u"a11"_s }));
    QCOMPARE(m_watched->count(u"gap"_s), 1);
    const auto *gap = m_watched->last(u"gap"_s)->as<protocol::Gap>();
    QCOMPARE(gap->reason, u"trimmed"_s);
    QCOMPARE(gap->requestedSince.value_or(0), 2);
    QCOMPARE(gap->firstSequence.value_or(0), 10);
}

void TestPolling::triesTheWebSocketAgain()
{
    m_watched->settings.webSocketRetry = 30ms;
    m_watched->open();
    QTRY_COMPARE(m_watched->phase(), Watched::Phase::Polling);
    const auto asked = [this] {
        return std::count_if(m_server->requests().cbegin(), m_server->requests().cend(),
                             [](const QByteArray &request) { return request.contains("/stream "); });
    };
    QTRY_VERIFY(asked() > 4);
    m_server->setCloses(false);
    m_server->answer("/stream", RawServer::upgrade());
    QTRY_COMPARE(m_watched->phase(), Watched::Phase::Connected);
    QVERIFY(m_watched->error().isEmpty());
    QVERIFY2(m_watched->problems.size() == 1, qPrintable(m_watched->problemTexts()));
}

void TestPolling::sendsCancelAndApprovalByRest()
{
    m_server->answer("/cancel", RawServer::http("202 Accepted", R"({"message":"Cancellation request received"})"));
    m_server->answer("/approvals/ap%2F1",
                     RawServer::http("409 Conflict", R"({"approval_id":"ap/1","accepted":false,"resolution":null})"));
    m_watched->open();
    QTRY_COMPARE(m_watched->phase(), Watched::Phase::Polling);
    m_watched->client->send(m_watched->id, protocol::Cancel{ .reason = u"enough"_s, .force = false, .requestId = {} });
    QTRY_COMPARE(m_watched->count(u"cancel_acknowledged"_s), 1);
    const auto posted = std::find_if(m_server->requests().cbegin(), m_server->requests().cend(),
                                     [](const QByteArray &request) { return request.startsWith("POST "); });
    QVERIFY(posted != m_server->requests().cend());
    QVERIFY2(posted->contains("enough") && posted->contains("application/json"), posted->constData());
    protocol::ApprovalResponse approval;
    approval.approvalId = u"ap/1"_s;
    m_watched->client->send(m_watched->id, approval);
    QTRY_COMPARE(m_watched->count(u"approval_acknowledged"_s), 1);
    QVERIFY(!m_watched->last(u"approval_acknowledged"_s)->as<protocol::ApprovalAcknowledged>()->accepted);
    QVERIFY(m_watched->failures.empty());
}

void TestPolling::saysWhyACancelWasRefused()
{
    m_server->answer(
        "/cancel", RawServer::http("403 Forbidden", R"({"title":"Forbidden","detail":"This token may only watch."})"));
    m_watched->open();
    QTRY_COMPARE(m_watched->phase(), Watched::Phase::Polling);
    m_watched->client->send(m_watched->id, protocol::Cancel{});
    QTRY_COMPARE(m_watched->failures.size(), size_t(1));
    QVERIFY2(m_watched->failures.front().second.contains(u"may only watch"_s),
             qPrintable(m_watched->failures.front().second));
}

void TestPolling::latchesWhereRestRefusesTheToken()
{
    m_server->answer("/events", RawServer::http("401 Unauthorized"));
    m_watched->open();
    QTRY_COMPARE(m_watched->phase(), Watched::Phase::Latched);
    QCOMPARE(m_watched->status().latch, Watched::Latch::Refused);
}

void TestPolling::goesBackToConnectingWhenRestFails()
{
    m_watched->open();
    QTRY_COMPARE(m_watched->phase(), Watched::Phase::Polling);
    m_server->answer("/state", RawServer::http("500 Internal Server Error"));
    QTRY_VERIFY(m_watched->phase() != Watched::Phase::Polling);
    m_server->answer("/state", state("evaluation"));
    QTRY_COMPARE(m_watched->phase(), Watched::Phase::Polling);
}

void TestPolling::leavesAnAnswerOutThatIsTooBig()
{
    m_server->answer("/state", RawServer::http("200 OK", QByteArray(5 * 1024 * 1024, ' ') + "{}"));
    m_watched->settings.maxAttempts = 1;
    m_watched->open();
    QTRY_COMPARE(m_watched->phase(), Watched::Phase::Latched);
    QCOMPARE(m_watched->count(u"state"_s), 0);
}

void TestPolling::sendsTheTokenAndFollowsNoRedirect()
{
    RawServer target;
    target.answer("/", state("stolen"));
    m_server->answer("/state",
                     RawServer::http("302 Found", {}, "Location: " + target.url(u"http"_s).toEncoded() + "/\r\n"));
    m_watched->settings.token = "secret-token";
    m_watched->settings.maxAttempts = 2;
    m_watched->open();
    QTRY_COMPARE(m_watched->phase(), Watched::Phase::Latched);
    QVERIFY(m_server->requests().last().contains("Bearer secret-token"));
    QCOMPARE(target.accepted(), 0);
}

QTEST_GUILESS_MAIN(TestPolling)
#include "tst_polling.moc"
