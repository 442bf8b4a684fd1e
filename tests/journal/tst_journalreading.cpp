// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalreading.h"
#include "journal/journalrows.h"
#include "journalfixture.h"

#include <random>

using namespace stagewatch;
using namespace stagewatch::test;
using journal::Batch;
using journal::JournalFile;
using journal::JournalReading;
using journal::JournalRows;
using journal::Row;
using journal::Stretch;

namespace {

/// Lines of every sort, many of them short and one now and then longer than a stretch.
QByteArrayList randomLines(unsigned seed)
{
    std::mt19937 random(seed);
    QByteArrayList lines;
    for (int i = 0; i < 400; ++i) {
        const QByteArray stage = "\"stage\":\"s" + QByteArray::number(random() % 4) + "\"";
        switch (random() % 12) {
        case 0:
            lines += message("stage_transition", "{" + stage + "}", i);
            break;
        case 1:
            lines += message("progress_update", "{" + stage + ",\"progress\":0.5}", i);
            break;
        case 2:
            lines += R"({"event_type":"error","data":{"error":"without a time"}})";
            break;
        case 3:
            lines += random() % 2 ? "garbage" : "";
            break;
        case 4:
            lines += message("log", "{\"message\":\"" + QByteArray(int(random() % 3'000), 'x') + "\"}", i);
            break;
        case 5:
            lines += message("log", R"({"message":"\\r 10%"})", i,
                             "\"run_id\":\"r" + QByteArray::number(random() % 2) + '"');
            break;
        case 6:
            lines += message("state", R"({"status":"running","stage":"s9"})", i);
            break;
        default:
            lines += message(
                "log", "{\"level\":\"info\",\"message\":\"same\"" + (random() % 2 ? "," + stage : QByteArray()) + "}",
                i);
        }
    }
    return lines;
}

struct Read
{
    std::vector<Row> rows;
    QStringList stages;
    QStringList told; ///< of the batches
};

/// The whole file, in stretches of a size.
Read readAll(const QString &path, qint64 stretchBytes)
{
    Read read;
    QString error;
    JournalFile file;
    if (!file.openReadOnly(path, &error) || !file.findEnd(&error))
        qFatal("%s", qUtf8Printable(error));
    JournalRows rows;
    protocol::Decoder decoder;
    const auto again = [&](const Row &row, protocol::Timestamp time) {
        return decoder.decode(file.read(row.offset, row.length), time).event;
    };
    JournalReading reading(file, 0, file.size(), stretchBytes);
    Batch whole;
    const bool ok =
        reading.run([&](Stretch &&stretch) { whole.append(rows.add(std::move(stretch), again)); }, {}, &error);
    if (!ok)
        qFatal("%s", qUtf8Printable(error));
    for (qint64 i = 0; i < rows.chunks.appended(); ++i) {
        read.rows.push_back(rows.chunks.at(i));
        read.stages += rows.stages.name(read.rows.back().stage);
    }
    whole.forEach(
        [&](protocol::LogSpan &logs, qint64 row) {
            read.told +=
                QStringLiteral("%1: %2 of %3, %4").arg(row).arg(logs.count).arg(logs.runId).arg(logs.lastSequence);
            for (const protocol::LogEntry &entry : logs.tail)
                read.told += entry.log.message.left(20);
        },
        [&](protocol::Event &event, qint64 row) {
            read.told +=
                QStringLiteral("%1: %2 %3").arg(row).arg(event.eventType, protocol::formatTimestamp(event.time));
        });
    return read;
}

QString difference(const Row &left, const Row &right)
{
    const auto text = [](const Row &row) {
        return QStringLiteral("offset %1 length %2 kind %3 level %4 sequence %5 time %6 plain %7 repeats %8 redraws %9")
            .arg(row.offset)
            .arg(row.length)
            .arg(int(row.kind))
            .arg(int(row.level))
            .arg(row.sequence)
            .arg(row.timeMs)
            .arg(row.isPlainLog)
            .arg(row.repeats)
            .arg(row.redraws);
    };
    return text(left) == text(right) ? QString() : text(left) + QStringLiteral("\ninstead of\n") + text(right);
}

} // namespace

class TestJournalReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stretchesMakeTheSameRows_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<qint64>("stretch");
        for (unsigned seed = 0; seed < 6; ++seed) {
            for (const qint64 stretch : { 64, 257, 1'000, 5'000 })
                QTest::addRow("seed %u, %lld bytes", seed, static_cast<long long>(stretch)) << seed << stretch;
        }
    }
    void stretchesMakeTheSameRows()
    {
        QFETCH(unsigned, seed);
        QFETCH(qint64, stretch);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.ndjson"));
        QVERIFY(writeFile(path, randomLines(seed).join('\n') + (seed % 2 ? "\n" : "\n{\"event_ty")));
        const Read expected = readAll(path, 1'000'000'000);
        const Read read = readAll(path, stretch);
        QVERIFY(expected.rows.size() > 300);
        QCOMPARE(read.rows.size(), expected.rows.size());
        for (size_t i = 0; i < read.rows.size(); ++i) {
            const QString found = difference(read.rows[i], expected.rows[i]);
            QVERIFY2(found.isEmpty(), qUtf8Printable(QStringLiteral("row %1: %2").arg(i).arg(found)));
        }
        QCOMPARE(read.stages, expected.stages);
        QCOMPARE(read.told, expected.told);
    }

    // What a journal was written from and what is read of it afterwards.
    void rowsAreThoseOfTheLiveStream_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 10; seed < 16; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void rowsAreThoseOfTheLiveStream()
    {
        QFETCH(unsigned, seed);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.ndjson"));
        auto live = openJournal(path);
        QString stage;
        protocol::Decoder decoder;
        qint64 lastTime = 0;
        for (const QByteArray &line : randomLines(seed)) {
            const auto decoded = decoder.decode(line, protocol::Timestamp{ std::chrono::milliseconds{ lastTime } });
            if (!decoded.event)
                continue;
            lastTime = decoded.event->time.time_since_epoch().count();
            if (const QString set = journal::stageSetBy(*decoded.event); !set.isEmpty())
                stage = set;
            QVERIFY(live->append(line, *decoded.event, stage) >= 0);
        }
        QVERIFY(live->flush());
        const Read read = readAll(path, 700);
        QCOMPARE(qint64(read.rows.size()), live->size());
        for (qint64 i = 0; i < live->size(); ++i) {
            const QString found = difference(read.rows[size_t(i)], live->row(i));
            QVERIFY2(found.isEmpty(), qUtf8Printable(QStringLiteral("row %1: %2").arg(i).arg(found)));
            QCOMPARE(read.stages[i], live->stageName(live->row(i).stage));
        }
    }

    void publishesBitByBit()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.ndjson"));
        QByteArray bytes;
        for (int i = 0; i < 120'000; ++i)
            bytes += logMessage(i) + '\n';
        QVERIFY(bytes.size() > JournalReading::usualStretch);
        QVERIFY(writeFile(path, bytes));
        QString error;
        const auto journal = journal::Journal::openUnread(path, &error);
        QVERIFY2(journal, qUtf8Printable(error));
        QCOMPARE(journal->size(), 0);
        QVERIFY(!journal->isRead());
        qint64 rows = 0;
        QList<qint64> sizes;
        const auto take = [&](Batch &&batch) {
            sizes += journal->size();
            batch.forEach(
                [&](protocol::LogSpan &logs, qint64 row) { QCOMPARE(row, std::exchange(rows, row + logs.count)); },
                [](protocol::Event &, qint64) { QFAIL("they are all log events"); });
            QCOMPARE(journal->size(), rows);
        };
        QVERIFY2(journal->readRest(take, {}, &error), qUtf8Printable(error));
        QVERIFY(sizes.size() > 1);
        QCOMPARE(rows, 120'000);
        QVERIFY(journal->isRead());
        QVERIFY(journal->readRest([](Batch &&) { QFAIL("there is nothing left"); }, {}, &error));
    }

    void stopsWhereItIsTold()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.ndjson"));
        QByteArray bytes;
        for (int i = 0; i < 200'000; ++i)
            bytes += logMessage(i) + '\n';
        QVERIFY(writeFile(path, bytes));
        QString error;
        const auto journal = journal::Journal::openUnread(path, &error);
        std::stop_source stop;
        qint64 readAtStop = 0;
        const auto take = [&](Batch &&) {
            readAtStop = journal->size();
            stop.request_stop();
            QTest::qSleep(100); // what comes next has been read by then, and must not be taken all the same
        };
        QVERIFY(!journal->readRest(take, stop.get_token(), &error));
        QCOMPARE(error, QString());
        QVERIFY(readAtStop > 0 && readAtStop < 200'000);
        QCOMPARE(journal->size(), readAtStop);
    }
};

QTEST_GUILESS_MAIN(TestJournalReading)
#include "tst_journalreading.moc"
