// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "published.h"
#include "support/faultproxy.h"
#include "support/publishserver.h"
#include "support/rawserver.h"
#include "support/warningguard.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using namespace stagewatch::test;
using client::PublisherStatus;
using protocol::JsonValue;
using Answer = PublishServer::Answer;

/// What a publisher does where a server refuses it, or an event, or says nothing.
class TestPublisherRefusals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_guard = std::make_unique<test::WarningGuard>(); }
    void cleanup() { QCOMPARE(m_guard->take(), QStringList()); }
    void latchesWhereItIsRefused_data();
    void latchesWhereItIsRefused();
    void givesUpAfterItsAttempts();
    void countsAttemptsAnewOnceSomethingIsStored();
    void reportsARejectedEvent();
    void rejectsWhatNoServerTakes();
    void findsTheEventThatBreaksTheConnection();
    void usesTheOtherPathAfterA404();
    void noticesASilentServer();

private:
    std::unique_ptr<test::WarningGuard> m_guard;
};

void TestPublisherRefusals::latchesWhereItIsRefused_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("401") << QByteArray("401 Unauthorized");
    QTest::newRow("403") << QByteArray("403 Forbidden");
}

void TestPublisherRefusals::latchesWhereItIsRefused()
{
    QFETCH(QByteArray, status);
    RawServer server;
    server.answer("/", RawServer::http(status));
    QTemporaryDir folder;
    auto options = optionsFor(server.url(u"ws"_s));
    options.spoolFolder = folder.path();
    Published published(options);
    published.log(1, 5);
    QTRY_COMPARE(published.phase(), PublisherStatus::Phase::Latched);
    QVERIFY(published->status().refused);
    QVERIFY2(published->status().error.contains(QString::fromLatin1(status.left(3))),
             qPrintable(published->status().error));
    const int accepted = server.accepted();
    published->close(1h);
    QTRY_VERIFY2(published.closed, "nothing can come of waiting");
    QCOMPARE(server.accepted(), accepted);
    QVERIFY(QFile::exists(published->spoolPath()));
}

void TestPublisherRefusals::givesUpAfterItsAttempts()
{
    PublishServer server;
    server.stop();
    auto options = optionsFor(server.url());
    options.connection.maxAttempts = 3;
    Published published(options);
    published.log(1, 2);
    QTRY_COMPARE(published.phase(), PublisherStatus::Phase::Latched);
    QVERIFY(!published->status().refused);
    QVERIFY2(published->status().error.contains(u"3 of 3"_s), qPrintable(published->status().error));
    QVERIFY(server.start());
    published.log(3, 3);
    published->retryNow();
    QTRY_COMPARE(server.messages(), numbers(1, 3));
}

void TestPublisherRefusals::countsAttemptsAnewOnceSomethingIsStored()
{
    PublishServer server;
    auto options = optionsFor(server.url());
    options.connection.maxAttempts = 3;
    Published published(options);
    // Ten connections, none of which holds for long: a server that stores what it gets is not given up.
    for (int i = 1; i <= 10; ++i) {
        published.log(i, i);
        QTRY_COMPARE(published.sequences.size(), i);
        server.abortClients();
        QTRY_COMPARE(server.accepted(), i + 1);
    }
    QCOMPARE(server.messages(), numbers(1, 10));
}

void TestPublisherRefusals::reportsARejectedEvent()
{
    PublishServer server;
    server.judge = [](const QJsonObject &event) {
        return event.value("event_type"_L1) == "pong"_L1 ? Answer::Refuse : Answer::Store;
    };
    Published published(optionsFor(server.url()));
    published.log(1, 2);
    published->publish(u"pong"_s, {});
    published.log(4, 5);
    QTRY_COMPARE(published.drains > 0 && published.sequences.size() == 4, true);
    QCOMPARE(published.sequences.keys(), (QList<qint64>{ 1, 2, 4, 5 }));
    QCOMPARE(published.rejections.keys(), QList<qint64>{ 3 });
    QVERIFY2(published.rejections.value(3).contains(u"belongs to the server"_s),
             qPrintable(published.rejections.value(3)));
    QCOMPARE(published->status().unacknowledged, 0);
    QCOMPARE(server.messages(), (QStringList{ u"1"_s, u"2"_s, u"4"_s, u"5"_s }));
}

void TestPublisherRefusals::rejectsWhatNoServerTakes()
{
    PublishServer server;
    Published published(optionsFor(server.url()));
    QCOMPARE(published->publishEvent(JsonValue::array()), 1);
    QCOMPARE(published->publish(u"log"_s, logOf(QString(300'000, u'x'))), 2);
    QVERIFY2(published.rejections.isEmpty(), "the caller must have the number first");
    QCOMPARE(published->publish(u"log"_s, logOf(QString(200'000, u'x'))), 3);
    QCOMPARE(published->publishAgain(*JsonValue::parse(R"({"event_type":"log","publisher_id":"p"})")), 4);
    QCOMPARE(published->publish(u"log"_s, logOf(u"5"_s)), 5);
    QTRY_COMPARE(published.drains > 0 && published.sequences.size() == 2, true);
    QCOMPARE(published.rejections.keys(), (QList<qint64>{ 1, 2, 4 }));
    QCOMPARE(published.sequences.keys(), (QList<qint64>{ 3, 5 }));
}

void TestPublisherRefusals::findsTheEventThatBreaksTheConnection()
{
    PublishServer server;
    server.judge = [](const QJsonObject &event) {
        const int size = int(event.value("data"_L1).toObject().value("message"_L1).toString().size());
        return size > 1000 ? Answer::CloseTooBig : Answer::Store;
    };
    Published published(optionsFor(server.url()));
    published.log(1, 10);
    published->publish(u"log"_s, logOf(QString(2000, u'x')));
    published.log(12, 20);
    QTRY_COMPARE(published.sequences.size(), 19);
    QCOMPARE(published.rejections.keys(), QList<qint64>{ 11 });
    QCOMPARE(server.messages(), numbers(1, 10) + numbers(12, 20));
}

void TestPublisherRefusals::usesTheOtherPathAfterA404()
{
    RawServer server;
    server.setCloses(false);
    server.answer("/", RawServer::http("404 Not Found"));
    server.answer("/api/v1/projects/proj_abc123/publish", RawServer::upgrade());
    Published published(optionsFor(server.url(u"ws"_s)));
    QTRY_VERIFY(!server.requests().isEmpty()
                && server.requests().last().startsWith("GET /api/v1/projects/proj_abc123/publish "));
    QVERIFY(server.requests().first().startsWith("GET /api/v1/ws/projects/proj_abc123/publish "));
}

void TestPublisherRefusals::noticesASilentServer()
{
    PublishServer server;
    FaultProxy proxy(server.port());
    auto options = optionsFor(proxy.url());
    options.connection.pingInterval = 30ms;
    options.connection.pongTimeout = 60ms;
    Published published(options);
    published.log(1, 1);
    QTRY_COMPARE(published.sequences.size(), 1);
    proxy.cut(FaultProxy::Cut::Silence);
    published.log(2, 2);
    QTRY_COMPARE(published.sequences.size(), 2);
    QVERIFY(server.accepted() >= 2);
    QCOMPARE(server.messages(), numbers(1, 2));
}

QTEST_GUILESS_MAIN(TestPublisherRefusals)
#include "tst_publisherrefusals.moc"
