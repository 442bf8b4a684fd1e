// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/problemmodel.h"
#include "streamfixture.h"
#include "ui/hexdump.h"
#include "ui/problemspanel.h"
#include "ui/rowtable.h"
#include "ui/textpane.h"
#include "ui/theme.h"
#include "ui/viewnote.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using model::ProblemModel;

class TestProblemsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void hexDumpShowsOffsetsBytesAndText_data();
    void hexDumpShowsOffsetsBytesAndText();
    void byteTextEscapesWhatIsNoUtf8_data();
    void byteTextEscapesWhatIsNoUtf8();
    void saysWhatProblemsAreWhileThereAreNone();
    void showsTheBytesThatCame();
    void repeatedProblemIsCountedAndKeepsTheSelection();
    void sentenceIsShownLast();
    void outlivesItsStream();

private:
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<test::StreamFixture> m_fixture;
    std::unique_ptr<ui::ProblemsPanel> m_panel;
    ui::RowTable *m_table = nullptr;
    ui::TextPane *m_bytes = nullptr;
};

void TestProblemsPanel::init()
{
    m_theme = std::make_unique<ui::Theme>();
    m_fixture = std::make_unique<test::StreamFixture>();
    m_panel = std::make_unique<ui::ProblemsPanel>(*m_theme);
    m_table = m_panel->findChild<ui::RowTable *>();
    m_bytes = m_panel->findChild<ui::TextPane *>(u"problemBytes"_s);
    m_panel->resize(660, 560);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    m_panel->setRun(m_fixture->stream(), m_fixture->run());
}

void TestProblemsPanel::cleanup()
{
    m_panel.reset();
    m_fixture.reset();
}

void TestProblemsPanel::hexDumpShowsOffsetsBytesAndText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("short") << "{\"a\"\x01"_ba << u"000000  7b 22 61 22 01                                    {\"a\"."_s;
    QTest::newRow("two lines") << "0123456789abcdef\xff"_ba
                               << u"000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef\n"
                                  "000010  ff                                                ."_s;
}

void TestProblemsPanel::hexDumpShowsOffsetsBytesAndText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, wanted);
    QCOMPARE(ui::hexDump(bytes), wanted);
}

void TestProblemsPanel::byteTextEscapesWhatIsNoUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("ascii") << "plain"_ba << u"plain"_s;
    QTest::newRow("utf-8") << "ä中😀"_ba << u"ä中😀"_s;
    QTest::newRow("stray byte") << "a\xff"
                                   "b"_ba
                                << u"a\\xffb"_s;
    QTest::newRow("cut character") << "a\xe4\xb8"_ba << u"a\\xe4\\xb8"_s;
    QTest::newRow("overlong") << "\xc0\x80"_ba << u"\\xc0\\x80"_s;
    QTest::newRow("surrogate") << "\xed\xa0\x80"_ba << u"\\xed\\xa0\\x80"_s;
}

void TestProblemsPanel::byteTextEscapesWhatIsNoUtf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, wanted);
    QCOMPARE(ui::byteText(bytes), wanted);
}

void TestProblemsPanel::saysWhatProblemsAreWhileThereAreNone()
{
    auto *note = m_panel->findChild<ui::ViewNote *>();
    QVERIFY(note->isVisible());
    QVERIFY(!m_table->isVisible());
    m_fixture->receive({ "no json" });
    QVERIFY(!note->isVisible());
    QVERIFY(m_table->isVisible());
    m_panel->setRun(nullptr, nullptr);
    QVERIFY(note->isVisible());
}

void TestProblemsPanel::showsTheBytesThatCame()
{
    m_fixture->receive({ "<img src=file:///fifo> \x1b[31m \xff"_ba });
    QVERIFY(!m_bytes->isVisible());
    const auto notes = m_panel->findChildren<ui::ViewNote *>();
    const auto isAsked = [&notes] { // to select one
        return std::any_of(notes.begin(), notes.end(), [](const ui::ViewNote *note) { return note->isVisible(); });
    };
    QVERIFY(isAsked());
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, { 100, 8 });
    QVERIFY(m_bytes->isVisible());
    QVERIFY(!isAsked());
    QCOMPARE(m_bytes->toPlainText(), u"<img src=file:///fifo> \\x1b[31m \\xff"_s);
    QTest::mouseClick(m_panel->findChild<QPushButton *>(u"bytesAsHex"_s), Qt::LeftButton);
    QVERIFY(m_bytes->toPlainText().startsWith(u"000000  3c 69 6d 67"_s));
    QTest::mouseClick(m_panel->findChild<QPushButton *>(u"copyBytes"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_bytes->toPlainText());
    m_panel->grab();
}

void TestProblemsPanel::repeatedProblemIsCountedAndKeepsTheSelection()
{
    m_fixture->receive({ "no json", "[1]" });
    m_table->selectRow(1);
    const auto shown = m_bytes->toPlainText();
    QCOMPARE(shown, u"[1]"_s);
    m_fixture->receive({ "no json", "no json" });
    QCOMPARE(m_table->currentIndex().row(), 1);
    QCOMPARE(m_bytes->toPlainText(), shown);
    QCOMPARE(m_table->model()->index(0, ProblemModel::CountColumn).data(ProblemModel::CountRole).toLongLong(), 3);
}

void TestProblemsPanel::sentenceIsShownLast()
{
    m_fixture->receive({ "no json" });
    const auto *header = m_table->horizontalHeader();
    QCOMPARE(header->logicalIndex(header->count() - 1), int(ProblemModel::TextColumn));
    const int right =
        header->sectionViewportPosition(ProblemModel::TextColumn) + header->sectionSize(ProblemModel::TextColumn);
    QVERIFY(right >= m_table->viewport()->width());
}

void TestProblemsPanel::outlivesItsStream()
{
    m_fixture->receive({ m_fixture->log(u"info"_s, u"soon gone"_s), "no json" });
    m_panel->grab();
    m_fixture.reset();
    m_panel->grab();
    QVERIFY(!m_table->model() || m_table->model()->rowCount() == 0);
    QTest::keyClick(m_table, Qt::Key_End);
    m_panel->setRun(nullptr, nullptr);
    m_panel->grab();
}

QTEST_MAIN(TestProblemsPanel)
#include "tst_problemspanel.moc"
