// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutator.h"
#include "protocol/clientmessage.h"
#include "protocol/decoder.h"
#include "protocol/encoder.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace stagewatch::protocol;
using stagewatch::test::Mutator;
using namespace Qt::StringLiterals;

namespace {

const Timestamp receivedAt = *parseTimestamp(u"2030-01-01T00:00:00Z");

std::vector<QByteArray> seedMessages()
{
    std::vector<QByteArray> messages;
    const QDir folder(QLatin1StringView(STAGEWATCH_TEST_DATA) + u"/guide"_s);
    for (const QString &name : folder.entryList({ u"*.json"_s }, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            messages.push_back(file.readAll());
    }
    messages.push_back(
        R"({"event_type":"state","project_id":"p","timestamp":"2024-01-01T12:00:00Z","sequence":3,"data":)"
        R"({"status":"running","stage":"training","progress":0.5,"stages":[{"stage":"a","status":"running"}],)"
        R"("logs":[{"level":"info","message":"m","timestamp":"2024-01-01T12:00:00Z"}],"decisions":[{"decision":"d"}],)"
        R"("pending_approvals":[{"approval_id":"a","approval_data":{"x":1}}]}})");
    messages.push_back(
        R"({"type":"approval_response","approval_id":"a","decision":"approved","approval_data":{"x":[1,2]}})");
    return messages;
}

} // namespace

class TestDecoderHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTextAsItIs_data();
    void keepsTextAsItIs();
    void takesHugeTexts();
    void refusesHopelessNesting();
    void takesNestingUpToItsLimit();
    void countsManyOddFieldsInsteadOfListingThem();
    void takesAnyStreamOfIds();
    void survivesMutations();
};

void TestDecoderHostile::keepsTextAsItIs_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("HTML") << u"<img src=\"file:///dev/zero\"> a < b && c > d"_s;
    QTest::newRow("bidi override") << u"user\u202Etxt.exe\u2066\u2069"_s;
    QTest::newRow("ANSI") << u"\x1b[2J\x1b]0;title\x07"_s;
    QTest::newRow("NUL") << QString(u"a"_s + QChar(0) + u"b"_s);
    QTest::newRow("zero width") << u"a\u200Bb\uFEFF"_s;
    QTest::newRow("line ends") << u"a\r\nb\u2028c\vd"_s;
    QTest::newRow("beyond the BMP") << u"😀𝔘"_s;
}

void TestDecoderHostile::keepsTextAsItIs()
{
    QFETCH(QString, text);
    Event event;
    event.projectId = text;
    event.payload = Log{ LogLevel::Error, text, { text, text } };
    Decoder decoder;
    const Decoded decoded = decoder.decode(encode(event), receivedAt);
    QVERIFY(decoded.event && decoded.problems.empty());
    QCOMPARE(decoded.event->projectId, text);
    QVERIFY(decoded.event->payload == event.payload);
}

void TestDecoderHostile::takesHugeTexts()
{
    Decoder decoder;
    const QByteArray line(10'000'000, 'x');
    const Decoded log = decoder.decode(
        R"({"event_type":"log","timestamp":"2024-01-01","data":{"message":")" + line + "\"}}", receivedAt);
    QVERIFY(log.event.has_value());
    QCOMPARE(log.event->as<Log>()->message.size(), line.size());
    const QByteArray stage(1'000'000, 's');
    const Decoded transition =
        decoder.decode(R"({"event_type":"stage_transition","data":{"stage":")" + stage + "\"}}", receivedAt);
    QCOMPARE(transition.event->as<StageTransition>()->stage.id.size(), stage.size());
    const Decoded type = decoder.decode(R"({"event_type":")" + stage + R"(","sequence":-1})", receivedAt);
    QVERIFY(type.event.has_value());
    QVERIFY(type.problems.at(0).text.size() < 1000);
}

void TestDecoderHostile::refusesHopelessNesting()
{
    Decoder decoder;
    const QByteArray deep = QByteArray(100'000, '[') + QByteArray(100'000, ']');
    for (const QByteArray &type : { "log"_ba, "progress_update"_ba, "decision"_ba }) {
        const Decoded decoded = decoder.decode(
            "{\"event_type\":\"" + type + R"(","timestamp":"2024-01-01","data":{"metrics":)" + deep + "}}", receivedAt);
        QVERIFY(!decoded.event);
        QCOMPARE(decoded.problems.size(), size_t(1));
        QVERIFY(decoded.problems.front().kind == Problem::Kind::NotJson);
    }
}

