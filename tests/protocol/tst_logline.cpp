// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutator.h"
#include "protocol/decoder.h"
#include "protocol/jsonreader.h"
#include "protocol/logline.h"

#include <QTest>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

namespace {

/// As the guide has it, on lines of its own.
const QByteArray guideLog =
    "{\"event_type\": \"log\",\n \"project_id\": \"proj_abc123\",\n \"timestamp\": \"2024-01-01T12:00:00.000Z\",\n"
    " \"data\": {\n \"level\": \"info\",\n \"message\": \"Starting model training\",\n \"stage\": \"training\",\n"
    " \"stage_display\": \"Model Training\"\n}}";

/// With everything that may stand in one, in another order.
const QByteArray numberedLog =
    "{\"data\": {\"message\": \"caf\\u00e9 \\\"x\\\" \\ud83d\\ude00\",\n \"level\": \"WARN\",\n"
    " \"extra\": {\"a\": [1, 2.5, null, true, \"t\"]}},\n \"replayed\": true,\n \"run_id\": \"r-1\",\n"
    " \"stream_id\": \"s-1\",\n \"sequence\": 41,\n \"timestamp\": \"2024-02-29T23:59:60.125+01:30\",\n"
    " \"event_type\": \"log\"}";

/// What differs between a line and what a decoder makes of the same message; empty: nothing.
QString difference(const LogLine &line, const Decoded &decoded)
{
    const Log *log = decoded.event ? decoded.event->as<Log>() : nullptr;
    if (!log)
        return u"the decoder sees no log event"_s;
    if (!decoded.problems.empty())
        return u"the decoder sees a problem: "_s + decoded.problems.front().text;
    const auto message = unescapeJson(line.message);
    if (message.value_or(QString()) != log->message)
        return u"message"_s;
    if (line.time != decoded.event->time || decoded.event->timeIsReceipt)
        return u"time"_s;
    if (line.level != log->level)
        return u"level"_s;
    if (line.stage != log->stage)
        return u"stage"_s;
    if (line.sequence != decoded.event->sequence || line.replayed != decoded.event->replayed)
        return u"sequence"_s;
    return line.streamId != decoded.event->streamId || line.runId != decoded.event->runId ? u"ids"_s : QString();
}

} // namespace

class TestLogLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatADecoderReads_data();
    void readsWhatADecoderReads();
    void leavesTheRest_data();
    void leavesTheRest();
    void pointsIntoTheMessage();
    void agreesWithTheDecoderOnMutations();
    void tellsTimesOfOneMinuteApart();
    void readsAStreamOfManyShapes_data();
    void readsAStreamOfManyShapes();
};

void TestLogLine::readsWhatADecoderReads_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("the guide's") << guideLog;
    QTest::newRow("numbered, in another order") << numberedLog;
    QTest::newRow("no stage, no level") << QByteArray(
        R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"message":"m"}})");
    QTest::newRow("no message") << QByteArray(
        R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"level":"debug"}})");
    QTest::newRow("a giant one") << QByteArray(
                                        R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"message":")")
            + QByteArray(500'000, 'x') + "\"}}";
}

void TestLogLine::readsWhatADecoderReads()
{
    QFETCH(QByteArray, message);
    LogLineReader reader;
    LogLine line;
    Decoder decoder;
    for (int round = 0; round < 2; ++round) { // with and without what it remembers
        QVERIFY(reader.read(message, line));
        QCOMPARE(difference(line, decoder.decode(message, {})), QString());
    }
}

void TestLogLine::leavesTheRest_data()
{
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *message) { QTest::newRow(name) << QByteArray(message); };
    row("nothing", "");
    row("another event", R"({"event_type":"error","timestamp":"2024-01-01T12:00:00Z","data":{"message":"m"}})");
    row("no type", R"({"timestamp":"2024-01-01T12:00:00Z","data":{"message":"m"}})");
    row("no time", R"({"event_type":"log","data":{"message":"m"}})");
    row("a time in data", R"({"event_type":"log","data":{"message":"m","timestamp":"2024-01-01T12:00:00Z"}})");
    row("no data", R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","message":"m"})");
    row("data that is a list", R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":["m"]})");
    row("a message that is a number",
        R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"message":1}})");
    row("NaN", R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"message":"m","loss":NaN}})");
    row("a bad escape", R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"message":"\x41"}})");
    row("half an escape", R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"message":"\u00g1"}})");
    row("two messages",
        R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"message":"a","message":"b"}})");
    row("cut off", R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"message":"m"})");
    row("something behind", R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"message":"m"}} 1)");
    row("no UTF-8", "{\"event_type\":\"log\",\"timestamp\":\"2024-01-01T12:00:00Z\",\"data\":{\"message\":\"\xff\"}}");
    row("a negative sequence",
        R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","sequence":-1,"data":{"message":"m"}})");
}

void TestLogLine::leavesTheRest()
{
    QFETCH(QByteArray, message);
    LogLineReader reader;
    LogLine line;
    QVERIFY(!reader.read(message, line));
    // And is none the worse for it.
    QVERIFY(reader.read(guideLog, line));
    QCOMPARE(line.message.toByteArray(), "Starting model training"_ba);
}

