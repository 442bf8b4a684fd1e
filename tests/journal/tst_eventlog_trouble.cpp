// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventlogfixture.h"
#include "support/filesizelimit.h"

#include <QRandomGenerator>

#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace stagewatch::journal;
using namespace stagewatch::test;

namespace {

/// A file system of its own, of so many bytes.
class SmallDisk
{
public:
    SmallDisk()
        : m_mounted(::mount("tmpfs", QFile::encodeName(m_folder.path()).constData(), "tmpfs", 0, "size=512k") == 0)
    {
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(QFile::encodeName(m_folder.path()).constData(), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)
    [[nodiscard]] bool isMounted() const { return m_mounted; }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }
    /// Takes all room but `left` bytes.
    void fill(qint64 left) const
    {
        QFile filler(filePath(u"filler"_s));
        QVERIFY(filler.open(QIODevice::WriteOnly));
        while (filler.write(QByteArray(4096, 'x')) == 4096 && filler.flush()) { }
        filler.resize(filler.size() / 4096 * 4096 - left);
    }
    void makeRoom() const { QFile::remove(filePath(u"filler"_s)); }

private:
    QTemporaryDir m_folder;
    bool m_mounted;
};

void checkMessages(const EventLog &log, int count)
{
    QCOMPARE(log.first(), 1);
    QCOMPARE(log.end(), count + 1);
    for (int number = 1; number <= count; ++number)
        QCOMPARE(log.read(number), messageAt(log.streamId(), number, number));
}

/// Appends and confirms messages, a pipe byte each, until it is killed.
[[noreturn]] void writeUntilKilled(const EventLogOptions &options, int confirmations)
{
    auto log = openLog(options);
    if (!log)
        ::_exit(1);
    QObject::connect(log.get(), &EventLog::stored, log.get(), [&](qint64 first, qint64 count) {
        for (qint64 sequence = first; sequence < first + count; ++sequence) {
            if (::write(confirmations, &sequence, sizeof sequence) != sizeof sequence)
                ::_exit(2);
        }
    });
    for (auto number = int(log->end());; number += 7)
        appendMessages(*log, number, number + 6, 7);
}

} // namespace

class TestEventLogTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_parent = std::make_unique<QTemporaryDir>(); }

    void nothingIsConfirmedWhileTheDiskRefuses_data()
    {
        QTest::addColumn<bool>("threads");
        QTest::addColumn<bool>("durable");
        QTest::addColumn<int>("limit"); // bytes that a file may have
        for (const int limit : { 0, 1, 100, 900, 1500 }) {
            QTest::addRow("threads, %d bytes", limit) << true << true << limit;
            QTest::addRow("inline, %d bytes", limit) << false << true << limit;
            QTest::addRow("not synced, %d bytes", limit) << false << false << limit;
        }
    }

    void nothingIsConfirmedWhileTheDiskRefuses()
    {
        QFETCH(bool, threads);
        QFETCH(bool, durable);
        QFETCH(int, limit);
        EventLogOptions options = optionsFor(folder());
        options.layout.durability = durable ? Durability::Synced : Durability::None;
        options.layout.segmentEvents = 4;
        {
            auto log = openLog(options, threads ? &m_pool : nullptr);
            QSignalSpy stored(log.get(), &EventLog::stored);
            QSignalSpy failed(log.get(), &EventLog::failed);
            FileSizeLimit full(limit);
            qint64 before = 0;
            for (int number = 1; number <= 60; number += 20) {
                appendMessages(*log, number, number + 19, 20);
                QTRY_VERIFY(!failed.isEmpty() && log->measures().failures >= 2); // it tries again
                QVERIFY(number == 1 || log->end() == before);
                before = log->end();
                QCOMPARE(before, 1);
            }
            QCOMPARE(failed.size(), 1);
            QVERIFY(failed.at(0).at(0).toString().contains(u"The journal of project churn cannot be written"_s));
            QCOMPARE(stored.size(), 0);
            QVERIFY(log->waitingBytes() > 0);
            full.lift();
            QTRY_COMPARE(log->end(), 61);
            QCOMPARE(log->waitingBytes(), 0);
            checkMessages(*log, 60);
            appendMessages(*log, 61, 70);
        }
        auto log = openLog(options);
        QCOMPARE(log->notices(), QStringList());
        checkMessages(*log, 70);
    }

    void nothingIsConfirmedInADeletedFolder()
    {
        auto log = openLog(optionsFor(folder()), &m_pool);
        QSignalSpy failed(log.get(), &EventLog::failed);
        appendMessages(*log, 1, 10);
        QTRY_COMPARE(log->end(), 11);
        QVERIFY(QDir(folder()).removeRecursively());
        appendMessages(*log, 11, 20);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(log->end(), 11);
        checkMessages(*log, 10);
    }

    void whatWasConfirmedBeforeStaysReadable()
    {
        auto log = openLog(optionsFor(folder()), &m_pool);
        QSignalSpy failed(log.get(), &EventLog::failed);
        appendMessages(*log, 1, 10);
        QTRY_COMPARE(log->end(), 11);
        const QString data = QDir(folder()).filePath(u"00000000000000000001.ndjson"_s);
        const qint64 size = QFile(data).size();
        {
            const FileSizeLimit full(size + 50);
            appendMessages(*log, 11, 20, 10);
            QTRY_COMPARE(failed.size(), 1);
            checkMessages(*log, 10);
            QCOMPARE(QFile(data).size(), size); // nothing half is left
        }
        QTRY_COMPARE(log->end(), 21);
        QCOMPARE(failed.size(), 1);
        FileSizeLimit again(QFile(data).size());
        appendMessages(*log, 21, 22, 2);
        QTRY_COMPARE(failed.size(), 2); // another trouble is told of again
        again.lift();
        QTRY_COMPARE(log->end(), 23);
    }

    void trimmingGoesOnWhileTheDiskRefuses()
    {
        EventLogOptions options = optionsFor(folder());
        options.layout.segmentEvents = 10;
        auto log = openLog(options, &m_pool);
        for (int number = 1; number <= 30; ++number) {
            appendMessages(*log, number, number);
            QTRY_COMPARE(log->end(), number + 1);
        }
        QSignalSpy failed(log.get(), &EventLog::failed);
        FileSizeLimit full(300); // room for stream.json, and not for what comes
        appendMessages(*log, 31, 50, 20);
        QTRY_COMPARE(failed.size(), 1);
        log->trim({ 10, {} });
        QTRY_COMPARE(log->first(), 21);
        QCOMPARE(log->end(), 31);
        full.lift();
        QTRY_COMPARE(log->end(), 51);
        for (int number = 21; number <= 50; ++number)
            QCOMPARE(log->read(number), messageAt(log->streamId(), number, number));
    }

    void aFullDiskIsSurvivedWithoutARestart()
    {
        const SmallDisk disk;
        if (!disk.isMounted())
            QSKIP("a file system can be mounted by root only");
        EventLogOptions options = optionsFor(disk.filePath(u"churn"_s));
        options.layout.segmentEvents = 50;
        QString streamId;
        {
            auto log = openLog(options, &m_pool);
            streamId = log->streamId();
            QSignalSpy failed(log.get(), &EventLog::failed);
            appendMessages(*log, 1, 30, 10);
            QTRY_COMPARE(log->end(), 31);
            disk.fill(8192);
            appendMessages(*log, 31, 200, 10);
            QTRY_COMPARE(failed.size(), 1);
            const int confirmed = int(log->end()) - 1;
            QVERIFY(confirmed < 200);
            checkMessages(*log, confirmed);
            disk.makeRoom();
            QTRY_COMPARE(log->end(), 201);
        }
        auto log = openLog(options);
        QCOMPARE(log->notices(), QStringList());
        QCOMPARE(log->streamId(), streamId);
        checkMessages(*log, 200);
    }

    void aKilledServerLosesNothingThatItConfirmed()
    {
        EventLogOptions options = optionsFor(folder());
        options.layout.segmentEvents = 100;
        QRandomGenerator random(7);
        QString streamId;
        for (int round = 0; round < 15; ++round) {
            int ends[2];
            QCOMPARE(::pipe(ends), 0);
            const pid_t child = ::fork();
            if (child == 0)
                writeUntilKilled(options, ends[1]);
            ::close(ends[1]);
            qint64 confirmed = 0;
            const auto enough = qint64(random.bounded(1, 300));
            for (qint64 count = 0; count < enough; ++count)
                QCOMPARE(::read(ends[0], &confirmed, sizeof confirmed), ssize_t(sizeof confirmed));
            ::kill(child, SIGKILL);
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            while (::read(ends[0], &confirmed, sizeof confirmed) == ssize_t(sizeof confirmed)) { }
            ::close(ends[0]);
            auto log = openLog(options);
            QVERIFY(log);
            if (round == 0)
                streamId = log->streamId();
            QCOMPARE(log->streamId(), streamId);
            QVERIFY(log->end() > confirmed);
            checkMessages(*log, int(log->end()) - 1);
            if (QTest::currentTestFailed())
                return;
        }
        QCOMPARE(damagedFolders(m_parent->path()), QStringList());
    }

    void whatWaitsAtTheEndIsWritten()
    {
        {
            auto log = openLog(optionsFor(folder()), &m_pool);
            appendMessages(*log, 1, 5, 100);
            appendMessages(*log, 6, 10, 100);
            for (int number = 11; number <= 12; ++number) { // and these are not committed yet
                const Parts around = parts(log->streamId(), number);
                log->append(around.head, around.tail);
            }
        }
        checkMessages(*openLog(optionsFor(folder())), 12);
    }

    void aFolderThatCannotBeReadIsLeftAsItIs()
    {
        {
            auto log = openLog(optionsFor(folder()));
            appendMessages(*log, 1, 5);
        }
        // A folder in a file's place: not even root can read it as a file.
        const QString data = QDir(folder()).filePath(u"00000000000000000001.check"_s);
        QVERIFY(QFile::remove(data));
        QVERIFY(QDir().mkpath(data));
        QString error;
        QVERIFY(!EventLog::open(optionsFor(folder()), nullptr, &error));
        QVERIFY2(error.contains(u"cannot be read"_s), qUtf8Printable(error));
        QCOMPARE(damagedFolders(m_parent->path()), QStringList());
    }

private:
    [[nodiscard]] QString folder() const { return m_parent->filePath(u"churn"_s); }

    std::unique_ptr<QTemporaryDir> m_parent;
    QThreadPool m_pool;
};

QTEST_GUILESS_MAIN(TestEventLogTrouble)
#include "tst_eventlog_trouble.moc"
