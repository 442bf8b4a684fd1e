// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "memorystore.h"
#include "server/frameblocks.h"
#include "server/posting.h"

#include <QTest>
#include <QtEndian>

using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

namespace {
QByteArray message(qint64 sequence, qsizetype size)
{
    const QByteArray tail = "\",\"sequence\":" + QByteArray::number(sequence) + R"(,"stream_id":"s"})";
    const QByteArray head = "{\"event_type\":\""; // not raw: moc would lose its way
    return head + QByteArray(std::max<qsizetype>(0, size - head.size() - tail.size()), 'x') + tail;
}
MemoryStore &fill(MemoryStore &store, int messages, qsizetype size = 250)
{
    for (int i = 0; i < messages; ++i)
        store.messages.append(message(store.end(), size));
    return store;
}
/// What the frames say, read as a client would.
QList<QByteArray> texts(const FrameSpan &frames)
{
    QList<QByteArray> result;
    const QByteArrayView bytes(frames.bytes, frames.sizeOf(frames.count()));
    for (qsizetype at = 0; at < bytes.size();) {
        if (uchar(bytes[at]) != 0x81)
            return { "not a whole text frame" };
        qsizetype length = uchar(bytes[at + 1]); // with the mask bit, which must not be set
        qsizetype head = 2;
        if (length == 126) {
            length = qFromBigEndian<quint16>(bytes.data() + at + 2);
            head = 4;
        } else if (length == 127) {
            length = qsizetype(qFromBigEndian<quint64>(bytes.data() + at + 2));
            head = 10;
        }
        result.append(bytes.sliced(at + head, length).toByteArray());
        at += head + length;
    }
    return result;
}
} // namespace

/// Messages of a store as frames that many are sent.
class TestFrameBlocks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyLengthIsAFrame_data();
    void everyLengthIsAFrame();
    void dressesAMessage_data();
    void dressesAMessage();
    void isReadOnceForAll();
    void growsWithTheStream();
    void endsWhereItIsTold();
    void startsAnywhere();
    void whatCannotBeReadIsLeftOut();
    void holdsSoMuchAndNoMore();
    void forgetsWhatNobodyAsksFor();
};

