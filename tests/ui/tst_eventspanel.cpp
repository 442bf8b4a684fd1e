// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/eventmodel.h"
#include "streamfixture.h"
#include "ui/choicebutton.h"
#include "ui/eventkindmodel.h"
#include "ui/eventspanel.h"
#include "ui/inspector.h"
#include "ui/rowtable.h"
#include "ui/theme.h"
#include "ui/viewnote.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using model::EventModel;

class TestEventsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void listsEveryEventAndInspectsTheSelectedOne();
    void copyGivesTheBytesThatCame();
    void treeShowsTheSameEvent();
    void kindFilterKeepsTheSelectedEvent();
    void filterThatHidesEverythingOffersToShowAll();
    void kindModelHoldsWhileEventsStream();
    void selectEventClearsAFilterThatHidesIt();
    void hostileJsonIsShownAsText();
    void hugeEventIsCutAndCopiedWhole();
    void outlivesItsStream();

private:
    void choose(const QString &label);
    [[nodiscard]] QString type(int row) const;

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<test::StreamFixture> m_fixture;
    std::unique_ptr<ui::EventsPanel> m_panel;
    ui::RowTable *m_table = nullptr;
    ui::Inspector *m_inspector = nullptr;
};

void TestEventsPanel::init()
{
    m_theme = std::make_unique<ui::Theme>();
    m_fixture = std::make_unique<test::StreamFixture>();
    m_panel = std::make_unique<ui::EventsPanel>(*m_theme);
    m_table = m_panel->findChild<ui::RowTable *>();
    m_inspector = m_panel->findChild<ui::Inspector *>();
    m_panel->resize(660, 560);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    m_fixture->receive({ m_fixture->stage(u"training"_s, 0.5), m_fixture->log(u"info"_s, u"hello"_s),
                         m_fixture->event(u"telemetry"_s, R"({"gpu": 0.10, "big": 9223372036854775808})") });
    m_panel->setRun(m_fixture->stream(), m_fixture->run());
    QCOMPARE(m_table->model()->rowCount(), 3);
}

void TestEventsPanel::cleanup()
{
    m_panel.reset();
    m_fixture.reset();
}

void TestEventsPanel::choose(const QString &label)
{
    const auto actions = m_panel->findChild<ui::ChoiceButton *>(u"kindFilter"_s)->menu()->actions();
    for (auto *action : actions)
        if (action->text() == label)
            action->trigger();
}

QString TestEventsPanel::type(int row) const
{
    return m_table->model()->index(row, EventModel::TypeColumn).data().toString();
}

void TestEventsPanel::listsEveryEventAndInspectsTheSelectedOne()
{
    QCOMPARE(type(0), u"stage_transition"_s);
    QCOMPARE(type(2), u"telemetry"_s);
    auto *note = m_inspector->findChild<ui::ViewNote *>();
    QVERIFY(note->isVisible());
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, { 100, 24 * 2 + 8 });
    QCOMPARE(m_table->currentIndex().row(), 2);
    QVERIFY(!note->isVisible());
    const auto json = m_inspector->shownText();
    QVERIFY(json.contains(u"\"gpu\": 0.10"_s)); // numbers keep their spelling
    QVERIFY(json.contains(u"9223372036854775808"_s));
    QVERIFY(json.count(u'\n') > 5);
    m_panel->grab();
}

void TestEventsPanel::copyGivesTheBytesThatCame()
{
    m_table->selectRow(2);
    QTest::mouseClick(m_panel->findChild<QPushButton *>(u"copyJson"_s), Qt::LeftButton);
    const auto copied = QGuiApplication::clipboard()->text();
    QCOMPARE(copied.toUtf8(), m_table->model()->index(2, 0).data(EventModel::RawJsonRole).toByteArray());
    QGuiApplication::clipboard()->clear();
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), copied);
}

