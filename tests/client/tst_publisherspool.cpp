// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "published.h"
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

namespace {
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
} // namespace

/// Events that wait on this computer until a server takes them.
class TestPublisherSpool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_guard = std::make_unique<test::WarningGuard>(); }
    void cleanup() { QCOMPARE(m_guard->take(), QStringList()); }
    void spoolsAHundredThousandEventsInLittleMemory();
    void keepsASpoolOfWhatWasNotSent();
    void sendsASpoolOfAnotherPublisher();

private:
    std::unique_ptr<test::WarningGuard> m_guard;
};

void TestPublisherSpool::spoolsAHundredThousandEventsInLittleMemory()
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

void TestPublisherSpool::keepsASpoolOfWhatWasNotSent()
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

void TestPublisherSpool::sendsASpoolOfAnotherPublisher()
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

QTEST_GUILESS_MAIN(TestPublisherSpool)
#include "tst_publisherspool.moc"
