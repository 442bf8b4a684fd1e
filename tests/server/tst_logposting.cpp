// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/jsonvalue.h"
#include "server/channelfold.h"
#include "server/logposting.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::server;
using protocol::JsonValue;

/// Log events that are read in the short way, against the long way that reads everything.
class TestLogPosting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void usualEventsAreTaken_data();
    void usualEventsAreTaken();
    void othersAreLeft_data();
    void othersAreLeft();
    void whatItTakesIsWhatTheLongWayMakesOfIt();
    void foldingTogetherIsFoldingOneByOne();
};

namespace {

const protocol::Timestamp now{ std::chrono::milliseconds(1'764'000'000'123) };
const QString project = u"churn \"1\" ü"_s;

/// As JSON the head of what readPosting() makes, and what else it says of it.
std::optional<Posting> longWay(QByteArrayView utf8)
{
    const auto read = readPosting(utf8, project, now);
    const auto *posting = std::get_if<Posting>(&read);
    return posting ? std::optional(*posting) : std::nullopt;
}

QByteArray normalHead(const Posting &posting)
{
    const auto json = JsonValue::parse(posting.head + '}');
    return json ? json->toJson() : QByteArray("not JSON");
}

} // namespace

#define COMPARE_POSTINGS(shortRead, longRead)                                                                          \
    QCOMPARE(normalHead(*(shortRead)), normalHead(*(longRead)));                                                       \
    QCOMPARE((shortRead)->runId, (longRead)->runId);                                                                   \
    QCOMPARE((shortRead)->publisherId, (longRead)->publisherId);                                                       \
    QCOMPARE((shortRead)->publisherSequence, (longRead)->publisherSequence);                                           \
    QCOMPARE((shortRead)->isLog, (longRead)->isLog);                                                                   \
    QCOMPARE((shortRead)->asksApproval, (longRead)->asksApproval)

void TestLogPosting::usualEventsAreTaken_data()
{
    QTest::addColumn<QByteArray>("utf8");
    QTest::newRow("shortest") << R"({"event_type":"log","data":{"message":"x"}})"_ba;
    QTest::newRow("everything")
        << R"({"event_type":"log","project_id":"churn \"1\" ü","timestamp":"2026-01-02T03:04:05.678Z","run_id":"r.1",)"
           R"("publisher_id":"a:b","publisher_sequence":9007199254740991,"data":{"level":"warning","message":"a b",)"
           R"("stage":"training","stage_display":"Model Training"}})"_ba;
    QTest::newRow("spaces")
        << " {\"event_type\" : \"log\" ,\n\t\"data\" : { \"level\": \"info\" , \"message\" : \"x\" } }\r\n"_ba;
    QTest::newRow("escapes")
        << R"({"event_type":"log","data":{"message":"a \"b\" \\ { } [ ] , \u00e9 \ud83d\ude00 ü"}})"_ba;
    QTest::newRow("number 0")
        << R"({"publisher_sequence":0,"publisher_id":"p","event_type":"log","data":{"message":"x"}})"_ba;
    QTest::newRow("half a pair of an escape") << R"({"event_type":"log","data":{"message":"\ud83d"}})"_ba;
    QTest::newRow("data first") << R"({"data":{"message":"x","level":"error"},"event_type":"log"})"_ba;
}

void TestLogPosting::usualEventsAreTaken()
{
    QFETCH(QByteArray, utf8);
    LogPostingReader reader(project);
    const auto expected = longWay(utf8);
    QVERIFY(expected);
    for (int turn = 0; turn < 3; ++turn) { // by what is learned from the first one too
        const auto posting = reader.read(utf8, now);
        QVERIFY(posting);
        QVERIFY(posting->readsBack);
        COMPARE_POSTINGS(posting, expected);
    }
}

