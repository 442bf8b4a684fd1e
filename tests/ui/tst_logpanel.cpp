// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logmodel.h"
#include "streamfixture.h"
#include "ui/choicebutton.h"
#include "ui/followtail.h"
#include "ui/fulltextview.h"
#include "ui/inspector.h"
#include "ui/logpanel.h"
#include "ui/logtable.h"
#include "ui/textpane.h"
#include "ui/theme.h"
#include "ui/viewnote.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStyleOptionSlider>
#include <QTest>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using model::LogModel;

/// The panel as a reader uses it: with mouse and keyboard, over a stream that a real decoder and journal fed.
class TestLogPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void streamsManyLinesAndFollowsTheEnd();
    void showsWhatIsMissingOnlyAsANote();
    void followYieldsToTheReader_data();
    void followYieldsToTheReader();
    void followReturnsAtTheEnd_data();
    void followReturnsAtTheEnd();
    void newLinesAreCountedWhileNotFollowing();
    void levelFilterHidesLines();
    void filterThatHidesEverythingOffersToShowAll();
    void stageMenuStaysOpenWhileStagesAreTicked();
    void filterKeepsTheReadersPlace();
    void findStepsThroughMatchesAndWraps();
    void wrongExpressionIsASentenceUnderTheField();
    void plainSearchTakesTheTextLiterally();
    void escapeClearsTheFieldThenReturnsToTheTable();
    void errorKeysStepThroughErrors();
    void copyGivesTheExactText();
    void copyAsJsonGivesTheBytesThatCame();
    void fullTextOfAHugeLineOpensWithoutWrapping();
    void hostileTextIsShownAsText();
    void columnsStandStillWhileLinesCome();
    void narrowWindowCutsNothingOff();
    void anotherRunReplacesTheLog();
    void outlivesItsStream();

private:
    void addInfo(int count, const QString &text = u"line %1"_s);
    [[nodiscard]] bool lastRowIsInSight() const;
    [[nodiscard]] QString message(int row) const;
    void wheel(int steps) const;
    void dragSliderUp() const;

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<test::StreamFixture> m_fixture;
    std::unique_ptr<ui::LogPanel> m_panel;
    ui::LogTable *m_table = nullptr;
    QLineEdit *m_field = nullptr;
    int m_count = 0;
};

void TestLogPanel::init()
{
    m_count = 0;
    m_theme = std::make_unique<ui::Theme>();
    m_fixture = std::make_unique<test::StreamFixture>();
    m_fixture->receive({ m_fixture->stage(u"training"_s, 0.5) });
    m_panel = std::make_unique<ui::LogPanel>(*m_theme);
    m_table = m_panel->findChild<ui::LogTable *>();
    m_field = m_panel->findChild<QLineEdit *>(u"findField"_s);
    QVERIFY(m_table && m_field);
    m_panel->resize(660, 500);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    m_panel->setRun(m_fixture->stream(), m_fixture->run());
    QTRY_VERIFY(!m_table->log()->isFiltering());
}

void TestLogPanel::cleanup()
{
    m_panel.reset();
    m_fixture.reset();
}

void TestLogPanel::addInfo(int count, const QString &text)
{
    QByteArrayList messages;
    for (int i = 0; i < count; ++i)
        messages.append(m_fixture->log(u"info"_s, text.arg(m_count++)));
    m_fixture->receive(messages);
}

bool TestLogPanel::lastRowIsInSight() const
{
    const auto last = m_table->model()->index(m_table->model()->rowCount() - 1, 0);
    return m_table->viewport()->rect().contains(m_table->visualRect(last).center());
}

QString TestLogPanel::message(int row) const
{
    return m_table->model()->index(row, LogModel::MessageColumn).data().toString();
}

void TestLogPanel::wheel(int steps) const
{
    const QPointF place(100, 100);
    QWheelEvent event(place, m_table->viewport()->mapToGlobal(place), {}, { 0, steps * 120 }, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_table->viewport(), &event);
}

