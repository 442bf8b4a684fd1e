// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logpanelfixture.h"
#include "ui/fulltextview.h"
#include "ui/gotopopover.h"
#include "ui/levelstrip.h"
#include "ui/linepane.h"
#include "ui/textpane.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolTip>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using model::LogModel;

/// What a reader does with a long log: other times, going to a place, the strip of levels, the wrapped line.
class TestLogTools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void timesAreChosenInTheViewMenuAndAtTheHeader();
    void theTimeColumnStandsStill();
    void howTheLogIsShownIsRemembered();

    void goesToATime_data();
    void goesToATime();
    void saysWhatIsNoTime();
    void goesToAStageThatIsPicked();
    void goesToTheStartOfTheStage();
    void escapeLeavesTheReaderWhereItWas();
    void thePopoverStaysInsideANarrowPanel();

    void stripShowsErrorsWiderThanWarnings();
    void whatARunFailsOfIsTinted();
    void clickOnAMarkGoesToItsLine();
    void draggingTheStripScrolls();
    void stripTellsWhatItStandsFor();
    void stripCanBeSwitchedOff();

    void foldedRowsTellHowManyTheyStandFor();
    void foldingCanBeSwitchedOff();

    void wrappedLineFollowsTheCurrentOne();
    void aHugeLineIsCutAndSaidToBe();

private:
    [[nodiscard]] QAction *timeAction(int form) const { return m_log->panel.actions()->timeActions().at(form); }
    QLineEdit *openGoTo() const
    {
        QTest::keyClick(m_log->table, Qt::Key_G, Qt::ControlModifier);
        return m_log->find<QLineEdit>("goToField");
    }
    void streamStages() const;
    [[nodiscard]] ui::LevelStrip *strip() const { return m_log->panel.findChild<ui::LevelStrip *>(); }
    [[nodiscard]] QImage painted() const { return strip()->grab().toImage().convertToFormat(QImage::Format_RGB32); }

    std::unique_ptr<test::LogPanelFixture> m_log;
};

void TestLogTools::init()
{
    QLocale::setDefault(QLocale::c());
    m_log = std::make_unique<test::LogPanelFixture>();
}

void TestLogTools::cleanup()
{
    m_log.reset();
}

void TestLogTools::timesAreChosenInTheViewMenuAndAtTheHeader()
{
    m_log->addLines(3);
    QTRY_COMPARE(m_log->table->model()->rowCount(), 3);
    QTest::mouseClick(m_log->find<QPushButton>("logView"), Qt::LeftButton);
    auto *view = m_log->find<QMenu>("logViewMenu");
    QVERIFY(view->isVisible());
    QMenu *times = nullptr;
    for (const QAction *action : view->actions()) {
        if (action->menu())
            times = action->menu();
    }
    QVERIFY(times);
    view->close();
    QCOMPARE(times->actions().size(), 3);
    times->actions().at(2)->trigger();
    // A line comes every 817 ms; the stage began with the first event.
    QCOMPARE(m_log->cell(0, LogModel::TimeColumn), u"+00:00:00.817"_s);
    QCOMPARE(m_log->table->model()->headerData(0, Qt::Horizontal), u"Since start"_s);

    Q_EMIT m_log->table->horizontalHeader()->customContextMenuRequested({ 20, 10 });
    const auto menus = m_log->table->findChildren<QMenu *>();
    QCOMPARE(menus.size(), 1);
    QVERIFY(menus.first()->isVisible());
    QCOMPARE(menus.first()->actions(), times->actions());
    menus.first()->actions().at(1)->trigger();
    menus.first()->close();
    QCOMPARE(m_log->cell(0, LogModel::TimeColumn), u"20:26:41.634"_s);
}