void TestLogLine::pointsIntoTheMessage()
{
    LogLineReader reader;
    LogLine line;
    QVERIFY(reader.read(guideLog, line));
    QCOMPARE(line.message.data() - guideLog.data(), guideLog.indexOf("Starting"));

    QByteArray two = guideLog + "\n" + numberedLog;
    two.append(LogLineReader::slack(), '\0');
    QVERIFY(reader.readInPlace(QByteArrayView(two).first(guideLog.size()), line));
    QCOMPARE(line.message.data() - two.data(), guideLog.indexOf("Starting"));
    QVERIFY(reader.readInPlace(QByteArrayView(two).sliced(guideLog.size() + 1, numberedLog.size()), line));
    QCOMPARE(*line.sequence, 41);
}

void TestLogLine::agreesWithTheDecoderOnMutations()
{
    stagewatch::test::Mutator mutator(7);
    LogLineReader reader;
    int taken = 0;
    for (int round = 0; round < 60'000; ++round) {
        const QByteArray message = mutator.mutated(round % 2 ? guideLog : numberedLog);
        LogLine line;
        if (!reader.read(message, line))
            continue;
        ++taken;
        Decoder decoder;
        const QString found = difference(line, decoder.decode(message, {}));
        QVERIFY2(found.isEmpty(), qUtf8Printable(found + u": "_s + QString::fromUtf8(message)));
    }
    QVERIFY(taken > 3'000);
}

void TestLogLine::tellsTimesOfOneMinuteApart()
{
    LogLineReader reader;
    LogLine line;
    for (const char *time :
         { "2024-01-01T12:00:00.000Z", "2024-01-01T12:00:59.999Z", "2024-01-01T12:00:60.000Z", "2024-01-01T12:00:07.5Z",
           "2024-01-01T12:00:01.234Z", "2024-01-01T12:01:01.234Z", "2024-01-01 12:01:02.000Z",
           "2024-01-01T12:01:03.000+0Z", "2024-01-01T12:01:0x.000Z", "2024-01-01T12:01:99.000Z" }) {
        const auto expected = parseTimestamp(QString::fromLatin1(time));
        const QByteArray message =
            QByteArray(R"({"event_type":"log","timestamp":")") + time + R"(","data":{"message":"m"}})";
        QCOMPARE(reader.read(message, line), expected.has_value());
        if (expected)
            QCOMPARE(formatTimestamp(line.time), formatTimestamp(*expected));
    }
}

void TestLogLine::readsAStreamOfManyShapes_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 0; seed < 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

// What is learned from one line must not colour the next.
void TestLogLine::readsAStreamOfManyShapes()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const auto pick = [&](std::initializer_list<const char *> of) {
        return QByteArray(of.begin()[random() % of.size()]);
    };
    stagewatch::test::Mutator mutator(seed);
    LogLineReader reader;
    LogLine line;
    int taken = 0;
    const auto shapes = unsigned(1 + random() % 3); // few of them, so that most lines have a known one
    for (int round = 0; round < 4'000; ++round) {
        const auto shape = unsigned(random() % shapes + seed);
        QByteArray data = "\"level\":\"" + pick({ "info", "debug", "WARN", "odd" }) + '"';
        data += ",\"message\":\""
            + pick({ "a", "", "Epoch 3/10", "caf\xc3\xa9", "x\\\"y", "\\u00e9", "bad \\x", "tab\there", "\xff",
                     "ends in \\\\" })
            + QByteArray(int(random() % 30), 'z') + '"';
        if (shape % 2)
            data += ",\"stage\":\"" + pick({ "training", "evaluation", "" }) + '"';
        if (shape % 3 == 1)
            data = "\"stage_display\":\"" + pick({ "Model Training", "", "Other" }) + "\"," + data;
        QByteArray message = "{\"event_type\":\"log\",\"timestamp\":\"2024-01-01T12:0"
            + QByteArray::number(random() % 2) + ":0" + QByteArray::number(random() % 10)
            + pick({ "Z", ".5Z", ".123456Z", "+01:00", "" }) + '"';
        if (shape % 4 == 2)
            message += ",\"sequence\":" + pick({ "7", "123456", "0", "07", "-1", "99999999999999999999", "1.5" });
        if (shape % 5 == 3)
            message += ",\"run_id\":\"" + pick({ "r1", "r2" }) + "\",\"replayed\":" + pick({ "true", "false" });
        message += ",\"data\":{" + data + "}}";
        if (random() % 10 == 0)
            message = mutator.mutated(message);
        if (!reader.read(message, line))
            continue;
        ++taken;
        Decoder decoder;
        const QString found = difference(line, decoder.decode(message, {}));
        QVERIFY2(found.isEmpty(), qUtf8Printable(found + u": "_s + QString::fromUtf8(message)));
    }
    QVERIFY(taken > 500);
}

QTEST_GUILESS_MAIN(TestLogLine)
#include "tst_logline.moc"