void TestEventsPanel::treeShowsTheSameEvent()
{
    m_table->selectRow(1);
    QTest::mouseClick(m_panel->findChild<QPushButton *>(u"asTree"_s), Qt::LeftButton);
    auto *tree = m_inspector->findChild<QTreeView *>();
    QVERIFY(tree->isVisible());
    QCOMPARE(tree->model()->index(0, 1).data().toString(), u"log"_s);
    m_table->selectRow(2);
    QCOMPARE(tree->model()->index(0, 1).data().toString(), u"telemetry"_s);
    QTest::mouseClick(m_panel->findChild<QPushButton *>(u"asText"_s), Qt::LeftButton);
    QVERIFY(!tree->isVisible());
}

void TestEventsPanel::kindFilterKeepsTheSelectedEvent()
{
    m_table->selectRow(2);
    choose(u"Unknown types"_s);
    QCOMPARE(m_table->model()->rowCount(), 1);
    QCOMPARE(m_table->currentIndex().row(), 0);
    QVERIFY(m_inspector->shownText().contains(u"telemetry"_s));
    choose(u"Log lines"_s);
    QCOMPARE(m_table->model()->rowCount(), 2);
    QCOMPARE(type(0), u"log"_s);
    QCOMPARE(type(m_table->currentIndex().row()), u"telemetry"_s);
}

void TestEventsPanel::filterThatHidesEverythingOffersToShowAll()
{
    choose(u"Decisions"_s);
    auto *note = m_table->findChild<ui::ViewNote *>();
    QVERIFY(note->isVisible());
    QTest::mouseClick(note->findChild<QPushButton *>(u"viewNoteAction"_s), Qt::LeftButton);
    QVERIFY(!note->isVisible());
    QCOMPARE(m_table->model()->rowCount(), 3);
}

void TestEventsPanel::kindModelHoldsWhileEventsStream()
{
    ui::EventKindModel kinds;
    const QAbstractItemModelTester tester(&kinds, QAbstractItemModelTester::FailureReportingMode::QtTest);
    kinds.setSource(m_fixture->run()->events());
    QCOMPARE(kinds.rowCount(), 3);
    for (int i = 0; i < 300; ++i) {
        m_fixture->receive({ m_fixture->log(u"info"_s, u"x"_s), m_fixture->event(u"telemetry"_s, "{}") });
        if (i == 100)
            kinds.setKinds(std::vector{ journal::RowKind::Log });
    }
    QCOMPARE(kinds.rowCount(), 301);
    QCOMPARE(kinds.totalCount(), 603);
    kinds.setKinds(std::nullopt);
    QCOMPARE(kinds.rowCount(), 603);
    kinds.setSource(nullptr);
    QCOMPARE(kinds.rowCount(), 0);
}

void TestEventsPanel::selectEventClearsAFilterThatHidesIt()
{
    choose(u"Log lines"_s);
    QCOMPARE(m_table->model()->rowCount(), 1);
    m_panel->selectEvent(2);
    QCOMPARE(m_table->model()->rowCount(), 3);
    QCOMPARE(m_table->currentIndex().row(), 2);
    m_panel->selectEvent(99); // not of this run
    QCOMPARE(m_table->currentIndex().row(), 2);
}

void TestEventsPanel::hostileJsonIsShownAsText()
{
    m_fixture->receive({ m_fixture->log(u"info"_s, u"<img src=file:///dev/zero> \u202e\u200b"_s) });
    m_table->selectRow(3);
    const auto shown = m_inspector->shownText();
    QVERIFY(shown.contains(u"<img src=file:///dev/zero>"_s));
    QVERIFY(!shown.contains(QChar(0x202e)));
    QVERIFY(!shown.contains(QChar(0x200b)));
    m_panel->grab();
}

void TestEventsPanel::hugeEventIsCutAndCopiedWhole()
{
    const auto huge = QString(1'500'000, u'y');
    m_fixture->receive({ m_fixture->log(u"info"_s, huge) });
    m_table->selectRow(3);
    QVERIFY(m_inspector->shownText().size() <= ui::Inspector::shownCharacters + 1);
    m_inspector->copyJson();
    QVERIFY(QGuiApplication::clipboard()->text().contains(huge));
}

void TestEventsPanel::outlivesItsStream()
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

QTEST_MAIN(TestEventsPanel)
#include "tst_eventspanel.moc"
