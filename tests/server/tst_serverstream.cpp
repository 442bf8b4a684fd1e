// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/server.h"
#include "streamclient.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// What a watcher of a scripted pipeline sees, over real sockets.
class TestStream : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void greetsFirstOnBothPaths_data();
    void greetsFirstOnBothPaths();
    void numbersEveryEventWithoutGaps();
    void answersPing();
    void answersGetState();
    void replaysSinceAndJoinsLiveUnderFlood();
    void saysGap_data();
    void saysGap();
    void firstApprovalWins();
    void editedApprovalShowsInLaterEvents();
    void approvalBranches_data();
    void approvalBranches();
    void cancelEndsTheRun();
    void hugeWordsAreCutOrRefused();
    void badMessagesCostNobodyElse_data();
    void badMessagesCostNobodyElse();
    void loopStartsANewRun();
    void plainGuideLeavesExtensionsOut();
    void faultsOfAScenario();
    void goodbyeIs1001();
    void journalsStandInTheDataDirectory();
    void unreadWatcherHoldsNoMemory();
    void unreadWatcherIsClosedInTheEnd();
    void whoReadsAgainHearsWhyItIsClosed();

private:
    static std::unique_ptr<Server> serve(const QString &scenario, double speed,
                                         const std::function<void(ServerOptions &)> &change = {});
    static std::unique_ptr<Server> serve(Scenario scenario, double speed,
                                         const std::function<void(ServerOptions &)> &change = {});
    static Scenario parse(const QByteArray &steps);
};

Scenario TestStream::parse(const QByteArray &steps)
{
    QString error;
    std::optional<Scenario> scenario = parseScenario(R"({"steps":)" + steps + "}", u"test"_s, &error);
    if (!scenario)
        qFatal("%s", qPrintable(error));
    return *scenario;
}

std::unique_ptr<Server> TestStream::serve(const QString &scenario, double speed,
                                          const std::function<void(ServerOptions &)> &change)
{
    return serve(builtInScenario(scenario).value(), speed, change);
}

std::unique_ptr<Server> TestStream::serve(Scenario scenario, double speed,
                                          const std::function<void(ServerOptions &)> &change)
{
    ServerOptions options;
    options.port = 0;
    options.speed = speed;
    options.hosted.push_back({ QString(), std::move(scenario) });
    if (change)
        change(options);
    auto server = std::make_unique<Server>(options);
    QString error;
    if (!server->start(&error))
        qFatal("%s", qPrintable(error));
    return server;
}

void TestStream::greetsFirstOnBothPaths_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::newRow("with ws") << u"/api/v1/ws/projects/"_s;
    QTest::newRow("without ws") << u"/api/v1/projects/"_s;
}

void TestStream::greetsFirstOnBothPaths()
{
    QFETCH(QString, prefix);
    const auto server = serve(u"success"_s, 1);
    StreamClient client(server->url(), u"proj_abc123"_s, prefix);
    QTRY_VERIFY(!client.messages.isEmpty());
    const QJsonObject hello = client.messages.first();
    QCOMPARE(hello["event_type"_L1].toString(), u"connected"_s);
    QCOMPARE(hello["project_id"_L1].toString(), u"proj_abc123"_s);
    QCOMPARE(hello["message"_L1].toString(), u"WebSocket connection established"_s);
    QVERIFY(!hello.contains("sequence"_L1));
    const QJsonObject data = hello["data"_L1].toObject();
    QCOMPARE(data["protocol"_L1].toString(), u"stagewatch/1"_s);
    QCOMPARE(data["first_sequence"_L1].toInteger(), 1);
    QCOMPARE(data["last_sequence"_L1].toInteger(-1), 0);
    QCOMPARE(data["progress_scope"_L1].toString(), u"pipeline"_s);
    QCOMPARE(data["stages"_L1].toArray().size(), 7);
    QVERIFY(!data["run_id"_L1].toString().isEmpty());
    QVERIFY(!data["stream_id"_L1].toString().isEmpty());
    QTRY_VERIFY(client.has(u"stage_transition"_s));
}

