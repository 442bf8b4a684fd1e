// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rawserver.h"
#include "support/warningguard.h"
#include "watched.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using test::RawServer;
using test::Watched;

/// Every way to be refused has its own sentence, and each says what to do.
class TestRefusals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_guard = std::make_unique<test::WarningGuard>(); }
    void cleanup() { QCOMPARE(m_guard->take(), QStringList()); }

    void saysWhatTheServerAnswered_data();
    void saysWhatTheServerAnswered();
    void latchesWhereTheTokenIsRefused_data();
    void latchesWhereTheTokenIsRefused();
    void saysThatNobodyListens();
    void saysThatTheHostIsUnknown();
    void saysThatTheServerIsSilent();
    void saysThatTheAddressIsWrong();
    void triesTheOtherPathAfter404Once();
    void doesNotTryAnotherPathThanTheOneGiven();
    void obeysRetryAfterUpToAnHour();
    void neverFollowsARedirect();

private:
    std::unique_ptr<test::WarningGuard> m_guard;
};

void TestRefusals::saysWhatTheServerAnswered_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("what"); // is in the sentence
    QTest::addColumn<QString>("todo"); // too
    const auto row = [](const char *name, const QByteArray &answer, const QString &what, const QString &todo) {
        QTest::newRow(name) << answer << what << todo;
    };
    row("401", RawServer::http("401 Unauthorized"), u"401"_s, u"valid token"_s);
    row("403", RawServer::http("403 Forbidden"), u"403"_s, u"operator"_s);
    row("404", RawServer::http("404 Not Found"), u"404"_s, u"project's id"_s);
    row("400", RawServer::http("400 Bad Request"), u"400"_s, u"Check the address"_s);
    row("426", RawServer::http("426 Upgrade Required"), u"426"_s, u"Upgrade"_s);
    row("429", RawServer::http("429 Too Many Requests", {}, "Retry-After: 7\r\n"), u"429"_s, u"7 s"_s);
    row("429 alone", RawServer::http("429 Too Many Requests"), u"429"_s, u"Try again later"_s);
    row("503", RawServer::http("503 Service Unavailable", {}, "Retry-After: 9\r\n"), u"503"_s, u"9 s"_s);
    row("500", RawServer::http("500 Internal Server Error"), u"500"_s, u"operator"_s);
    row("502", RawServer::http("502 Bad Gateway"), u"502"_s, u"operator"_s);
    row("301", RawServer::http("301 Moved", {}, "Location: ws://elsewhere.example/x\r\n"),
        u"ws://elsewhere.example/x"_s, u"connect to that address"_s);
    row("200", RawServer::http("200 OK", "<html>"), u"no WebSocket server"_s, u"Check the port"_s);
    row("101 of something else", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        u"no WebSocket server"_s, u"Check the port"_s);
    row("keep-alive, Upgrade", RawServer::upgrade("keep-alive, Upgrade"), u"keep-alive, Upgrade"_s, u"Have it send"_s);
    row("closed", {}, u"closed the connection before"_s, u"wss://"_s);
}

void TestRefusals::saysWhatTheServerAnswered()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, what);
    QFETCH(QString, todo);
    RawServer server;
    server.answer("/stream", answer);
    Watched watched(server.url(u"ws"_s));
    watched.settings.token = "secret-token";
    watched.settings.maxAttempts = 1;
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    const QString sentence = watched.error();
    QVERIFY2(sentence.contains(what), qPrintable(sentence));
    QVERIFY2(sentence.contains(todo), qPrintable(sentence));
    QVERIFY2(sentence.contains(u"127.0.0.1"_s), qPrintable(sentence));
    QVERIFY(!sentence.contains(u"secret-token"_s));
    QTRY_COMPARE(watched.problemCount(protocol::Problem::Kind::Transport), 1);
    QVERIFY(!watched.problemTexts().contains(u"secret-token"_s));
}

void TestRefusals::latchesWhereTheTokenIsRefused_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("401") << QByteArray("401 Unauthorized");
    QTest::newRow("403") << QByteArray("403 Forbidden");
}

