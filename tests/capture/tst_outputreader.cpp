// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/outputreader.h"
#include "protocol/encoder.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::capture;
using std::chrono::milliseconds;

namespace {

constexpr auto out = OutputStream::StandardOutput;
constexpr auto err = OutputStream::StandardError;

/// One line a saying: "info: text", "0.45 message", "{…}".
QStringList shown(const std::vector<Saying> &sayings)
{
    QStringList lines;
    for (const Saying &saying : sayings) {
        if (const auto *log = std::get_if<protocol::Log>(&saying))
            lines.append(wireName(log->level) + u": "_s + log->message);
        else if (const auto *update = std::get_if<protocol::ProgressUpdate>(&saying))
            lines.append((update->progress ? QString::number(update->progress->raw, 'g', 4) : u"-"_s) + u' '
                         + update->message);
        else
            lines.append(QString::fromUtf8(std::get<protocol::JsonValue>(saying).toJson()));
    }
    return lines;
}

/// All that is said by output that comes at once.
QStringList sayings(OutputStream stream, const QByteArray &bytes)
{
    OutputReader reader(u"churn"_s);
    QStringList lines = shown(reader.take(stream, bytes, milliseconds(0)));
    return lines + shown(reader.finish(stream, milliseconds(0)));
}

} // namespace

/// What a program prints becomes what it says.
class TestOutputReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyLineIsOneSaying_data();
    void everyLineIsOneSaying();
    void epochsOnOneStreamHoldForTheOther();
    void aRealBarOfTqdmIsProgressAndNothingElse();
    void aBarAtRestShowsWhereItIs();
    void aQuestionIsNoLineYet();
    void wildBytesFitTheWire();
    void remembersTheLastErrors();
};

void TestOutputReader::everyLineIsOneSaying_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("said");
    QTest::newRow("lines") << "one\n\n  two  \nthree"_ba
                           << QStringList{ u"info: one"_s, u"info:   two"_s, u"info: three"_s };
    QTest::newRow("colours") << "\x1b[33mWARNING:root:slow\x1b[0m\n"_ba
                             << QStringList{ u"warning: WARNING:root:slow"_s };
    QTest::newRow("progress is no log") << "step 1/2\nINFO: step 2/2\n"_ba
                                        << QStringList{ u"0.5 step 1/2"_s, u"1 step 2/2"_s };
    QTest::newRow("a warning is no progress")
        << "WARNING: step 1/2 failed\n"_ba << QStringList{ u"warning: WARNING: step 1/2 failed"_s };
    QTest::newRow("a spinner's last state") << "| wait\r/ wait\r- done\n"_ba << QStringList{ u"info: - done"_s };
    QTest::newRow("a bar that is wiped out")
        << " 50%|##   | 1/2 [00:01<00:01]\r      \rtext\n"_ba << QStringList{ u"0.5 1/2"_s, u"info: text"_s };
    QTest::newRow("a redrawn percentage")
        << "copied 10%\rcopied 20%\n"_ba << QStringList{ u"0.1 copied 10%"_s, u"0.2 copied 20%"_s };
    QTest::newRow("an event") << R"({"event_type": "decision", "data": {"decision": "a"}})"_ba + "\ntext\n"
                              << QStringList{ u"{\"event_type\":\"decision\",\"data\":{\"decision\":\"a\"}}"_s,
                                              u"info: text"_s };
    QTest::newRow("what only a server says")
        << R"({"event_type": "connected"})"_ba << QStringList{ u"info: {\"event_type\": \"connected\"}"_s };
    QTest::newRow("progress before the event that follows it")
        << "step 1/9\nstep 2/9\n{\"event_type\":\"pipeline_completed\"}\n"_ba
        << QStringList{ u"0.1111 step 1/9"_s, u"0.2222 step 2/9"_s, u"{\"event_type\":\"pipeline_completed\"}"_s };
    QTest::newRow("a traceback")
        << "Traceback (most recent call last):\n  File \"a.py\", line 3/4, in b\nKeyError: 'step 1/2'\nend\n"_ba
        << QStringList{ u"error: Traceback (most recent call last):"_s, u"error:   File \"a.py\", line 3/4, in b"_s,
                        u"error: KeyError: 'step 1/2'"_s, u"info: end"_s };
    QTest::newRow("own words are not skipped")
        << "[1/3] a.cpp compiled\n[2/3] b.cpp compiled\n[3/3] linked\n"_ba
        << QStringList{ u"0.3333 [1/3] a.cpp compiled"_s, u"0.6667 [2/3] b.cpp compiled"_s, u"1 [3/3] linked"_s };
}

void TestOutputReader::everyLineIsOneSaying()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, said);
    QCOMPARE(sayings(out, bytes), said);
    QCOMPARE(sayings(err, bytes), said);
}

