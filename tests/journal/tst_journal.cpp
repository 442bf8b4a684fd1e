// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/stagenames.h"
#include "journalfixture.h"

#include <QFileInfo>
#include <QSemaphore>
#include <atomic>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>

using namespace Qt::StringLiterals;
using namespace stagewatch::journal;
using namespace stagewatch::protocol;
using namespace stagewatch::test;

namespace {

bool sameRow(const Row &one, const Row &other)
{
    return one.offset == other.offset && one.length == other.length && one.stage == other.stage
        && one.kind == other.kind && one.level == other.level && one.sequence == other.sequence
        && one.timeMs == other.timeMs;
}

QByteArrayList storyOfARun()
{
    return { message("connected", "{}", 0),
             message("stage_transition", R"({"stage":"training","progress":0.5})", 1, "\"sequence\":1"),
             message("log", R"({"level":"warn","message":"äöü — 漢字 \u0000"})", 2, "\"sequence\":2"),
             message("progress_update", R"({"stage":"evaluation","progress":0.8})", 3),
             message("log", R"({"level":"critical","message":"x"})", 4),
             message("decision", R"({"decision":"d"})", 5),
             message("approval_required", R"({"approval_type":"t"})", 6),
             message("approval_resolved", R"({"approval_id":"a","decision":"approved"})", 7),
             message("error", R"({"error":"e"})", 8),
             message("gap", R"({"reason":"trimmed"})", 9),
             message("state", R"({"status":"running","stage":"deployment"})", 10),
             message("something_new", R"({"a":1})", 11),
             message("pipeline_failed", R"({"error":"e","stage":"deployment"})", 12) };
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void readsBackWhatWasAppended()
    {
        const auto journal = openJournal(path());
        QVERIFY(journal);
        const QByteArrayList story = storyOfARun();
        for (qsizetype i = 0; i < story.size(); ++i)
            QCOMPARE(append(*journal, story[i]), i);
        QCOMPARE(journal->size(), 0);
        QVERIFY(journal->flush());
        QCOMPARE(texts(*journal), story);
        QCOMPARE(journal->byteSize(), QFileInfo(path()).size());
        QCOMPARE(readFile(path()), story.join('\n') + '\n');
        QCOMPARE(journal->path(), path());
        QVERIFY(!journal->isReadOnly());
    }

    void aFlushBesideWritesWhatCameBeforeIt()
    {
        auto journal = openJournal(path());
        QVERIFY(journal);
        for (int i = 0; i < 3; ++i)
            append(*journal, logMessage(i));
        QSemaphore written;
        journal->startFlush([&written] { written.release(); });
        QVERIFY(journal->isFlushing());
        QCOMPARE(journal->unflushedBytes(), 0);
        for (int i = 3; i < 5; ++i)
            append(*journal, logMessage(i));
        QVERIFY(journal->unflushedText(2).isEmpty());
        QCOMPARE(journal->unflushedText(3), logMessage(3));
        QCOMPARE(journal->unflushedText(4), logMessage(4));
        QVERIFY(written.tryAcquire(1, 10'000));
        QCOMPARE(journal->size(), 0); // who appends says when
        QString error;
        QVERIFY(journal->finishFlush(&error));
        QVERIFY(!journal->isFlushing());
        QCOMPARE(texts(*journal), (QByteArrayList{ logMessage(0), logMessage(1), logMessage(2) }));
        QCOMPARE(journal->unflushedText(4), logMessage(4));
        QVERIFY(journal->flush());
        QCOMPARE(journal->size(), 5);
        journal->startFlush([] {}); // nothing
        QVERIFY(journal->finishFlush(&error));
        append(*journal, logMessage(5));
        journal->startFlush([] {});
        append(*journal, logMessage(6));
        QVERIFY(journal->flush()); // waits for the other
        QCOMPARE(journal->size(), 7);
        append(*journal, logMessage(7));
        journal->startFlush([] {});
        append(*journal, logMessage(8));
        journal.reset(); // so does the end
        QByteArrayList expected;
        for (int i = 0; i < 9; ++i)
            expected += logMessage(i);
        QCOMPARE(readFile(path()), expected.join('\n') + '\n');
    }

    void reopensAsItWas()
    {
        auto journal = openJournal(path());
        QString stage;
        const QByteArrayList story = storyOfARun();
        for (const QByteArray &line : story) {
            const Event event = decoded(line);
            if (const auto *transition = event.as<StageTransition>())
                stage = transition->stage.id;
            if (const auto *update = event.as<ProgressUpdate>())
                stage = update->stage.id;
            if (const auto *snapshot = event.as<Snapshot>())
                stage = snapshot->stage.id;
            journal->append(line, event, stage);
        }
        QVERIFY(journal->flush());
        std::vector<Row> rows;
        for (qint64 i = 0; i < journal->size(); ++i)
            rows.push_back(journal->row(i));
        const int stageCount = journal->stageCount();
        journal.reset();

        journal = openJournal(path());
        QVERIFY(journal);
        QCOMPARE(journal->size(), qint64(rows.size()));
        for (qint64 i = 0; i < journal->size(); ++i)
            QVERIFY2(sameRow(journal->row(i), rows[size_t(i)]), story[i].constData());
        QCOMPARE(journal->stageCount(), stageCount);
        QCOMPARE(texts(*journal), story);

        // And goes on behind what was there.
        QCOMPARE(append(*journal, logMessage(99)), qint64(story.size()));
        QVERIFY(journal->flush());
        QCOMPARE(journal->text(story.size()), logMessage(99));
    }

    void rowsSayWhatAListNeeds_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<RowKind>("kind");
        QTest::addColumn<LogLevel>("level");
        QTest::addColumn<QString>("stage");
        QTest::addColumn<qint64>("sequence");
        const QString none;
        QTest::newRow("connected") << 0 << RowKind::Connection << LogLevel::Info << none << qint64(0);
        QTest::newRow("transition") << 1 << RowKind::Stage << LogLevel::Info << u"training"_s << qint64(1);
        QTest::newRow("log without stage") << 2 << RowKind::Log << LogLevel::Warning << u"training"_s << qint64(2);
        QTest::newRow("progress") << 3 << RowKind::Progress << LogLevel::Info << u"evaluation"_s << qint64(0);
        QTest::newRow("log after progress") << 4 << RowKind::Log << LogLevel::Critical << u"evaluation"_s << qint64(0);
        QTest::newRow("decision") << 5 << RowKind::Decision << LogLevel::Info << u"evaluation"_s << qint64(0);
        QTest::newRow("approval") << 6 << RowKind::Approval << LogLevel::Info << u"evaluation"_s << qint64(0);
        QTest::newRow("resolution") << 7 << RowKind::Approval << LogLevel::Info << u"evaluation"_s << qint64(0);
        QTest::newRow("error") << 8 << RowKind::Error << LogLevel::Error << u"evaluation"_s << qint64(0);
        QTest::newRow("gap") << 9 << RowKind::Gap << LogLevel::Info << u"evaluation"_s << qint64(0);
        QTest::newRow("state") << 10 << RowKind::State << LogLevel::Info << u"deployment"_s << qint64(0);
        QTest::newRow("unknown") << 11 << RowKind::Unknown << LogLevel::Info << u"deployment"_s << qint64(0);
        QTest::newRow("failure") << 12 << RowKind::Terminal << LogLevel::Error << u"deployment"_s << qint64(0);
    }
    void rowsSayWhatAListNeeds()
    {
        QFETCH(const int, index);
        QVERIFY(writeFile(path(), storyOfARun().join('\n') + '\n'));
        const auto journal = openJournal(path());
        QVERIFY(journal);
        const Row row = journal->row(index);
        QTEST(row.kind, "kind");
        QTEST(row.level, "level");
        QTEST(journal->stageName(row.stage), "stage");
        QTEST(row.sequence, "sequence");
        QCOMPARE(row.timeMs, parseTimestamp(u"2024-01-01T12:00:00Z")->time_since_epoch().count() + index * 1'000);
    }

    void aTerminalTransitionIsTheEndAndNoStage()
    {
        QVERIFY(writeFile(path(),
                          message("stage_transition", R"({"stage":"training"})") + '\n'
                              + message("stage_transition", R"({"stage":"completed"})") + '\n' + logMessage(1) + '\n'));
        const auto journal = openJournal(path());
        QVERIFY(journal);
        QCOMPARE(journal->row(1).kind, RowKind::Terminal);
        QCOMPARE(journal->stageName(journal->row(2).stage), u"training"_s);
    }

    void lineBreaksBetweenTokensAreTakenOut_data()
    {
        QTest::addColumn<QByteArray>("lineBreak");
        QTest::newRow("LF") << "\n"_ba;
        QTest::newRow("CR LF") << "\r\n"_ba;
        QTest::newRow("CR") << "\r"_ba;
        QTest::newRow("two") << "\n\n"_ba;
    }
    void lineBreaksBetweenTokensAreTakenOut()
    {
        QFETCH(const QByteArray, lineBreak);
        const QByteArray pretty = logMessage(1).replace("\",\"", "\"," + lineBreak + "\"") + lineBreak;
        auto journal = openJournal(path());
        append(*journal, pretty);
        append(*journal, logMessage(2));
        QVERIFY(journal->flush());
        QCOMPARE(journal->text(0).count('\n') + journal->text(0).count('\r'), 0);
        QCOMPARE(decoded(journal->text(0)), decoded(pretty));
        QCOMPARE(journal->text(1), logMessage(2));
        journal.reset();
        journal = openJournal(path());
        QCOMPARE(journal->size(), 2);
        QCOMPARE(decoded(journal->text(0)), decoded(pretty));
    }

    void filesAreForTheirOwnerAlone()
    {
        const QString deep = m_folder->filePath(u"a/b/c.ndjson"_s);
        const auto journal = openJournal(deep);
        QVERIFY(journal);
        struct stat about = {};
        QCOMPARE(::stat(QFile::encodeName(deep).constData(), &about), 0);
        QCOMPARE(about.st_mode & 07777, mode_t(0600));
        for (const QString &folder : { m_folder->filePath(u"a"_s), m_folder->filePath(u"a/b"_s) }) {
            QCOMPARE(::stat(QFile::encodeName(folder).constData(), &about), 0);
            QCOMPARE(about.st_mode & 07777, mode_t(0700));
        }
    }

    void hasOneWriterInAProcess()
    {
        auto first = openJournal(path());
        QVERIFY(first);
        QString error;
        QVERIFY(!Journal::open(path(), &error));
        QVERIFY2(error.contains(u"already written by another Stagewatch"_s) && error.contains(path()),
                 qPrintable(error));
        first.reset();
        QVERIFY(openJournal(path()));
    }

    void hasOneWriterInAllProcesses()
    {
        const auto first = openJournal(path());
        QVERIFY(first);
        const pid_t child = ::fork();
        if (child == 0) {
            QString error;
            const bool opened = Journal::open(path(), &error) != nullptr;
            ::_exit(opened ? 1 : (error.contains("already written"_L1) ? 0 : 2));
        }
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
    }

    void aLockOfAProcessThatIsGoneHoldsNobodyUp()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            QString error;
            const auto journal = Journal::open(path(), &error);
            ::_exit(journal ? 0 : 1); // without unlocking, as a program that is killed
        }
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
        QVERIFY(QFileInfo::exists(path() + u".lock"_s));
        QVERIFY(openJournal(path()));
    }

    void whoeverSeesARowCanReadIt()
    {
        constexpr int count = 30'000;
        const auto journal = openJournal(path());
        std::atomic<int> wrong = 0;
        std::atomic<bool> done = false;
        const auto read = [&](qint64 step) {
            Decoder decoder;
            qint64 seen = 0;
            while (!done || seen < journal->size()) {
                for (const qint64 end = journal->size(); seen < end; seen += step) {
                    const Row row = journal->row(seen);
                    const auto event = decoder.decode(journal->text(seen), Timestamp{}).event;
                    const bool right = event && event->sequence == seen + 1 && row.sequence == seen + 1
                        && journal->stageName(row.stage) == u"s%1"_s.arg(seen % 300);
                    wrong += !right;
                }
            }
        };
        std::thread first(read, 1);
        std::thread second(read, 7);
        for (int i = 0; i < count; ++i) {
            append(*journal, logMessage(i), u"s%1"_s.arg(i % 300));
            if (i % 97 == 0)
                wrong += !journal->flush();
        }
        wrong += !journal->flush();
        done = true;
        first.join();
        second.join();
        QCOMPARE(wrong.load(), 0);
        QCOMPARE(journal->size(), count);
    }

    void aTemporaryJournalIsGoneWithItsObject()
    {
        QString error;
        auto journal = Journal::openTemporary(&error);
        QVERIFY2(journal, qPrintable(error));
        append(*journal, logMessage(1));
        QVERIFY(journal->flush());
        QCOMPARE(journal->text(0), logMessage(1));
        QVERIFY(journal->path().isEmpty());
    }

    void stagesBeyondAllNumbersAreNoStage()
    {
        StageNames names;
        for (int i = 1; i <= 65'535; ++i)
            QCOMPARE(int(names.intern(QString::number(i))), i);
        QCOMPARE(names.intern(u"one more"), 0);
        QCOMPARE(names.intern(u"one more"), 0);
        QCOMPARE(names.intern(u"65535"), 65'535);
        QCOMPARE(names.find(u"one more"), 0);
        QCOMPARE(names.find(u"65535"), 65'535);
        QCOMPARE(names.name(65'535), u"65535"_s);
        QCOMPARE(names.name(0), QString());
        QCOMPARE(names.count(), 65'536);
    }

    void manyStagesFillAJournalWithoutHarm()
    {
        const auto journal = openJournal(path());
        const QByteArray line = logMessage(1);
        const Event event = decoded(line);
        for (int i = 0; i < 70'000; ++i)
            journal->append(line, event, QString::number(i));
        QVERIFY(journal->flush());
        QCOMPARE(journal->size(), 70'000);
        QCOMPARE(journal->stageName(journal->row(65'534).stage), u"65534"_s);
        QCOMPARE(journal->row(69'999).stage, 0);
        QCOMPARE(journal->stageIndex(u"0"), 1);
        QCOMPARE(journal->stageIndex(u"69999"), 0);
    }

    void readOnlyReadsAndRefusesToWrite()
    {
        const QByteArray content = storyOfARun().join('\n') + '\n';
        QVERIFY(writeFile(path(), content));
        QString error;
        auto journal = Journal::openReadOnly(path(), &error);
        QVERIFY2(journal, qPrintable(error));
        QVERIFY(journal->isReadOnly());
        QCOMPARE(texts(*journal), storyOfARun());
        QCOMPARE(journal->path(), path());
        QVERIFY(!QFileInfo::exists(path() + u".lock"_s));

        QCOMPARE(append(*journal, logMessage(1)), -1);
        QVERIFY(!journal->flush(&error));
        QVERIFY2(error.contains(u"read only"_s) && error.contains(path()), qPrintable(error));
        QCOMPARE(journal->size(), qint64(storyOfARun().size()));
        journal.reset();
        QCOMPARE(readFile(path()), content);
    }

    void readOnlyOpensWhatAnotherStillWrites()
    {
        const auto writer = openJournal(path());
        append(*writer, logMessage(1));
        QVERIFY(writer->flush());
        QString error;
        const auto reader = Journal::openReadOnly(path(), &error);
        QVERIFY2(reader, qPrintable(error));
        QCOMPARE(texts(*reader), QByteArrayList{ logMessage(1) });
        append(*writer, logMessage(2));
        QVERIFY(writer->flush());
        QCOMPARE(texts(*writer), (QByteArrayList{ logMessage(1), logMessage(2) }));
    }

    void readOnlyNeedsNoRightToWrite()
    {
        QVERIFY(writeFile(path(), logMessage(1) + '\n'));
        QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
        const auto readAndEnter = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup
            | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(QFile::setPermissions(m_folder->path(), readAndEnter));
        QString readError;
        QString writeError;
        std::shared_ptr<Journal> reader;
        std::shared_ptr<Journal> writer;
        {
            const WithoutRoot nobody;
            reader = Journal::openReadOnly(path(), &readError);
            writer = Journal::open(path(), &writeError);
        }
        QVERIFY(QFile::setPermissions(m_folder->path(), readAndEnter | QFile::WriteOwner));
        QVERIFY2(reader, qPrintable(readError));
        QCOMPARE(texts(*reader), QByteArrayList{ logMessage(1) });
        QVERIFY(!writer);
        QVERIFY2(!writeError.contains(u"another Stagewatch"_s) && writeError.contains(u"folder"_s),
                 qPrintable(writeError));
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"stream.ndjson"_s); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
