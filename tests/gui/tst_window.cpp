// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serverthread.h"
#include "app/windowcontroller.h"

#include "model/logmodel.h"
#include "ui/approvaldialog.h"
#include "ui/canceldialog.h"
#include "ui/logtable.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using protocol::RunStatus;

/// The whole window on a real server: what a person clicks, and what comes of it at the other end.
class TestWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsAWholeRun();
    void approvesWithAnEdit();
    void rejectsFromTheDialog();
    void approvesFromTheBanner();
    void cancelsAfterAsking();
    void keepsRunningWhenTheCancelIsTakenBack();
    void remembersWhereItWas();
    void opensARunOfAnEarlierDay();
    void bookmarksAreThereOnAnotherDay();

private:
    void start(const QString &scenario, double speed);
    [[nodiscard]] model::Stream *stream() const { return m_controller->workspace().stream(1); }
    [[nodiscard]] const model::Run &run() const { return stream()->currentRun()->run(); }
    [[nodiscard]] bool hasRun() const { return stream() && stream()->currentRun(); }
    [[nodiscard]] RunStatus status() const { return hasRun() ? run().status() : RunStatus::Pending; }
    template <typename Dialog> [[nodiscard]] Dialog *dialog() const
    {
        const auto dialogs = m_controller->window().findChildren<Dialog *>();
        for (Dialog *candidate : dialogs) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    /// The visible button of that name.
    [[nodiscard]] static QPushButton *button(QWidget *parent, const QString &name)
    {
        const auto buttons = parent->findChildren<QPushButton *>(name);
        for (QPushButton *candidate : buttons) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    static void click(QPushButton *button) { QTest::mouseClick(button, Qt::LeftButton); }

    QTemporaryDir m_folder;
    std::unique_ptr<app::WindowController> m_controller;
};

void TestWindow::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QLocale::setDefault(QLocale::c());
}

void TestWindow::init()
{
    app::WindowLook look;
    look.theme = u"light"_s;
    look.size = { 1280, 800 };
    m_controller = std::make_unique<app::WindowController>(*qApp, look, m_folder.filePath(u"settings.ini"_s),
                                                           m_folder.filePath(u"data"_s));
}

void TestWindow::cleanup()
{
    m_controller.reset();
}

void TestWindow::start(const QString &scenario, double speed)
{
    QString error;
    QVERIFY2(m_controller->startDemo(scenario, speed, &error), qPrintable(error));
    m_controller->show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_controller->window()));
}

void TestWindow::showsAWholeRun()
{
    start(u"success"_s, 100);
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::Completed, 30'000);
    QCOMPARE(run().stages().size(), size_t(7));
    for (const model::Stage &stage : run().stages())
        QCOMPARE(stage.status, protocol::StageStatus::Completed);
    QVERIFY(run().decisions().size() >= 5);
    QCOMPARE(stream()->currentRun()->decisions()->rowCount(), int(run().decisions().size()));
    QCOMPARE(stream()->currentRun()->stages()->rowCount(), 7);
    QTRY_VERIFY(stream()->currentRun()->log()->totalCount() >= run().logCount());
    QVERIFY(!run().result().isNull());
    QCOMPARE(stream()->problems()->rowCount(), 0);
}

