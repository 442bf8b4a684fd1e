// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publishqueue.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using stagewatch::client::Outgoing;
using stagewatch::client::PublishQueue;

namespace {

const QString me = u"me"_s;

Outgoing outgoing(qint64 number, qsizetype bytes = 10)
{
    return { .number = number,
             .publisherId = me,
             .publisherSequence = number,
             .message = QByteArray::number(number).leftJustified(bytes),
             .start = quint64(number) };
}

QList<qint64> sendAll(PublishQueue &queue)
{
    QList<qint64> sent;
    while (const QByteArray *message = queue.nextToSend())
        sent.append(message->trimmed().toLongLong());
    return sent;
}

} // namespace

class TestPublishQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsInOrderAndOnce();
    void sendsAgainWhatHasNoAnswerAfterAConnect();
    void takesAnswersInAnyOrderAndTwice();
    void limitsEvents();
    void limitsBytesButTakesOneOfAnySize();
    void keepsEventsOfOneNumberApart();
    void ignoresAnotherPublishersAnswer();
    void sendsOneByOneToFindASuspect();
    void holdsUnderRandomAnswersAndCuts();
};

void TestPublishQueue::sendsInOrderAndOnce()
{
    PublishQueue queue;
    for (qint64 i = 1; i <= 3; ++i)
        queue.push(outgoing(i));
    QCOMPARE(sendAll(queue), (QList<qint64>{ 1, 2, 3 }));
    QVERIFY(!queue.nextToSend());
    queue.push(outgoing(4));
    QCOMPARE(sendAll(queue), QList<qint64>{ 4 });
    QCOMPARE(queue.unanswered(), 4);
}

void TestPublishQueue::sendsAgainWhatHasNoAnswerAfterAConnect()
{
    PublishQueue queue;
    for (qint64 i = 1; i <= 5; ++i)
        queue.push(outgoing(i));
    sendAll(queue);
    QCOMPARE(queue.answered(me, 1), 1);
    QCOMPARE(queue.answered(me, 3), 3);
    queue.startOver();
    QCOMPARE(sendAll(queue), (QList<qint64>{ 2, 4, 5 }));
}

void TestPublishQueue::takesAnswersInAnyOrderAndTwice()
{
    PublishQueue queue;
    for (qint64 i = 1; i <= 3; ++i)
        queue.push(outgoing(i));
    sendAll(queue);
    QCOMPARE(queue.answered(me, 3), 3);
    QCOMPARE(queue.oldest()->number, 1);
    QVERIFY(!queue.answered(me, 3));
    QVERIFY(!queue.answered(me, 77));
    QCOMPARE(queue.answered(me, 1), 1);
    QCOMPARE(queue.oldest()->number, 2);
    QCOMPARE(queue.answered({}, 2), 2);
    QVERIFY(!queue.oldest());
    QCOMPARE(queue.unanswered(), 0);
    queue.push(outgoing(4));
    QCOMPARE(sendAll(queue), QList<qint64>{ 4 });
}

void TestPublishQueue::limitsEvents()
{
    PublishQueue queue(PublishQueue::Limits{ .events = 2, .bytes = 1000 });
    queue.push(outgoing(1));
    QVERIFY(queue.hasRoomFor(outgoing(2)));
    queue.push(outgoing(2));
    QVERIFY(!queue.hasRoomFor(outgoing(3)));
    sendAll(queue);
    QCOMPARE(queue.answered(me, 2), 2);
    QVERIFY2(!queue.hasRoomFor(outgoing(3)), "the first still holds the window");
    QCOMPARE(queue.answered(me, 1), 1);
    QVERIFY(queue.hasRoomFor(outgoing(3)));
}

void TestPublishQueue::limitsBytesButTakesOneOfAnySize()
{
    PublishQueue queue(PublishQueue::Limits{ .events = 100, .bytes = 100 });
    QVERIFY(queue.hasRoomFor(outgoing(1, 5000)));
    queue.push(outgoing(1, 60));
    QVERIFY(queue.hasRoomFor(outgoing(2, 40)));
    QVERIFY(!queue.hasRoomFor(outgoing(2, 41)));
    sendAll(queue);
    QCOMPARE(queue.answered(me, 1), 1);
    QVERIFY(queue.hasRoomFor(outgoing(2, 41)));
}

void TestPublishQueue::keepsEventsOfOneNumberApart()
{
    PublishQueue queue;
    queue.push(outgoing(1));
    Outgoing other = outgoing(2);
    other.publisherId = u"other"_s;
    other.publisherSequence = 1;
    QVERIFY2(!queue.hasRoomFor(other), "an answer without publisher_id could be for either");
    sendAll(queue);
    QCOMPARE(queue.answered({}, 1), 1);
    QVERIFY(queue.hasRoomFor(other));
}

void TestPublishQueue::ignoresAnotherPublishersAnswer()
{
    PublishQueue queue;
    queue.push(outgoing(1));
    sendAll(queue);
    QVERIFY(!queue.answered(u"other"_s, 1));
    QCOMPARE(queue.unanswered(), 1);
}

void TestPublishQueue::sendsOneByOneToFindASuspect()
{
    PublishQueue queue;
    for (qint64 i = 1; i <= 3; ++i)
        queue.push(outgoing(i));
    sendAll(queue);
    queue.setOneByOne(true);
    queue.startOver();
    QCOMPARE(sendAll(queue), QList<qint64>{ 1 });
    QCOMPARE(queue.suspect()->number, 1);
    QCOMPARE(queue.answered(me, 1), 1);
    QCOMPARE(sendAll(queue), QList<qint64>{ 2 });
    queue.setOneByOne(false);
    QCOMPARE(sendAll(queue), QList<qint64>{ 3 });
}

void TestPublishQueue::holdsUnderRandomAnswersAndCuts()
{
    QRandomGenerator random(7);
    PublishQueue queue(PublishQueue::Limits{ .events = 20, .bytes = 1000 });
    QSet<qint64> onWire;
    QSet<qint64> done;
    qint64 next = 1;
    const qint64 all = 2000;
    while (done.size() < all) {
        while (next <= all && queue.hasRoomFor(outgoing(next)))
            queue.push(outgoing(next++));
        qint64 before = 0;
        for (const qint64 sent : sendAll(queue)) {
            QVERIFY2(!done.contains(sent), "answered, and sent again");
            QVERIFY2(!onWire.contains(sent), "sent twice on one connection");
            QVERIFY(sent > before);
            before = sent;
            onWire.insert(sent);
        }
        QVERIFY(!onWire.isEmpty());
        if (random.bounded(10) == 0) {
            onWire.clear();
            queue.startOver();
            continue;
        }
        const qint64 which = onWire.values().at(random.bounded(onWire.size()));
        QCOMPARE(queue.answered(me, which), which);
        onWire.remove(which);
        done.insert(which);
        QCOMPARE(queue.unanswered(), next - 1 - done.size());
    }
    QVERIFY(!queue.oldest());
}

QTEST_GUILESS_MAIN(TestPublishQueue)
#include "tst_publishqueue.moc"