void TestLogPanel::dragSliderUp() const
{
    auto *bar = m_table->verticalScrollBar();
    QStyleOptionSlider option;
    option.initFrom(bar);
    option.orientation = Qt::Vertical;
    option.minimum = bar->minimum();
    option.maximum = bar->maximum();
    option.sliderPosition = bar->value();
    option.sliderValue = bar->value();
    option.pageStep = bar->pageStep();
    option.singleStep = bar->singleStep();
    const auto handle =
        bar->style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, bar).center();
    QTest::mousePress(bar, Qt::LeftButton, {}, handle);
    QTest::mouseMove(bar, handle - QPoint(0, 80));
    QMouseEvent move(QEvent::MouseMove, handle - QPoint(0, 80), bar->mapToGlobal(handle - QPoint(0, 80)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(bar, &move);
    QTest::mouseRelease(bar, Qt::LeftButton, {}, handle - QPoint(0, 80));
}

void TestLogPanel::streamsManyLinesAndFollowsTheEnd()
{
    for (int batch = 0; batch < 100; ++batch) {
        addInfo(200);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(m_table->model()->rowCount(), 20'000);
    QVERIFY(m_panel->isFollowing());
    QTRY_VERIFY(lastRowIsInSight());
    QCOMPARE(message(19'999), u"line 19999"_s);
}

void TestLogPanel::showsWhatIsMissingOnlyAsANote()
{
    auto *note = m_table->findChild<ui::ViewNote *>();
    QVERIFY(note);
    QVERIFY(note->isVisible());
    addInfo(1);
    QTRY_VERIFY(!note->isVisible());
    m_panel->setRun(nullptr, nullptr);
    QVERIFY(note->isVisible());
}

void TestLogPanel::followYieldsToTheReader_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how :
         { "wheel", "key up", "key page up", "key home", "drag", "page click", "click on an older row" })
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestLogPanel::followYieldsToTheReader()
{
    QFETCH(QString, how);
    addInfo(500);
    QTRY_VERIFY(lastRowIsInSight());
    m_table->setFocus();
    m_table->setCurrentIndex(m_table->model()->index(499, 0));
    QSignalSpy changed(m_panel.get(), &ui::LogPanel::followingChanged);
    if (how == u"wheel")
        wheel(1);
    else if (how == u"key up")
        QTest::keyClick(m_table, Qt::Key_Up);
    else if (how == u"key page up")
        QTest::keyClick(m_table, Qt::Key_PageUp);
    else if (how == u"key home")
        QTest::keyClick(m_table, Qt::Key_Home);
    else if (how == u"drag")
        dragSliderUp();
    else if (how == u"page click")
        QTest::mouseClick(m_table->verticalScrollBar(), Qt::LeftButton, {}, { 5, 30 });
    else
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, { 100, 30 });
    QVERIFY(!m_panel->isFollowing());
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_panel->findChild<QPushButton *>(u"follow"_s)->isChecked());
    const int place = m_table->verticalScrollBar()->value();
    addInfo(50);
    QCoreApplication::processEvents();
    QCOMPARE(m_table->model()->rowCount(), 550);
    QCOMPARE(m_table->verticalScrollBar()->value(), place);
}

void TestLogPanel::followReturnsAtTheEnd_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : { "end key", "toggle", "wheel to the end", "new lines" })
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestLogPanel::followReturnsAtTheEnd()
{
    QFETCH(QString, how);
    addInfo(500);
    QTRY_VERIFY(lastRowIsInSight());
    m_table->setFocus();
    wheel(3);
    QVERIFY(!m_panel->isFollowing());
    addInfo(1);
    if (how == u"end key")
        QTest::keyClick(m_table, Qt::Key_End);
    else if (how == u"toggle")
        QTest::mouseClick(m_panel->findChild<QPushButton *>(u"follow"_s), Qt::LeftButton);
    else if (how == u"wheel to the end")
        wheel(-20);
    else
        QTest::mouseClick(m_table->findChild<QPushButton *>(u"newLines"_s), Qt::LeftButton);
    QVERIFY(m_panel->isFollowing());
    addInfo(100);
    QTRY_VERIFY(lastRowIsInSight());
    QVERIFY(!m_table->findChild<QPushButton *>(u"newLines"_s)->isVisible());
}

void TestLogPanel::newLinesAreCountedWhileNotFollowing()
{
    addInfo(500);
    QTRY_VERIFY(lastRowIsInSight());
    auto *button = m_table->findChild<QPushButton *>(u"newLines"_s);
    QVERIFY(!button->isVisible());
    wheel(1);
    addInfo(1200);
    QVERIFY(button->isVisible());
    QVERIFY2(button->text().contains(QLocale().toString(1200)), qPrintable(button->text()));
    QVERIFY(m_table->rect().contains(button->geometry()));
    addInfo(1);
    QVERIFY(button->text().contains(QLocale().toString(1201)));
}

void TestLogPanel::levelFilterHidesLines()
{
    m_fixture->receive({ m_fixture->log(u"debug"_s, u"quiet"_s), m_fixture->log(u"info"_s, u"plain"_s),
                         m_fixture->log(u"warning"_s, u"odd"_s), m_fixture->log(u"error"_s, u"bad"_s) });
    QTRY_COMPARE(m_table->model()->rowCount(), 3); // "Info and above" from the start
    const auto actions = m_panel->findChild<QPushButton *>(u"levelFilter"_s)->menu()->actions();
    QCOMPARE(actions.size(), 6);
    actions[3]->trigger();
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    QCOMPARE(message(0), u"odd"_s);
    actions[0]->trigger();
    QTRY_COMPARE(m_table->model()->rowCount(), 4);
    QVERIFY(actions[0]->isChecked());
    QVERIFY(!actions[3]->isChecked());
}

void TestLogPanel::filterThatHidesEverythingOffersToShowAll()
{
    m_fixture->receive({ m_fixture->log(u"debug"_s, u"quiet"_s) });
    auto *note = m_table->findChild<ui::ViewNote *>();
    auto *showAll = note->findChild<QPushButton *>(u"viewNoteAction"_s);
    QTRY_VERIFY(note->isVisible() && showAll->isVisible());
    QTest::mouseClick(showAll, Qt::LeftButton);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QVERIFY(!note->isVisible());
}

void TestLogPanel::stageMenuStaysOpenWhileStagesAreTicked()
{
    m_fixture->receive({ m_fixture->log(u"info"_s, u"in training"_s), m_fixture->stage(u"evaluation & co"_s, 0.8),
                         m_fixture->log(u"info"_s, u"in evaluation"_s), m_fixture->stage(u"deployment"_s, 0.9),
                         m_fixture->log(u"info"_s, u"in deployment"_s) });
    auto *button = m_panel->findChild<ui::ChoiceButton *>(u"stageFilter"_s);
    auto *menu = button->menu();
    QTRY_COMPARE(menu->actions().size(), 6); // all, a rule, three stages, without a stage
    menu->popup(button->mapToGlobal(QPoint(0, button->height())));
    QTRY_VERIFY(menu->isVisible());
    const auto actions = menu->actions();
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(actions[2]).center());
    QVERIFY(menu->isVisible());
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QCOMPARE(message(0), u"in training"_s);
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(actions[3]).center());
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    QVERIFY(menu->isVisible());
    QCOMPARE(button->chosen()->size(), 2);
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(actions[0]).center());
    QTRY_COMPARE(m_table->model()->rowCount(), 3);
    QVERIFY(!button->chosen());
    menu->close();
}