void TestRefusals::latchesWhereTheTokenIsRefused()
{
    QFETCH(QByteArray, status);
    RawServer server;
    server.answer("/stream", RawServer::http(status));
    Watched watched(server.url(u"ws"_s));
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QCOMPARE(watched.status().latch, Watched::Latch::Refused);
    QCOMPARE(server.requests().size(), 1);
}

void TestRefusals::saysThatNobodyListens()
{
    quint16 port = 0;
    {
        RawServer gone;
        port = gone.port();
    }
    QUrl url(u"ws://127.0.0.1"_s);
    url.setPort(port);
    Watched watched(url);
    watched.settings.maxAttempts = 1;
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QVERIFY2(watched.error().contains(u"Nothing listens"_s), qPrintable(watched.error()));
}

void TestRefusals::saysThatTheHostIsUnknown()
{
    Watched watched(QUrl(u"ws://no-such-host.invalid:8000"_s));
    watched.settings.maxAttempts = 1;
    watched.settings.connectTimeout = 20s;
    watched.open();
    QTRY_COMPARE_WITH_TIMEOUT(watched.phase(), Watched::Phase::Latched, 25'000);
    QVERIFY2(watched.error().contains(u"no host named no-such-host.invalid"_s), qPrintable(watched.error()));
}

void TestRefusals::saysThatTheServerIsSilent()
{
    RawServer server;
    server.setSilent(true);
    Watched watched(server.url(u"ws"_s));
    watched.settings.maxAttempts = 1;
    watched.settings.connectTimeout = 100ms;
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QVERIFY2(watched.error().contains(u"within 0.1 s"_s), qPrintable(watched.error()));
}

void TestRefusals::saysThatTheAddressIsWrong()
{
    Watched watched(QUrl(u"ftp://host"_s));
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QCOMPARE(watched.status().latch, Watched::Latch::Fatal);
    QVERIFY2(watched.error().contains(u"wss://host"_s), qPrintable(watched.error()));
}

void TestRefusals::triesTheOtherPathAfter404Once()
{
    RawServer server;
    server.setCloses(false);
    server.answer("/api/v1/ws/projects", RawServer::http("404 Not Found"));
    server.answer("/api/v1/projects", RawServer::upgrade());
    Watched watched(server.url(u"ws"_s));
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(watched.status().attempt, 1);
    QVERIFY2(watched.problems.empty(), qPrintable(watched.problemTexts()));
}

void TestRefusals::doesNotTryAnotherPathThanTheOneGiven()
{
    RawServer server;
    server.answer("/", RawServer::http("404 Not Found"));
    Watched watched(server.url(u"ws"_s));
    watched.settings.endpoint.fallbackStreamUrl.clear();
    watched.settings.maxAttempts = 1;
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    const auto streams = std::count_if(server.requests().cbegin(), server.requests().cend(),
                                       [](const QByteArray &request) { return request.contains("/stream "); });
    QCOMPARE(streams, 1);
}

void TestRefusals::obeysRetryAfterUpToAnHour()
{
    RawServer server;
    server.answer("/stream", RawServer::http("503 Service Unavailable", {}, "Retry-After: 1000000000\r\n"));
    Watched watched(server.url(u"ws"_s));
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Waiting);
    const auto wait = *watched.status().retryAt - protocol::currentTimestamp();
    QVERIFY(wait > 55min);
    QVERIFY(wait < 61min);
    watched.client->retryNow(watched.id);
    QTRY_COMPARE(server.requests().size(), 4); // an attempt and its probe, twice
}

void TestRefusals::neverFollowsARedirect()
{
    RawServer target;
    target.answer("/", RawServer::upgrade());
    RawServer server;
    server.answer("/",
                  RawServer::http("302 Found", {}, "Location: " + target.url(u"ws"_s).toEncoded() + "/stream\r\n"));
    Watched watched(server.url(u"ws"_s));
    watched.settings.token = "secret-token";
    watched.settings.maxAttempts = 2;
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QVERIFY2(watched.error().contains(target.url(u"ws"_s).toString()), qPrintable(watched.error()));
    QCOMPARE(target.accepted(), 0);
}

QTEST_GUILESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