void TestLogTools::theTimeColumnStandsStill()
{
    m_log->addLines(3);
    for (int form = 0; form < 3; ++form) {
        timeAction(form)->trigger();
        const int width = m_log->table->columnWidth(LogModel::TimeColumn);
        m_log->addLines(20'000); // 4.5 hours
        QCoreApplication::processEvents();
        QCOMPARE(m_log->table->columnWidth(LogModel::TimeColumn), width);
        const QFontMetrics metrics(m_log->table->font());
        const auto title = m_log->table->model()->headerData(0, Qt::Horizontal).toString();
        QVERIFY(width >= metrics.horizontalAdvance(title));
        QVERIFY(width >= metrics.horizontalAdvance(m_log->cell(20'000, LogModel::TimeColumn)));
    }
}

void TestLogTools::howTheLogIsShownIsRemembered()
{
    const QTemporaryDir folder;
    QSettings memory(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    QSignalSpy changed(m_log->panel.actions(), &ui::LogActions::lookChanged);
    timeAction(1)->trigger();
    m_log->action("wrapLine")->trigger();
    m_log->action("levelStripShown")->trigger();
    QCOMPARE(changed.size(), 3);
    m_log->panel.actions()->remember(memory);

    const test::LogPanelFixture other;
    other.panel.actions()->restore(memory);
    QCOMPARE(other.panel.actions()->timeForm(), model::LogTimes::Form::Utc);
    QVERIFY(other.panel.findChild<ui::LinePane *>()->isVisible());
    QVERIFY(!other.panel.findChild<ui::LevelStrip *>()->isVisible());
    QCOMPARE(other.table->model()->headerData(0, Qt::Horizontal), u"Time (UTC)"_s);
    memory.setValue(u"log/times"_s, 77); // by hand
    other.panel.actions()->restore(memory);
    QCOMPARE(other.panel.actions()->timeForm(), model::LogTimes::Form::Relative);
}

void TestLogTools::goesToATime_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("UTC") << u"20:30"_s << 243; // the first line at or after 200 s
    QTest::newRow("with a date") << u"2026-05-28 20:30:00"_s << 243;
    QTest::newRow("from the start") << u"+0:30"_s << 36;
    QTest::newRow("before the first") << u"-1:00"_s << 0;
    QTest::newRow("after the last") << u"+5h"_s << 999;
}

void TestLogTools::goesToATime()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    m_log->addLines(1000);
    timeAction(1)->trigger();
    QTRY_COMPARE(m_log->table->model()->rowCount(), 1000);
    auto *field = openGoTo();
    QVERIFY(field && field->hasFocus());
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!field->isVisible());
    QVERIFY(m_log->table->hasFocus());
    QCOMPARE(m_log->currentMessage(), u"line %1"_s.arg(line));
    QVERIFY(m_log->isInSight(line));
    QVERIFY(!m_log->panel.isFollowing());
}

void TestLogTools::saysWhatIsNoTime()
{
    m_log->addLines(10);
    auto *field = openGoTo();
    QTest::keyClicks(field, u"never"_s);
    QTest::keyClick(field, Qt::Key_Return);
    const auto *problem = m_log->find<QLabel>("goToProblem");
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(u"neither a time nor a stage"_s), qPrintable(problem->text()));
    QVERIFY(m_log->panel.isFollowing());
    QTest::keyClicks(field, u"!"_s);
    QVERIFY(!problem->isVisible());
}

// Ten lines in each of three stages; the fixture began with training.
void TestLogTools::streamStages() const
{
    m_log->addLines(100);
    m_log->stream.receive({ m_log->stream.stage(u"evaluation"_s, 0.8) });
    m_log->addLines(100);
    m_log->stream.receive({ m_log->stream.stage(u"deployment"_s, 0.9) });
    m_log->addLines(100);
    QTRY_COMPARE(m_log->table->model()->rowCount(), 300);
}

void TestLogTools::goesToAStageThatIsPicked()
{
    streamStages();
    auto *field = openGoTo();
    auto *list = m_log->find<QListWidget>("goToStages");
    QCOMPARE(list->count(), 3);
    QTest::keyClick(field, Qt::Key_Down);
    QCOMPARE(list->currentItem()->text(), u"Evaluation"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(m_log->currentMessage(), u"line 100"_s);

    openGoTo();
    QVERIFY(field->text().isEmpty());
    QTest::keyClicks(field, u"DEPL"_s);
    QCOMPARE(list->count(), 1);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
    QTRY_COMPARE(m_log->currentMessage(), u"line 200"_s);
    QVERIFY(m_log->isInSight(200));
}

void TestLogTools::goesToTheStartOfTheStage()
{
    streamStages();
    m_log->table->setFocus();
    m_log->table->goToRow(155);
    QTest::keyClick(m_log->table, Qt::Key_Home, Qt::AltModifier);
    QTRY_COMPARE(m_log->currentMessage(), u"line 100"_s);
    m_log->table->goToRow(50);
    m_log->action("stageStart")->trigger();
    QTRY_COMPARE(m_log->currentMessage(), u"line 0"_s);
}

void TestLogTools::escapeLeavesTheReaderWhereItWas()
{
    m_log->addLines(100);
    m_log->table->setFocus();
    m_log->table->goToRow(10);
    auto *field = openGoTo();
    QTest::keyClicks(field, u"e"_s); // "next error" is no command here
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QVERIFY(m_log->table->hasFocus());
    QCOMPARE(m_log->currentMessage(), u"line 10"_s);
    openGoTo();
    QVERIFY(field->isVisible());
    m_log->find<QLineEdit>("findField")->setFocus(); // the keyboard goes elsewhere
    QVERIFY(!field->isVisible());
    QVERIFY(m_log->find<QLineEdit>("findField")->hasFocus());
}

void TestLogTools::thePopoverStaysInsideANarrowPanel()
{
    streamStages();
    m_log->panel.resize(300, 200);
    openGoTo();
    const auto *popover = m_log->panel.findChild<ui::GoToPopover *>();
    QVERIFY(m_log->panel.rect().contains(popover->geometry()));
    m_log->panel.resize(900, 300);
    QTRY_VERIFY(m_log->panel.rect().contains(popover->geometry()));
}

void TestLogTools::stripShowsErrorsWiderThanWarnings()
{
    m_log->addLines(100);
    m_log->addLines(1, u"warning"_s);
    m_log->addLines(100);
    m_log->addLines(1, u"error"_s);
    m_log->addLines(100);
    const QColor warning = m_log->theme.color(ui::Theme::Role::Waiting);
    const QColor error = m_log->theme.color(ui::Theme::Role::Failed);
    const auto widthAt = [this](int row, const QColor &color) {
        const QImage image = painted();
        int width = 0;
        for (int x = 0; x < image.width(); ++x)
            width += image.pixelColor(x, strip()->yOf(row)) == color ? 1 : 0;
        return width;
    };
    QTRY_VERIFY(widthAt(201, error) > 0);
    QVERIFY(widthAt(100, warning) > 0);
    QVERIFY(widthAt(201, error) > widthAt(100, warning)); // told apart without colour
    QCOMPARE(widthAt(50, error) + widthAt(50, warning), 0);
    QCOMPARE(strip()->accessibleDescription(), u"302 lines, errors: 1, warnings: 1"_s);
}

void TestLogTools::whatARunFailsOfIsTinted()
{
    m_log->addLines(1, u"error"_s);
    m_log->addLines(1, u"critical"_s);
    m_log->stream.receive({ m_log->stream.event(u"pipeline_failed"_s, R"({"error":"no memory","stage":"training"})") });
    QTRY_COMPARE(m_log->table->model()->rowCount(), 3);
    const QImage image = m_log->table->viewport()->grab().toImage();
    const auto ground = [&](int row) {
        return image.pixelColor(1, m_log->table->visualRect(m_log->table->model()->index(row, 0)).top() + 2);
    };
    const QColor card = m_log->theme.color(ui::Theme::Role::Card);
    QCOMPARE(ground(0), card);
    QVERIFY(ground(1) != card);
    QCOMPARE(ground(2), ground(1));
}

void TestLogTools::clickOnAMarkGoesToItsLine()
{
    m_log->addLines(5000);
    m_log->addLines(1, u"error"_s);
    m_log->addLines(5000);
    QTRY_VERIFY(strip()->accessibleDescription().startsWith(u"10001 lines, errors: 1"_s));
    QVERIFY(m_log->panel.isFollowing());
    // More than twenty lines share a pixel; the click finds the one that matters.
    QTest::mouseClick(strip(), Qt::LeftButton, {}, { 5, strip()->yOf(5000) });
    QCOMPARE(m_log->currentMessage(), u"line 5000"_s);
    QVERIFY(m_log->isInSight(5000));
    QVERIFY(!m_log->panel.isFollowing());
}

void TestLogTools::draggingTheStripScrolls()
{
    m_log->addLines(5000);
    QTRY_VERIFY(m_log->isInSight(4999));
    QTest::mousePress(strip(), Qt::LeftButton, {}, { 5, strip()->yOf(1000) });
    QVERIFY(m_log->isInSight(1000));
    QVERIFY(!m_log->panel.isFollowing());
    const QPoint further(5, strip()->yOf(3000));
    QMouseEvent move(QEvent::MouseMove, further, strip()->mapToGlobal(further), Qt::NoButton, Qt::LeftButton,
                     Qt::NoModifier);
    QCoreApplication::sendEvent(strip(), &move);
    QVERIFY(m_log->isInSight(3000));
    QTest::mouseRelease(strip(), Qt::LeftButton, {}, further);
    QTest::mouseClick(strip(), Qt::LeftButton, {}, { 5, strip()->yOf(4999) });
    QVERIFY(m_log->panel.isFollowing()); // at the end, as with the scroll bar
}

void TestLogTools::stripTellsWhatItStandsFor()
{
    m_log->addLines(100);
    m_log->addLines(1, u"error"_s);
    timeAction(2)->trigger();
    QTRY_VERIFY(strip()->accessibleDescription().startsWith(u"101 lines"_s));
    QHelpEvent help(QEvent::ToolTip, { 5, strip()->yOf(100) }, strip()->mapToGlobal(QPoint(5, strip()->yOf(100))));
    QCoreApplication::sendEvent(strip(), &help);
    const QStringList tip = QToolTip::text().split(u'\n');
    QCOMPARE(tip.size(), 3);
    QVERIFY2(tip[0].endsWith(u"+00:01:22.517"_s), qPrintable(tip[0]));
    QVERIFY2(tip[1].contains(u"errors: 1, warnings: 0"_s), qPrintable(tip[1]));
    QToolTip::hideText();
}

void TestLogTools::stripCanBeSwitchedOff()
{
    QVERIFY(strip()->isVisible());
    QTest::keyClick(m_log->table, Qt::Key_S, Qt::AltModifier);
    QVERIFY(!strip()->isVisible());
    m_log->addLines(1, u"error"_s);
    QTest::keyClick(m_log->table, Qt::Key_S, Qt::AltModifier);
    QVERIFY(strip()->isVisible());
    QTRY_VERIFY(strip()->accessibleDescription().startsWith(u"1 lines, errors: 1"_s));
}

void TestLogTools::foldedRowsTellHowManyTheyStandFor()
{
    const auto say = [this](int times, const QString &message) {
        for (int i = 0; i < times; ++i)
            m_log->stream.receive({ m_log->stream.log(u"info"_s, message) });
    };
    say(1, u"alone"_s);
    say(12, u"retrying"_s);
    QTRY_COMPARE(m_log->table->model()->rowCount(), 2);
    const auto pillAt = [this](int row) {
        const auto line = m_log->table->visualRect(m_log->table->model()->index(row, 0));
        const QImage image = m_log->table->viewport()->grab().toImage();
        return image.pixelColor(m_log->table->viewport()->width() - 14, line.center().y());
    };
    const QColor pill = m_log->theme.color(ui::Theme::Role::Track);
    QCOMPARE(pillAt(1), pill);
    QVERIFY(pillAt(0) != pill);
    const auto place = m_log->table->visualRect(m_log->table->model()->index(1, LogModel::MessageColumn)).center();
    QHelpEvent help(QEvent::ToolTip, place, m_log->table->viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(m_log->table->viewport(), &help);
    QVERIFY2(QToolTip::text().startsWith(u"12 lines in a row"_s), qPrintable(QToolTip::text()));
    QToolTip::hideText();
}

void TestLogTools::foldingCanBeSwitchedOff()
{
    for (int i = 0; i < 10; ++i)
        m_log->stream.receive({ m_log->stream.log(u"info"_s, u"retrying"_s) });
    QTRY_COMPARE(m_log->table->model()->rowCount(), 1);
    QTest::keyClick(m_log->table, Qt::Key_X, Qt::AltModifier);
    QTRY_COMPARE(m_log->table->model()->rowCount(), 10);
    QVERIFY(!m_log->action("foldLines")->isChecked());
    m_log->panel.setRun(nullptr, nullptr);
    m_log->panel.setRun(m_log->stream.stream(), m_log->stream.run()); // holds for what is shown later, too
    QTRY_COMPARE(m_log->table->model()->rowCount(), 10);
    m_log->action("foldLines")->trigger();
    QTRY_COMPARE(m_log->table->model()->rowCount(), 1);
}

void TestLogTools::wrappedLineFollowsTheCurrentOne()
{
    m_log->addLines(20);
    const auto *pane = m_log->panel.findChild<ui::LinePane *>();
    const auto *text = m_log->find<ui::TextPane>("wrappedLine");
    QVERIFY(!pane->isVisible());
    QTest::keyClick(m_log->table, Qt::Key_Z, Qt::AltModifier);
    QVERIFY(pane->isVisible());
    m_log->table->setCurrentIndex({});
    QCOMPARE(text->lineWrapMode(), QPlainTextEdit::WidgetWidth);
    QCOMPARE(text->toPlainText(), QString());
    QVERIFY(m_log->find<QLabel>("lineCaption")->text().startsWith(u"Choose a line"_s));
    m_log->table->setFocus();
    QTest::keyClick(m_log->table, Qt::Key_Home);
    QCOMPARE(text->toPlainText(), u"line 0"_s);
    QTest::keyClick(m_log->table, Qt::Key_Down);
    QCOMPARE(text->toPlainText(), u"line 1"_s);
    m_log->addLines(1000); // the reader's line stays
    QCOMPARE(text->toPlainText(), u"line 1"_s);
    QTest::keyClick(m_log->table, Qt::Key_W);
    QVERIFY(!pane->isVisible());
}

void TestLogTools::aHugeLineIsCutAndSaidToBe()
{
    m_log->stream.receive({ m_log->stream.log(u"info"_s, QString(400'000, u'x')) });
    m_log->action("wrapLine")->trigger();
    m_log->table->setFocus();
    QTest::keyClick(m_log->table, Qt::Key_Home);
    const auto *text = m_log->find<ui::TextPane>("wrappedLine");
    QCOMPARE(text->toPlainText().size(), ui::LinePane::wrappedLimit);
    QCOMPARE(m_log->find<QLabel>("lineCut")->text(), u"The first 20000 of 400000 characters"_s);
    QTest::mouseClick(m_log->find<QPushButton>("wholeLine"), Qt::LeftButton);
    const auto *whole = m_log->panel.findChild<ui::FullTextView *>();
    QVERIFY(whole && whole->isVisible());
    QCOMPARE(whole->text().size(), 400'000);
}

QTEST_MAIN(TestLogTools)
#include "tst_logtools.moc"
