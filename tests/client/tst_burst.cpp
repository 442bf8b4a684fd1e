// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/guideserver.h"
#include "support/warningguard.h"
#include "watched.h"

#include <QPointer>
#include <QTest>
#include <QTimer>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using test::GuideServer;
using test::Watched;

/// Very many events at once: all arrive, in order, and in batches, so that the window is not asked once an event.
class TestBurst : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesABurstInBatches();
    void handsOverAllWithoutWaitingForTheEndOfTheBurst();
};

namespace {

constexpr int burst = 200'000;

void send(QWebSocket &client, int count)
{
    const QString before =
        u"{\"event_type\":\"log\",\"project_id\":\"p\",\"timestamp\":\"2024-01-01T12:00:00.000Z\",\"sequence\":"_s;
    const QString after =
        u",\"stream_id\":\"a\",\"data\":{\"level\":\"info\",\"message\":\"Epoch\",\"stage\":\"training\"}}"_s;
    for (int i = 1; i <= count; ++i)
        client.sendTextMessage(before + QString::number(i) + after);
}

} // namespace

void TestBurst::takesABurstInBatches()
{
    test::WarningGuard guard;
    GuideServer server;
    server.greets = false;
    QPointer<QWebSocket> client;
    server.onClient = [&client](QWebSocket &which) { client = &which; };
    Watched watched(server.url());
    watched.open();
    // Only now, because the answer to the request would leave the server after all of this, which is seconds on a slow
    // machine.
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    send(*client, burst);
    QTRY_COMPARE_WITH_TIMEOUT(watched.events.size(), size_t(burst), 90'000);
    for (int i = 0; i < burst; ++i)
        QCOMPARE(watched.events[static_cast<size_t>(i)].sequence.value_or(0), i + 1);
    QVERIFY(watched.rowsMatched);
    QCOMPARE(watched.journal->size(), burst);
    QVERIFY2(watched.batches < burst / 20, qPrintable(QString::number(watched.batches)));
    QVERIFY2(watched.problems.empty(), qPrintable(watched.problemTexts()));
    QCOMPARE(server.accepted(), 1);
    QCOMPARE(guard.take(), QStringList());
}

void TestBurst::handsOverAllWithoutWaitingForTheEndOfTheBurst()
{
    // The server never stops; events must come all the same.
    GuideServer server;
    server.greets = false;
    Watched watched(server.url());
    watched.open();
    QTRY_COMPARE(server.open(), 1);
    const QByteArray message = GuideServer::event(u"log"_s, { { u"message"_s, u"on and on"_s } });
    QTimer pump;
    connect(&pump, &QTimer::timeout, this, [&] {
        for (int i = 0; i < 50; ++i)
            server.serverSends(message);
    });
    pump.start(0);
    QTRY_VERIFY_WITH_TIMEOUT(watched.events.size() > 2'000, 30'000);
    QVERIFY(watched.batches > 1);
    QVERIFY(watched.rowsMatched);
}

QTEST_GUILESS_MAIN(TestBurst)
#include "tst_burst.moc"
