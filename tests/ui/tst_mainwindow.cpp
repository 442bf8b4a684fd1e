// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runlistmodel.h"
#include "projectfixture.h"
#include "ui/approvalbanner.h"
#include "ui/approvaldialog.h"
#include "ui/canceldialog.h"
#include "ui/connectdialog.h"
#include "ui/logactions.h"
#include "ui/mainwindow.h"
#include "ui/runpage.h"
#include "ui/slidebox.h"
#include "ui/statusline.h"
#include "ui/theme.h"
#include "ui/waitingpage.h"
#include "ui/welcomepage.h"
#include "ui/windowpages.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using protocol::Timestamp;
using test::ProjectFixture;

namespace {

const Timestamp start{ std::chrono::milliseconds(1'780'000'000'000) };

// A window over the streams that a test makes, with a clock that stands still.
struct Scene
{
    ui::Theme theme;
    model::RunListModel runs;
    Timestamp now = start + std::chrono::seconds(100);
    std::unique_ptr<ui::MainWindow> window;

    explicit Scene(QSettings *memory = nullptr)
    {
        theme.apply(*qApp);
        window = std::make_unique<ui::MainWindow>(theme, runs,
                                                  ui::WindowContext{ [this] { return now; }, u"ann"_s, memory });
        window->show();
    }
    void add(ProjectFixture &project) { runs.addStream(project.stream()); }

    // What stands in a visible label somewhere in the window.
    [[nodiscard]] bool says(const QString &part) const
    {
        for (const QLabel *label : window->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(part))
                return true;
        }
        return false;
    }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (QPushButton *button : window->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text().remove(u'&') == text)
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] QAction *action(const QString &text) const
    {
        for (QAction *action : window->findChildren<QAction *>()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    }
};

