// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvalgist.h"
#include "ui/connectionline.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using protocol::ConnectionStatus;
using protocol::Timestamp;
using ui::ConnectionLine;
using Phase = ConnectionStatus::Phase;

namespace {
const Timestamp now{ std::chrono::milliseconds(1'780'000'000'000) };
}

class TestConnectionLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threeClocksAreToldApart()
    {
        ConnectionStatus status;
        status.phase = Phase::Connected;
        status.roundTrip = std::chrono::milliseconds(23);
        status.lastPong = now - std::chrono::seconds(2);
        const auto line = ConnectionLine::of(status, now - std::chrono::milliseconds(400), now);
        QCOMPARE(line.text, u"Connected, 23 ms  ·  server answered 2 s ago  ·  last event 0.4 s ago"_s);
        QCOMPARE(line.shortText, u"Connected, 23 ms"_s);
        QVERIFY(line.isLive);
        QVERIFY(!line.canRetry);
    }

    void aTimeInTheFutureIsNow()
    {
        ConnectionStatus status;
        status.phase = Phase::Connected;
        const auto line = ConnectionLine::of(status, now + std::chrono::seconds(5), now);
        QVERIFY(!line.text.contains(u'-'));
    }

    void overADeadSocketNoClockIsTold()
    {
        ConnectionStatus status;
        status.phase = Phase::Waiting;
        status.everConnected = true;
        status.attempt = 3;
        status.maxAttempts = 10;
        status.disconnectedSince = now - std::chrono::minutes(1);
        status.retryAt = now + std::chrono::milliseconds(3200);
        status.lastPong = now - std::chrono::minutes(2);
        status.error = u"Gone.\x07"_s;
        const auto line = ConnectionLine::of(status, now - std::chrono::minutes(2), now);
        QVERIFY(line.text.startsWith(u"Disconnected since "));
        QVERIFY(line.text.endsWith(u"attempt 3 of 10, next in 4 s"));
        QVERIFY(!line.text.contains(u"ago"));
        QCOMPARE(line.reason, u"Gone.\\x07"_s);
        QVERIFY(line.canRetry);
    }

    void everyLatchSaysWhy_data()
    {
        QTest::addColumn<int>("latch");
        QTest::addColumn<QString>("words");
        using Latch = ConnectionStatus::Latch;
        QTest::addRow("refused") << int(Latch::Refused) << u"the server refuses"_s;
        QTest::addRow("fatal") << int(Latch::Fatal) << u"fatal error"_s;
        QTest::addRow("gave up") << int(Latch::GaveUp) << u"gave up after 10 attempts"_s;
        QTest::addRow("closed") << int(Latch::ClosedByServer) << u"closed by the server"_s;
    }

    void everyLatchSaysWhy()
    {
        QFETCH(int, latch);
        QFETCH(QString, words);
        ConnectionStatus status;
        status.phase = Phase::Latched;
        status.latch = ConnectionStatus::Latch(latch);
        status.attempt = 10;
        const auto line = ConnectionLine::of(status, {}, now);
        QVERIFY2(line.text.contains(words), qPrintable(line.text));
        QVERIFY(line.text.startsWith(u"Not connected"));
        QVERIFY(line.canRetry);
        status.error = u"Nothing listens at 127.0.0.1:8000. Check the port."_s; // leaves it no room
        const QString brief = ConnectionLine::of(status, {}, now).text;
        QCOMPARE(brief.toLower(), line.text.section(u"  ·  "_s, 1).toLower());
        QVERIFY(brief.front().isUpper());
    }

    void theGistIsOneLine_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("gist");
        QTest::addRow("nothing") << "null"_ba << QString();
        QTest::addRow("change") << R"({"threshold": {"from": 0.50, "to": 0.37}})"_ba << u"threshold 0.50 → 0.37"_s;
        QTest::addRow("more") << R"({"a": 1, "b": "x", "c": true, "d": 4, "e": {}})"_ba
                              << u"a 1  ·  b x  ·  c true  ·  2 more values"_s;
        QTest::addRow("list") << "[1, 2]"_ba << u"2 more values"_s;
        QTest::addRow("hostile") << "{\"a\\u202e\": \"\\u0000\"}"_ba << u"a\\u202e \\x00"_s;
    }

    void theGistIsOneLine()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, gist);
        const auto value = protocol::JsonValue::parse(json);
        QVERIFY(value);
        QCOMPARE(ui::proposalGist(*value), gist);
    }
};

QTEST_GUILESS_MAIN(TestConnectionLine)
#include "tst_connectionline.moc"
