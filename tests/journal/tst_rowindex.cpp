// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/rowindex.h"
#include "journalfixture.h"

#include <QDir>
#include <QFileInfo>

using namespace stagewatch;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;
using journal::Batch;
using journal::Journal;
using journal::Row;
using journal::RowChunks;
using journal::RowIndexFolder;

namespace {

/// A long journal of two runs: stages, odd lines, lines that repeat.
QByteArray longJournal(int lines)
{
    QByteArray bytes;
    for (int i = 0; i < lines; ++i) {
        const QByteArray run = QByteArray("\"run_id\":\"r") + (i < lines / 2 ? '1' : '2') + '"';
        if (i % 5'000 == 0)
            bytes += message("stage_transition", "{\"stage\":\"s" + QByteArray::number(i / 5'000) + "\"}", i, run);
        else if (i % 7'001 == 0)
            bytes += "garbage";
        else
            bytes += message("log", "{\"message\":\"line " + QByteArray::number(i / 3) + "\"}", i, run);
        bytes += '\n';
    }
    return bytes;
}

/// What reading a journal gives: its rows and what its batches tell.
struct Reading
{
    std::vector<Row> rows;
    QStringList told;
    qint64 firstBatch = 0; ///< its rows: an index gives whole chunks
};

Reading readAll(const QString &path, const QString &indexFolder)
{
    Reading reading;
    QString error;
    const auto journal = Journal::openUnread(path, &error, indexFolder);
    if (!journal)
        qFatal("%s", qUtf8Printable(error));
    Batch whole;
    const auto take = [&](Batch &&batch) {
        qint64 rows = 0;
        batch.forEach([&](protocol::LogSpan &logs, qint64) { rows += logs.count; },
                      [&](protocol::Event &, qint64) { ++rows; });
        if (!whole.hasRows())
            reading.firstBatch = rows;
        whole.append(std::move(batch));
    };
    if (!journal->readRest(take, {}, &error))
        qFatal("%s", qUtf8Printable(error));
    for (qint64 i = 0; i < journal->size(); ++i)
        reading.rows.push_back(journal->row(i));
    whole.forEach(
        [&](protocol::LogSpan &logs, qint64 row) {
            reading.told += u"%1: %2 of %3 until %4, last %5"_s.arg(row)
                                .arg(logs.count)
                                .arg(logs.runId, protocol::formatTimestamp(logs.latest),
                                     logs.tail.empty() ? QString() : logs.tail.back().log.message);
        },
        [&](protocol::Event &event, qint64 row) {
            reading.told += u"%1: %2 %3"_s.arg(row).arg(event.eventType, protocol::formatTimestamp(event.time));
        });
    for (const Row &row : reading.rows)
        reading.told += journal->stageName(row.stage);
    return reading;
}

bool sameRows(const std::vector<Row> &left, const std::vector<Row> &right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const Row &a, const Row &b) {
        return a.offset == b.offset && a.length == b.length && a.stage == b.stage && a.kind == b.kind
            && a.level == b.level && a.sequence == b.sequence && a.timeMs == b.timeMs && a.isPlainLog == b.isPlainLog
            && a.repeats == b.repeats && a.redraws == b.redraws;
    });
}

constexpr int lines = 110'000;

} // namespace

class TestRowIndex : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    [[nodiscard]] QString path() const { return m_folder->filePath(u"a.ndjson"_s); }
    [[nodiscard]] QString indices() const { return m_folder->filePath(u"index"_s); }
    [[nodiscard]] QString indexFile() const { return RowIndexFolder(indices()).fileFor(path()); }
    static bool isFromIndex(const Reading &reading) { return reading.firstBatch == RowChunks::rowsAChunk; }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void tellsWhatTheJournalTold()
    {
        QVERIFY(writeFile(path(), longJournal(lines)));
        const Reading first = readAll(path(), indices());
        QVERIFY(!isFromIndex(first));
        QCOMPARE(first.rows.size(), size_t(lines));
        QVERIFY(QFileInfo(indexFile()).size() > lines * qint64(sizeof(Row)));
        QCOMPARE(QFile::permissions(indexFile()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const Reading second = readAll(path(), indices());
        QVERIFY(isFromIndex(second));
        QVERIFY(sameRows(second.rows, first.rows));
        QCOMPARE(second.told, first.told);
    }

    void isNotMadeForAShortJournal()
    {
        QVERIFY(writeFile(path(), longJournal(5'000)));
        QCOMPARE(readAll(path(), indices()).rows.size(), size_t(5'000));
        QVERIFY(!QFile::exists(indexFile()));
    }

    void goesOnWhereTheJournalGrew()
    {
        const QByteArray bytes = longJournal(lines);
        const qsizetype part = bytes.lastIndexOf('\n', bytes.size() - 200'000) + 1;
        QVERIFY(writeFile(path(), bytes.first(part)));
        (void)readAll(path(), indices());
        QFile file(path());
        QVERIFY(file.open(QIODevice::Append) && file.write(bytes.sliced(part)) == bytes.size() - part);
        file.close();
        const Reading grown = readAll(path(), indices());
        QVERIFY(isFromIndex(grown));
        const Reading expected = readAll(path(), {});
        QVERIFY(sameRows(grown.rows, expected.rows));
        QCOMPARE(grown.told, expected.told);
    }

    void isLeftAloneForAnotherFile_data()
    {
        QTest::addColumn<bool>("replaced");
        QTest::newRow("a file in its place") << true;
        QTest::newRow("a line changed") << false;
    }
    void isLeftAloneForAnotherFile()
    {
        QFETCH(bool, replaced);
        QByteArray bytes = longJournal(lines);
        QVERIFY(writeFile(path(), bytes));
        (void)readAll(path(), indices());
        bytes.replace(bytes.size() / 2, 4, "    ");
        if (replaced) {
            QVERIFY(QFile::rename(path(), path() + u".old"_s));
            QVERIFY(writeFile(path(), bytes));
        } else {
            // Its clock may not have moved since; what counts is that the file was written.
            QFile file(path());
            QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(bytes.size() / 2) && file.write("    ") == 4);
            QVERIFY(file.flush());
            QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(5), QFileDevice::FileModificationTime));
        }
        const Reading changed = readAll(path(), indices());
        QVERIFY(!isFromIndex(changed));
        QVERIFY(sameRows(changed.rows, readAll(path(), {}).rows));
    }

    void isMadeAnewWhereItIsHarmed_data()
    {
        QTest::addColumn<double>("at");
        QTest::addColumn<bool>("cut");
        for (const double at : { 0.0, 0.0003, 0.001, 0.3, 0.99, 0.9999 }) {
            QTest::addRow("a bit at %g", at) << at << false;
            QTest::addRow("cut at %g", at) << at << true;
        }
    }
    void isMadeAnewWhereItIsHarmed()
    {
        QFETCH(double, at);
        QFETCH(bool, cut);
        QVERIFY(writeFile(path(), longJournal(lines)));
        const Reading first = readAll(path(), indices());
        QByteArray index = readFile(indexFile());
        const auto place = qsizetype(double(index.size()) * at);
        if (cut)
            index.truncate(place);
        else
            index[place] = char(index[place] ^ 4);
        QVERIFY(writeFile(indexFile(), index));
        const Reading second = readAll(path(), indices());
        const bool inPadding = !cut && place > 200 && place < 4'096; // of the header, where nothing stands
        QCOMPARE(isFromIndex(second), inPadding);
        QVERIFY(sameRows(second.rows, first.rows));
        QCOMPARE(second.told, first.told);
        QVERIFY(isFromIndex(readAll(path(), indices()))); // and is whole again
    }

    void givesWayToNewOnes()
    {
        QVERIFY(writeFile(path(), longJournal(lines)));
        QVERIFY(QDir().mkpath(indices()));
        const QDateTime now = QDateTime::currentDateTime();
        for (const int age : { 1, 2, 3 }) {
            QFile old(QDir(indices()).filePath(QString::number(age) + u".rows"_s));
            QVERIFY(old.open(QIODevice::WriteOnly) && old.resize(RowIndexFolder::mostBytes / 2 - 1)); // holes, no bytes
            QVERIFY(old.setFileTime(now.addDays(-age), QFileDevice::FileModificationTime));
        }
        (void)readAll(path(), indices());
        QVERIFY(QFile::exists(QDir(indices()).filePath(u"2.rows"_s)));
        QVERIFY(!QFile::exists(QDir(indices()).filePath(u"3.rows"_s)));
        QVERIFY(QFile::exists(indexFile()));
    }
};

QTEST_GUILESS_MAIN(TestRowIndex)
#include "tst_rowindex.moc"
