// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logpanelfixture.h"
#include "model/bookmarks.h"
#include "ui/bookmarkspopover.h"
#include "ui/levelstrip.h"
#include "ui/notepopover.h"

#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolTip>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using model::LogModel;

/// Marks in front of lines, and the notes on them.
class TestLogMarker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void marksTheCurrentLine_data();
    void marksTheCurrentLine();
    void aMarkIsSeen();
    void goesFromMarkToMark();
    void skipsWhatTheFilterHides();
    void aMarkInAFoldedRowIsThere();
    void aNoteIsKeptHoweverItCloses_data();
    void aNoteIsKeptHoweverItCloses();
    void anEmptyNoteMarksNothing();
    void unmarkingANotedLineOpensItsNote();
    void aNoteIsShownAsText();
    void listGoesToALineAndRemovesIt();
    void emptyListSaysHowToMark();
    void stripShowsMarksAsDiamonds();
    void withoutAPlaceNothingCanBeMarked();

private:
    void goTo(int row) const
    {
        m_log->table->setFocus();
        m_log->table->goTo(row);
    }
    [[nodiscard]] const std::map<qint64, QString> &marks() const
    {
        return m_bookmarks->of(m_log->stream.stream()->journal())->all();
    }
    [[nodiscard]] qint64 journalRow(int row) const
    {
        return m_log->table->model()->index(row, 0).data(LogModel::JournalRowRole).toLongLong();
    }
    QListWidget *openList() const
    {
        QTest::keyClick(m_log->table, Qt::Key_F2, Qt::ControlModifier);
        return m_log->find<QListWidget>("bookmarkList");
    }

    std::unique_ptr<model::Bookmarks> m_bookmarks;
    std::unique_ptr<test::LogPanelFixture> m_log;
};

void TestLogMarker::init()
{
    m_bookmarks = std::make_unique<model::Bookmarks>(QString());
    m_log = std::make_unique<test::LogPanelFixture>();
    m_log->panel.setRun(nullptr, nullptr);
    m_log->panel.setBookmarks(m_bookmarks.get());
    m_log->panel.setRun(m_log->stream.stream(), m_log->stream.run());
    m_log->addLines(100);
    QTRY_COMPARE(m_log->table->model()->rowCount(), 100);
}

void TestLogMarker::cleanup()
{
    m_log.reset();
    m_bookmarks.reset();
}

void TestLogMarker::marksTheCurrentLine_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : { "menu", "Ctrl+B", "M", "click" })
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestLogMarker::marksTheCurrentLine()
{
    QFETCH(QString, how);
    goTo(7);
    const auto mark = [&] {
        const auto line = m_log->table->visualRect(m_log->table->model()->index(7, 0));
        if (how == u"menu")
            m_log->action("bookmark")->trigger();
        else if (how == u"Ctrl+B")
            QTest::keyClick(m_log->table, Qt::Key_B, Qt::ControlModifier);
        else if (how == u"M")
            QTest::keyClick(m_log->table, Qt::Key_M);
        else
            QTest::mouseClick(m_log->table->viewport(), Qt::LeftButton, {}, { 8, line.center().y() });
    };
    mark();
    QCOMPARE(marks(), (std::map<qint64, QString>{ { journalRow(7), u""_s } }));
    mark();
    QVERIFY(marks().empty());
    QCOMPARE(m_log->currentMessage(), u"line 7"_s);
}

void TestLogMarker::aMarkIsSeen()
{
    goTo(7);
    m_log->table->clearSelection();
    const auto accentIn = [this] {
        const auto line = m_log->table->visualRect(m_log->table->model()->index(7, 0));
        const QImage image = m_log->table->viewport()->grab(QRect(4, line.top(), 12, line.height())).toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == m_log->theme.color(ui::Theme::Role::Accent) ? 1 : 0;
        return count;
    };
    const int before = accentIn();
    m_log->action("bookmark")->trigger();
    const int outlined = accentIn();
    QVERIFY(outlined > before);
    m_bookmarks->of(m_log->stream.stream()->journal())->set(journalRow(7), u"a note"_s);
    QVERIFY(accentIn() > outlined); // filled
}

