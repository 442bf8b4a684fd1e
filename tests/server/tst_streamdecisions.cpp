// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedserver.h"
#include "streamclient.h"

#include <QTest>

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// How people decide on a scripted pipeline, over real sockets.
class TestStreamDecisions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firstApprovalWins();
    void editedApprovalShowsInLaterEvents();
    void approvalBranches_data();
    void approvalBranches();
    void cancelEndsTheRun();
    void hugeWordsAreCutOrRefused();
};

void TestStreamDecisions::firstApprovalWins()
{
    const auto server = serve(u"approval"_s, 500);
    StreamClient ann(server->url());
    QTRY_VERIFY_WITH_TIMEOUT(ann.has(u"approval_required"_s), 20'000);
    StreamClient bob(server->url());
    QTRY_VERIFY(!bob.messages.isEmpty());
    const QJsonObject asked = ann.first(u"approval_required"_s)["data"_L1].toObject();
    const QString id = asked["approval_id"_L1].toString();
    QCOMPARE(asked["on_timeout"_L1].toString(), u"reject"_s);
    QVERIFY(asked["expires_at"_L1].toString().endsWith(u'Z'));
    QVERIFY(asked["editable_schema"_L1].isObject());
    QCOMPARE(request(server->url(), u"/api/v1/projects/proj_abc123/state"_s)
                 .json["data"_L1]["pending_approvals"_L1]
                 .toArray()
                 .size(),
             1);

    ann.send({ { u"type"_s, u"approval_response"_s },
               { u"approval_id"_s, id },
               { u"decision"_s, u"approved"_s },
               { u"comment"_s, u"go"_s },
               { u"responder"_s, u"ann"_s },
               { u"request_id"_s, u"r1"_s } });
    QTRY_VERIFY(ann.has(u"approval_acknowledged"_s));
    const QJsonObject first = ann.first(u"approval_acknowledged"_s)["data"_L1].toObject();
    QCOMPARE(first["accepted"_L1].toBool(), true);
    QCOMPARE(first["request_id"_L1].toString(), u"r1"_s);

    bob.send({ { u"type"_s, u"approval_response"_s },
               { u"approval_id"_s, id },
               { u"decision"_s, u"rejected"_s },
               { u"request_id"_s, u"r2"_s } });
    QTRY_VERIFY(bob.has(u"approval_acknowledged"_s));
    const QJsonObject late = bob.first(u"approval_acknowledged"_s)["data"_L1].toObject();
    QCOMPARE(late["accepted"_L1].toBool(true), false);
    QCOMPARE(late["resolution"_L1]["decision"_L1].toString(), u"approved"_s);
    QCOMPARE(late["resolution"_L1]["responder"_L1].toString(), u"ann"_s);

    const qsizetype before = ann.messages.size();
    ann.send({ { u"type"_s, u"approval_response"_s },
               { u"approval_id"_s, id },
               { u"decision"_s, u"rejected"_s },
               { u"request_id"_s, u"r1"_s } });
    QTRY_VERIFY(ann.has(u"approval_acknowledged"_s, before));
    QCOMPARE(ann.first(u"approval_acknowledged"_s, before)["data"_L1].toObject(), first);

    for (StreamClient *client : { &ann, &bob }) {
        QTRY_VERIFY(client->has(u"approval_resolved"_s));
        const QJsonObject resolved = client->first(u"approval_resolved"_s)["data"_L1].toObject();
        QCOMPARE(resolved["decision"_L1].toString(), u"approved"_s);
        QCOMPARE(resolved["comment"_L1].toString(), u"go"_s);
        QCOMPARE(resolved["source"_L1].toString(), u"user"_s);
        QTRY_VERIFY_WITH_TIMEOUT(client->has(u"pipeline_completed"_s), 20'000);
        QCOMPARE(client->sequences().count(client->first(u"approval_resolved"_s)["sequence"_L1].toInteger()), 1);
    }
}

void TestStreamDecisions::editedApprovalShowsInLaterEvents()
{
    const auto server = serve(u"approval"_s, 500);
    StreamClient client(server->url());
    QTRY_VERIFY_WITH_TIMEOUT(client.has(u"approval_required"_s), 20'000);
    const QJsonObject asked = client.first(u"approval_required"_s)["data"_L1].toObject();
    QJsonObject data = asked["approval_data"_L1].toObject();
    QJsonObject hyperparameters = data["hyperparameters"_L1].toObject();
    hyperparameters["n_estimators"_L1] = 250;
    data["hyperparameters"_L1] = hyperparameters;
    client.send({ { u"type"_s, u"approval_response"_s },
                  { u"approval_id"_s, asked["approval_id"_L1] },
                  { u"decision"_s, u"approved"_s },
                  { u"approval_data"_s, data } });
    QTRY_VERIFY_WITH_TIMEOUT(client.has(u"pipeline_completed"_s), 20'000);
    const QJsonObject result = client.messages.last()["data"_L1]["result"_L1].toObject();
    QCOMPARE(result["hyperparameters"_L1]["n_estimators"_L1], QJsonValue(250));
    QCOMPARE(result["hyperparameters"_L1]["learning_rate"_L1], QJsonValue(0.05));
    QCOMPARE(result["hyperparameters"_L1]["early_stopping"_L1], QJsonValue(true));
    QVERIFY(client.texts.join(u'\n').contains(u"n_estimators=250"_s));
}

void TestStreamDecisions::approvalBranches_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("log");
    QTest::newRow("rejected") << u"rejected"_s << u"pipeline_failed"_s << u"branch rejected"_s;
    QTest::newRow("approved") << u"approved"_s << u"pipeline_completed"_s << u"branch approved"_s;
    QTest::newRow("timeout") << QString() << u"pipeline_failed"_s << u"branch timeout"_s;
}

void TestStreamDecisions::approvalBranches()
{
    QFETCH(QString, answer);
    QFETCH(QString, end);
    QFETCH(QString, log);
    const QByteArray timeout = answer.isEmpty() ? "0.2" : "60";
    const auto server = serve(parse(R"([{"enter":"s","progress":0.1},{"approval":{"approval_data":{"a":1}},"timeout":)"
                                    + timeout + R"(,"branches":{
        "approved":[{"log":"branch approved"}],
        "rejected":[{"log":"branch rejected"},{"fail":{"error":"no"}}],
        "timeout":[{"log":"branch timeout"},{"fail":{"error":"late"}}]}},{"complete":{}}])"),
                              1);
    StreamClient client(server->url());
    QTRY_VERIFY(client.has(u"approval_required"_s));
    const QJsonValue id = client.first(u"approval_required"_s)["data"_L1]["approval_id"_L1];
    if (!answer.isEmpty()) {
        const HttpAnswer reply = request(server->url(), u"/api/v1/projects/proj_abc123/approvals/"_s + id.toString(),
                                         "POST", R"({"decision":")" + answer.toLatin1() + R"(","request_id":"q"})");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json["accepted"_L1].toBool(), true);
        QCOMPARE(reply.json["approval_id"_L1], id);
    }
    QTRY_VERIFY(client.has(end));
    QVERIFY(client.texts.join(u'\n').contains(log));
    const QJsonObject resolved = client.first(u"approval_resolved"_s)["data"_L1].toObject();
    QCOMPARE(resolved["source"_L1].toString(), answer.isEmpty() ? u"timeout"_s : u"user"_s);
    // After the end nobody can answer any more.
    const HttpAnswer late = request(server->url(), u"/api/v1/projects/proj_abc123/approvals/"_s + id.toString(), "POST",
                                    R"({"decision":"approved"})");
    QCOMPARE(late.json["accepted"_L1].toBool(true), false);
}