void ask(ProjectFixture &project)
{
    project.send("approval_required",
                 R"({"approval_id": "a1", "message": "Threshold change", "approval_data": {"threshold": 0.37}})");
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutStreamsItTeaches()
    {
        Scene scene;
        QVERIFY(scene.window->findChild<ui::WelcomePage *>()->isVisible());
        QSignalSpy demo(scene.window.get(), &ui::MainWindow::demoRequested);
        QVERIFY(scene.button(u"Try the demo"_s));
        scene.button(u"Try the demo"_s)->click();
        QCOMPARE(demo.count(), 1);
        scene.button(u"Connect…"_s)->click();
        QTRY_VERIFY(scene.window->findChild<ui::ConnectDialog *>());
    }

    void theRunPageIsMadeReadyWhileNothingRuns()
    {
        Scene scene;
        auto *page = scene.window->findChild<ui::RunPage *>();
        struct Paints : QObject
        {
            int count = 0;
            bool eventFilter(QObject *, QEvent *event) override
            {
                count += event->type() == QEvent::Paint;
                return false;
            }
        } paints;
        page->installEventFilter(&paints);
        QTRY_COMPARE(paints.count, 1);
        QVERIFY(!page->isVisible());
        QVERIFY(scene.window->findChild<ui::WelcomePage *>()->isVisible());
    }

    void connectingBeginsWithTheSettings()
    {
        Scene scene;
        ui::Preferences preferences;
        preferences.maxAttempts = 3;
        scene.window->setPreferences(preferences);
        scene.window->askForConnection();
        const auto *dialog = scene.window->findChild<ui::ConnectDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->request().maxAttempts, 3);
    }

    void everyActionHasAPlaceInAMenuAndKeysOfItsOwn()
    {
        const Scene scene;
        QList<QAction *> placed;
        const std::function<void(const QList<QAction *> &)> collect = [&](const QList<QAction *> &actions) {
            for (QAction *action : actions) {
                placed.append(action);
                if (action->menu())
                    collect(action->menu()->actions());
            }
        };
        collect(scene.window->menuBar()->actions());
        QHash<QKeySequence, QString> keys;
        for (const QAction *action : std::as_const(placed)) {
            if (action->shortcut().isEmpty())
                continue;
            QVERIFY2(!keys.contains(action->shortcut()), qPrintable(action->text() + keys[action->shortcut()]));
            keys.insert(action->shortcut(), action->text());
        }
        const auto *log = scene.window->findChild<ui::LogActions *>();
        for (QAction *action : log->findChildren<QAction *>())
            QVERIFY2(placed.contains(action), qPrintable(action->text()));
    }

    void aKeyOfTheLogOpensTheLog()
    {
        Scene scene;
        ProjectFixture churn(1, u"churn"_s, u"ml.example"_s, start);
        churn.stage(u"training"_s, 0.1).log("info", u"a line"_s);
        scene.add(churn);
        scene.window->showRun(1);
        auto *page = scene.window->findChild<ui::RunPage *>();
        page->showTab(ui::RunPage::Tab::Decisions);
        QVERIFY(QTest::qWaitForWindowActive(scene.window.get()));
        QTest::keyClick(scene.window.get(), Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(page->tab(), ui::RunPage::Tab::Log);
        const auto *field = scene.window->findChild<QLineEdit *>(u"goToField"_s);
        QVERIFY(field);
        QTRY_VERIFY(field->isVisible() && field->hasFocus());
    }

    void aProblemIsSaidOnTheFirstPage()
    {
        Scene scene;
        scene.window->showProblem(u"There is no file"_s);
        QVERIFY(scene.says(u"There is no file"_s));
    }

    void aRunIsShownAsItStreams()
    {
        Scene scene;
        ProjectFixture project(7, u"churn"_s, u"example.org"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"training"_s, 0.5).at(90).progress(0.65, u"epoch 5 of 10"_s, 300);
        scene.window->showRun(7);
        QTRY_VERIFY(scene.says(u"churn"_s));
        QTRY_VERIFY(scene.says(u"Running"_s));
        QVERIFY(scene.says(u"65"_s));
        QVERIFY(scene.says(u"Connected, 23 ms"_s));
        QVERIFY(scene.says(u"1 min 40 s so far"_s));
        QVERIFY(scene.button(u"Cancel run…"_s)->isEnabled());
        for (int i = 0; i < 5000; ++i)
            project.log("info", u"line"_s);
        auto *tabs = scene.window->findChild<ui::RunPage *>()->findChild<QTabBar *>();
        QTRY_VERIFY(tabs->tabText(0).startsWith(u"Log\t"));
    }

    void anApprovalOpensItsPlaceAndTakesNoClickAtFirst()
    {
        Scene scene;
        ProjectFixture project(7, u"churn"_s, u"example.org"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"training"_s, 0.5);
        scene.window->showRun(7);
        auto *slide = scene.window->findChild<ui::SlideBox *>();
        QVERIFY(!slide->isOpen());
        ask(project);
        QTRY_VERIFY(slide->isOpen());
        auto *approve = scene.button(u"Approve"_s);
        QVERIFY(approve);
        QVERIFY(!approve->isEnabled());
        QVERIFY(scene.says(u"Threshold change"_s));
        QVERIFY(scene.says(u"threshold 0.37"_s));
        QTRY_VERIFY(approve->isEnabled());

        QSignalSpy answered(scene.window.get(), &ui::MainWindow::approvalAnswered);
        QTest::mouseClick(approve, Qt::LeftButton);
        QCOMPARE(answered.count(), 1);
        QCOMPARE(answered[0][0].toInt(), 7);
        const auto response = answered[0][1].value<protocol::ApprovalResponse>();
        QCOMPARE(response.approvalId, u"a1"_s);
        QCOMPARE(int(response.decision), int(protocol::ApprovalDecision::Approved));
        QVERIFY(!response.approvalData);
        QCOMPARE(response.responder, u"ann"_s);
        QVERIFY(!response.requestId.isEmpty());

        // Sent once; until it is known what became of it, not a second time.
        project.stream()->noteSent(response, scene.now);
        QTRY_VERIFY(!approve->isEnabled());
        project.send("approval_resolved", R"({"approval_id": "a1", "decision": "approved", "responder": "ann"})");
        QTRY_VERIFY(!slide->isOpen());
    }

    void theKeyboardOpensTheReview()
    {
        Scene scene;
        ProjectFixture project(7, u"churn"_s, u"example.org"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"training"_s, 0.5);
        QVERIFY(!scene.action(u"Review the approval…"_s)->isEnabled());
        ask(project);
        QTRY_VERIFY(scene.action(u"Review the approval…"_s)->isEnabled());
        scene.action(u"Review the approval…"_s)->trigger(); // from the overview: it finds the run
        auto *dialog = scene.window->findChild<ui::ApprovalDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->approvalId(), u"a1"_s);
        QVERIFY(scene.window->findChild<ui::RunPage *>()->isVisible());
    }

    void everyWaitingApprovalIsListed()
    {
        Scene scene;
        ProjectFixture first(1, u"first"_s, u"example.org"_s, start);
        ProjectFixture second(2, u"second"_s, u"other.example.org"_s, start);
        scene.add(first);
        scene.add(second);
        for (ProjectFixture *project : { &first, &second })
            project->connected(scene.now).stage(u"training"_s, 0.5);
        ask(first);
        ask(second);
        scene.action(u"Waiting approvals"_s)->trigger();
        auto *page = scene.window->findChild<ui::WaitingPage *>();
        QVERIFY(page->isVisible());
        QTRY_VERIFY(scene.says(u"first, run 1"_s));
        QVERIFY(scene.says(u"second, run 1"_s));
        second.send("approval_resolved", R"({"approval_id": "a1", "decision": "rejected"})");
        QTRY_VERIFY(!scene.says(u"second, run 1"_s));
    }

    void aLostConnectionIsNoFailedRunAndNoClockTicks()
    {
        Scene scene;
        ProjectFixture project(7, u"churn"_s, u"example.org"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"training"_s, 0.5).at(90).progress(0.6, u"epoch 5"_s);
        scene.window->showRun(7);
        project.disconnected(scene.now);
        QTRY_VERIFY(scene.says(u"attempt 3 of 10, next in 4 s"_s));
        QVERIFY(scene.says(u"Disconnected"_s));
        QVERIFY(!scene.says(u"Failed"_s));
        QVERIFY(scene.says(u"1 min 30 s so far"_s)); // when it was last heard of
        scene.now += std::chrono::seconds(30);
        scene.window->showProblem(u"x"_s); // refreshes at once
        QVERIFY(scene.says(u"1 min 30 s so far"_s));
        QVERIFY(!scene.button(u"Cancel run…"_s)->isEnabled());
        QSignalSpy retry(scene.window.get(), &ui::MainWindow::retryRequested);
        scene.button(u"Retry now"_s)->click();
        QCOMPARE(retry.count(), 1);
        QCOMPARE(retry[0][0].toInt(), 7);
    }

    void cancellingShowsItsSteps()
    {
        Scene scene;
        ProjectFixture project(7, u"churn"_s, u"example.org"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"training"_s, 0.5);
        scene.window->showRun(7);
        QSignalSpy cancelled(scene.window.get(), &ui::MainWindow::cancelRequested);
        scene.button(u"Cancel run…"_s)->click();
        auto *dialog = scene.window->findChild<ui::CancelDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->decided(ui::CancelDialog::Choice::Cancel, u"too slow"_s);
        QCOMPARE(cancelled.count(), 1);
        const auto cancel = cancelled[0][1].value<protocol::Cancel>();
        QCOMPARE(cancel.reason, u"too slow"_s);
        QVERIFY(!cancel.force);
        QVERIFY(!cancel.requestId.isEmpty());

        project.stream()->noteSent(cancel, scene.now);
        QTRY_VERIFY(scene.says(u"Cancel requested"_s));
        QVERIFY(!scene.button(u"Cancel run…"_s)->isEnabled());
        project.send("cancel_acknowledged", "{}");
        QTRY_VERIFY(scene.says(u"Cancel acknowledged"_s));
        project.send("pipeline_cancelled", R"({"reason": "too slow", "requester": "ann"})");
        QTRY_VERIFY(scene.says(u"Cancelled by ann"_s));
        QVERIFY(!scene.button(u"Cancel run…"_s));
    }

    void theEndIsSaidInOneLine_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("line");
        QTest::addRow("completed") << "pipeline_completed"_ba
                                   << "{}"_ba << u"Completed in 1 min 40 s"_s;
        QTest::addRow("failed") << "pipeline_failed"_ba
                                << R"({"error": "Out of <memory>", "stage": "training"})"_ba
                                << u"Failed in Training: Out of <memory>"_s;
        QTest::addRow("escape") << "pipeline_failed"_ba
                                << R"({"error": "a\u0007b"})"_ba << u"a\\x07b"_s;
    }

    void theEndIsSaidInOneLine()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, data);
        QFETCH(QString, line);
        Scene scene;
        ProjectFixture project(7, u"churn"_s, u"example.org"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"training"_s, 0.5).at(100).send(type.constData(), data);
        scene.window->showRun(7);
        QTRY_VERIFY(scene.says(line));
    }

    void serverTextIsNeverHtml()
    {
        Scene scene;
        ProjectFixture project(7, u"<b>bold</b>"_s, u"example.org"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"<i>s</i>"_s, 0.5, u"<i>s</i>"_s);
        ask(project);
        scene.window->showRun(7);
        QTRY_VERIFY(scene.says(u"<b>bold</b>"_s));
        for (const QLabel *label : scene.window->findChildren<QLabel *>()) {
            if (label->text().contains(u'<'))
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }

    void theNextRunOfAWatchedProjectIsFollowed()
    {
        Scene scene;
        ProjectFixture project(7, u"churn"_s, u"example.org"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"training"_s, 0.5).at(50).send("pipeline_completed", "{}");
        scene.window->showRun(7);
        QTRY_VERIFY(scene.says(u"run 1"_s));
        project.at(60).stage(u"analyzing"_s, 0);
        QTRY_VERIFY(scene.says(u"run 2"_s));
        // Whoever reads an older run is left alone.
        scene.window->showRun(7, 0);
        project.at(70).send("pipeline_completed", "{}").at(80).stage(u"analyzing"_s, 0);
        QCoreApplication::processEvents();
        QVERIFY(scene.says(u"run 1"_s));
    }

    void aStreamThatIsRemovedLeavesItsPage()
    {
        Scene scene;
        ProjectFixture project(7, u"churn"_s, u"example.org"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"training"_s, 0.5);
        scene.window->showRun(7);
        QTRY_VERIFY(scene.window->findChild<ui::RunPage *>()->isVisible());
        project.destroyStream();
        QTRY_VERIFY(scene.window->findChild<ui::WelcomePage *>()->isVisible());
    }

    void whatOneFrameTellsAgrees()
    {
        Scene scene;
        ProjectFixture project(1, u"churn"_s, u"localhost"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"training"_s, 0.1);
        scene.window->showRun(1);
        const auto *page = scene.window->findChild<ui::RunPage *>();
        int looks = 0;
        int agreed = 0;
        connect(page, &ui::RunPage::stateChanged, this, [&] {
            ++looks;
            agreed += scene.says(u"%1 events"_s.arg(project.stream()->eventCount())) ? 1 : 0;
        });
        for (int line = 0; line < 20; ++line)
            project.log("info", u"line"_s);
        QTRY_VERIFY(looks > 0);
        QCOMPARE(agreed, looks);
        // Beside the list of runs, which says so at once.
        QVERIFY(!scene.says(u"Disconnected"_s));
        project.disconnected(scene.now);
        QVERIFY(scene.says(u"Disconnected"_s));
        disconnect(page, nullptr, this, nullptr);
    }

    void anEmptyFootIsAPartOfThePage()
    {
        Scene scene;
        ProjectFixture project(1, u"churn"_s, u"localhost"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"training"_s, 0.1);
        const auto ruleAtTheFoot = [&scene] {
            const auto *foot = scene.window->findChild<ui::StatusLine *>();
            const QPoint corner = foot->mapTo(scene.window.get(), QPoint(foot->width() / 2, 0));
            return scene.window->grab().toImage().pixelColor(corner) == scene.theme.color(ui::Theme::Role::Line);
        };
        scene.window->showRun(1);
        QVERIFY(ruleAtTheFoot());
        scene.window->findChild<ui::WindowPages *>()->showOverview();
        QVERIFY(!ruleAtTheFoot());
        scene.window->showProblem(u"The disk is full."_s);
        QVERIFY(ruleAtTheFoot());
    }

    void howManyEventsASecondIsToldOnceItIsMeasured()
    {
        Scene scene;
        ProjectFixture project(1, u"churn"_s, u"localhost"_s, start);
        scene.add(project);
        project.connected(scene.now).stage(u"training"_s, 0.1);
        scene.window->showRun(1);
        QVERIFY(scene.says(u" events"_s));
        QVERIFY(!scene.says(u" a second"_s));
        project.stream()->tick(scene.now);
        scene.now += std::chrono::seconds(1);
        project.log("info", u"line"_s);
        scene.window->showRun(1);
        QVERIFY(scene.says(u"1.0 a second"_s));
        scene.now += std::chrono::seconds(10);
        project.stream()->tick(scene.now);
        scene.window->showRun(1);
        QVERIFY(scene.says(u"0 a second"_s)); // nothing comes, and more may
        project.send("pipeline_completed", "{}");
        scene.window->showRun(1);
        QVERIFY(scene.says(u" events"_s));
        QVERIFY(!scene.says(u" a second"_s));
    }

    void sizeIsRemembered()
    {
        QTemporaryDir folder;
        QSettings memory(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        {
            Scene scene(&memory);
            scene.window->resize(1000, 650);
            QTRY_COMPARE(scene.window->size(), QSize(1000, 650));
            scene.window->close();
        }
        Scene scene(&memory);
        QTRY_COMPARE(scene.window->size(), QSize(1000, 650));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
