// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedserver.h"
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
    void badMessagesCostNobodyElse_data();
    void badMessagesCostNobodyElse();
    void loopStartsANewRun();
    void plainGuideLeavesExtensionsOut();
    void faultsOfAScenario();
    void goodbyeIs1001();
    void journalsStandInTheDataDirectory();
};

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

QTEST_GUILESS_MAIN(TestStream)
#include "tst_serverstream.moc"