void TestStreamDecisions::cancelEndsTheRun()
{
    const auto server = serve(u"success"_s, 20);
    StreamClient client(server->url());
    QTRY_VERIFY(client.has(u"log"_s));
    client.send({ { u"type"_s, u"cancel"_s }, { u"reason"_s, u"wrong data"_s }, { u"request_id"_s, u"c1"_s } });
    QTRY_VERIFY(client.has(u"cancel_acknowledged"_s));
    const QJsonObject acknowledged = client.first(u"cancel_acknowledged"_s)["data"_L1].toObject();
    QCOMPARE(acknowledged["message"_L1].toString(), u"Cancellation request received"_s);
    QCOMPARE(acknowledged["request_id"_L1].toString(), u"c1"_s);
    QCOMPARE(acknowledged["delivered"_L1].toBool(), true);
    QTRY_VERIFY(client.has(u"pipeline_cancelled"_s));
    QCOMPARE(client.first(u"pipeline_cancelled"_s)["data"_L1]["reason"_L1].toString(), u"wrong data"_s);
    QVERIFY(!client.first(u"pipeline_cancelled"_s)["data"_L1]["requester"_L1].toString().isEmpty());
    const HttpAnswer again = request(server->url(), u"/api/v1/projects/proj_abc123/cancel"_s, "POST", "{}");
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json["delivered"_L1].toBool(true), false);
    QCOMPARE(request(server->url(), u"/api/v1/projects/proj_abc123/state"_s).json["data"_L1]["status"_L1].toString(),
             u"cancelled"_s);
}

void TestStreamDecisions::hugeWordsAreCutOrRefused()
{
    const auto server =
        serve(parse(R"([{"enter":"s","progress":0.1},{"approval":{"approval_data":{"a":1}}},{"complete":{}}])"), 1);
    StreamClient client(server->url());
    QTRY_VERIFY(client.has(u"approval_required"_s));
    client.send({ { u"type"_s, u"approval_response"_s },
                  { u"approval_id"_s, client.first(u"approval_required"_s)["data"_L1]["approval_id"_L1] },
                  { u"decision"_s, u"approved"_s },
                  { u"comment"_s, QString(200'000, u'x') } });
    QTRY_VERIFY(client.has(u"error"_s));
    QVERIFY(!client.has(u"approval_resolved"_s));
    client.send({ { u"type"_s, u"cancel"_s }, { u"reason"_s, QString(200'000, u'x') } });
    QTRY_VERIFY(client.has(u"pipeline_cancelled"_s));
}

QTEST_GUILESS_MAIN(TestStreamDecisions)
#include "tst_streamdecisions.moc"
