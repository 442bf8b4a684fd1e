// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publishspool.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using stagewatch::client::PublishSpool;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be opened");
}

} // namespace

class TestPublishSpool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void isPrivate();
    void givesBackWhatItTook();
    void readsLinesOfAnyLength();
    void isDeletedOnceEverythingIsAnswered();
    void keepsWhatIsNotAnswered();
    void givesRoomBack();
    void worksWithoutAFolder();
    void saysWhyTheFolderCannotBeMade();
    void waitsForADiskThatIsFull();

private:
    std::unique_ptr<PublishSpool> make(const QString &name = u"spool"_s)
    {
        QString error;
        auto spool = PublishSpool::create(m_folder->filePath(u"a/b"_s), name, &error);
        if (!spool)
            qFatal("%s", qPrintable(error));
        return spool;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestPublishSpool::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestPublishSpool::isPrivate()
{
    const auto spool = make();
    QCOMPARE(spool->path(), m_folder->filePath(u"a/b/spool.ndjson"_s));
    const QFile::Permissions group = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(spool->path()) & group));
    QVERIFY(!(QFile::permissions(m_folder->filePath(u"a"_s)) & group));
}

void TestPublishSpool::givesBackWhatItTook()
{
    const auto spool = make();
    QVERIFY(!spool->next());
    for (const char *line : { "one", "two", "three" })
        QVERIFY(spool->append(line));
    QCOMPARE(contents(spool->path()), "one\ntwo\nthree\n");
    QCOMPARE(spool->next()->text, "one");
    const auto second = spool->next();
    QCOMPARE(second->text, "two");
    QCOMPARE(second->start, 4U);
    QVERIFY(spool->append("four"));
    QCOMPARE(spool->next()->text, "three");
    QCOMPARE(spool->next()->text, "four");
    QVERIFY(!spool->next());
}

void TestPublishSpool::readsLinesOfAnyLength()
{
    const auto spool = make();
    const QList<qsizetype> lengths{ 0, 1, 65'535, 65'536, 65'537, 200'000, 0, 131'072 };
    for (const qsizetype length : lengths)
        QVERIFY(spool->append(QByteArray(length, 'x')));
    for (const qsizetype length : lengths)
        QCOMPARE(spool->next()->text.size(), length);
    QVERIFY(!spool->next());
}

void TestPublishSpool::isDeletedOnceEverythingIsAnswered()
{
    const auto spool = make();
    QVERIFY(spool->append("one"));
    QVERIFY(QFile::exists(spool->path()));
    (void)spool->next();
    spool->release(spool->end());
    spool->finish();
    QVERIFY(!QFile::exists(spool->path()));
}

void TestPublishSpool::keepsWhatIsNotAnswered()
{
    auto spool = make();
    for (const char *line : { "one", "two", "three" })
        QVERIFY(spool->append(line));
    spool->release(4);
    const QString path = spool->path();
    spool.reset();
    QCOMPARE(contents(path), "two\nthree\n");
    QCOMPARE(QDir(m_folder->filePath(u"a/b"_s)).entryList(QDir::Files), QStringList(u"spool.ndjson"_s));
}

void TestPublishSpool::givesRoomBack()
{
    const auto spool = make();
    const QByteArray line(64 * 1024 - 1, 'x');
    qint64 largest = 0;
    // Never empty, as with a server that is always one event behind.
    QVERIFY(spool->append(line));
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(spool->append(line));
        QCOMPARE(spool->next()->text.size(), line.size());
        spool->release(spool->position());
        largest = std::max(largest, QFile(spool->path()).size());
    }
    QVERIFY2(largest <= qint64(PublishSpool::reclaimBytes) + 1024 * 1024, QByteArray::number(largest).constData());
    QVERIFY(spool->next());
    spool->release(spool->position());
    QCOMPARE(QFile(spool->path()).size(), 0);
    QVERIFY(spool->append("after"));
    QCOMPARE(spool->next()->text, "after");
    QCOMPARE(contents(spool->path()), "after\n");
}

void TestPublishSpool::worksWithoutAFolder()
{
    QString error;
    const auto spool = PublishSpool::create({}, u"spool"_s, &error);
    QVERIFY2(spool, qPrintable(error));
    QVERIFY(spool->path().isEmpty());
    QVERIFY(spool->append("one"));
    QCOMPARE(spool->next()->text, "one");
}

void TestPublishSpool::saysWhyTheFolderCannotBeMade()
{
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QString error;
    QVERIFY(!PublishSpool::create(m_folder->filePath(u"file/below"_s), u"spool"_s, &error));
    QVERIFY2(error.contains(u"file/below"_s), qPrintable(error));
}

void TestPublishSpool::waitsForADiskThatIsFull()
{
    const auto spool = make();
    QVERIFY(spool->append("before"));
    // A limit on the file's size refuses as a full disk does, in the middle of a line if need be.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit old = {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
    const rlimit tight{ .rlim_cur = 10, .rlim_max = old.rlim_max };
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const bool taken = spool->append("during") && spool->append("more");
    const bool written = spool->isWritten();
    const QByteArray first = spool->next()->text;
    const QByteArray second = spool->next()->text;
    const bool lateWrite = spool->retry();
    qsizetype kept = 0;
    const QByteArray large(1024 * 1024, 'x');
    while (kept < 64 && spool->append(large))
        ++kept;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &old), 0);
    QVERIFY(taken);
    QVERIFY(!written);
    QVERIFY(!lateWrite);
    QVERIFY2(spool->error().contains(u"some space"_s), qPrintable(spool->error()));
    QCOMPARE(first, "before");
    QCOMPARE(second, "during");
    QCOMPARE(kept, 15); // 16 MiB wait in memory, and no more
    QVERIFY(spool->retry());
    QVERIFY(spool->error().isEmpty());
    QVERIFY(contents(spool->path()).startsWith("before\nduring\nmore\nxxx"));
    QCOMPARE(spool->next()->text, "more");
}

QTEST_GUILESS_MAIN(TestPublishSpool)
#include "tst_publishspool.moc"
