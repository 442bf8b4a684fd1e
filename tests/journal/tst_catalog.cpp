// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/catalog.h"
#include "journalfixture.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace stagewatch::journal;
using namespace stagewatch::protocol;
using namespace stagewatch::test;

namespace {

Timestamp at(int seconds)
{
    return *parseTimestamp(u"2024-01-01T12:00:00Z") + std::chrono::seconds(seconds);
}

CatalogEntry entryOf(const QString &key, int start)
{
    CatalogEntry entry;
    entry.server = u"localhost:8000"_s;
    entry.projectId = u"churn"_s;
    entry.address = u"ws://localhost:8000"_s;
    entry.runKey = key;
    entry.number = 3;
    entry.status = RunStatus::Completed;
    entry.stageDisplay = u"Model Training ä"_s;
    entry.progress = 0.25;
    entry.startedAt = at(start);
    entry.endedAt = at(start + 60);
    entry.journalPath = u"/x/y.ndjson"_s;
    entry.firstRow = 5'000'000'000;
    entry.rowCount = 7;
    return entry;
}

/// Runs a statement on the file from outside.
void execute(const QString &path, const QString &statement)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"outside"_s);
        database.setDatabaseName(path);
        if (!database.open() || !QSqlQuery(database).exec(statement))
            qFatal("cannot %s", qUtf8Printable(statement));
    }
    QSqlDatabase::removeDatabase(u"outside"_s);
}

QFile::Permissions foreignRights(const QString &path)
{
    return QFile::permissions(path)
        & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
           | QFile::ExeOther);
}

} // namespace

class TestCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsARunAsItWas()
    {
        QString error;
        CatalogEntry entry = entryOf(u"run-1"_s, 0);
        CatalogEntry bare;
        {
            const auto catalog = Catalog::open(path(), &error);
            QVERIFY2(catalog, qPrintable(error));
            QVERIFY(error.isEmpty());
            const auto id = catalog->save(entry, &error);
            QVERIFY2(id, qPrintable(error));
            entry.id = *id;
            const auto bareId = catalog->save(bare, &error);
            QVERIFY2(bareId, qPrintable(error));
            bare.id = *bareId;
        }
        const auto catalog = Catalog::open(path(), &error);
        QVERIFY2(catalog, qPrintable(error));
        const auto entries = catalog->recent(10, &error);
        QCOMPARE(entries.size(), 2);
        QVERIFY(entries[0] == entry);
        QVERIFY(entries[1] == bare);
    }

    void keepsWhatIsChangedTogether()
    {
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        QVERIFY2(catalog, qPrintable(error));
        const auto reader = Catalog::open(path(), &error);
        QVERIFY2(reader, qPrintable(error));
        const bool kept = catalog->together(
            [&] {
                for (int run = 1; run <= 3; ++run)
                    QVERIFY2(catalog->save(entryOf(u"run-%1"_s.arg(run), run), &error), qPrintable(error));
                QVERIFY(reader->recent(10, &error).empty()); // all of it at once, or nothing
            },
            &error);
        QVERIFY2(kept, qPrintable(error));
        QCOMPARE(reader->recent(10, &error).size(), 3);
    }

    void refusesOneTogetherInsideAnother()
    {
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        QVERIFY2(catalog, qPrintable(error));
        QString inner;
        const bool kept = catalog->together(
            [&] {
                QVERIFY(catalog->save(entryOf(u"run-1"_s, 1), &error));
                QVERIFY(!catalog->together([] {}, &inner));
            },
            &error);
        QVERIFY2(kept, qPrintable(error));
        QVERIFY(!inner.isEmpty());
        QCOMPARE(catalog->recent(10, &error).size(), 1);
    }

    void everyStatusComesBack()
    {
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        for (int status = 0; status <= int(RunStatus::Cancelled); ++status) {
            CatalogEntry entry = entryOf(QString::number(status), status);
            entry.status = RunStatus(status);
            QVERIFY(catalog->save(entry, &error));
        }
        for (const CatalogEntry &entry : catalog->recent(100, &error))
            QCOMPARE(int(entry.status), entry.runKey.toInt());
    }

    void updatesTheSameRun()
    {
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        CatalogEntry entry = entryOf(u"run-1"_s, 0);
        entry.status = RunStatus::Running;
        entry.endedAt.reset();
        const auto id = catalog->save(entry, &error);
        const auto other = catalog->save(entryOf(u"run-2"_s, 5), &error);
        QVERIFY(id && other && *id != *other);
        entry = entryOf(u"run-1"_s, 0);
        entry.rowCount = 1'000;
        QCOMPARE(catalog->save(entry, &error), id);
        entry.id = *id;
        const auto entries = catalog->recent(10, &error);
        QCOMPARE(entries.size(), 2);
        QVERIFY(entries[1] == entry);
    }

    void theSameKeyElsewhereIsAnotherRun()
    {
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        CatalogEntry entry = entryOf(u"run-1"_s, 0);
        QVERIFY(catalog->save(entry, &error));
        entry.server = u"elsewhere"_s;
        QVERIFY(catalog->save(entry, &error));
        entry.projectId = u"other"_s;
        QVERIFY(catalog->save(entry, &error));
        QCOMPARE(catalog->recent(10, &error).size(), 3);
    }

    void theNewestComesFirst()
    {
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        for (const int start : { 30, 10, 50, 20, 40 })
            QVERIFY(catalog->save(entryOf(QString::number(start), start), &error));
        QStringList keys;
        for (const CatalogEntry &entry : catalog->recent(4, &error))
            keys += entry.runKey;
        QCOMPARE(keys, (QStringList{ u"50"_s, u"40"_s, u"30"_s, u"20"_s }));
    }

    void runsCountOn()
    {
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        const auto numberFor = [&](const QString &project, const QString &key, int given = 0) {
            return catalog->numberFor(u"localhost:8000"_s, project, key, given, &error);
        };
        QCOMPARE(numberFor(u"churn"_s, u"new"_s), 1);
        CatalogEntry entry = entryOf(u"run-41"_s, 0);
        entry.number = 41;
        QVERIFY(catalog->save(entry, &error));
        QVERIFY(catalog->save(entryOf(u"run-3"_s, 5), &error));
        QCOMPARE(numberFor(u"churn"_s, u"run-41"_s), 41);
        QCOMPARE(numberFor(u"churn"_s, u"new"_s), 42);
        QCOMPARE(numberFor(u"churn"_s, u"new"_s, 50), 51);
        QCOMPARE(numberFor(u"churn"_s, u"new"_s, 7), 42);
        QCOMPARE(numberFor(u"churn"_s, u"run-3"_s, 50), 3);
        QCOMPARE(numberFor(u"other"_s, u"run-41"_s), 1);
        QCOMPARE(catalog->numberFor(u"elsewhere"_s, u"churn"_s, u"run-41"_s, 0, &error), 1);
        QVERIFY2(error.isEmpty(), qPrintable(error));
    }

    void findsTheRunsOfAJournal()
    {
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        QVERIFY(!catalog->newestIn(u"/x/y.ndjson"_s, &error));
        CatalogEntry later = entryOf(u"later"_s, 100);
        later.firstRow += 1;
        QVERIFY(catalog->save(later, &error) && catalog->save(entryOf(u"earlier"_s, 0), &error));
        const auto found = catalog->newestIn(u"/x/y.ndjson"_s, &error);
        QVERIFY(found && found->runKey == "later"_L1);
        QVERIFY(!catalog->newestIn(u"/x/z.ndjson"_s, &error));
        QVERIFY2(error.isEmpty(), qPrintable(error));
    }

    void textIsTextAndNoSql()
    {
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        CatalogEntry entry = entryOf(u"'); DROP TABLE runs; --"_s, 0);
        entry.projectId = u"a'b\"c%_"_s;
        QVERIFY(catalog->save(entry, &error));
        QCOMPARE(catalog->recent(10, &error).at(0).runKey, entry.runKey);
        QCOMPARE(catalog->recent(10, &error).at(0).projectId, entry.projectId);
    }

    void remembersTheStagesOfTheLastCompletedRun()
    {
        QString error;
        const auto catalog = Catalog::open(path(), &error);
        QVERIFY(catalog->lastStages(u"localhost:8000"_s, u"churn"_s, &error).empty());
        const auto older = catalog->save(entryOf(u"1"_s, 0), &error);
        QVERIFY(catalog->saveStageDuration(*older, u"training"_s, 1, 0, &error));
        const auto newer = catalog->save(entryOf(u"2"_s, 100), &error);
        QVERIFY(catalog->saveStageDuration(*newer, u"training"_s, 60, 0.1, &error));
        QVERIFY(catalog->saveStageDuration(*newer, u"analyzing"_s, 5, 0.8, &error));
        QVERIFY(catalog->saveStageDuration(*newer, u"training"_s, 61.5, 0.15, &error));
        CatalogEntry failed = entryOf(u"3"_s, 200);
        failed.status = RunStatus::Failed;
        const auto failedId = catalog->save(failed, &error);
        QVERIFY(catalog->saveStageDuration(*failedId, u"x"_s, 1, 0, &error));

        const auto stages = catalog->lastStages(u"localhost:8000"_s, u"churn"_s, &error);
        QCOMPARE(stages.size(), 2);
        QCOMPARE(stages[0].stage, u"training"_s);
        QCOMPARE(stages[0].seconds, 61.5);
        QCOMPARE(stages[0].startProgress, 0.15);
        QCOMPARE(stages[1].stage, u"analyzing"_s);
        QVERIFY(catalog->lastStages(u"localhost:8000"_s, u"other"_s, &error).empty());

        // What is removed takes its stages along.
        QVERIFY(catalog->remove(*newer, &error));
        QCOMPARE(catalog->lastStages(u"localhost:8000"_s, u"churn"_s, &error).at(0).seconds, 1);
        QVERIFY(!catalog->saveStageDuration(*newer, u"training"_s, 1, 0, &error));
        QVERIFY(error.contains(path()));
    }

    void aDamagedFileIsSetAside_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("length");
        QTest::newRow("everything") << 0 << -1;
        QTest::newRow("the head") << 0 << 100;
        QTest::newRow("a page in the middle") << 4'096 << 4'096;
    }
    void aDamagedFileIsSetAside()
    {
        QFETCH(const int, from);
        QFETCH(const int, length);
        QString error;
        {
            const auto catalog = Catalog::open(path(), &error);
            for (int i = 0; i < 200; ++i)
                QVERIFY(catalog->save(entryOf(QString::number(i), i), &error));
        }
        QByteArray bytes = readFile(path());
        const QByteArray garbage(length < 0 ? bytes.size() - from : length, 'x');
        bytes.replace(from, garbage.size(), garbage);
        QVERIFY(writeFile(path(), bytes));

        error.clear();
        auto catalog = Catalog::open(path(), &error);
        QVERIFY2(catalog, qPrintable(error));
        QVERIFY2(error.contains(u"set aside"_s) && error.contains(path() + u".damaged"_s), qPrintable(error));
        QVERIFY(readFile(path() + u".damaged"_s) == bytes);
        QVERIFY(catalog->recent(10, &error).empty());
        QVERIFY2(catalog->save(entryOf(u"1"_s, 0), &error), qPrintable(error));
        catalog.reset();
        error.clear();
        QVERIFY(Catalog::open(path(), &error));
        QVERIFY2(error.isEmpty(), qPrintable(error));
    }

    void aBusyFileIsNotDamaged()
    {
        QString error;
        {
            const auto catalog = Catalog::open(path(), &error);
            QVERIFY(catalog->save(entryOf(u"1"_s, 0), &error));
        }
        std::unique_ptr<Catalog> refused;
        {
            QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
            other.setDatabaseName(path());
            QVERIFY(other.open());
            QVERIFY(QSqlQuery(other).exec(u"BEGIN EXCLUSIVE"_s));
            refused = Catalog::open(path(), &error);
        }
        QSqlDatabase::removeDatabase(u"other"_s);
        QVERIFY(!refused);
        QVERIFY2(error.contains(path()) && error.contains(u"locked"_s), qPrintable(error));
        QVERIFY(!QFileInfo::exists(path() + u".damaged"_s));
        const auto catalog = Catalog::open(path(), &error);
        QVERIFY2(catalog, qPrintable(error));
        QCOMPARE(catalog->recent(10, &error).size(), 1);
    }

    void aFileWithoutRightsIsNotDamaged()
    {
        QString error;
        {
            const auto catalog = Catalog::open(path(), &error);
            QVERIFY(catalog->save(entryOf(u"1"_s, 0), &error));
        }
        QVERIFY(QFile::setPermissions(m_folder->path(),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther
                                          | QFile::WriteOther | QFile::ExeOther));
        QVERIFY(QFile::setPermissions(path(), QFile::Permissions()));
        std::unique_ptr<Catalog> refused;
        {
            const WithoutRoot nobody;
            refused = Catalog::open(path(), &error);
        }
        QVERIFY(!refused);
        QVERIFY2(error.contains(path()), qPrintable(error));
        QVERIFY(QFileInfo::exists(path()));
        QVERIFY(!QFileInfo::exists(path() + u".damaged"_s));
    }

    void aFolderInItsPlaceIsASentence()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(u"runs.sqlite"_s));
        QString error;
        QVERIFY(!Catalog::open(path(), &error));
        QVERIFY2(error.contains(path()) && error.endsWith(u'.'), qPrintable(error));
        QVERIFY(QFileInfo(path()).isDir());
    }

    void aNewerSchemaIsRefused()
    {
        QString error;
        {
            const auto catalog = Catalog::open(path(), &error);
            QVERIFY(catalog->save(entryOf(u"1"_s, 0), &error));
        }
        execute(path(), u"PRAGMA user_version = 2"_s);
        QVERIFY(!Catalog::open(path(), &error));
        QVERIFY2(error.contains(u"newer Stagewatch"_s) && error.contains(path()), qPrintable(error));
        QVERIFY(!QFileInfo::exists(path() + u".damaged"_s));
        execute(path(), u"PRAGMA user_version = 1"_s);
        const auto catalog = Catalog::open(path(), &error);
        QVERIFY(catalog);
        QCOMPARE(catalog->recent(10, &error).size(), 1);
    }

    void twoProgramsShareIt()
    {
        QString error;
        const auto first = Catalog::open(path(), &error);
        const auto second = Catalog::open(path(), &error);
        QVERIFY(first && second);
        QVERIFY(first->save(entryOf(u"1"_s, 0), &error));
        QVERIFY(second->save(entryOf(u"2"_s, 1), &error));
        QCOMPARE(first->recent(10, &error).size(), 2);
        QVERIFY(first->recent(10, &error) == second->recent(10, &error));
    }

    void itsFilesAreForTheirOwnerAlone()
    {
        const QString deep = m_folder->filePath(u"a/b/runs.sqlite"_s);
        QString error;
        const auto catalog = Catalog::open(deep, &error);
        QVERIFY2(catalog, qPrintable(error));
        QVERIFY(catalog->save(entryOf(u"1"_s, 0), &error));
        const QStringList files = QDir(m_folder->filePath(u"a/b"_s)).entryList(QDir::Files);
        QVERIFY2(files.contains(u"runs.sqlite-wal"_s), qPrintable(files.join(u' ')));
        for (const QString &file : files)
            QCOMPARE(foreignRights(m_folder->filePath(u"a/b/"_s + file)), QFile::Permissions());
        for (const QString &folder : { u"a"_s, u"a/b"_s })
            QCOMPARE(foreignRights(m_folder->filePath(folder)), QFile::Permissions());
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"runs.sqlite"_s); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