void TestLogPosting::othersAreLeft_data()
{
    QTest::addColumn<QByteArray>("utf8");
    const auto add = [](const char *name, const char *utf8) { QTest::newRow(name) << QByteArray(utf8); };
    add("nothing", "");
    add("empty object", "{}");
    add("an array", R"([{"event_type":"log","data":{"message":"x"}}])");
    add("another type", R"({"event_type":"error","data":{"message":"x"}})");
    add("no data", R"({"event_type":"log"})");
    add("empty data", R"({"event_type":"log","data":{}})");
    add("data of another kind", R"({"event_type":"log","data":["message"]})");
    add("another project", R"({"event_type":"log","project_id":"other","data":{"message":"x"}})");
    add("a number of the server", R"({"event_type":"log","sequence":4,"data":{"message":"x"}})");
    add("a stream of the server", R"({"event_type":"log","stream_id":"s","data":{"message":"x"}})");
    add("replayed", R"({"event_type":"log","replayed":false,"data":{"message":"x"}})");
    add("an unknown field", R"({"event_type":"log","extra":1,"data":{"message":"x"}})");
    add("unknown data", R"({"event_type":"log","data":{"message":"x","extra":1}})");
    add("a field twice", R"({"event_type":"log","event_type":"log","data":{"message":"x"}})");
    add("data twice", R"({"event_type":"log","data":{"message":"x"},"data":{"message":"x"}})");
    add("a name twice in data", R"({"event_type":"log","data":{"message":"x","message":"x"}})");
    add("an escaped name", R"({"event\u005ftype":"log","data":{"message":"x"}})");
    add("no number", R"({"event_type":"log","publisher_id":"p","data":{"message":"x"}})");
    add("no publisher", R"({"event_type":"log","publisher_sequence":1,"data":{"message":"x"}})");
    add("a broken number",
        R"({"event_type":"log","publisher_id":"p","publisher_sequence":1.5,"data":{"message":"x"}})");
    add("a number too far",
        R"({"event_type":"log","publisher_id":"p","publisher_sequence":9007199254740992,"data":{"message":"x"}})");
    add("a leading zero", R"({"event_type":"log","publisher_id":"p","publisher_sequence":01,"data":{"message":"x"}})");
    add("an id that is none", R"({"event_type":"log","run_id":"a b","data":{"message":"x"}})");
    add("an empty id", R"({"event_type":"log","run_id":"","data":{"message":"x"}})");
    add("null for a time", R"({"event_type":"log","timestamp":null,"data":{"message":"x"}})");
    add("behind the end", R"({"event_type":"log","data":{"message":"x"}} {})");
    add("a comma too many", R"({"event_type":"log","data":{"message":"x"},})");
    add("a comma too few", R"({"event_type":"log" "data":{"message":"x"}})");
    add("an open string", R"({"event_type":"log","data":{"message":"x)");
    add("an open object", R"({"event_type":"log","data":{"message":"x"})");
    add("a wrong bracket", R"({"event_type":"log","data":{"message":"x"]})");
    add("broken UTF-8", "{\"event_type\":\"log\",\"data\":{\"message\":\"\xff\"}}");
    add("a control character", "{\"event_type\":\"log\",\"data\":{\"message\":\"\x01\"}}");
    add("an escape that is none", R"({"event_type":"log","data":{"message":"\x"}})");
    add("a message of another kind", R"({"event_type":"log","data":{"message":7}})");
}

void TestLogPosting::othersAreLeft()
{
    QFETCH(QByteArray, utf8);
    LogPostingReader reader(project);
    QVERIFY(!reader.read(utf8, now));
    // Nor after it has learned what events look like.
    QVERIFY(reader.read(R"({"event_type":"log","data":{"message":"x"}})", now));
    QVERIFY(!reader.read(utf8, now));
}

