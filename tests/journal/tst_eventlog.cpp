// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventlogfixture.h"

#include "journal/crc32c.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSemaphore>

#include <sys/stat.h>
#include <utime.h>

using namespace Qt::StringLiterals;
using namespace stagewatch::journal;
using namespace stagewatch::test;

namespace {
/// Keeps the one thread of a pool busy until it is let go.
class Jam
{
public:
    explicit Jam(QThreadPool *pool)
    {
        pool->start([this] {
            m_gate.acquire();
            m_left.release();
        });
    }
    ~Jam() { open(); }
    Q_DISABLE_COPY_MOVE(Jam)
    void open()
    {
        if (std::exchange(m_closed, false)) {
            m_gate.release();
            m_left.acquire();
        }
    }

private:
    QSemaphore m_gate;
    QSemaphore m_left;
    bool m_closed = true;
};

int modeOf(const QString &path)
{
    struct stat about = {};
    return ::stat(QFile::encodeName(path).constData(), &about) == 0 ? int(about.st_mode & 0777) : -1;
}
} // namespace

class TestEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_parent = std::make_unique<QTemporaryDir>();
        m_pool.setMaxThreadCount(1);
    }

    void checksumIsThatOfTheStandard()
    {
        QCOMPARE(crc32c("123456789"), 0xE3069283U);
        QCOMPARE(crc32cByTable("123456789"), 0xE3069283U);
        const QByteArray bytes = QByteArray("any bytes at all, ").repeated(50);
        for (qsizetype cut = 0; cut < 40; ++cut) {
            const QByteArrayView view = QByteArrayView(bytes).sliced(cut);
            QCOMPARE(crc32c(view), crc32cByTable(view));
            QCOMPARE(crc32c(view.sliced(cut), crc32c(view.first(cut))), crc32c(view));
        }
    }

    void aLogThatIsOnlyLookedAtLeavesNoFile()
    {
        {
            auto log = openLog(options(), &m_pool);
            QVERIFY(log);
            QVERIFY(!log->streamId().isEmpty());
            QCOMPARE(log->first(), 1);
            QCOMPARE(log->end(), 1);
            QCOMPARE(log->read(1), QByteArray());
            log->commit();
            log->trim({ 1, std::chrono::hours(1) });
        }
        QCOMPARE(QDir(m_parent->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
    }

    void messagesAreLinesOfAPrivateFile()
    {
        auto log = openLog(options(), &m_pool);
        QSignalSpy advanced(log.get(), &EventLog::advanced);
        appendMessages(*log, 1, 3, 3);
        QCOMPARE(log->end(), 1); // not before it is on disk
        QTRY_COMPARE(log->end(), 4);
        QCOMPARE(advanced.size(), 1);
        const QString data = path(u"00000000000000000001.ndjson"_s);
        QByteArray expected;
        for (int number = 1; number <= 3; ++number) {
            const QByteArray message = messageAt(log->streamId(), number, number);
            QVERIFY(QJsonDocument::fromJson(message).isObject());
            QCOMPARE(log->read(number), message);
            expected += message + '\n';
        }
        QCOMPARE(contentOf(data), expected);
        QCOMPARE(filesIn(folder()),
                 (QStringList{ u"00000000000000000001.check"_s, u"00000000000000000001.ndjson"_s, u"stream.json"_s }));
        QCOMPARE(modeOf(folder()), 0700);
        for (const QString &name : filesIn(folder()))
            QCOMPARE(modeOf(path(name)), 0600);
        const QJsonObject card = QJsonDocument::fromJson(contentOf(path(u"stream.json"_s))).object();
        QCOMPARE(card.value("stream_id"_L1).toString(), log->streamId());
        QCOMPARE(card.value("project_id"_L1).toString(), u"churn"_s);
    }

    void lineBreaksBetweenTokensAreNoNewLines()
    {
        auto log = openLog(options());
        log->append("{\n \"data\": {},\r\n\"sequence\":", R"(,"stream_id":"x"})");
        log->commit();
        QCOMPARE(contentOf(path(u"00000000000000000001.ndjson"_s)).count('\n'), 1);
        QCOMPARE(log->read(1), QByteArray("{  \"data\": {},\r \"sequence\":1,\"stream_id\":\"x\"}"));
    }

    void whatComesDuringASyncGoesTogetherIntoTheNext()
    {
        auto log = openLog(options(), &m_pool);
        QSignalSpy stored(log.get(), &EventLog::stored);
        Jam jam(&m_pool);
        appendMessages(*log, 1, 1);
        appendMessages(*log, 2, 1000);
        QCoreApplication::processEvents();
        QCOMPARE(stored.size(), 0);
        QVERIFY(log->waitingBytes() > 0);
        jam.open();
        QTRY_COMPARE(log->end(), 1001);
        QCOMPARE(stored.size(), 2);
        QCOMPARE(stored.at(0), (QVariantList{ 1LL, 1LL }));
        QCOMPARE(stored.at(1), (QVariantList{ 2LL, 999LL }));
        QCOMPARE(log->waitingBytes(), 0);
        QCOMPARE(log->measures().commits, 2ULL);
        QCOMPARE(log->measures().events, 1000ULL);
        QCOMPARE(log->measures().bytes, quint64(contentOf(path(u"00000000000000000001.ndjson"_s)).size()));
        quint64 syncs = 0;
        for (const quint64 count : log->measures().syncs)
            syncs += count;
        QCOMPARE(syncs, 2ULL);
    }

    void whatNobodyCommitsIsCommittedSoon()
    {
        auto log = openLog(options(), &m_pool);
        const Parts around = parts(log->streamId(), 1);
        log->append(around.head, around.tail);
        QTRY_COMPARE(log->end(), 2);
    }

    void messagesAreReadWhileOthersAreWritten()
    {
        EventLogOptions few = options();
        few.cacheBytes = 500; // most are read from the files
        few.layout.segmentEvents = 300;
        m_pool.setMaxThreadCount(2);
        auto log = openLog(few, &m_pool);
        int appended = 0;
        qint64 compared = 0;
        connect(log.get(), &EventLog::advanced, this, [&] {
            for (qint64 sequence = qMax(1LL, log->end() - 50); sequence < log->end(); ++sequence, ++compared)
                QCOMPARE(log->read(sequence), messageAt(log->streamId(), sequence, int(sequence)));
        });
        while (appended < 3000) {
            appendMessages(*log, appended + 1, appended + 10, 5);
            appended += 10;
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(log->end(), 3001);
        QVERIFY(compared > 50);
        for (qint64 sequence = 1; sequence < log->end(); ++sequence)
            QCOMPARE(log->read(sequence), messageAt(log->streamId(), sequence, int(sequence)));
    }

    void theStreamGoesOnAfterARestart()
    {
        QString streamId;
        EventLogOptions small = options();
        small.layout.segmentEvents = 4;
        for (int start = 0; start < 5; ++start) {
            auto log = openLog(small, start % 2 ? &m_pool : nullptr);
            QVERIFY(log);
            QCOMPARE(log->notices(), QStringList());
            if (start == 0)
                streamId = log->streamId();
            QCOMPARE(log->streamId(), streamId);
            QCOMPARE(log->end(), start * 3 + 1);
            for (int number = 1; number < log->end(); ++number)
                QCOMPARE(log->read(number), messageAt(streamId, number, number));
            appendMessages(*log, start * 3 + 1, start * 3 + 3);
        }
        // what was waiting was written at the end
        QCOMPARE(openLog(small)->end(), 16);
    }

    void withoutDurabilityCommitTellsBeforeItReturns()
    {
        EventLogOptions none = options();
        none.layout.durability = Durability::None;
        auto log = openLog(none, &m_pool);
        QStringList told;
        connect(log.get(), &EventLog::stored, this,
                [&](qint64 first, qint64 count) { told << u"stored %1 %2"_s.arg(first).arg(count); });
        connect(log.get(), &EventLog::advanced, this, [&] { told << u"advanced %1"_s.arg(log->end()); });
        appendMessages(*log, 1, 2, 2);
        QCOMPARE(told, (QStringList{ u"stored 1 2"_s, u"advanced 3"_s }));
        QCOMPARE(contentOf(path(u"00000000000000000001.ndjson"_s)).count('\n'), 2);
    }

    void filesWithoutNamesHoldALogToo()
    {
        EventLogOptions nameless = optionsFor(QString());
        nameless.cacheBytes = 0;
        nameless.layout.segmentEvents = 10;
        auto log = openLog(nameless, &m_pool);
        appendMessages(*log, 1, 35);
        QCOMPARE(log->end(), 36);
        for (int number = 1; number <= 35; ++number)
            QCOMPARE(log->read(number), messageAt(log->streamId(), number, number));
        log->trim({ 12, {} });
        QCOMPARE(log->first(), 21);
        QCOMPARE(log->read(20), QByteArray());
        QCOMPARE(log->read(21), messageAt(log->streamId(), 21, 21));
    }

    void trimmingByCountLetsWholeSegmentsGo()
    {
        EventLogOptions small = options();
        small.layout.segmentEvents = 10;
        QString streamId;
        {
            auto log = openLog(small, &m_pool);
            streamId = log->streamId();
            for (int number = 1; number <= 45; ++number) {
                appendMessages(*log, number, number);
                QTRY_COMPARE(log->end(), number + 1);
            }
            log->trim({ 26, {} });
            QTRY_COMPARE(log->first(), 11); // 35 stay; without the next segment only 25 would
            QCOMPARE(log->read(10), QByteArray());
            QCOMPARE(log->read(11), messageAt(streamId, 11, 11));
            log->trim({ 1, {} });
            QTRY_COMPARE(log->first(), 41); // never the one that is written
            QCOMPARE(filesIn(folder()).filter(u".ndjson"_s), QStringList{ u"00000000000000000041.ndjson"_s });
        }
        auto log = openLog(small, &m_pool);
        QCOMPARE(log->notices(), QStringList());
        QCOMPARE(log->streamId(), streamId);
        QCOMPARE(log->first(), 41);
        QCOMPARE(log->end(), 46);
        QCOMPARE(log->read(41), messageAt(streamId, 41, 41));
    }

    void trimmingByAgeGoesByTheNewestMessageOfASegment()
    {
        EventLogOptions small = options();
        small.layout.segmentEvents = 10;
        auto log = openLog(small);
        appendMessages(*log, 1, 35);
        const auto hoursAgo = [&](qint64 segment, int hours) {
            const utimbuf times{ ::time(nullptr) - hours * 3600, ::time(nullptr) - hours * 3600 };
            QCOMPARE(::utime(QFile::encodeName(path(segmentDataName(segment))).constData(), &times), 0);
        };
        hoursAgo(1, 50);
        hoursAgo(11, 20);
        hoursAgo(21, 60); // behind one that stays
        log->trim({ 0, std::chrono::hours(24) });
        QCOMPARE(log->first(), 11);
        log->trim({ 0, {} });
        QCOMPARE(log->first(), 11);
    }

    void trimmingWaitsForTheWriteThatIsUnderWay()
    {
        EventLogOptions small = options();
        small.layout.segmentEvents = 10;
        auto log = openLog(small, &m_pool);
        for (int number = 1; number <= 30; ++number) {
            appendMessages(*log, number, number);
            QTRY_COMPARE(log->end(), number + 1);
        }
        Jam jam(&m_pool);
        appendMessages(*log, 31, 31);
        log->trim({ 5, {} });
        QCOMPARE(log->first(), 1);
        QCOMPARE(log->read(1), messageAt(log->streamId(), 1, 1));
        jam.open();
        QTRY_COMPARE(log->first(), 21);
        QCOMPARE(log->end(), 32);
    }

private:
    [[nodiscard]] QString folder() const { return m_parent->filePath(u"churn"_s); }
    [[nodiscard]] QString path(const QString &name) const { return QDir(folder()).filePath(name); }
    [[nodiscard]] EventLogOptions options() const { return optionsFor(folder()); }

    std::unique_ptr<QTemporaryDir> m_parent;
    QThreadPool m_pool;
};

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_eventlog.moc"
