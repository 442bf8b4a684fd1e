// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bookmarks.h"

#include "journal/catalog.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using journal::Journal;
using model::Bookmarks;
using model::LogMarks;

class TestBookmarks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void surviveTheProgram();
    void areTheSameHoweverTheJournalWasOpened();
    void editsBeforeTheFileWasReadStay();
    void ofAJournalWithoutAFileLastAsLongAsItDoes();
    void aNoteIsCut();
    void saysOnceWhatCannotBeKept();

private:
    [[nodiscard]] QString database() const { return m_folder->filePath(u"data/runs.sqlite"_s); }
    [[nodiscard]] std::shared_ptr<Journal> journal(const QString &name = u"a.ndjson"_s) const
    {
        QString error;
        auto opened = Journal::open(m_folder->filePath(name), &error);
        if (!opened)
            qFatal("%s", qPrintable(error));
        return opened;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestBookmarks::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestBookmarks::surviveTheProgram()
{
    {
        Bookmarks bookmarks(database());
        LogMarks *marks = bookmarks.of(journal());
        marks->set(4, u"look here"_s);
        marks->set(9, {});
        marks->set(7, {});
        marks->remove(7);
    } // writes what it has before it goes
    Bookmarks bookmarks(database());
    const LogMarks *marks = bookmarks.of(journal());
    QTRY_COMPARE(marks->all(), (std::map<qint64, QString>{ { 4, u"look here"_s }, { 9, u""_s } }));
}

void TestBookmarks::areTheSameHoweverTheJournalWasOpened()
{
    Bookmarks bookmarks(database());
    LogMarks *marks = bookmarks.of(journal());
    QString error;
    QVERIFY(QFile::link(m_folder->filePath(u"a.ndjson"_s), m_folder->filePath(u"link.ndjson"_s)));
    for (const QString &name :
         { u"a.ndjson"_s, u"../%1/a.ndjson"_s.arg(QDir(m_folder->path()).dirName()), u"link.ndjson"_s }) {
        const auto recording = Journal::openReadOnly(m_folder->filePath(name), &error);
        QVERIFY2(recording, qPrintable(error));
        QCOMPARE(bookmarks.of(recording), marks);
    }
    QVERIFY(bookmarks.of(journal(u"b.ndjson"_s)) != marks);
}

void TestBookmarks::editsBeforeTheFileWasReadStay()
{
    LogMarks marks;
    marks.set(1, u"mine"_s);
    marks.set(2, {});
    marks.remove(2);
    const QSignalSpy changed(&marks, &LogMarks::changed);
    marks.load({ { 1, u"old"_s }, { 2, u"old"_s }, { 3, u"old"_s } });
    QCOMPARE(changed.size(), 1);
    QCOMPARE(marks.all(), (std::map<qint64, QString>{ { 1, u"mine"_s }, { 3, u"old"_s } }));
    QCOMPARE(marks.note(2), QString());
    QVERIFY(!marks.has(2));
}

void TestBookmarks::ofAJournalWithoutAFileLastAsLongAsItDoes()
{
    Bookmarks bookmarks(database());
    QString error;
    auto temporary = Journal::openTemporary(&error);
    QPointer<LogMarks> marks = bookmarks.of(temporary);
    marks->set(1, {});
    QCOMPARE(bookmarks.of(temporary), marks.data());
    temporary.reset();
    const auto other = Journal::openTemporary(&error);
    QVERIFY(bookmarks.of(other)->all().empty());
    QTRY_VERIFY(!marks);
}

void TestBookmarks::aNoteIsCut()
{
    LogMarks marks;
    marks.set(1, QString(LogMarks::longestNote + 1, u'x'));
    QCOMPARE(marks.note(1).size(), LogMarks::longestNote);
}

void TestBookmarks::saysOnceWhatCannotBeKept()
{
    QFile wrong(m_folder->filePath(u"wrong"_s));
    QVERIFY(wrong.open(QIODevice::WriteOnly));
    wrong.write(QByteArray(8192, 'x'));
    wrong.close();
    Bookmarks bookmarks(wrong.fileName());
    QSignalSpy problem(&bookmarks, &Bookmarks::problem);
    LogMarks *marks = bookmarks.of(journal());
    marks->set(1, u"stays in the window"_s);
    marks->set(2, {});
    QTRY_COMPARE(problem.size(), 1);
    QVERIFY2(problem.first().first().toString().contains(u"last until the window is closed"_s),
             qPrintable(problem.first().first().toString()));
    QCOMPARE(marks->note(1), u"stays in the window"_s);
}

QTEST_GUILESS_MAIN(TestBookmarks)
#include "tst_bookmarks.moc"