void TestLogMarker::goesFromMarkToMark()
{
    for (const int row : { 10, 50, 90 }) {
        goTo(row);
        m_log->action("bookmark")->trigger();
    }
    goTo(0);
    for (const int row : { 10, 50, 90, 90 }) { // the last one stays
        QTest::keyClick(m_log->table, Qt::Key_F2);
        QCOMPARE(m_log->table->currentIndex().row(), row);
        QVERIFY(m_log->isInSight(row));
    }
    for (const int row : { 50, 10, 10 }) {
        QTest::keyClick(m_log->table, Qt::Key_F2, Qt::ShiftModifier);
        QCOMPARE(m_log->table->currentIndex().row(), row);
    }
}

void TestLogMarker::skipsWhatTheFilterHides()
{
    m_log->addLines(1, u"error"_s); // row 100
    for (const int row : { 10, 100 }) {
        goTo(row);
        m_log->action("bookmark")->trigger();
    }
    m_log->find<QPushButton>("levelFilter")->menu()->actions().at(4)->trigger(); // error and above
    QTRY_COMPARE(m_log->table->model()->rowCount(), 1);
    QTest::keyClick(m_log->table, Qt::Key_F2, Qt::ShiftModifier);
    QTest::keyClick(m_log->table, Qt::Key_F2, Qt::ShiftModifier);
    QCOMPARE(m_log->currentMessage(), u"line 100"_s);
    QListWidget *list = openList();
    QCOMPARE(list->count(), 2); // also the hidden one
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
    QCOMPARE(m_log->currentMessage(), u"line 100"_s);
    QVERIFY(m_log->find<QLabel>("findError")->text().startsWith(u"The filter hides the marked line"_s));
}

void TestLogMarker::aMarkInAFoldedRowIsThere()
{
    m_log->action("foldLines")->trigger(); // off
    for (int i = 0; i < 5; ++i)
        m_log->stream.receive({ m_log->stream.log(u"info"_s, u"again"_s) });
    QTRY_COMPARE(m_log->table->model()->rowCount(), 105);
    goTo(102);
    m_log->action("bookmark")->trigger();
    m_log->action("foldLines")->trigger(); // five become one
    QTRY_COMPARE(m_log->table->model()->rowCount(), 101);
    goTo(0);
    QTest::keyClick(m_log->table, Qt::Key_F2);
    QCOMPARE(m_log->currentMessage(), u"again"_s);
    QTest::keyClick(m_log->table, Qt::Key_M); // the row's mark, not another one
    QVERIFY(marks().empty());
}

