// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publisher.h"
#include "support/faultproxy.h"
#include "support/publishserver.h"
#include "support/rawserver.h"
#include "support/warningguard.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using client::Publisher;
using client::PublisherStatus;
using protocol::JsonValue;
using test::FaultProxy;
using test::PublishServer;
using test::RawServer;
using Answer = PublishServer::Answer;

namespace {

constexpr int patience = 20'000;

JsonValue logOf(const QString &text)
{
    return JsonValue::object(
        { { u"level"_s, JsonValue::string(u"info"_s) }, { u"message"_s, JsonValue::string(text) } });
}

Publisher::Options optionsFor(const QUrl &server)
{
    QUrl http = server;
    http.setScheme(u"http"_s);
    Publisher::Options options;
    options.connection.endpoint = *protocol::resolveEndpoint(http.toString(), u"proj_abc123"_s).endpoint;
    options.connection.maxAttempts = 0;
    options.connection.connectTimeout = 2s;
    options.connection.backoffBase = 5ms;
    options.connection.backoffCap = 20ms;
    options.connection.stableAfter = 60s;
    return options;
}

/// The process's own memory, in KiB.
qint64 residentKiB()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArrayList lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').at(1).toLongLong();
    }
    return 0;
}

/// A publisher with everything that it said.
class Published
{
public:
    explicit Published(const Publisher::Options &options)
    {
        QString error;
        publisher = Publisher::create(options, &error);
        if (!publisher)
            qFatal("%s", qPrintable(error));
        Publisher *one = publisher.get();
        QObject::connect(one, &Publisher::acknowledged, one,
                         [this](qint64 number, qint64 sequence) { sequences.insert(number, sequence); });
        QObject::connect(one, &Publisher::rejected, one,
                         [this](qint64 number, const QString &why) { rejections.insert(number, why); });
        QObject::connect(one, &Publisher::cancelRequested, one,
                         [this](const protocol::CancelRequested &request) { cancels.append(request.reason); });
        QObject::connect(one, &Publisher::approvalResolved, one, [this](const protocol::ApprovalResolved &resolved) {
            resolutions.append(resolved.approvalId);
        });
        QObject::connect(one, &Publisher::drained, one, [this] { ++drains; });
        QObject::connect(one, &Publisher::closed, one, [this] { closed = true; });
    }
    void log(int from, int to)
    {
        for (int i = from; i <= to; ++i)
            publisher->publish(u"log"_s, logOf(QString::number(i)));
    }
    Publisher *operator->() const { return publisher.get(); }
    [[nodiscard]] PublisherStatus::Phase phase() const { return publisher->status().phase; }

    std::unique_ptr<Publisher> publisher;
    QMap<qint64, qint64> sequences;
    QMap<qint64, QString> rejections;
    QStringList cancels;
    QStringList resolutions;
    int drains = 0;
    bool closed = false;
};

QStringList numbers(int from, int to)
{
    QStringList list;
    for (int i = from; i <= to; ++i)
        list.append(QString::number(i));
    return list;
}

} // namespace

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
    void latchesWhereItIsRefused_data();
    void latchesWhereItIsRefused();
    void givesUpAfterItsAttempts();
    void countsAttemptsAnewOnceSomethingIsStored();
    void reportsARejectedEvent();
    void rejectsWhatNoServerTakes();
    void findsTheEventThatBreaksTheConnection();
    void spoolsAHundredThousandEventsInLittleMemory();
    void keepsASpoolOfWhatWasNotSent();
    void sendsASpoolOfAnotherPublisher();
    void hearsCancelAndDecisionsOnce();
    void ignoresACancelOfAnotherRun();
    void usesTheOtherPathAfterA404();
    void noticesASilentServer();

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

void TestPublisher::latchesWhereItIsRefused_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("401") << QByteArray("401 Unauthorized");
    QTest::newRow("403") << QByteArray("403 Forbidden");
}