void TestOutputReader::epochsOnOneStreamHoldForTheOther()
{
    OutputReader reader(u"churn"_s);
    QCOMPARE(shown(reader.take(out, "Epoch 2/4\n", milliseconds(0))), QStringList{ u"0.25 Epoch 2/4"_s });
    QCOMPARE(shown(reader.take(err, "\r 50%|##   | 1/2 [00:01<00:01]\r", milliseconds(1))), QStringList());
    QCOMPARE(shown(reader.finish(err, milliseconds(1))), QStringList{ u"0.375 Epoch 2/4, 1/2"_s });
}

void TestOutputReader::aRealBarOfTqdmIsProgressAndNothingElse()
{
    QFile file(QStringLiteral(STAGEWATCH_TEST_DATA "/capture/tqdm.txt"));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    const QByteArray recorded = file.readAll();
    QVERIFY(recorded.size() > 2000);
    for (const qsizetype piece : { qsizetype(1), qsizetype(100), recorded.size() }) {
        OutputReader reader(u"churn"_s);
        QStringList said;
        milliseconds now{ 0 };
        for (qsizetype at = 0; at < recorded.size(); at += piece, now += milliseconds(1))
            said += shown(
                reader.take(err, QByteArrayView(recorded).sliced(at, std::min(piece, recorded.size() - at)), now));
        said += shown(reader.finish(err, now));
        for (const QString &line : std::as_const(said))
            QVERIFY2(!line.startsWith("info"_L1), qPrintable(line));
        QVERIFY(said.contains(u"0 Training 0/20"_s));
        QVERIFY(said.contains(u"1 Training 20/20"_s));
        QVERIFY(said.contains(u"0.3 Epoch 3/10, 3/3"_s));
        QVERIFY(said.contains(u"1 Epochs 2/2"_s));
    }
}

void TestOutputReader::aBarAtRestShowsWhereItIs()
{
    OutputReader reader(u"churn"_s);
    QCOMPARE(shown(reader.take(err, "\r 10%|#    | 1/10 [00:01<00:09]", milliseconds(0))), QStringList());
    QVERIFY(reader.needsTick());
    QCOMPARE(shown(reader.tick(milliseconds(199))), QStringList());
    QCOMPARE(shown(reader.tick(milliseconds(200))), QStringList{ u"0.1 1/10"_s });
    QVERIFY(!reader.needsTick());
    // The same state is not said again when the next one draws over it.
    QCOMPARE(shown(reader.take(err, "\r 20%|##   | 2/10 [00:02<00:08]", milliseconds(1000))), QStringList());
    QCOMPARE(shown(reader.tick(milliseconds(1200))), QStringList{ u"0.2 2/10"_s });
    QCOMPARE(shown(reader.take(err, "\n", milliseconds(2000))), QStringList());
    QCOMPARE(shown(reader.finish(err, milliseconds(3000))), QStringList());
}

void TestOutputReader::aQuestionIsNoLineYet()
{
    OutputReader reader(u"churn"_s);
    QCOMPARE(shown(reader.take(out, "Overwrite? [y/n] ", milliseconds(0))), QStringList());
    QCOMPARE(shown(reader.tick(milliseconds(5000))), QStringList());
    QCOMPARE(shown(reader.take(out, "yes\n", milliseconds(6000))), QStringList{ u"info: Overwrite? [y/n] yes"_s });
}

void TestOutputReader::wildBytesFitTheWire()
{
    QByteArray bytes;
    for (int i = 0; i < 400'000; ++i)
        bytes += char(1 + i % 8); // control characters, six bytes each on the wire
    bytes += '\n' + QByteArray(400'000, '\xff') + '\n' + QByteArray("\0\r\n", 3);
    OutputReader reader(u"churn"_s);
    const auto said = reader.take(out, bytes, milliseconds(0));
    QVERIFY(said.size() >= 2);
    for (const Saying &saying : said) {
        const auto *log = std::get_if<protocol::Log>(&saying);
        QVERIFY(log);
        protocol::Event event;
        event.eventType = u"log"_s;
        event.payload = *log;
        QVERIFY(protocol::encode(event).size() < protocol::messageSizeLimit - 4096);
    }
    QVERIFY(std::get<protocol::Log>(said[1]).message.endsWith("more bytes]"_L1));
}

void TestOutputReader::remembersTheLastErrors()
{
    OutputReader reader(u"churn"_s);
    QByteArray bytes;
    for (int i = 1; i <= 100; ++i)
        bytes += "line " + QByteArray::number(i) + "\nstep " + QByteArray::number(i) + "/100\n";
    [[maybe_unused]] const auto first = reader.take(err, bytes, milliseconds(0));
    [[maybe_unused]] const auto second = reader.take(out, "text on the other stream\n", milliseconds(0));
    QCOMPARE(reader.lastErrorLines().size(), 20);
    QCOMPARE(reader.lastErrorLines().first(), u"line 81"_s);
    QCOMPARE(reader.lastErrorLines().last(), u"line 100"_s);
}

QTEST_GUILESS_MAIN(TestOutputReader)
#include "tst_outputreader.moc"