void TestFrameBlocks::everyLengthIsAFrame_data()
{
    QTest::addColumn<qsizetype>("length");
    for (const int length : { 2, 125, 126, 127, 65'535, 65'536, 262'144 })
        QTest::addRow("%d", length) << qsizetype(length);
}

void TestFrameBlocks::everyLengthIsAFrame()
{
    QFETCH(qsizetype, length);
    MemoryStore store;
    store.messages = { '{' + QByteArray(length - 2, ' ') + '}', "{}" };
    FrameBlocks blocks;
    QList<QByteArray> read = texts(blocks.from(store, 1, 3, Dress::Live));
    if (read.size() == 1) // the first one has a block to itself
        read += texts(blocks.from(store, 2, 3, Dress::Live));
    QCOMPARE(read, store.messages);
}

void TestFrameBlocks::dressesAMessage_data()
{
    QTest::addColumn<Dress>("dress");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("live") << Dress::Live << QByteArray(R"({"a":1,"sequence":1,"stream_id":"s"})");
    QTest::newRow("replayed") << Dress::Replayed
                              << QByteArray(R"({"a":1,"sequence":1,"stream_id":"s","replayed":true})");
    QTest::newRow("plain") << Dress::Plain << QByteArray(R"({"a":1})");
}

void TestFrameBlocks::dressesAMessage()
{
    QFETCH(Dress, dress);
    QFETCH(QByteArray, sent);
    MemoryStore store;
    store.messages = { R"({"a":1,"sequence":1,"stream_id":"s"})" };
    FrameBlocks blocks;
    // Whatever was asked for before at the same place.
    for (const Dress other : { Dress::Live, Dress::Replayed, Dress::Plain })
        (void)blocks.from(store, 1, 2, other);
    QCOMPARE(texts(blocks.from(store, 1, 2, dress)), QList<QByteArray>{ sent });
}

void TestFrameBlocks::isReadOnceForAll()
{
    MemoryStore store;
    fill(store, 100);
    FrameBlocks blocks;
    const FrameSpan first = blocks.from(store, 1, store.end(), Dress::Live);
    QCOMPARE(texts(first), store.messages);
    const qint64 reads = store.reads;
    const FrameSpan again = blocks.from(store, 1, store.end(), Dress::Live);
    QCOMPARE(again.bytes, first.bytes);
    QCOMPARE(texts(blocks.from(store, 60, store.end(), Dress::Live)), store.messages.mid(59));
    QCOMPARE(store.reads, reads);
}

void TestFrameBlocks::growsWithTheStream()
{
    MemoryStore store;
    FrameBlocks blocks;
    for (int round = 0; round < 1000; ++round) {
        const qint64 next = store.end();
        fill(store, 1 + round % 3);
        const qint64 reads = store.reads;
        QCOMPARE(texts(blocks.from(store, next, store.end(), Dress::Live)), store.messages.mid(next - 1));
        QCOMPARE(store.reads - reads, store.end() - next);
    }
    // Somebody who comes later finds them together.
    QVERIFY(blocks.from(store, 1, store.end(), Dress::Live).count() > 100);
}

void TestFrameBlocks::endsWhereItIsTold()
{
    MemoryStore store;
    fill(store, 10);
    FrameBlocks blocks;
    QCOMPARE(texts(blocks.from(store, 1, 5, Dress::Live)), store.messages.first(4));
    QCOMPARE(texts(blocks.from(store, 5, 11, Dress::Live)), store.messages.mid(4));
}

void TestFrameBlocks::startsAnywhere()
{
    MemoryStore store;
    fill(store, 3000);
    FrameBlocks blocks;
    for (const qint64 from : { 1, 2000, 17, 2999, 1500, 3000 }) {
        QList<QByteArray> read;
        while (from + read.size() < store.end()) {
            const FrameSpan some = blocks.from(store, from + read.size(), store.end(), Dress::Live);
            QVERIFY(!some.isEmpty());
            read += texts(some);
        }
        QCOMPARE(read, store.messages.mid(from - 1));
    }
}

void TestFrameBlocks::whatCannotBeReadIsLeftOut()
{
    MemoryStore store;
    fill(store, 9);
    store.messages[4].clear();
    FrameBlocks blocks;
    QCOMPARE(texts(blocks.from(store, 1, 10, Dress::Live)), store.messages.first(4));
    QVERIFY(blocks.from(store, 5, 10, Dress::Live).isEmpty());
    QVERIFY(blocks.from(store, 5, 10, Dress::Live).isEmpty());
    QCOMPARE(texts(blocks.from(store, 6, 10, Dress::Live)), store.messages.mid(5));
    QCOMPARE(texts(blocks.from(store, 2, 10, Dress::Live)), store.messages.mid(1, 3));
}

void TestFrameBlocks::holdsSoMuchAndNoMore()
{
    MemoryStore store;
    fill(store, 40'000);
    FrameBlocks blocks;
    for (qint64 next = 1; next < store.end();) {
        const FrameSpan some = blocks.from(store, next, store.end(), Dress::Live);
        QCOMPARE(texts(some).constFirst(), store.messages[next - 1]);
        next += some.count();
        QVERIFY(blocks.bytes() < 3 * 1024 * 1024);
    }
    QVERIFY(blocks.bytes() > 0);
}

void TestFrameBlocks::forgetsWhatNobodyAsksFor()
{
    MemoryStore store;
    fill(store, 1000);
    FrameBlocks blocks;
    (void)blocks.from(store, 1, 500, Dress::Live);
    (void)blocks.from(store, 1, 500, Dress::Replayed);
    const qsizetype both = blocks.bytes();
    QVERIFY(blocks.forgetUnused()); // they were asked for since
    (void)blocks.from(store, 1, 500, Dress::Live);
    QVERIFY(blocks.forgetUnused());
    QVERIFY(blocks.bytes() > 0 && blocks.bytes() < both);
    QVERIFY(!blocks.forgetUnused());
    QCOMPARE(blocks.bytes(), 0);
    QCOMPARE(texts(blocks.from(store, 1, 500, Dress::Live)).constFirst(), store.messages.constFirst());
}

QTEST_GUILESS_MAIN(TestFrameBlocks)
#include "tst_frameblocks.moc"