void TestDecoderHostile::takesNestingUpToItsLimit()
{
    Decoder decoder;
    const QByteArray nested = QByteArray(500, '[') + QByteArray(500, ']');
    const Decoded decoded = decoder.decode(
        R"({"event_type":"log","timestamp":"2024-01-01","data":{"message":"m","x":)" + nested + "}}", receivedAt);
    QVERIFY(decoded.event && decoded.problems.empty());
    QCOMPARE(decoded.event->as<Log>()->message, u"m"_s);
}

void TestDecoderHostile::countsManyOddFieldsInsteadOfListingThem()
{
    QByteArray logs;
    for (int i = 0; i < 100'000; ++i)
        logs += "{\"message\":1},";
    logs.chop(1);
    Decoder decoder;
    const Decoded decoded = decoder.decode(R"({"event_type":"state","data":{"logs":[)" + logs + "]}}", receivedAt);
    QVERIFY(decoded.event.has_value());
    QCOMPARE(decoded.event->as<Snapshot>()->logs.size(), size_t(200));
    QVERIFY(decoded.problems.size() <= 17);
    QVERIFY2(decoded.problems.back().text.startsWith(u"184 more"_s), qPrintable(decoded.problems.back().text));
}

void TestDecoderHostile::takesAnyStreamOfIds()
{
    Decoder decoder;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray id = QByteArray::number(i);
        const Decoded decoded = decoder.decode(R"({"event_type":"log","timestamp":"2024-01-01","stream_id":")" + id
                                                   + R"(","sequence":)" + (i % 2 ? "9007199254740991" : "1")
                                                   + R"(,"data":{"message":"m","stage":"s)" + id + "\"}}",
                                               receivedAt);
        QCOMPARE(decoded.event->streamId, QString::fromLatin1(id));
        QCOMPARE(decoded.event->as<Log>()->stage.display, u"S"_s + QString::fromLatin1(id));
    }
}

/// No input crashes; each gives an event or says why not; an event can be written and read again.
void TestDecoderHostile::survivesMutations()
{
    const auto seeds = seedMessages();
    QVERIFY(seeds.size() > 10);
    Mutator mutator(20240101);
    Decoder decoder;
    int events = 0;
    int refused = 0;
    for (int round = 0; round < 6000; ++round) {
        const QByteArray message = mutator.mutated(seeds[static_cast<size_t>(round) % seeds.size()]);
        const Decoded decoded = decoder.decode(message, receivedAt);
        QVERIFY2(decoded.event || !decoded.problems.empty(), message.constData());
        const DecodedClientMessage command = decodeClientMessage(message);
        QVERIFY2(command.message.has_value() != !command.error.isEmpty(), message.constData());
        if (!decoded.event) {
            ++refused;
            continue;
        }
        ++events;
        // A first event_type that does not count sends the same message past the quick reader.
        const QByteArray rest = message.mid(message.indexOf('{') + 1);
        const Decoded thorough = decoder.decode("{\"event_type\":\"x\"," + rest, receivedAt);
        QVERIFY2(thorough.event == decoded.event, message.constData());
        QVERIFY2(thorough.problems.size() == decoded.problems.size(), message.constData());
        const Decoded again = decoder.decode(encode(*decoded.event), receivedAt);
        QVERIFY2(again.event.has_value(), message.constData());
        QVERIFY2(encode(*again.event) == encode(*decoded.event), message.constData());
        QVERIFY2(decoder.decode(normalised(*decoded.event, message), receivedAt).event, message.constData());
    }
    // Both sides must be reached, or the mutations are too tame or too wild to show anything.
    QVERIFY2(events > 1000, qPrintable(QString::number(events)));
    QVERIFY2(refused > 1000, qPrintable(QString::number(refused)));
}

QTEST_GUILESS_MAIN(TestDecoderHostile)
#include "tst_decoder_hostile.moc"