void TestLogMarker::aNoteIsKeptHoweverItCloses_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : { "Enter", "Escape", "elsewhere", "another run", "the panel goes" })
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestLogMarker::aNoteIsKeptHoweverItCloses()
{
    QFETCH(QString, how);
    goTo(20);
    const qint64 row = journalRow(20);
    QTest::keyClick(m_log->table, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    auto *note = m_log->find<QPlainTextEdit>("note");
    QVERIFY(note->hasFocus());
    QTest::keyClicks(note, u"loss jumps"_s);
    QTest::keyClick(note, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(note, u"see #12"_s);
    const auto &kept = marks();
    QVERIFY(kept.empty());
    if (how == u"Enter")
        QTest::keyClick(note, Qt::Key_Return);
    else if (how == u"Escape")
        QTest::keyClick(note, Qt::Key_Escape);
    else if (how == u"elsewhere")
        m_log->find<QLineEdit>("findField")->setFocus();
    else if (how == u"another run")
        m_log->panel.setRun(nullptr, nullptr);
    else
        m_log.reset();
    QVERIFY(!m_log || !note->isVisible());
    QCOMPARE(kept, (std::map<qint64, QString>{ { row, u"loss jumps\nsee #12"_s } }));
}

void TestLogMarker::anEmptyNoteMarksNothing()
{
    goTo(20);
    m_log->action("bookmarkNote")->trigger();
    auto *note = m_log->find<QPlainTextEdit>("note");
    const auto *remove = m_log->find<QPushButton>("removeBookmark");
    QVERIFY(!remove->isVisible()); // there is none yet
    QTest::keyClick(note, Qt::Key_Escape);
    QVERIFY(marks().empty());
    m_log->action("bookmark")->trigger();
    m_log->action("bookmarkNote")->trigger();
    QVERIFY(remove->isVisible());
    QTest::keyClicks(note, u"not to be kept"_s);
    QTest::mouseClick(m_log->find<QPushButton>("removeBookmark"), Qt::LeftButton);
    QVERIFY(marks().empty());
    QVERIFY(!note->isVisible());
}

void TestLogMarker::unmarkingANotedLineOpensItsNote()
{
    goTo(20);
    m_bookmarks->of(m_log->stream.stream()->journal())->set(journalRow(20), u"hard won"_s);
    QTest::keyClick(m_log->table, Qt::Key_M);
    auto *note = m_log->find<QPlainTextEdit>("note");
    QVERIFY(note->isVisible());
    QCOMPARE(note->toPlainText(), u"hard won"_s);
    QTest::keyClick(note, Qt::Key_Escape);
    QCOMPARE(marks().size(), size_t(1));
}

void TestLogMarker::aNoteIsShownAsText()
{
    goTo(20);
    m_bookmarks->of(m_log->stream.stream()->journal())->set(journalRow(20), u"<b>bold</b> & <img src=x>"_s);
    const auto place = m_log->table->visualRect(m_log->table->model()->index(20, LogModel::MessageColumn)).center();
    QHelpEvent help(QEvent::ToolTip, place, m_log->table->viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(m_log->table->viewport(), &help);
    QVERIFY2(QToolTip::text().contains(u"&lt;b&gt;bold&lt;/b&gt; &amp; &lt;img"_s), qPrintable(QToolTip::text()));
    QToolTip::hideText();
    QListWidget *list = openList();
    QCOMPARE(list->item(0)->text(), u"<b>bold</b> & <img src=x>"_s); // painted as it is
}

void TestLogMarker::listGoesToALineAndRemovesIt()
{
    for (const int row : { 60, 5 }) {
        goTo(row);
        m_log->action("bookmark")->trigger();
    }
    m_bookmarks->of(m_log->stream.stream()->journal())->set(journalRow(60), u"second"_s);
    m_bookmarks->of(m_log->stream.stream()->journal())->set(99'999, u"of no run"_s);
    goTo(90);
    QListWidget *list = openList();
    QVERIFY(list->hasFocus());
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(0)->text(), u"line 5"_s);
    QCOMPARE(list->item(1)->text(), u"second"_s);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(!list->isVisible());
    QCOMPARE(m_log->currentMessage(), u"line 60"_s);
    QVERIFY(m_log->table->hasFocus());

    openList();
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(list->count(), 1);
    QVERIFY(!marks().contains(journalRow(60))); // the list stood where it was left
    QVERIFY(marks().contains(journalRow(5)));
    QTest::keyClick(list, Qt::Key_Escape);
    QVERIFY(!list->isVisible());
}

void TestLogMarker::emptyListSaysHowToMark()
{
    const QListWidget *list = openList();
    const auto *hint = m_log->find<QLabel>("bookmarksHint");
    QVERIFY(hint->isVisible());
    QVERIFY(!list->isVisible());
    QVERIFY2(hint->text().contains(u"Ctrl+B"_s), qPrintable(hint->text()));
}

void TestLogMarker::stripShowsMarksAsDiamonds()
{
    auto *strip = m_log->panel.findChild<ui::LevelStrip *>();
    const auto accentAt = [&](int row) {
        const QImage image = strip->grab().toImage();
        return image.pixelColor(strip->width() / 2, strip->yOf(row)) == m_log->theme.color(ui::Theme::Role::Accent);
    };
    QVERIFY(!accentAt(30));
    goTo(30);
    m_log->action("bookmark")->trigger();
    QVERIFY(accentAt(30));
    goTo(99);
    QTest::mouseClick(strip, Qt::LeftButton, {}, { 5, strip->yOf(30) });
    QCOMPARE(m_log->currentMessage(), u"line 30"_s);
}

void TestLogMarker::withoutAPlaceNothingCanBeMarked()
{
    const test::LogPanelFixture bare;
    for (const char *name : { "bookmark", "bookmarkNote", "nextBookmark", "previousBookmark", "bookmarks" })
        QVERIFY2(!bare.action(name)->isEnabled(), name);
    QVERIFY(m_log->action("bookmark")->isEnabled());
    m_log->panel.setRun(nullptr, nullptr);
    QVERIFY(!m_log->action("bookmark")->isEnabled());
}

QTEST_MAIN(TestLogMarker)
#include "tst_logmarker.moc"
