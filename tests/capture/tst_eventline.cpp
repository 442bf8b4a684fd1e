// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/eventline.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::capture;

/// Which lines are events that a program publishes itself.
class TestEventLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesEvents_data();
    void takesEvents();
    void leavesTheRestAsText_data();
    void leavesTheRestAsText();
};

void TestEventLine::takesEvents_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("type");
    QTest::newRow("the guide's") << R"({"event_type": "decision", "data": {"decision": "xgboost"}})"_ba
                                 << u"decision"_s;
    QTest::newRow("with its project") << R"({"event_type": "log", "project_id": "churn", "data": {}})"_ba << u"log"_s;
    QTest::newRow("project null") << R"({"event_type": "log", "project_id": null})"_ba << u"log"_s;
    QTest::newRow("an own type") << R"({"event_type": "gpu_usage", "data": {"used": 0.9}})"_ba << u"gpu_usage"_s;
    QTest::newRow("NaN") << R"({"event_type": "progress_update", "data": {"metrics": {"loss": NaN}}})"_ba
                         << u"progress_update"_s;
    QTest::newRow("white space around") << "  {\"event_type\": \"log\"} \t"_ba << u"log"_s;
}

void TestEventLine::takesEvents()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, type);
    const auto event = readEventLine(line, u"churn"_s);
    QVERIFY(event.has_value());
    QCOMPARE(event->find(u"event_type")->toText(), type);
}

void TestEventLine::leavesTheRestAsText_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("text") << "event_type: log"_ba;
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("other JSON") << R"({"loss": 0.3})"_ba;
    QTest::newRow("an array") << R"([{"event_type": "log"}])"_ba;
    QTest::newRow("a type that is no text") << R"({"event_type": 3})"_ba;
    QTest::newRow("an empty type") << R"({"event_type": ""})"_ba;
    QTest::newRow("cut off") << R"({"event_type": "log", "data": {"message": "a)"_ba;
    QTest::newRow("two in a line") << R"({"event_type": "log"} {"event_type": "log"})"_ba;
    QTest::newRow("another project's") << R"({"event_type": "log", "project_id": "other"})"_ba;
    for (const char *reserved :
         { "connected", "state", "initial_state", "current_state", "gap", "ping", "pong", "published",
           "cancel_acknowledged", "cancel_requested", "approval_acknowledged", "approval_resolved" })
        QTest::newRow(reserved) << "{\"event_type\": \""_ba + reserved + "\"}"_ba;
    QTest::newRow("larger than a message")
        << "{\"event_type\": \"log\", \"data\": {\"message\": \""_ba + QByteArray(256 * 1024, 'x') + "\"}}"_ba;
}

void TestEventLine::leavesTheRestAsText()
{
    QFETCH(QByteArray, line);
    QVERIFY(!readEventLine(line, u"churn"_s).has_value());
}

QTEST_GUILESS_MAIN(TestEventLine)
#include "tst_eventline.moc"