void TestStream::numbersEveryEventWithoutGaps()
{
    const auto server = serve(u"success"_s, 1000);
    QSignalSpy ended(server.get(), &Server::runEnded);
    StreamClient client(server->url());
    QTRY_VERIFY_WITH_TIMEOUT(client.has(u"pipeline_completed"_s), 20'000);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended.first().first().toString(), u"proj_abc123"_s);
    const QList<qint64> sequences = client.sequences();
    for (qsizetype i = 0; i < sequences.size(); ++i)
        QCOMPARE(sequences[i], i + 1);
    QCOMPARE(sequences.size(), client.messages.size() - 1);
    const QJsonObject hello = client.messages.first()["data"_L1].toObject();
    for (const QJsonObject &message : client.messages) {
        QCOMPARE(message["stream_id"_L1], hello["stream_id"_L1]);
        QCOMPARE(message["run_id"_L1], hello["run_id"_L1]);
        QVERIFY(message["timestamp"_L1].toString().endsWith(u'Z'));
    }
    const QJsonObject progress = client.first(u"progress_update"_s)["data"_L1].toObject();
    QVERIFY(progress.contains("progress_percentage"_L1));
    QVERIFY(progress.contains("estimated_time_display"_L1));
    QCOMPARE(client.messages.last()["data"_L1]["result"_L1]["model_id"_L1].toString(), u"model_xyz789"_s);
}

void TestStream::answersPing()
{
    const auto server = serve(u"success"_s, 0.01);
    StreamClient client(server->url());
    QTRY_VERIFY(client.has(u"stage_transition"_s));
    client.send({ { u"type"_s, u"ping"_s } });
    QTRY_VERIFY(client.has(u"pong"_s));
    const QJsonObject pong = client.first(u"pong"_s);
    QCOMPARE(pong["data"_L1]["last_sequence"_L1].toInteger(), 1);
    QCOMPARE(pong["data"_L1]["stream_id"_L1], client.messages.first()["stream_id"_L1]);
    QVERIFY(!pong.contains("sequence"_L1));
}

void TestStream::answersGetState()
{
    const auto server = serve(u"success"_s, 1000);
    StreamClient client(server->url());
    QTRY_VERIFY_WITH_TIMEOUT(client.has(u"pipeline_completed"_s), 20'000);
    client.send({ { u"type"_s, u"get_state"_s } });
    QTRY_VERIFY(client.has(u"state"_s));
    const QJsonObject state = client.first(u"state"_s);
    QCOMPARE(state["sequence"_L1].toInteger(), client.sequences().last());
    QCOMPARE(state["stream_id"_L1], client.messages.first()["stream_id"_L1]);
    const QJsonObject data = state["data"_L1].toObject();
    QCOMPARE(data["project_id"_L1].toString(), u"proj_abc123"_s);
    QCOMPARE(data["status"_L1].toString(), u"completed"_s);
    QCOMPARE(data["stages"_L1].toArray().size(), 7);
    QVERIFY(data["decisions"_L1].toArray().size() >= 5);
    QVERIFY(!data["logs"_L1].toArray().isEmpty());
    QCOMPARE(data["result"_L1]["model_id"_L1].toString(), u"model_xyz789"_s);
    QCOMPARE(request(server->url(), u"/api/v1/projects/proj_abc123/state"_s).json["data"_L1]["status"_L1].toString(),
             u"completed"_s);
}

void TestStream::replaysSinceAndJoinsLiveUnderFlood()
{
    const auto server =
        serve(parse(R"([{"enter":"processing","progress":0.2},{"flood":30000,"rate":10000,"message":"line {i} é"},
                                        {"complete":{"result":{}}}])"),
              1);
    StreamClient starter(server->url());
    QTRY_VERIFY(starter.sequences().size() > 2000);
    StreamClient client(server->url());
    QTRY_VERIFY(!client.messages.isEmpty());
    const QString streamId = client.messages.first()["stream_id"_L1].toString();
    client.send({ { u"type"_s, u"get_state"_s }, { u"stream_id"_s, streamId }, { u"since"_s, 41 } });
    QTRY_VERIFY_WITH_TIMEOUT(client.has(u"pipeline_completed"_s), 60'000);

    // What came live before the request was taken is not part of its answer.
    qsizetype start = 1;
    while (!client.messages[start].contains("replayed"_L1))
        ++start;
    QList<qint64> sequences = client.sequences(start);
    QCOMPARE(sequences.first(), 42);
    for (qsizetype i = 0; i < sequences.size(); ++i)
        QCOMPARE(sequences[i], 42 + i);
    QCOMPARE(sequences.last(), 30'002);
    // Replayed up to the state, live after it, and the state holds exactly what came before.
    qint64 last = 0;
    bool stateSeen = false;
    for (const QJsonObject &message : client.messages.mid(start)) {
        if (message["event_type"_L1].toString() == "state"_L1) {
            QVERIFY(!stateSeen);
            QCOMPARE(message["sequence"_L1].toInteger(), last);
            stateSeen = true;
            continue;
        }
        last = message["sequence"_L1].toInteger();
        QCOMPARE(message["replayed"_L1].toBool(), !stateSeen);
    }
    QVERIFY(stateSeen);
}

void TestStream::saysGap_data()
{
    QTest::addColumn<QString>("streamId");
    QTest::addColumn<int>("since");
    QTest::addColumn<bool>("gap");
    QTest::newRow("known") << QString() << 0 << false;
    QTest::newRow("another stream") << u"str_other"_s << 3 << true;
    QTest::newRow("beyond the head") << QString() << 1'000'000 << true;
}

void TestStream::saysGap()
{
    QFETCH(QString, streamId);
    QFETCH(int, since);
    QFETCH(bool, gap);
    const auto server = serve(u"failure"_s, 1000);
    StreamClient client(server->url());
    QTRY_VERIFY_WITH_TIMEOUT(client.has(u"pipeline_failed"_s), 20'000);
    const qint64 last = client.sequences().last();
    const qsizetype before = client.messages.size();
    QJsonObject request{ { u"type"_s, u"get_state"_s }, { u"since"_s, since } };
    if (!streamId.isEmpty())
        request.insert(u"stream_id"_s, streamId);
    client.send(request);
    QTRY_VERIFY(client.has(u"state"_s, before));
    QCOMPARE(client.has(u"gap"_s, before), gap);
    if (gap) {
        const QJsonObject message = client.messages[before];
        QCOMPARE(message["event_type"_L1].toString(), u"gap"_s);
        QCOMPARE(message["data"_L1]["requested_since"_L1].toInt(), since);
        QCOMPARE(message["data"_L1]["first_sequence"_L1].toInt(), 1);
        QCOMPARE(message["data"_L1]["reason"_L1].toString(), u"restarted"_s);
    }
    QCOMPARE(client.sequences(before).size(), last);
    QCOMPARE(client.first(u"state"_s, before)["data"_L1]["status"_L1].toString(), u"failed"_s);
}

void TestStream::firstApprovalWins()
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

void TestStream::editedApprovalShowsInLaterEvents()
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

void TestStream::approvalBranches_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("log");
    QTest::newRow("rejected") << u"rejected"_s << u"pipeline_failed"_s << u"branch rejected"_s;
    QTest::newRow("approved") << u"approved"_s << u"pipeline_completed"_s << u"branch approved"_s;
    QTest::newRow("timeout") << QString() << u"pipeline_failed"_s << u"branch timeout"_s;
}

void TestStream::approvalBranches()
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

void TestStream::cancelEndsTheRun()
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

void TestStream::hugeWordsAreCutOrRefused()
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

void TestStream::badMessagesCostNobodyElse_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("no JSON") << u"hello"_s;
    QTest::newRow("empty") << u""_s;
    QTest::newRow("array") << u"[]"_s;
    QTest::newRow("type is a number") << uR"({"type": 1})"_s;
    QTest::newRow("no type") << u"{}"_s;
    QTest::newRow("unknown type") << uR"({"type": "explode"})"_s;
    QTest::newRow("too deep") << QString(100'000, u'[');
    QTest::newRow("negative since") << uR"({"type": "get_state", "since": -1})"_s;
    QTest::newRow("since is a fraction") << uR"({"type": "get_state", "since": 1.5})"_s;
    QTest::newRow("since is 2^63") << uR"({"type": "get_state", "since": 9223372036854775808})"_s;
    QTest::newRow("approval of another project")
        << uR"({"type": "approval_response", "approval_id": "apr_other", "decision": "approved"})"_s;
    QTest::newRow("approval without decision") << uR"({"type": "approval_response", "approval_id": "apr_other"})"_s;
}

void TestStream::badMessagesCostNobodyElse()
{
    QFETCH(QString, message);
    const auto server = serve(u"success"_s, 0.01);
    StreamClient bad(server->url());
    StreamClient good(server->url());
    QTRY_VERIFY(bad.has(u"stage_transition"_s) && !good.messages.isEmpty());
    bad.sendText(message);
    QTRY_VERIFY(bad.has(u"error"_s));
    const QJsonObject error = bad.first(u"error"_s);
    QCOMPARE(error["data"_L1]["recoverable"_L1].toBool(), true);
    QVERIFY(!error["data"_L1]["details"_L1].toString().isEmpty());
    QVERIFY(!error.contains("sequence"_L1));
    bad.send({ { u"type"_s, u"ping"_s } });
    good.send({ { u"type"_s, u"ping"_s } });
    QTRY_VERIFY(bad.has(u"pong"_s));
    QTRY_VERIFY(good.has(u"pong"_s));
    QVERIFY(!good.has(u"error"_s));
}

void TestStream::loopStartsANewRun()
{
    const auto server = serve(u"failure"_s, 1000, [](ServerOptions &options) { options.loop = true; });
    StreamClient client(server->url());
    QTRY_VERIFY_WITH_TIMEOUT(client.texts.filter(u"pipeline_failed"_s).size() >= 2, 20'000);
    QStringList runs;
    for (const QJsonObject &message : client.messages) {
        if (!runs.contains(message["run_id"_L1].toString()))
            runs.append(message["run_id"_L1].toString());
    }
    QVERIFY(runs.size() >= 2);
    const QList<qint64> sequences = client.sequences();
    QCOMPARE(sequences.last(), sequences.size());
}

void TestStream::plainGuideLeavesExtensionsOut()
{
    const auto server = serve(u"approval"_s, 500, [](ServerOptions &options) { options.plainGuide = true; });
    StreamClient client(server->url());
    QTRY_VERIFY_WITH_TIMEOUT(client.has(u"approval_required"_s), 20'000);
    QCOMPARE(client.messages.first().keys(),
             (QStringList{ u"event_type"_s, u"message"_s, u"project_id"_s, u"timestamp"_s }));
    for (const QJsonObject &message : client.messages.mid(1))
        QCOMPARE(message.keys(), (QStringList{ u"data"_s, u"event_type"_s, u"project_id"_s, u"timestamp"_s }));
    const QJsonObject asked = client.first(u"approval_required"_s)["data"_L1].toObject();
    QVERIFY(!asked.contains("approval_id"_L1) && !asked.contains("expires_at"_L1) && !asked.contains("title"_L1));
    client.send({ { u"type"_s, u"ping"_s } });
    QTRY_VERIFY(client.has(u"pong"_s));
    QCOMPARE(client.first(u"pong"_s).keys(), (QStringList{ u"event_type"_s, u"timestamp"_s }));
    client.send({ { u"type"_s, u"approval_response"_s },
                  { u"approval_id"_s, u"made-up"_s },
                  { u"decision"_s, u"approved"_s } });
    QTRY_VERIFY_WITH_TIMEOUT(client.has(u"pipeline_completed"_s), 20'000);
    QVERIFY(!client.has(u"approval_acknowledged"_s) && !client.has(u"approval_resolved"_s));
}

void TestStream::faultsOfAScenario()
{
    const auto server = serve(u"flaky"_s, 20);
    int reconnects = 0;
    int cleanCloses = 0;
    QStringList types;
    bool sawGarbage = false;
    bool ended = false;
    QWebSocketProtocol::CloseCode code = QWebSocketProtocol::CloseCodeNormal;
    while (!ended && reconnects < 5) {
        StreamClient client(server->url());
        bool closed = false;
        QObject::connect(&client.socket(), &QWebSocket::disconnected, &client.socket(), [&] { closed = true; });
        QVERIFY(QTest::qWaitFor([&] { return closed || client.has(u"pipeline_completed"_s); }, 20'000));
        ended = client.has(u"pipeline_completed"_s);
        sawGarbage = sawGarbage || client.texts.join(u'\n').contains(u"Bad Gateway"_s);
        if (!ended) {
            ++reconnects;
            code = client.socket().closeCode();
            cleanCloses += code == QWebSocketProtocol::CloseCode(1011) ? 1 : 0;
        }
        for (const QJsonObject &message : client.messages)
            types.append(message["event_type"_L1].toString());
    }
    QVERIFY(ended);
    QVERIFY(sawGarbage);
    QCOMPARE(reconnects, 2);
    QCOMPARE(cleanCloses, 1);
    QVERIFY(types.contains(u"error"_s));
}

void TestStream::goodbyeIs1001()
{
    const auto server = serve(u"success"_s, 1);
    QSignalSpy stopped(server.get(), &Server::stopped);
    StreamClient client(server->url());
    QTRY_VERIFY(!client.messages.isEmpty());
    bool closed = false;
    QObject::connect(&client.socket(), &QWebSocket::disconnected, &client.socket(), [&] { closed = true; });
    server->stop();
    QTRY_VERIFY(closed);
    QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    QTRY_COMPARE(stopped.size(), 1);
}

void TestStream::journalsStandInTheDataDirectory()
{
    QTemporaryDir folder;
    const auto server =
        serve(u"failure"_s, 1000, [&](ServerOptions &options) { options.dataDirectory = folder.path(); });
    StreamClient client(server->url());
    QTRY_VERIFY_WITH_TIMEOUT(client.has(u"pipeline_failed"_s), 20'000);
    QFile journal(folder.filePath(u"projects/proj_abc123/00000000000000000001.ndjson"_s));
    QVERIFY(journal.open(QIODevice::ReadOnly));
    QStringList lines;
    for (const QByteArray &line : journal.readAll().trimmed().split('\n'))
        lines.append(QString::fromUtf8(line));
    QCOMPARE(lines, client.texts.mid(1));
}

void TestStream::unreadWatcherHoldsNoMemory()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("AddressSanitizer keeps freed memory for a while, so that its size says nothing");
#endif
    const auto residentPages = [] {
        QFile file(u"/proc/self/statm"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() : 0;
    };
    const auto server =
        serve(parse(R"([{"enter":"processing","progress":0.2},{"flood":120000,"rate":60000,"message":"line {i} )"
                    + QByteArray(200, 'x') + R"("},{"complete":{"result":{}}}])"),
              1);
    // A watcher that takes the handshake's answer and then reads nothing, with a small window.
    QTcpSocket silent;
    silent.setReadBufferSize(1);
    silent.connectToHost(server->url().host(), quint16(server->url().port()));
    QTRY_COMPARE(silent.state(), QAbstractSocket::ConnectedState);
    silent.write(handshake("/api/v1/ws/projects/p/stream", "localhost"));
    const auto lastSequence = [&] {
        return request(server->url(), u"/api/v1/projects"_s).json["projects"_L1][0]["last_sequence"_L1].toInteger();
    };
    QTRY_VERIFY(lastSequence() > 1000);
    const qint64 before = residentPages();
    QTRY_VERIFY_WITH_TIMEOUT(lastSequence() == 120'002, 60'000);
    const qint64 grownBytes = (residentPages() - before) * 4096;
    // 45 MB of messages went by: the journal keeps a row of 32 bytes of each.
    QVERIFY2(grownBytes < 24 * 1024 * 1024, qPrintable(QString::number(grownBytes)));
}

void TestStream::unreadWatcherIsClosedInTheEnd()
{
    const auto server =
        serve(parse(R"([{"enter":"s","progress":0.2},{"flood":100000,"rate":50000,"message":"line {i} )"
                    + QByteArray(200, 'x') + R"("},{"log":"later","after":600}])"),
              1, [](ServerOptions &options) { options.watcherPatience = std::chrono::milliseconds(500); });
    QTcpSocket silent;
    silent.setReadBufferSize(1);
    silent.connectToHost(server->url().host(), quint16(server->url().port()));
    QTRY_COMPARE(silent.state(), QAbstractSocket::ConnectedState);
    silent.write(handshake("/api/v1/ws/projects/p/stream", "localhost"));
    StreamClient reader(server->url(), u"p"_s);
    const auto watchers = [&] {
        return request(server->url(), u"/api/v1/projects/p/connections"_s).json["active_connections"_L1].toInt();
    };
    QTRY_COMPARE(watchers(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(watchers(), 1, 30'000);
    // Who reads is not concerned, however quiet the stream is afterwards.
    QTRY_COMPARE_WITH_TIMEOUT(reader.sequences().size(), 100'001, 30'000);
    QVERIFY(reader.sequences().constFirst() == 1 && reader.sequences().constLast() == 100'001);
    reader.send({ { u"type"_s, u"ping"_s } });
    QTRY_VERIFY(reader.has(u"pong"_s));
}

void TestStream::whoReadsAgainHearsWhyItIsClosed()
{
    const auto server =
        serve(parse(R"([{"enter":"s","progress":0.2},{"flood":100000,"rate":50000,"message":"line {i} )"
                    + QByteArray(200, 'x') + R"("},{"log":"later","after":600}])"),
              1, [](ServerOptions &options) { options.watcherPatience = std::chrono::milliseconds(500); });
    QTcpSocket sleepy;
    QByteArray end; // the last that came
    bool awake = false;
    const auto read = [&] {
        if (awake)
            end = (end + sleepy.readAll()).right(200);
    };
    connect(&sleepy, &QTcpSocket::readyRead, this, read);
    connect(server.get(), &Server::logged, this, [&](const QString &line) {
        if (!line.contains(u"is let go with 4008"_s))
            return;
        awake = true;
        sleepy.setReadBufferSize(0);
        read();
    });
    sleepy.setReadBufferSize(1);
    sleepy.connectToHost(server->url().host(), quint16(server->url().port()));
    QTRY_COMPARE(sleepy.state(), QAbstractSocket::ConnectedState);
    sleepy.write(handshake("/api/v1/ws/projects/p/stream", "localhost"));
    QTRY_VERIFY_WITH_TIMEOUT(awake, 30'000);
    constexpr char code[] = { char(4008 >> 8), char(4008 & 0xff) };
    QTRY_VERIFY2(end.contains(QByteArray(code, 2) + "Nothing was taken"), end.constData());
}

QTEST_GUILESS_MAIN(TestStream)
#include "tst_serverstream.moc"
