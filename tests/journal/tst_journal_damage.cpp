// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalfixture.h"
#include "support/filesizelimit.h"

#include <QFileInfo>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace stagewatch::journal;
using namespace stagewatch::protocol;
using namespace stagewatch::test;

class TestJournalDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aTornLastLineIsCutOffAtEveryByte()
    {
        const QByteArrayList lines{ logMessage(1), logMessage(2), logMessage(3, "äö") };
        const QByteArray whole = lines.join('\n') + '\n';
        for (qsizetype length = 0; length <= whole.size(); ++length) {
            QVERIFY(writeFile(path(), whole.first(length)));
            const qsizetype complete = whole.first(length).count('\n');
            auto journal = openJournal(path());
            QVERIFY(journal);
            QCOMPARE(texts(*journal), lines.first(complete));
            append(*journal, logMessage(9));
            QVERIFY(journal->flush());
            journal.reset();
            QCOMPARE(readFile(path()), (lines.first(complete) << logMessage(9)).join('\n') + '\n');
        }
    }

    void aTornLastLineIsLeftAloneWhereItIsOnlyRead()
    {
        const QByteArrayList lines{ logMessage(1), logMessage(2) };
        const QByteArray whole = lines.join('\n') + '\n';
        for (qsizetype length = 0; length <= whole.size(); ++length) {
            QVERIFY(writeFile(path(), whole.first(length)));
            QString error;
            const auto journal = Journal::openReadOnly(path(), &error);
            QVERIFY2(journal, qPrintable(error));
            // A last event that only lacks its line break is whole: so end recordings that were edited by hand.
            const qsizetype complete = (whole.first(length) + '\n').count("}}\n");
            QCOMPARE(texts(*journal), lines.first(complete));
            QCOMPARE(readFile(path()), whole.first(length));
        }
    }

    void aDamagedLineInTheMiddleStays_data()
    {
        QTest::addColumn<QByteArray>("damaged");
        QTest::newRow("no JSON") << "what is this"_ba;
        QTest::newRow("half an event") << logMessage(2).first(40);
        QTest::newRow("zeros") << QByteArray(4'096, '\0');
        QTest::newRow("not UTF-8") << "{\"event_type\":\"log\",\"data\":{\"message\":\"\xff\xfe\"}}"_ba;
        QTest::newRow("an array") << "[1,2]"_ba;
        QTest::newRow("no event type") << "{}"_ba;
    }
    void aDamagedLineInTheMiddleStays()
    {
        QFETCH(const QByteArray, damaged);
        QVERIFY(writeFile(path(), logMessage(1) + '\n' + damaged + '\n' + logMessage(3) + '\n'));
        const auto journal = openJournal(path());
        QVERIFY(journal);
        QCOMPARE(texts(*journal), (QByteArrayList{ logMessage(1), damaged, logMessage(3) }));
        QCOMPARE(journal->row(1).kind, RowKind::Unknown);
        QCOMPARE(journal->row(1).timeMs, journal->row(0).timeMs);
        QCOMPARE(journal->row(2).kind, RowKind::Log);
    }

    void blankLinesAreNoRows()
    {
        QVERIFY(writeFile(path(), '\n' + logMessage(1) + "\r\n\r\n  \n" + logMessage(2) + "\n\n"));
        const auto journal = openJournal(path());
        QVERIFY(journal);
        QCOMPARE(journal->size(), 2);
        QCOMPARE(decoded(journal->text(0)), decoded(logMessage(1)));
        QCOMPARE(journal->text(1), logMessage(2));
    }

    void aVeryLongRowIsReadWhole()
    {
        const QByteArray line = logMessage(1, QByteArray(5 * 1024 * 1024, 'x'));
        auto journal = openJournal(path());
        append(*journal, logMessage(0));
        append(*journal, line);
        append(*journal, logMessage(2));
        QVERIFY(journal->flush());
        QVERIFY(journal->text(1) == line);
        journal.reset();
        journal = openJournal(path());
        QCOMPARE(journal->size(), 3);
        QVERIFY(journal->text(1) == line);
        QCOMPARE(journal->text(2), logMessage(2));
        QCOMPARE(journal->row(1).kind, RowKind::Log);
    }

    void aFullDiskLosesNothing()
    {
        auto journal = openJournal(path());
        append(*journal, logMessage(0));
        QVERIFY(journal->flush());
        for (int i = 1; i < 100; ++i)
            append(*journal, logMessage(i));
        QString error;
        bool first = true;
        bool second = true;
        {
            // A little more fits: the last line that does is torn.
            const FileSizeLimit limit(journal->byteSize() + logMessage(1).size() * 5 / 2);
            first = journal->flush(&error);
            append(*journal, logMessage(100));
            second = journal->flush();
        }
        QVERIFY(!first);
        QVERIFY(!second);
        QVERIFY2(error.contains(path()) && error.contains(u"kept in memory"_s), qPrintable(error));
        QCOMPARE(journal->size(), 1);
        QCOMPARE(journal->text(0), logMessage(0));

        append(*journal, logMessage(101));
        QVERIFY(journal->flush(&error));
        QByteArrayList expected;
        for (int i = 0; i <= 101; ++i)
            expected += logMessage(i);
        QCOMPARE(texts(*journal), expected);
        journal.reset();
        QCOMPARE(readFile(path()), expected.join('\n') + '\n');
    }

    void whatTheDiskRefusedBesideIsWrittenLater()
    {
        auto journal = openJournal(path());
        for (int i = 0; i < 10; ++i)
            append(*journal, logMessage(i));
        QString error;
        bool first = true;
        {
            const FileSizeLimit limit(logMessage(1).size() * 5 / 2); // the last line that fits is torn
            journal->startFlush([] {});
            append(*journal, logMessage(10));
            first = journal->finishFlush(&error);
        }
        QVERIFY(!first);
        QVERIFY2(error.contains(path()) && error.contains(u"kept in memory"_s), qPrintable(error));
        QCOMPARE(journal->size(), 0);
        append(*journal, logMessage(11));
        journal->startFlush([] {});
        QVERIFY(journal->finishFlush(&error));
        QByteArrayList expected;
        for (int i = 0; i < 12; ++i)
            expected += logMessage(i);
        QCOMPARE(texts(*journal), expected);
        journal.reset();
        QCOMPARE(readFile(path()), expected.join('\n') + '\n');
    }

    void whatTheDiskRefusedIsWrittenAtTheEnd()
    {
        auto journal = openJournal(path());
        append(*journal, logMessage(1));
        {
            const FileSizeLimit limit(10);
            (void)journal->flush();
        }
        journal.reset();
        QCOMPARE(readFile(path()), logMessage(1) + '\n');
    }

    void whatCannotBeOpenedIsASentence_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("readOnlyWords");
        QTest::addColumn<bool>("opensToWrite");
        QTest::newRow("missing") << u"missing.ndjson"_s << u"cannot be opened"_s << true;
        QTest::newRow("folder") << u"folder"_s << u"is no file"_s << false;
        QTest::newRow("pipe") << u"pipe"_s << u"is no file"_s << false;
        QTest::newRow("below a file") << u"file/x.ndjson"_s << u"cannot be opened"_s << false;
    }
    void whatCannotBeOpenedIsASentence()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, readOnlyWords);
        QFETCH(const bool, opensToWrite);
        QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
        QCOMPARE(::mkfifo(QFile::encodeName(m_folder->filePath(u"pipe"_s)).constData(), 0600), 0);
        QVERIFY(writeFile(m_folder->filePath(u"file"_s), "x"));
        const QString target = m_folder->filePath(name);
        QString error;
        QVERIFY(!Journal::openReadOnly(target, &error));
        QVERIFY2(error.contains(readOnlyWords) && error.contains(target) && error.endsWith(u'.'), qPrintable(error));
        error.clear();
        QCOMPARE(Journal::open(target, &error) != nullptr, opensToWrite);
        if (!opensToWrite)
            QVERIFY2(error.contains(target) && error.endsWith(u'.'), qPrintable(error));
    }

    void aTextThatIsGoneReadsAsNothing()
    {
        const auto journal = openJournal(path());
        append(*journal, logMessage(1));
        QVERIFY(journal->flush());
        QVERIFY(QFile::resize(path(), 10));
        QCOMPARE(journal->text(0), QByteArray());
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"stream.ndjson"_s); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestJournalDamage)
#include "tst_journal_damage.moc"
