// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectionsetup.h"
#include "app/serverthread.h"
#include "app/workspace.h"

#include "protocol/decoder.h"
#include "server/scenario.h"
#include "support/faultproxy.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using protocol::ConnectionStatus;
using protocol::RunStatus;
using test::FaultProxy;

/// Client and server on real sockets with a bad network between them: what a person has at the end is what happened.
class TestRecovery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fiftyCutsLoseNothing();
    void aServerThatBeganAnewIsABoundary();
    void manyStreamsAtOnceStayApart();

private:
    /// Fast enough to be cut often; everything else as in the field.
    static client::ConnectionSettings settingsFor(const QUrl &url, const QString &project)
    {
        QString error;
        auto settings = app::makeConnectionSettings({ url.toString(), project, {}, {}, {}, 0 }, &error);
        if (!settings)
            qFatal("%s", qUtf8Printable(error));
        settings->backoffBase = std::chrono::milliseconds(5);
        settings->backoffCap = std::chrono::milliseconds(20);
        settings->pingInterval = std::chrono::milliseconds(150);
        settings->pongTimeout = std::chrono::milliseconds(200);
        return *settings;
    }

    static server::ServerOptions hosting(const QString &scenario, double speed, quint16 port = 0)
    {
        server::ServerOptions options;
        options.port = port;
        options.speed = speed;
        options.hosted.push_back({ scenario, *server::builtInScenario(scenario) });
        return options;
    }

    static QByteArray get(const QUrl &server, const QString &path)
    {
        QNetworkAccessManager network;
        QUrl url = server;
        url.setPath(path.section(u'?', 0, 0));
        url.setQuery(path.section(u'?', 1));
        QNetworkReply *reply = network.get(QNetworkRequest(url));
        QSignalSpy finished(reply, &QNetworkReply::finished);
        if (!finished.wait(10'000))
            return {};
        return reply->readAll();
    }
};

void TestRecovery::fiftyCutsLoseNothing()
{
    app::ServerThread server(hosting(u"success"_s, 6));
    QString error;
    const QUrl url = server.start(&error);
    QVERIFY2(url.isValid(), qPrintable(error));
    FaultProxy proxy(quint16(url.port()));
    app::Workspace workspace{ QString() };
    model::Stream *stream = workspace.open(settingsFor(proxy.url(), u"success"_s));
    QVERIFY(stream);

    QRandomGenerator random(20240601);
    int cuts = 0;
    while (cuts < 50) {
        // A cut counts only where something was there to be cut.
        QTRY_VERIFY_WITH_TIMEOUT(stream->status().phase == ConnectionStatus::Phase::Connected && proxy.open() > 0,
                                 20'000);
        const int before = proxy.accepted();
        proxy.cut(FaultProxy::Cut(random.bounded(3)), FaultProxy::Side::Both);
        ++cuts;
        QTRY_VERIFY_WITH_TIMEOUT(proxy.accepted() > before, 20'000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(stream->currentRun() && stream->currentRun()->run().isEnded(), 60'000);

    // The state first: everything that it holds is in the window's fold as well.
    QTRY_COMPARE_WITH_TIMEOUT(stream->status().phase, ConnectionStatus::Phase::Connected, 20'000);
    const QByteArray stateJson = get(url, u"/api/v1/projects/success/state"_s);
    protocol::Decoder decoder;
    const protocol::Decoded state = decoder.decode(stateJson, {});
    QVERIFY2(state.event && state.event->as<protocol::Snapshot>(), stateJson.left(300).constData());
    QTRY_COMPARE(stream->currentRun()->run().lastSequence(), state.event->sequence.value_or(-1));
    const model::Run &run = stream->currentRun()->run();
    QVERIFY(run.snapshot() == *state.event->as<protocol::Snapshot>());
    QCOMPARE(stream->runCount(), 1);
    QVERIFY(run.gaps().empty());

    // Then event for event: every number once, in order, with the server's own bytes.
    const auto answer = protocol::JsonValue::parse(get(url, u"/api/v1/projects/success/events?since=0&limit=1000"_s));
    QVERIFY(answer && answer->find(u"events"));
    const std::vector<protocol::JsonValue> &sent = answer->find(u"events")->items();
    std::vector<protocol::JsonValue> kept;
    for (qint64 row = 0; row < stream->journal()->size(); ++row) {
        if (stream->journal()->row(row).sequence <= 0 || stream->journal()->row(row).kind == journal::RowKind::State)
            continue;
        auto line = protocol::JsonValue::parse(stream->journal()->text(row));
        QVERIFY(line);
        line->remove(u"replayed");
        kept.push_back(*line);
    }
    QCOMPARE(kept.size(), sent.size());
    for (size_t i = 0; i < sent.size(); ++i) {
        protocol::JsonValue expected = sent[i];
        expected.remove(u"replayed");
        QCOMPARE(kept[i].toJson(), expected.toJson());
    }
}

void TestRecovery::aServerThatBeganAnewIsABoundary()
{
    auto server = std::make_unique<app::ServerThread>(hosting(u"success"_s, 4));
    QString error;
    const QUrl url = server->start(&error);
    QVERIFY2(url.isValid(), qPrintable(error));
    FaultProxy proxy(quint16(url.port()));
    app::Workspace workspace{ QString() };
    model::Stream *stream = workspace.open(settingsFor(proxy.url(), u"success"_s));
    QTRY_VERIFY_WITH_TIMEOUT(stream->currentRun() && stream->currentRun()->run().decisions().size() >= 2, 20'000);
    proxy.cut(FaultProxy::Cut::Reset);
    server.reset();
    const QString firstRunId = stream->currentRun()->run().runId();
    const size_t firstDecisions = stream->currentRun()->run().decisions().size();

    server = std::make_unique<app::ServerThread>(hosting(u"success"_s, 50));
    const QUrl again = server->start(&error);
    QVERIFY2(again.isValid(), qPrintable(error));
    proxy.setServerPort(quint16(again.port()));
    QTRY_COMPARE_WITH_TIMEOUT(stream->runCount(), 2, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(stream->currentRun()->run().isEnded(), 30'000);

    const model::Run &first = stream->run(0)->run();
    const model::Run &second = stream->run(1)->run();
    QCOMPARE(first.runId(), firstRunId);
    QCOMPARE(first.decisions().size(), firstDecisions);
    QVERIFY(!first.isEnded()); // nobody knows how it ended, so nobody says it
    QVERIFY(second.runId() != firstRunId);
    QCOMPARE(second.status(), RunStatus::Completed);
    const auto isRestart = [](const protocol::Gap &gap) { return gap.reason == u"restarted"; };
    QVERIFY(std::any_of(first.gaps().begin(), first.gaps().end(), isRestart)
            || std::any_of(second.gaps().begin(), second.gaps().end(), isRestart));
    // The second run's own state is the server's, untouched by the first.
    protocol::Decoder decoder;
    const protocol::Decoded state = decoder.decode(get(again, u"/api/v1/projects/success/state"_s), {});
    QVERIFY(state.event && state.event->as<protocol::Snapshot>());
    QVERIFY(second.snapshot() == *state.event->as<protocol::Snapshot>());
}

void TestRecovery::manyStreamsAtOnceStayApart()
{
    server::ServerOptions options;
    options.port = 0;
    options.speed = 20;
    const QStringList names{ u"success"_s, u"failure"_s, u"metrics-nan"_s };
    for (int copy = 0; copy < 10; ++copy) {
        for (const QString &name : names)
            options.hosted.push_back({ u"%1-%2"_s.arg(name).arg(copy), *server::builtInScenario(name) });
    }
    app::ServerThread server(options);
    QString error;
    const QUrl url = server.start(&error);
    QVERIFY2(url.isValid(), qPrintable(error));
    app::Workspace workspace{ QString() };
    QList<model::Stream *> streams;
    for (const server::ServerOptions::Hosted &hosted : options.hosted)
        streams << workspace.open(settingsFor(url, hosted.projectId));
    for (model::Stream *stream : streams) {
        QTRY_VERIFY_WITH_TIMEOUT(stream->currentRun() && stream->currentRun()->run().isEnded(), 60'000);
        const model::Run &run = stream->currentRun()->run();
        if (stream->name().startsWith(u"success"))
            QCOMPARE(run.status(), RunStatus::Completed);
        else if (stream->name().startsWith(u"failure"))
            QCOMPARE(run.status(), RunStatus::Failed);
        for (qint64 row = 0; row < stream->journal()->size(); ++row)
            QVERIFY(stream->journal()->text(row).contains(stream->name().toUtf8()));
    }
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
