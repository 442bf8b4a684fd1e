// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/bookmarkfile.h"

#include "journal/catalog.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using stagewatch::journal::Bookmark;
using stagewatch::journal::BookmarkFile;
using stagewatch::journal::Catalog;
using stagewatch::journal::CatalogEntry;

using Marks = std::vector<Bookmark>;

class TestBookmarkFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsBookmarksByJournal();
    void livesBesideTheCatalog_data();
    void livesBesideTheCatalog();
    void isForThisUserAlone();
    void saysWhyItCannotBeUsed();
    void takesOverFromADamagedCatalog();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"runs.sqlite"_s); }
    [[nodiscard]] std::unique_ptr<BookmarkFile> open()
    {
        auto file = BookmarkFile::open(path(), &m_error);
        if (!file)
            qFatal("%s", qPrintable(m_error));
        return file;
    }
    [[nodiscard]] Marks load(const QString &journal) { return open()->load(journal, &m_error).value(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_error;
};

void TestBookmarkFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_error.clear();
}

void TestBookmarkFile::keepsBookmarksByJournal()
{
    {
        const auto file = open();
        QCOMPARE(file->load(u"/a.ndjson"_s, &m_error), std::optional(Marks()));
        QVERIFY(file->save(u"/a.ndjson"_s, { 9'000'000'000, u"späte Zeile 中文"_s }, &m_error));
        QVERIFY(file->save(u"/a.ndjson"_s, { 3, {} }, &m_error));
        QVERIFY(file->save(u"/b.ndjson"_s, { 3, u"another file"_s }, &m_error));
    }
    QCOMPARE(load(u"/a.ndjson"_s), (Marks{ { 3, u""_s }, { 9'000'000'000, u"späte Zeile 中文"_s } }));
    QVERIFY(open()->save(u"/a.ndjson"_s, { 3, u"noted"_s }, &m_error));
    QVERIFY(open()->remove(u"/a.ndjson"_s, 9'000'000'000, &m_error));
    QVERIFY(open()->remove(u"/a.ndjson"_s, 77, &m_error)); // not there: nothing to do
    QCOMPARE(load(u"/a.ndjson"_s), (Marks{ { 3, u"noted"_s } }));
    QCOMPARE(load(u"/b.ndjson"_s).size(), size_t(1));
    QCOMPARE(m_error, QString());
}

void TestBookmarkFile::livesBesideTheCatalog_data()
{
    QTest::addColumn<bool>("catalogFirst");
    QTest::newRow("catalog first") << true;
    QTest::newRow("bookmarks first") << false;
}

void TestBookmarkFile::livesBesideTheCatalog()
{
    QFETCH(bool, catalogFirst);
    std::unique_ptr<Catalog> catalog;
    if (catalogFirst)
        catalog = Catalog::open(path(), &m_error);
    const auto file = open();
    if (!catalogFirst)
        catalog = Catalog::open(path(), &m_error);
    QVERIFY2(catalog, qPrintable(m_error));
    QVERIFY(file->save(u"/a"_s, { 1, u"x"_s }, &m_error));
    CatalogEntry entry;
    entry.server = u"localhost"_s;
    entry.projectId = u"p"_s;
    entry.runKey = u"k"_s;
    QVERIFY(catalog->save(entry, &m_error));
    QVERIFY(file->save(u"/a"_s, { 2, u"y"_s }, &m_error));
    QCOMPARE(file->load(u"/a"_s, &m_error)->size(), size_t(2));
    QCOMPARE(catalog->recent(5, &m_error).size(), size_t(1));
    QCOMPARE(m_error, QString());
}

void TestBookmarkFile::isForThisUserAlone()
{
    const mode_t before = ::umask(0);
    QVERIFY(open()->save(u"/a"_s, { 1, u"x"_s }, &m_error));
    ::umask(before);
    struct stat status
    {
    };
    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void TestBookmarkFile::saysWhyItCannotBeUsed()
{
    QFile wrong(path());
    QVERIFY(wrong.open(QIODevice::WriteOnly));
    wrong.write(QByteArray(8192, 'x'));
    wrong.close();
    QVERIFY(!BookmarkFile::open(path(), &m_error));
    QVERIFY2(m_error.startsWith(u"The bookmarks in "_s + path() + u" cannot be read or kept: "_s), qPrintable(m_error));
}

void TestBookmarkFile::takesOverFromADamagedCatalog()
{
    {
        const auto catalog = Catalog::open(path(), &m_error);
        const auto file = open();
        QVERIFY(file->save(u"/a"_s, { 1, u"kept"_s }, &m_error));
        // Pages that are of no use to the bookmarks, to be harmed below.
        for (int i = 0; i < 200; ++i) {
            CatalogEntry entry;
            entry.server = QString(500, u's');
            entry.projectId = u"p"_s;
            entry.runKey = QString::number(i);
            QVERIFY(catalog->save(entry, &m_error));
        }
    }
    QFile database(path());
    QVERIFY(database.open(QIODevice::ReadWrite));
    const qint64 size = database.size();
    QVERIFY(size > 100'000);
    database.seek(size - 20'000);
    database.write(QByteArray(20'000, '\xff'));
    database.close();

    const auto catalog = Catalog::open(path(), &m_error);
    QVERIFY(catalog);
    QVERIFY2(m_error.contains(u"set aside"_s), qPrintable(m_error));
    QCOMPARE(load(u"/a"_s), (Marks{ { 1, u"kept"_s } }));
}

QTEST_GUILESS_MAIN(TestBookmarkFile)
#include "tst_bookmarkfile.moc"
