// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/catalogwriter.h"
#include "journalfixture.h"

#include <QDir>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace stagewatch::journal;
using namespace stagewatch::protocol;
using namespace stagewatch::test;

namespace {

constexpr int runs = 200;

/// A record of the run of that number, as it stands after so many rows.
RunRecord recordOf(int number, qint64 rows, RunStatus status = RunStatus::Running)
{
    RunRecord record;
    record.entry.server = u"localhost:8000"_s;
    record.entry.projectId = u"churn"_s;
    record.entry.runKey = u"run-%1"_s.arg(number);
    record.entry.number = number;
    record.entry.status = status;
    record.entry.startedAt = Timestamp{ std::chrono::milliseconds(1'700'000'000'000) };
    record.entry.journalPath = u"/x/y.ndjson"_s;
    record.entry.rowCount = rows;
    if (status == RunStatus::Completed)
        record.stages = { { u"training"_s, double(number), 0.5 }, { u"evaluation"_s, 7, 0.8 } };
    return record;
}

} // namespace

class TestCatalogWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatComesLastOfARunIsKept()
    {
        QStringList problems;
        {
            CatalogWriter writer(path());
            QObject::connect(
                &writer, &CatalogWriter::failed, &writer, [&](const QString &sentence) { problems += sentence; },
                Qt::DirectConnection);
            for (const qint64 rows : { 10, 20, 30 }) {
                for (int number = 1; number <= runs; ++number)
                    writer.save(recordOf(number, rows));
            }
            writer.save(recordOf(runs, 40, RunStatus::Completed));
        } // writes what is left
        QCOMPARE(problems, QStringList());
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        QVERIFY2(catalog, qPrintable(error));
        const auto entries = catalog->recent(2 * runs, &error);
        QCOMPARE(entries.size(), size_t(runs));
        for (size_t i = 0; i < entries.size(); ++i) {
            // They began at the same time, so they come in the order in which they were written.
            QCOMPARE(entries[i].number, runs - int(i));
            QCOMPARE(entries[i].rowCount, i == 0 ? 40 : 30);
        }
        const auto stages = catalog->lastStages(u"localhost:8000"_s, u"churn"_s, &error);
        QCOMPARE(stages.size(), size_t(2));
        QCOMPARE(stages[0].seconds, double(runs));
        QCOMPARE(stages[1].stage, u"evaluation"_s);
    }

    void saysWhenARunThatEndedIsOnDisk()
    {
        CatalogWriter writer(path());
        QSignalSpy written(&writer, &CatalogWriter::written);
        writer.save(recordOf(1, 10));
        QTRY_COMPARE(written.size(), 1);
        QCOMPARE(written.takeFirst().at(0).toInt(), 0);
        writer.save(recordOf(1, 20, RunStatus::Failed));
        QTRY_COMPARE(written.size(), 1);
        QCOMPARE(written.takeFirst().at(0).toInt(), 1);
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        QVERIFY2(catalog, qPrintable(error));
        QCOMPARE(catalog->recent(10, &error).at(0).status, RunStatus::Failed);
    }

    void whatCouldNotBeWrittenIsTriedAgain()
    {
        QVERIFY(writeFile(m_folder->filePath(u"data"_s), "in the folder's place"));
        CatalogWriter writer(path());
        QSignalSpy failed(&writer, &CatalogWriter::failed);
        QSignalSpy written(&writer, &CatalogWriter::written);
        writer.save(recordOf(1, 10));
        writer.save(recordOf(2, 10));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY2(failed[0][0].toString().contains(path()), qPrintable(failed[0][0].toString()));
        writer.save(recordOf(2, 20));

        QVERIFY(QFile::remove(m_folder->filePath(u"data"_s)));
        writer.save(recordOf(3, 10));
        QTRY_VERIFY(!written.isEmpty());
        QCOMPARE(failed.size(), 1); // the same sentence is not said again
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        QVERIFY2(catalog, qPrintable(error));
        QTRY_COMPARE(catalog->recent(10, &error).size(), size_t(3));
        QCOMPARE(catalog->recent(10, &error).at(1).rowCount, 20);
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"data/runs.sqlite"_s); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestCatalogWriter)
#include "tst_catalogwriter.moc"