void TestPublisher::latchesWhereItIsRefused()
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

void TestPublisher::givesUpAfterItsAttempts()
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

void TestPublisher::countsAttemptsAnewOnceSomethingIsStored()
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

void TestPublisher::reportsARejectedEvent()
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

void TestPublisher::rejectsWhatNoServerTakes()
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

void TestPublisher::findsTheEventThatBreaksTheConnection()
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

void TestPublisher::spoolsAHundredThousandEventsInLittleMemory()
{
    PublishServer server;
    server.stop();
    server.keepsMessages = false;
    QTemporaryDir folder;
    auto options = optionsFor(server.url());
    options.spoolFolder = folder.path();
    Published published(options);
    const QString filling(300, u'x');
    published->publish(u"log"_s, logOf(filling));
    QTRY_COMPARE(published.phase(), PublisherStatus::Phase::Waiting);
    const qint64 before = residentKiB();
    constexpr int all = 100'000;
    for (int i = 1; i < all; ++i)
        published->publish(u"log"_s, logOf(filling));
    [[maybe_unused]] const qint64 grown = residentKiB() - before;
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // which hold back what is freed
    QVERIFY2(grown < 8 * 1024, QByteArray::number(grown).constData()); // 45 MB were published
#endif
    QVERIFY(QFile(published->spoolPath()).size() > qint64(all) * 400);
    QCOMPARE(published->status().unacknowledged, all);
    QVERIFY(server.start());
    QTRY_COMPARE_WITH_TIMEOUT(server.storedCount(), all, 60'000);
    QTRY_COMPARE(published->status().unacknowledged, 0);
    published->close(10s);
    QTRY_VERIFY(published.closed);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestPublisher::keepsASpoolOfWhatWasNotSent()
{
    PublishServer server;
    QTemporaryDir folder;
    auto options = optionsFor(server.url());
    options.spoolFolder = folder.path();
    options.runId = u"run-1"_s;
    QString path;
    {
        Published published(options);
        published.log(1, 3);
        QTRY_COMPARE(published.sequences.size(), 3);
        server.stop();
        published.log(4, 6);
        path = published->spoolPath();
        published->close(20ms);
        QTRY_VERIFY(published.closed);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(0).contains(R"("message":"4")"));
    QVERIFY(lines.at(0).contains(R"("publisher_sequence":4})"));
    QVERIFY(lines.at(2).contains(R"("run_id":"run-1")"));
    QVERIFY(lines.at(3).isEmpty());
}

void TestPublisher::sendsASpoolOfAnotherPublisher()
{
    PublishServer server;
    Published published(optionsFor(server.url()));
    const auto line = [](const char *id, int number) {
        return *JsonValue::parse(R"({"event_type":"log","data":{"message":")" + QByteArray(id)
                                 + QByteArray::number(number) + R"("},"publisher_id":")" + id
                                 + R"(","publisher_sequence":)" + QByteArray::number(number) + '}');
    };
    QCOMPARE(published->publishAgain(line("a", 1)), 1);
    QCOMPARE(published->publishAgain(line("b", 1)), 2);
    QCOMPARE(published->publishAgain(line("b", 1)), 3); // twice
    QCOMPARE(published->publishAgain(line("a", 4)), 4); // the number that the next one has for itself
    QCOMPARE(published->publish(u"log"_s, logOf(u"own"_s)), 5);
    QTRY_COMPARE(published.sequences.size(), 5);
    QCOMPARE(server.messages(), (QStringList{ u"a1"_s, u"b1"_s, u"a4"_s, u"own"_s }));
    QCOMPARE(published.sequences.value(2), published.sequences.value(3));
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

void TestPublisher::usesTheOtherPathAfterA404()
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

void TestPublisher::noticesASilentServer()
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

QTEST_GUILESS_MAIN(TestPublisher)
#include "tst_publisher.moc"