void TestWindow::approvesWithAnEdit()
{
    start(u"approval"_s, 100);
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::WaitingForApproval, 30'000);
    QPushButton *review = nullptr;
    QTRY_VERIFY((review = button(&m_controller->window(), u"bannerReview"_s)));
    ui::ApprovalDialog *open = nullptr;
    // The banner does not take a click that was meant for what stood there before it came.
    QTRY_VERIFY((click(review), open = dialog<ui::ApprovalDialog>()));

    auto *estimators = open->findChild<QLineEdit *>(u"/hyperparameters/n_estimators"_s);
    QVERIFY(estimators);
    QCOMPARE(estimators->text(), u"600"_s);
    estimators->setFocus();
    estimators->selectAll();
    QTest::keyClicks(estimators, u"400"_s);
    QTest::keyClick(estimators, Qt::Key_Return); // Enter never approves by accident
    QCOMPARE(status(), RunStatus::WaitingForApproval);
    QPushButton *approve = button(open, u"approve"_s);
    QVERIFY(approve);
    click(approve);

    QTRY_VERIFY_WITH_TIMEOUT(run().approvals().front().resolution.has_value(), 10'000);
    const protocol::ApprovalResolved &resolution = *run().approvals().front().resolution;
    QCOMPARE(resolution.decision, protocol::ApprovalDecision::Approved);
    const protocol::JsonValue *hyperparameters = resolution.approvalData.find(u"hyperparameters");
    QVERIFY(hyperparameters && hyperparameters->find(u"n_estimators"));
    QCOMPARE(hyperparameters->find(u"n_estimators")->toJson(), "400"_ba);
    QCOMPARE(hyperparameters->find(u"learning_rate")->toJson(), "0.05"_ba);
    QTRY_COMPARE(stream()->answers().entry(resolution.approvalId).state, model::ApprovalLedger::State::Confirmed);
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::Completed, 30'000);
}

void TestWindow::rejectsFromTheDialog()
{
    start(u"approval"_s, 100);
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::WaitingForApproval, 30'000);
    m_controller->window().reviewApproval(1, 0, run().approvals().front().request.approvalId);
    ui::ApprovalDialog *open = nullptr;
    QTRY_VERIFY((open = dialog<ui::ApprovalDialog>()));
    click(button(open, u"reject"_s));
    QTRY_VERIFY_WITH_TIMEOUT(run().approvals().front().resolution.has_value(), 10'000);
    QCOMPARE(run().approvals().front().resolution->decision, protocol::ApprovalDecision::Rejected);
    QTRY_VERIFY_WITH_TIMEOUT(run().isEnded(), 30'000);
}

void TestWindow::approvesFromTheBanner()
{
    start(u"approval"_s, 100);
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::WaitingForApproval, 30'000);
    QPushButton *approve = nullptr;
    QTRY_VERIFY((approve = button(&m_controller->window(), u"bannerApprove"_s)) && approve->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT((click(approve), run().approvals().front().resolution.has_value()), 10'000);
    QCOMPARE(run().approvals().front().resolution->decision, protocol::ApprovalDecision::Approved);
}

void TestWindow::cancelsAfterAsking()
{
    start(u"success"_s, 5);
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::Running, 30'000);
    QPushButton *cancel = nullptr;
    QTRY_VERIFY((cancel = button(&m_controller->window(), u"headerCancel"_s)) && cancel->isEnabled());
    click(cancel);
    ui::CancelDialog *open = nullptr;
    QTRY_VERIFY((open = dialog<ui::CancelDialog>()));
    QCOMPARE(status(), RunStatus::Running); // nothing is sent before the answer
    click(button(open, u"cancelRun"_s));
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::Cancelled, 20'000);
    QTRY_COMPARE(stream()->cancelProgress(0).step(), model::CancelProgress::Step::Ended);
    QCOMPARE(stream()->cancelProgress(0).outcome(), std::optional(RunStatus::Cancelled));
}

void TestWindow::keepsRunningWhenTheCancelIsTakenBack()
{
    start(u"success"_s, 5);
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::Running, 30'000);
    QPushButton *cancel = nullptr;
    QTRY_VERIFY((cancel = button(&m_controller->window(), u"headerCancel"_s)) && cancel->isEnabled());
    click(cancel);
    ui::CancelDialog *open = nullptr;
    QTRY_VERIFY((open = dialog<ui::CancelDialog>()));
    click(button(open, u"keepRunning"_s));
    QTRY_VERIFY(!dialog<ui::CancelDialog>());
    QCOMPARE(stream()->cancelProgress(0).step(), model::CancelProgress::Step::None);
    QCOMPARE(status(), RunStatus::Running);
}

void TestWindow::remembersWhereItWas()
{
    m_controller->window().resize(1111, 777);
    m_controller->show();
    m_controller->window().close();
    m_controller = std::make_unique<app::WindowController>(
        *qApp, app::WindowLook(), m_folder.filePath(u"settings.ini"_s), m_folder.filePath(u"data"_s));
    QCOMPARE(m_controller->window().size(), QSize(1111, 777));
}

void TestWindow::opensARunOfAnEarlierDay()
{
    start(u"success"_s, 200);
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::Completed, 30'000);
    const protocol::Snapshot then = run().snapshot();
    m_controller.reset(); // the program ends

    init();
    const auto earlier = m_controller->workspace().earlierRuns(1);
    QCOMPARE(earlier.size(), size_t(1));
    QCOMPARE(earlier.front().status, RunStatus::Completed);
    Q_EMIT m_controller->window().openRecordingRequested(earlier.front().journalPath);
    QTRY_VERIFY(hasRun());
    QTRY_COMPARE(status(), RunStatus::Completed);
    QVERIFY(run().snapshot() == then);
    QCOMPARE(stream()->currentRun()->number(), earlier.front().number);
}

void TestWindow::bookmarksAreThereOnAnotherDay()
{
    start(u"success"_s, 200);
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::Completed, 30'000);
    const auto table = [this] { return m_controller->window().findChild<ui::LogTable *>(); };
    QTRY_VERIFY(table()->model() && table()->model()->rowCount() > 5);
    QVERIFY(QTest::qWaitForWindowActive(&m_controller->window()));
    table()->goTo(3);
    const QString marked = table()->model()->index(3, model::LogModel::MessageColumn).data().toString();
    QTest::keyClick(&m_controller->window(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    auto *note = m_controller->window().findChild<QPlainTextEdit *>(u"note"_s);
    QTRY_VERIFY(note->hasFocus());
    QTest::keyClicks(note, u"odd"_s);
    QTest::keyClick(note, Qt::Key_Return);
    m_controller.reset(); // the program ends

    init();
    m_controller->show();
    QVERIFY(QTest::qWaitForWindowActive(&m_controller->window()));
    Q_EMIT m_controller->window().openRecordingRequested(m_controller->workspace().earlierRuns(1).front().journalPath);
    QTRY_VERIFY(hasRun() && table()->model() && table()->model()->rowCount() > 5);
    auto *list = m_controller->window().findChild<QListWidget *>(u"bookmarkList"_s);
    QTRY_VERIFY((QTest::keyClick(&m_controller->window(), Qt::Key_F2, Qt::ControlModifier), list->count() == 1));
    QCOMPARE(list->item(0)->text(), u"odd"_s);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(table()->currentIndex().siblingAtColumn(model::LogModel::MessageColumn).data().toString(), marked);
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
