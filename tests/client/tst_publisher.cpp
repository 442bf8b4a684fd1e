// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "published.h"
#include "support/faultproxy.h"
#include "support/publishserver.h"
#include "support/warningguard.h"

#include <QDir>
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

/// A publisher and its server through good and bad times, over real sockets.
class TestPublisher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_guard = std::make_unique<test::WarningGuard>(); }
    void cleanup() { QCOMPARE(m_guard->take(), QStringList()); }
    void storesEventsInOrder();
    void waitsForTheGreeting();
    void storesEachEventOnceThroughFiftyCuts_data();
    void storesEachEventOnceThroughFiftyCuts();
    void waitsForAServerThatIsAway();
    void comesBackAfterACloseWith1000();
    void keepsTheTimeOfAnEventThatWaited();
    void holdsNoMoreThanItsWindowOnTheWire();
    void takesAnswersInAnyOrderAndTwice();
    void sendsAgainWhatIsNeverConfirmed();
    void hearsCancelAndDecisionsOnce();
    void ignoresACancelOfAnotherRun();

private:
    std::unique_ptr<test::WarningGuard> m_guard;
};

void TestPublisher::storesEventsInOrder()
{
    PublishServer server;
    QTemporaryDir folder;
    auto options = optionsFor(server.url());
    options.spoolFolder = folder.path();
    options.runId = u"run-7"_s;
    options.connection.token = "secret";
    Published published(options);
    QCOMPARE(published->publish(u"log"_s, logOf(u"1"_s)), 1);
    QCOMPARE(published->publishEvent(
                 *JsonValue::parse(R"({"event_type":"log","data":{"message":"2"},"sequence":99,"publisher_id":"x"})")),
             2);
    QVERIFY(QFile::exists(published->spoolPath()));
    QTRY_COMPARE(published.sequences, (QMap<qint64, qint64>{ { 1, 1 }, { 2, 2 } }));
    published.log(3, 100);
    QTRY_COMPARE(published.sequences.size(), 100);
    QCOMPARE(server.messages(), numbers(1, 100));
    QVERIFY(published.drains > 0);
    PublisherStatus fine;
    fine.phase = PublisherStatus::Phase::Connected;
    QCOMPARE(published->status(), fine);
    for (const QJsonObject &event : server.stored()) {
        QCOMPARE(event.value("run_id"_L1), u"run-7"_s);
        QCOMPARE(event.value("publisher_id"_L1), published->publisherId());
        QVERIFY(!event.contains("sequence"_L1));
    }
    QCOMPARE(server.paths(), QStringList(u"/api/v1/ws/projects/proj_abc123/publish"_s));
    QCOMPARE(server.tokens(), QList<QByteArray>{ "Bearer secret" });
    published->close(10s);
    QTRY_VERIFY(published.closed);
    QTRY_COMPARE(server.closeCodes(), QList<int>{ 1000 });
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestPublisher::waitsForTheGreeting()
{
    PublishServer server;
    server.greets = false;
    Published published(optionsFor(server.url()));
    published.log(1, 3);
    QTRY_COMPARE(server.open(), 1);
    QTest::qWait(0);
    QCOMPARE(published.phase(), PublisherStatus::Phase::Connecting);
    QCOMPARE(server.received(), 0);
    server.tell(u"connected"_s, {});
    QTRY_COMPARE(published.sequences.size(), 3);
    QCOMPARE(server.messages(), numbers(1, 3));
}

void TestPublisher::storesEachEventOnceThroughFiftyCuts_data()
{
    QTest::addColumn<FaultProxy::Cut>("cut");
    QTest::newRow("reset") << FaultProxy::Cut::Reset;
    QTest::newRow("fin") << FaultProxy::Cut::Fin;
}

void TestPublisher::storesEachEventOnceThroughFiftyCuts()
{
    QFETCH(FaultProxy::Cut, cut);
    PublishServer server;
    FaultProxy proxy(server.port());
    Published published(optionsFor(proxy.url()));
    constexpr int cuts = 50;
    constexpr int each = 40;
    int said = 0;
    for (int i = 0; i < cuts; ++i) {
        // Some of it is stored and some answered when the line breaks; what is published meanwhile waits.
        const qint64 before = server.storedCount();
        published.log(said + 1, said + each);
        said += each;
        QTRY_VERIFY_WITH_TIMEOUT(server.storedCount() > before, patience);
        proxy.cut(cut);
        published.log(said + 1, said + each);
        said += each;
    }
    QTRY_COMPARE_WITH_TIMEOUT(published.sequences.size(), said, patience);
    QCOMPARE(server.messages(), numbers(1, said));
    // A cut that falls on a line that is down already makes no connection more.
    QVERIFY2(server.accepted() > cuts * 9 / 10, QByteArray::number(server.accepted()).constData());
    for (auto it = published.sequences.cbegin(); it != published.sequences.cend(); ++it)
        QCOMPARE(it.value(), it.key());
}

void TestPublisher::waitsForAServerThatIsAway()
{
    PublishServer server;
    server.stop();
    Published published(optionsFor(server.url()));
    published.log(1, 10);
    QTRY_COMPARE(published.phase(), PublisherStatus::Phase::Waiting);
    QCOMPARE(published->status().unacknowledged, 10);
    QVERIFY(!published->status().error.isEmpty());
    QVERIFY(server.start());
    QTRY_COMPARE(published.sequences.size(), 10);
    QCOMPARE(server.messages(), numbers(1, 10));
    QVERIFY(published->status().error.isEmpty());
}

void TestPublisher::comesBackAfterACloseWith1000()
{
    PublishServer server;
    Published published(optionsFor(server.url()));
    published.log(1, 1);
    QTRY_COMPARE(published.sequences.size(), 1);
    server.closeClients(1000);
    QTRY_COMPARE(server.accepted(), 2);
    published.log(2, 2);
    QTRY_COMPARE(server.messages(), numbers(1, 2));
}

void TestPublisher::keepsTheTimeOfAnEventThatWaited()
{
    PublishServer server;
    server.stop();
    Published published(optionsFor(server.url()));
    const auto before = protocol::currentTimestamp();
    published.log(1, 1);
    const auto after = protocol::currentTimestamp();
    QTRY_COMPARE(published.phase(), PublisherStatus::Phase::Waiting);
    while (protocol::currentTimestamp() <= after)
        QTest::qWait(1);
    QVERIFY(server.start());
    QTRY_COMPARE(server.storedCount(), 1);
    const auto time = protocol::parseTimestamp(server.stored().first().value("timestamp"_L1).toString());
    QVERIFY(time && *time >= before && *time <= after);
}

void TestPublisher::holdsNoMoreThanItsWindowOnTheWire()
{
    PublishServer server;
    bool hold = true;
    server.judge = [&hold](const QJsonObject &) { return hold ? Answer::StoreLater : Answer::Store; };
    Published published(optionsFor(server.url()));
    published.log(1, 2500);
    QTRY_COMPARE(server.received(), 1000);
    QTest::qWait(50);
    QCOMPARE(server.received(), 1000);
    hold = false;
    server.answerLater();
    QTRY_COMPARE_WITH_TIMEOUT(published.sequences.size(), 2500, patience);
    QCOMPARE(server.messages(), numbers(1, 2500));
}

void TestPublisher::takesAnswersInAnyOrderAndTwice()
{
    PublishServer server;
    int count = 0;
    server.judge = [&count](const QJsonObject &) { return ++count % 2 == 0 ? Answer::StoreTwice : Answer::StoreLater; };
    Published published(optionsFor(server.url()));
    published.log(1, 100);
    QTRY_COMPARE(published.sequences.size(), 50);
    QCOMPARE(published->status().unacknowledged, 50);
    QCOMPARE(published.drains, 0);
    server.namesPublisher = false;
    server.answerLater();
    QTRY_COMPARE(published.sequences.size(), 100);
    QCOMPARE(published.drains, 1);
    QCOMPARE(published->status().unacknowledged, 0);
}

void TestPublisher::sendsAgainWhatIsNeverConfirmed()
{
    PublishServer server;
    int left = 3;
    server.judge = [&left](const QJsonObject &event) {
        if (event.value("publisher_sequence"_L1).toInt() != 5 || left-- <= 0)
            return Answer::Store;
        return left == 2 ? Answer::StoreSilently : Answer::Ignore;
    };
    auto options = optionsFor(server.url());
    options.answerTimeout = 50ms;
    Published published(options);
    published.log(1, 20);
    QTRY_COMPARE(published.sequences.size(), 20);
    QCOMPARE(server.messages(), numbers(1, 20));
    QVERIFY(server.accepted() >= 4);
}

void TestPublisher::hearsCancelAndDecisionsOnce()
{
    PublishServer server;
    auto options = optionsFor(server.url());
    options.runId = u"run-1"_s;
    Published published(options);
    QTRY_COMPARE(published.phase(), PublisherStatus::Phase::Connected);
    const auto tell = [&server](int sequence, bool cancel) {
        const QJsonObject beside{ { u"sequence"_s, sequence }, { u"run_id"_s, u"run-1"_s } };
        if (cancel)
            server.tell(u"cancel_requested"_s, { { u"reason"_s, u"c%1"_s.arg(sequence) } }, beside);
        else
            server.tell(u"approval_resolved"_s,
                        { { u"approval_id"_s, u"a%1"_s.arg(sequence) }, { u"decision"_s, u"approved"_s } }, beside);
    };
    tell(3, true);
    QTRY_COMPARE(published.cancels, QStringList(u"c3"_s));
    server.abortClients();
    QTRY_COMPARE(server.open(), 1);
    QTRY_COMPARE(published.phase(), PublisherStatus::Phase::Connected);
    tell(3, true);
    tell(5, false);
    tell(6, true);
    QTRY_COMPARE(published.cancels, (QStringList{ u"c3"_s, u"c6"_s }));
    QCOMPARE(published.resolutions, QStringList(u"a5"_s));
}

void TestPublisher::ignoresACancelOfAnotherRun()
{
    PublishServer server;
    auto options = optionsFor(server.url());
    options.runId = u"run-2"_s;
    Published published(options);
    QTRY_COMPARE(published.phase(), PublisherStatus::Phase::Connected);
    server.tell(u"cancel_requested"_s, { { u"reason"_s, u"old"_s } },
                { { u"sequence"_s, 3 }, { u"run_id"_s, u"run-1"_s } });
    server.tell(u"cancel_requested"_s, { { u"reason"_s, u"new"_s } },
                { { u"sequence"_s, 4 }, { u"run_id"_s, u"run-2"_s } });
    QTRY_COMPARE(published.cancels, QStringList(u"new"_s));
}

QTEST_GUILESS_MAIN(TestPublisher)
#include "tst_publisher.moc"