/// Thousands of events, each with a few bytes changed: most are broken, and some are not.
void TestLogPosting::whatItTakesIsWhatTheLongWayMakesOfIt()
{
    usualEventsAreTaken_data();
    const QList<QByteArray> seeds{
        R"({"event_type":"log","project_id":"churn \"1\" ü","timestamp":"2026-01-02T03:04:05.678Z","run_id":"r1",)"
        R"("publisher_id":"ab","publisher_sequence":12,"data":{"level":"info","message":"a \u00e9 \\ b","stage":"s"}})"_ba,
        R"({"event_type": "log", "data": {"message": "epoch 3/12", "level": "info"}})"_ba,
    };
    static constexpr char some[] = "{}[]\",:\\u019aZ -.\n\xc3\xa9\x00\x7f";
    const QByteArray bytes(some, sizeof some - 1);
    QRandomGenerator random(11);
    LogPostingReader reader(project);
    int taken = 0;
    for (int n = 0; n < 60'000; ++n) {
        QByteArray utf8 = seeds[n % seeds.size()];
        for (int change = int(random.bounded(3)); change >= 0; --change) {
            const auto at = qsizetype(random.bounded(quint32(utf8.size())));
            const char byte = bytes[qsizetype(random.bounded(quint32(bytes.size())))];
            switch (random.bounded(4)) {
            case 0:
                utf8[at] = byte;
                break;
            case 1:
                utf8.insert(at, byte);
                break;
            case 2:
                utf8.remove(at, 1);
                break;
            default: { // a part of it once more, or somewhere else
                const QByteArray part = utf8.mid(at, qsizetype(random.bounded(20)));
                utf8.insert(qsizetype(random.bounded(quint32(utf8.size()))), part);
            }
            }
        }
        const auto posting = reader.read(utf8, now);
        if (!posting)
            continue;
        ++taken;
        const auto expected = longWay(utf8);
        QVERIFY2(expected, utf8.constData());
        COMPARE_POSTINGS(posting, expected);
    }
    QVERIFY2(taken > 1'000, qPrintable(QString::number(taken)));
}

void TestLogPosting::foldingTogetherIsFoldingOneByOne()
{
    std::vector<QByteArray> messages;
    qint64 sequence = 0;
    const auto add = [&](const QByteArray &head, const QByteArray &run, const QByteArray &publisher = {}) {
        ++sequence;
        messages.push_back(
            head + ",\"sequence\":" + QByteArray::number(sequence) + R"(,"stream_id":"s","run_id":")" + run + '"'
            + (publisher.isEmpty()
                   ? QByteArray()
                   : R"(,"publisher_id":")" + publisher + R"(","publisher_sequence":)" + QByteArray::number(sequence))
            + '}');
    };
    const auto addLogs = [&](int count, const QByteArray &run, const QByteArray &publisher = {}) {
        for (int n = 0; n < count; ++n)
            add(R"({"event_type":"log","project_id":"p","timestamp":"2026-01-02T03:04:)"
                    + QByteArray::number(10 + n % 50) + R"(Z","data":{"level":"info","message":"line )"
                    + QByteArray::number(n) + '"' + (n % 3 ? R"(,"stage":"training"})" : "}"),
                run, publisher);
    };
    const auto event = [](const QByteArray &type, const QByteArray &data) {
        return R"({"event_type":")" + type + R"(","project_id":"p","timestamp":"2026-01-02T03:05:00Z","data":)" + data;
    };
    addLogs(3, "r1");
    add(event("stage_transition", R"({"stage":"training","progress":0.2})"), "r1");
    addLogs(450, "r1", "pub");
    add(event("progress_update", R"({"stage":"training","progress":0.5})"), "r1");
    addLogs(20, "r1");
    add(event("pipeline_completed", R"({"status":"completed"})"), "r1");
    addLogs(5, "r1");
    addLogs(300, "r2");
    add(event("approval_required", R"({"approval_id":"a","message":"?"})"), "r2");
    addLogs(2, "r2");

    ChannelFold oneByOne(u"p"_s);
    ChannelFold together(u"p"_s);
    int putBy = 0;
    for (const QByteArray &message : messages) {
        (void)oneByOne.apply(message);
        if (together.putByLog(message))
            ++putBy;
        else
            (void)together.apply(message);
    }
    together.applyLogs();
    QVERIFY(putBy > 750);
    QCOMPARE(together.runId(), oneByOne.runId());
    QVERIFY(together.run().snapshot() == oneByOne.run().snapshot());
    QCOMPARE(together.run().logCount(), oneByOne.run().logCount());
    QCOMPARE(together.run().logCount(), 302);
    // The 450 lines of the publisher are numbers 5 to 454, of which the ledger keeps the last ones.
    for (qint64 number = 0; number < 460; ++number) {
        const auto expected = oneByOne.ledger().find("pub", number);
        const auto found = together.ledger().find("pub", number);
        QCOMPARE(found.has_value(), expected.has_value());
        if (found)
            QCOMPARE(found->sequence, expected->sequence);
    }
    QVERIFY(oneByOne.ledger().find("pub", 454));
}

QTEST_GUILESS_MAIN(TestLogPosting)
#include "tst_logposting.moc"