void TestLogPanel::filterKeepsTheReadersPlace()
{
    for (int i = 0; i < 300; ++i)
        m_fixture->receive({ m_fixture->log(i % 2 ? u"info"_s : u"warning"_s, u"line %1"_s.arg(i)) });
    QTRY_VERIFY(lastRowIsInSight());
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, { 100, 60 });
    m_panel->findChild<ui::LogTable *>()->goToRow(100);
    QCOMPARE(message(m_table->currentIndex().row()), u"line 100"_s);
    const auto actions = m_panel->findChild<QPushButton *>(u"levelFilter"_s)->menu()->actions();
    actions[3]->trigger();
    QTRY_COMPARE(m_table->model()->rowCount(), 150);
    QCOMPARE(message(m_table->currentIndex().row()), u"line 100"_s);
    QVERIFY(m_table->viewport()->rect().contains(m_table->visualRect(m_table->currentIndex()).center()));
}

void TestLogPanel::findStepsThroughMatchesAndWraps()
{
    addInfo(20'000);
    m_fixture->receive({ m_fixture->log(u"info"_s, u"the end"_s) });
    QTRY_COMPARE(m_table->model()->rowCount(), 20'001);
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Home);
    QTest::keyClick(m_table, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(m_field->hasFocus());
    QTest::keyClicks(m_field, u"Line 1[0-9]*7$"_s);
    QTest::keyClick(m_field, Qt::Key_Return);
    QTRY_COMPARE(message(m_table->currentIndex().row()), u"line 17"_s);
    QVERIFY(!m_panel->isFollowing());
    QTest::keyClick(m_field, Qt::Key_Return);
    QTRY_COMPARE(message(m_table->currentIndex().row()), u"line 107"_s);
    QTest::keyClick(m_field, Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(message(m_table->currentIndex().row()), u"line 17"_s);
    QTest::keyClick(m_field, Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(message(m_table->currentIndex().row()), u"line 19997"_s);
    QVERIFY(m_table->viewport()->rect().contains(m_table->visualRect(m_table->currentIndex()).center()));
    QTest::keyClick(m_field, Qt::Key_F3);
    QTRY_COMPARE(message(m_table->currentIndex().row()), u"line 17"_s);
    const auto *status = m_panel->findChild<QLabel *>(u"findStatus"_s);
    QTRY_COMPARE(status->text(), u"from the top · 1 of 1,111"_s);
    QTest::keyClick(m_field, Qt::Key_F3);
    QTRY_COMPARE(status->text(), u"2 of 1,111"_s);
    QTest::keyClick(m_field, Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(status->text(), u"1 of 1,111"_s);
    m_field->setText(u"nowhere"_s);
    QTest::keyClick(m_field, Qt::Key_Return);
    QTRY_VERIFY(status->isVisible() && status->text().contains(u"no match"_s));
    QCOMPARE(message(m_table->currentIndex().row()), u"line 17"_s);
}

void TestLogPanel::wrongExpressionIsASentenceUnderTheField()
{
    addInfo(3);
    auto *error = m_panel->findChild<QLabel *>(u"findError"_s);
    QVERIFY(!error->isVisible());
    m_field->setFocus();
    QTest::keyClicks(m_field, u"a("_s);
    QVERIFY(error->isVisible());
    QCOMPARE(error->textFormat(), Qt::PlainText);
    QTest::keyClick(m_field, Qt::Key_Return); // nothing to look for
    QTest::keyClicks(m_field, u")"_s);
    QVERIFY(!error->isVisible());
}

void TestLogPanel::plainSearchTakesTheTextLiterally()
{
    m_fixture->receive({ m_fixture->log(u"info"_s, u"aXb"_s), m_fixture->log(u"info"_s, u"a.B (x"_s),
                         m_fixture->log(u"info"_s, u"a.b (x"_s) });
    QTRY_COMPARE(m_table->model()->rowCount(), 3);
    m_field->setFocus();
    QTest::keyClick(m_field, Qt::Key_R, Qt::AltModifier);
    QTest::keyClick(m_field, Qt::Key_C, Qt::AltModifier);
    QTest::keyClicks(m_field, u"a.b ("_s);
    QTest::keyClick(m_field, Qt::Key_Return);
    QTRY_COMPARE(m_table->currentIndex().row(), 2);
}

void TestLogPanel::escapeClearsTheFieldThenReturnsToTheTable()
{
    addInfo(3);
    m_field->setFocus();
    QTest::keyClicks(m_field, u"line"_s);
    QTest::keyClick(m_field, Qt::Key_Escape);
    QVERIFY(m_field->text().isEmpty());
    QVERIFY(m_field->hasFocus());
    QTest::keyClick(m_field, Qt::Key_Escape);
    QVERIFY(m_table->hasFocus());
}

void TestLogPanel::errorKeysStepThroughErrors()
{
    addInfo(50);
    m_fixture->receive({ m_fixture->log(u"error"_s, u"first"_s) });
    addInfo(50);
    m_fixture->receive({ m_fixture->log(u"critical"_s, u"second"_s) });
    addInfo(50);
    QTRY_COMPARE(m_table->model()->rowCount(), 152);
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Home);
    QTest::keyClick(m_table, Qt::Key_E);
    QCOMPARE(message(m_table->currentIndex().row()), u"first"_s);
    QTest::keyClick(m_table, Qt::Key_E);
    QCOMPARE(message(m_table->currentIndex().row()), u"second"_s);
    QTest::keyClick(m_table, Qt::Key_E);
    QCOMPARE(message(m_table->currentIndex().row()), u"second"_s); // the last one stays
    QTest::keyClick(m_table, Qt::Key_E, Qt::ShiftModifier);
    QCOMPARE(message(m_table->currentIndex().row()), u"first"_s);
}

void TestLogPanel::copyGivesTheExactText()
{
    m_fixture->receive(
        { m_fixture->log(u"info"_s, u"a < b && c > d"_s), m_fixture->log(u"warning"_s, u"zwei\nZeilen äöü 中文"_s) });
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
    const auto cell = [this](int row, int column) { return m_table->model()->index(row, column).data().toString(); };
    const auto wanted = cell(0, 0) + u"\tInfo\tTraining\ta < b && c > d\n"_s + cell(1, 0)
        + u"\tWarning\tTraining\tzwei\nZeilen äöü 中文"_s;
    QCOMPARE(QGuiApplication::clipboard()->text(), wanted);
}

void TestLogPanel::copyAsJsonGivesTheBytesThatCame()
{
    const auto first = m_fixture->log(u"info"_s, u"one"_s);
    const auto second = m_fixture->log(u"info"_s, u"two <b>"_s);
    m_fixture->receive({ first, second });
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    m_table->selectAll();
    m_table->setCurrentIndex(m_table->model()->index(1, 0));
    m_table->selectAll();
    Q_EMIT m_table->customContextMenuRequested({ 50, 30 });
    auto *menu = m_table->findChild<QMenu *>();
    QVERIFY(menu);
    const auto actions = menu->actions();
    for (auto *action : actions)
        if (action->text() == u"Copy as JSON"_s)
            action->trigger();
    menu->close();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(first + '\n' + second));
}

void TestLogPanel::fullTextOfAHugeLineOpensWithoutWrapping()
{
    const auto huge = QString(400'000, u'x');
    m_fixture->receive({ m_fixture->log(u"info"_s, huge) });
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QVERIFY(message(0).size() < 5000); // a cell is cut
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Home);
    QTest::keyClick(m_table, Qt::Key_Return);
    auto *view = m_panel->findChild<ui::FullTextView *>();
    QVERIFY(view && view->isVisible());
    QVERIFY(!view->isModal());
    QCOMPARE(view->text(), huge);
    auto *pane = view->findChild<ui::TextPane *>(u"fullText"_s);
    QCOMPARE(pane->toPlainText().size(), huge.size());
    QCOMPARE(pane->lineWrapMode(), QPlainTextEdit::NoWrap);
    QVERIFY(!view->findChild<QCheckBox *>(u"wrapLines"_s)->isEnabled());
    view->grab(); // paints
    QTest::keyClick(view, Qt::Key_Escape);
    QVERIFY(!view->isVisible());
}

void TestLogPanel::hostileTextIsShownAsText()
{
    const auto hostile = u"<img src=file:///dev/zero><b>bold</b> \x1b[31mred\u202e esrever \u200b end"_s;
    m_fixture->receive({ m_fixture->log(u"info"_s, hostile + QChar(0) + u"after"_s) });
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QCOMPARE(message(0), u"<img src=file:///dev/zero><b>bold</b> \\x1b[31mred\\u202e esrever \\u200b end\\x00after"_s);
    m_table->grab();
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, { 200, 10 });
    QTest::mouseDClick(m_table->viewport(), Qt::LeftButton, {}, { 200, 10 });
    auto *view = m_panel->findChild<ui::FullTextView *>();
    QVERIFY(view && view->isVisible());
    QVERIFY(view->text().startsWith(u"<img src=file:///dev/zero><b>bold</b> \\x1b[31m"_s));
    const auto json = view->findChild<ui::Inspector *>()->shownText();
    QVERIFY(json.contains(u"<img src=file:///dev/zero>"_s));
    for (const QChar unseen : { QChar(0x1b), QChar(0x202e), QChar(0x200b), QChar(0) }) {
        QVERIFY(!view->text().contains(unseen));
        QVERIFY(!json.contains(unseen));
    }
    const auto labels = view->findChildren<QLabel *>();
    for (const auto *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestLogPanel::columnsStandStillWhileLinesCome()
{
    addInfo(100);
    QTRY_VERIFY(lastRowIsInSight());
    const auto widths = [this] {
        return QList<int>{ m_table->columnWidth(0), m_table->columnWidth(1), m_table->columnWidth(2) };
    };
    const auto before = widths();
    m_fixture->receive({ m_fixture->log(u"critical"_s, QString(2000, u'W')) });
    addInfo(5);
    m_table->grab();
    QTRY_VERIFY(m_table->horizontalScrollBar()->maximum() > 0); // the long line can be reached
    QCOMPARE(widths(), before);
    QCOMPARE(m_table->visualRect(m_table->model()->index(0, 0)).height(), 24);
    QCOMPARE(m_table->visualRect(m_table->model()->index(105, 0)).height(), 24);
}

void TestLogPanel::narrowWindowCutsNothingOff()
{
    addInfo(5);
    for (const int width : { 320, 660, 320 }) {
        m_panel->resize(width, 500);
        QCoreApplication::processEvents();
        for (const auto &name : { u"levelFilter"_s, u"stageFilter"_s, u"follow"_s }) {
            const auto *button = m_panel->findChild<QPushButton *>(name);
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(name));
            QVERIFY(m_panel->rect().contains(QRect(button->mapTo(m_panel.get(), QPoint()), button->size())));
        }
        QVERIFY(m_field->width() >= 120);
        QCOMPARE(m_table->isColumnHidden(LogModel::StageColumn), width == 320);
    }
    m_panel->resize(660, 500);
    QCoreApplication::processEvents();
    QVERIFY(m_table->columnWidth(LogModel::StageColumn) > 40);
}

void TestLogPanel::anotherRunReplacesTheLog()
{
    addInfo(5);
    test::StreamFixture other;
    other.receive({ other.log(u"info"_s, u"elsewhere"_s) });
    m_panel->setRun(other.stream(), other.run());
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QCOMPARE(message(0), u"elsewhere"_s);
    addInfo(5); // nobody looks at it any more
    QCOMPARE(m_table->model()->rowCount(), 1);
    m_panel->setRun(nullptr, nullptr);
    QVERIFY(!m_table->model() || m_table->model()->rowCount() == 0);
}

void TestLogPanel::outlivesItsStream()
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

QTEST_MAIN(TestLogPanel)
#include "tst_logpanel.moc"
