// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogclicks.h"
#include "streamfixture.h"
#include "ui/approvaldialog.h"
#include "ui/approvalspanel.h"
#include "ui/approvalstory.h"
#include "ui/label.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>

using namespace stagewatch;
using namespace stagewatch::ui;
using namespace Qt::StringLiterals;
using protocol::ApprovalDecision;
using protocol::ApprovalResponse;
using test::child;

namespace {

const QByteArray proposal =
    R"({"architecture":"xgboost_clf","n_estimators":600,"learning_rate":0.10,"early_stopping":true,)"
    R"("grid":{"eta":[0.1,0.2],"depth":6}})";
const protocol::Timestamp now{ std::chrono::milliseconds(1'780'000'100'000) };

/// One approval of a running pipeline, its dialog, and what a window would do with the answers.
class Scene
{
public:
    explicit Scene(const Theme &theme, const QByteArray &extra = {})
        : m_theme(theme)
    {
        fixture.receive({ fixture.stage(u"model_selection"_s, 0.4),
                          fixture.event(u"approval_required"_s,
                                        R"({"approval_id":"a1","approval_type":"model_selection",)"
                                        R"("message":"Model selection requires approval","approval_data":)"
                                            + proposal + extra + "}") });
        open();
    }

    void open()
    {
        dialog = std::make_unique<ApprovalDialog>(m_theme, fixture.stream(), 0, u"a1"_s, u"ann"_s);
        QObject::connect(dialog.get(), &ApprovalDialog::answered, dialog.get(),
                         [this](const ApprovalResponse &response) {
                             answers << response;
                             if (connected) {
                                 fixture.stream()->noteSent(response, now);
                             } else {
                                 fixture.stream()->noteSendFailed(response, u"no connection"_s, now);
                             }
                         });
        dialog->show();
    }

    [[nodiscard]] QLineEdit *line(const QString &key) const
    {
        return child<QWidget>(*dialog, key)->findChild<QLineEdit *>();
    }
    [[nodiscard]] QPushButton *button(const QString &name) const { return child<QPushButton>(*dialog, name); }
    [[nodiscard]] QString text(const QString &label) const { return child<Label>(*dialog, label)->text(); }
    void comment(const QString &text) const { child<QPlainTextEdit>(*dialog, u"comment"_s)->setPlainText(text); }
    void click(const QString &name) const { test::click(*dialog, name); }
    void resolve(const QByteArray &decision, const QByteArray &responder, const QByteArray &requestId = {})
    {
        const QByteArray resolution = R"({"approval_id":"a1","decision":")" + decision + R"(","responder":")"
            + responder + R"(","source":"user"})";
        if (!requestId.isEmpty()) {
            const bool mine = responder == "ann";
            fixture.receive(
                { fixture.event(u"approval_acknowledged"_s,
                                R"({"approval_id":"a1","accepted":)" + QByteArray(mine ? "true" : "false")
                                    + R"(,"request_id":")" + requestId + R"(","resolution":)" + resolution + "}") });
        }
        fixture.receive({ fixture.event(u"approval_resolved"_s, resolution) });
    }

    test::StreamFixture fixture;
    std::unique_ptr<ApprovalDialog> dialog;
    QList<ApprovalResponse> answers;
    bool connected = true;

private:
    const Theme &m_theme;
};

QByteArray sentData(const Scene &scene)
{
    const auto &data = scene.answers.value(0).approvalData;
    return data ? data->toJson() : QByteArray("nothing");
}

} // namespace

class TestApprovalDialog : public QObject
{
    Q_OBJECT
private:
    Theme m_theme;

private Q_SLOTS:
    void approveUntouchedSendsNoData()
    {
        Scene scene(m_theme);
        scene.comment(u" looks right "_s);
        scene.click(u"approve"_s);
        QCOMPARE(scene.answers.size(), 1);
        const ApprovalResponse &answer = scene.answers.first();
        QCOMPARE(answer.approvalId, u"a1"_s);
        QCOMPARE(answer.decision, ApprovalDecision::Approved);
        QCOMPARE(answer.comment, u"looks right"_s);
        QCOMPARE(answer.responder, u"ann"_s);
        QVERIFY(!answer.requestId.isEmpty());
        QVERIFY(!answer.approvalData);
    }

    void rejectSendsARejectionWithoutData()
    {
        Scene scene(m_theme);
        scene.line(u"/n_estimators"_s)->setText(u"400"_s);
        scene.click(u"reject"_s);
        QCOMPARE(scene.answers.size(), 1);
        QCOMPARE(scene.answers.first().decision, ApprovalDecision::Rejected);
        QVERIFY(!scene.answers.first().approvalData);
    }

    void notNowAnswersNothing()
    {
        Scene scene(m_theme);
        scene.click(u"notNow"_s);
        QVERIFY(scene.answers.isEmpty());
        QVERIFY(!scene.dialog->isVisible());
    }

    void anEditSendsTheWholeProposalAndLeavesTheRestAsItCame()
    {
        Scene scene(m_theme);
        scene.line(u"/n_estimators"_s)->setText(u"400"_s);
        scene.line(u"/grid/depth"_s)->setText(u"8"_s);
        scene.click(u"approve"_s);
        QCOMPARE(sentData(scene), QByteArray(proposal).replace("600", "400").replace(R"("depth":6)", R"("depth":8)"));
    }

    void marksWhatWasEditedAndPutsItBack()
    {
        Scene scene(m_theme);
        const QString plain = scene.button(u"approve"_s)->text();
        scene.line(u"/n_estimators"_s)->setText(u"400"_s);
        QVERIFY(scene.text(u"note/n_estimators"_s).contains("600"_L1));
        QVERIFY(scene.button(u"approve"_s)->text() != plain);
        scene.click(u"reset/n_estimators"_s);
        QCOMPARE(scene.line(u"/n_estimators"_s)->text(), u"600"_s);
        QVERIFY(scene.text(u"note/n_estimators"_s).isEmpty());
        QCOMPARE(scene.button(u"approve"_s)->text(), plain);
    }

    void aBoolIsACheckBoxThatSendsABool()
    {
        Scene scene(m_theme);
        child<QWidget>(*scene.dialog, u"/early_stopping"_s)->findChild<QCheckBox *>()->setChecked(false);
        scene.click(u"approve"_s);
        QVERIFY(sentData(scene).contains(R"("early_stopping":false)"));
    }

    void anEnumIsAListThatSendsItsValue()
    {
        Scene scene(m_theme, R"(,"editable_schema":{"properties":{"n_estimators":{"enum":[300,600,900]}}})");
        auto *list = child<QWidget>(*scene.dialog, u"/n_estimators"_s)->findChild<QComboBox *>();
        QVERIFY(list);
        QCOMPARE(list->count(), 3);
        list->setCurrentIndex(0);
        scene.click(u"approve"_s);
        QVERIFY(sentData(scene).contains(R"("n_estimators":300)"));
    }

    void whatCannotBeSentIsSaidAndHoldsTheApproval_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("typed");
        QTest::newRow("a fraction in a whole number") << u"/n_estimators"_s << u"3.5"_s;
        QTest::newRow("words in a number") << u"/learning_rate"_s << u"fast"_s;
        QTest::newRow("half a list") << u"/grid/eta"_s << u"[0.1,"_s;
    }

    void whatCannotBeSentIsSaidAndHoldsTheApproval()
    {
        QFETCH(QString, key);
        QFETCH(QString, typed);
        Scene scene(m_theme);
        scene.line(key)->setText(typed);
        QVERIFY(!scene.text(u"note"_s + key).isEmpty());
        QVERIFY(!scene.button(u"approve"_s)->isEnabled());
        scene.click(u"approve"_s);
        QTest::keyClick(scene.dialog.get(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(scene.answers.isEmpty());
        QVERIFY(scene.button(u"reject"_s)->isEnabled());
    }

    void enterNeverAnswers_data()
    {
        QTest::addColumn<QString>("where");
        QTest::newRow("dialog") << QString();
        QTest::newRow("approve has the focus") << u"approve"_s;
        QTest::newRow("reject has the focus") << u"reject"_s;
        QTest::newRow("comment") << u"comment"_s;
        QTest::newRow("field") << u"/n_estimators"_s;
    }

    void enterNeverAnswers()
    {
        QFETCH(QString, where);
        Scene scene(m_theme);
        auto *target = where.isEmpty() ? scene.dialog.get() : child<QWidget>(*scene.dialog, where);
        if (target->focusProxy()) {
            target = target->focusProxy();
        }
        target->setFocus();
        QTest::keyClick(target, Qt::Key_Return);
        QTest::keyClick(target, Qt::Key_Enter);
        QVERIFY(scene.answers.isEmpty());
        QVERIFY(scene.dialog->isVisible());
    }

    void controlEnterApproves_data()
    {
        QTest::addColumn<QString>("where");
        QTest::newRow("comment") << u"comment"_s;
        QTest::newRow("field") << u"/n_estimators"_s;
    }

    void controlEnterApproves()
    {
        QFETCH(QString, where);
        Scene scene(m_theme);
        auto *target = child<QWidget>(*scene.dialog, where);
        QTest::keyClick(target->focusProxy() ? target->focusProxy() : target, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(scene.answers.size(), 1);
        QCOMPARE(scene.answers.first().decision, ApprovalDecision::Approved);
    }

    void escapeLosesNeitherCommentNorEdits()
    {
        Scene scene(m_theme);
        scene.comment(u"half a thought"_s);
        scene.line(u"/n_estimators"_s)->setText(u"400"_s);
        scene.line(u"/learning_rate"_s)->setText(u"0."_s); // not a number yet
        QTest::keyClick(scene.dialog.get(), Qt::Key_Escape);
        QVERIFY(!scene.dialog->isVisible());
        scene.open();
        QCOMPARE(child<QPlainTextEdit>(*scene.dialog, u"comment"_s)->toPlainText(), u"half a thought"_s);
        QCOMPARE(scene.line(u"/n_estimators"_s)->text(), u"400"_s);
        QCOMPARE(scene.line(u"/learning_rate"_s)->text(), u"0."_s);
        QVERIFY(!scene.button(u"approve"_s)->isEnabled());
    }

    void aGivenAnswerLeavesNoDraft()
    {
        Scene scene(m_theme);
        scene.comment(u"done"_s);
        scene.click(u"approve"_s);
        scene.resolve("approved", "ann", scene.answers.first().requestId.toUtf8());
        scene.open();
        QVERIFY(child<QPlainTextEdit>(*scene.dialog, u"comment"_s)->toPlainText().isEmpty());
    }

    void oneClickIsOneAnswer()
    {
        Scene scene(m_theme);
        scene.click(u"approve"_s);
        scene.click(u"approve"_s);
        scene.click(u"reject"_s);
        QCOMPARE(scene.answers.size(), 1);
    }

    void saysThatTheServerConfirmed()
    {
        Scene scene(m_theme);
        scene.click(u"approve"_s);
        const QString sending = scene.text(u"status"_s);
        scene.resolve("approved", "ann", scene.answers.first().requestId.toUtf8());
        QVERIFY(scene.text(u"status"_s) != sending);
        QVERIFY(scene.text(u"status"_s).contains("confirmed"_L1));
        QVERIFY(!scene.button(u"approve"_s)->isVisible());
        scene.click(u"notNow"_s); // by now it says Close
        QVERIFY(!scene.dialog->isVisible());
    }

    void saysWhoDecidedBefore()
    {
        Scene scene(m_theme);
        scene.click(u"approve"_s);
        scene.resolve("rejected", "kim", scene.answers.first().requestId.toUtf8());
        QVERIFY2(scene.text(u"status"_s).contains("kim rejected"_L1), qPrintable(scene.text(u"status"_s)));
        QVERIFY(scene.text(u"status"_s).contains("not taken"_L1));
    }

    void anAnswerFromElsewhereIsSaidAndDisables()
    {
        Scene scene(m_theme);
        scene.resolve("approved", "kim");
        QVERIFY2(scene.text(u"status"_s).contains("kim approved"_L1), qPrintable(scene.text(u"status"_s)));
        QVERIFY(!scene.button(u"approve"_s)->isVisible());
        QVERIFY(!scene.button(u"reject"_s)->isVisible());
        QVERIFY(scene.line(u"/n_estimators"_s)->isReadOnly());
        QTest::keyClick(scene.dialog.get(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(scene.answers.isEmpty());
    }

    void anUnconfirmedAnswerCanBeSentAgainWithTheSameId()
    {
        Scene scene(m_theme);
        scene.click(u"approve"_s);
        scene.fixture.stream()->tick(now + std::chrono::seconds(11));
        QVERIFY(scene.text(u"status"_s).contains("confirmed nothing"_L1));
        scene.click(u"sendAgain"_s);
        QCOMPARE(scene.answers.size(), 2);
        QVERIFY(scene.answers[0] == scene.answers[1]);
        QVERIFY(!scene.button(u"sendAgain"_s)->isVisible());
    }

    void anAnswerThatDidNotLeaveIsSaid()
    {
        Scene scene(m_theme);
        scene.connected = false;
        scene.click(u"reject"_s);
        QVERIFY(scene.text(u"status"_s).contains("not sent"_L1));
        scene.connected = true;
        scene.click(u"sendAgain"_s);
        QCOMPARE(scene.answers.size(), 2);
        QCOMPARE(scene.answers[1].decision, ApprovalDecision::Rejected);
    }

    void theEndOfTheRunEndsTheQuestion()
    {
        Scene scene(m_theme);
        scene.fixture.receive({ scene.fixture.event(u"pipeline_failed"_s, R"({"error":"gone"})") });
        QVERIFY(!scene.button(u"approve"_s)->isVisible());
        QVERIFY(scene.text(u"status"_s).contains("ended"_L1));
    }

    void showsWhatWasApprovedTheLastTime()
    {
        test::StreamFixture fixture;
        const auto ask = [&](const QByteArray &id, const QByteArray &data) {
            return fixture.event(u"approval_required"_s,
                                 R"({"approval_id":")" + id + R"(","approval_type":"m","approval_data":)" + data + "}");
        };
        fixture.receive(
            { fixture.stage(u"training"_s, 0.4), ask("a0", R"({"n":300})"),
              fixture.event(u"approval_resolved"_s, R"({"approval_id":"a0","decision":"approved","source":"user"})"),
              fixture.event(u"pipeline_completed"_s, R"({"result":{}})"), fixture.stage(u"training"_s, 0.4),
              ask("a1", R"({"n":600})") });
        ApprovalDialog dialog(m_theme, fixture.stream(), fixture.stream()->runCount() - 1, u"a1"_s, {});
        QStringList texts;
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            texts << label->text();
        }
        QVERIFY(texts.contains(u"300"_s));
    }

    void hostileTextStaysText()
    {
        test::StreamFixture fixture;
        fixture.receive({ fixture.event(
            u"approval_required"_s,
            R"({"approval_id":"a1","title":"<img src=file:///fifo>\u202e","message":"a < b and c > d\u0000",)"
            R"("approval_data":{"<b>k\u202e</b>":"<i>\u202ev</i>"}})") });
        ApprovalDialog dialog(m_theme, fixture.stream(), 0, u"a1"_s, u"\u202e<b>"_s);
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY2(!label->text().contains(QChar(0x202e)), qPrintable(label->text()));
        }
        for (const QLineEdit *line : dialog.findChildren<QLineEdit *>()) {
            QVERIFY(!line->text().contains(QChar(0x202e)));
        }
    }

    void aConnectionThatIsClosedLeavesADialogThatSaysSo()
    {
        auto fixture = std::make_unique<test::StreamFixture>();
        fixture->receive({ fixture->event(u"approval_required"_s, R"({"approval_id":"a1","approval_data":{"n":1}})") });
        ApprovalDialog dialog(m_theme, fixture->stream(), 0, u"a1"_s, u"ann"_s);
        dialog.show();
        fixture.reset();
        QVERIFY(!child<QPushButton>(dialog, u"approve"_s)->isVisible());
        QVERIFY(child<Label>(dialog, u"status"_s)->text().contains("closed"_L1));
        test::click(dialog, u"notNow"_s);
    }

    void countsDownToTheExpiry_data()
    {
        QTest::addColumn<int>("secondsLeft");
        QTest::addColumn<int>("onTimeout");
        QTest::addColumn<QString>("words");
        QTest::newRow("to a rejection") << 872 << int(protocol::TimeoutAction::Reject)
                                        << u"14:32, then it is rejected"_s;
        QTest::newRow("to an approval") << 60 << int(protocol::TimeoutAction::Approve)
                                        << u"1:00, then it is approved"_s;
        QTest::newRow("to a failure") << 60 << int(protocol::TimeoutAction::Fail) << u"then the run fails"_s;
        QTest::newRow("over") << -120 << int(protocol::TimeoutAction::Reject) << u"expired"_s;
    }

    void countsDownToTheExpiry()
    {
        QFETCH(int, secondsLeft);
        QFETCH(int, onTimeout);
        QFETCH(QString, words);
        protocol::ApprovalRequired request;
        QVERIFY(ApprovalStory::expiry(request, now).isEmpty());
        request.expiresAt = now + std::chrono::seconds(secondsLeft);
        request.onTimeout = protocol::TimeoutAction(onTimeout);
        const QString said = ApprovalStory::expiry(request, now);
        QVERIFY2(said.contains(words), qPrintable(said));
    }

    void theFormHasTheRoomThatThereIs_data()
    {
        QTest::addColumn<int>("fields");
        QTest::addColumn<bool>("scrolls");
        QTest::newRow("few") << 3 << false;
        QTest::newRow("as many as fit") << 13 << false;
        QTest::newRow("more") << 60 << true;
    }

    void theFormHasTheRoomThatThereIs()
    {
        QFETCH(int, fields);
        QFETCH(bool, scrolls);
        QByteArray values;
        for (int i = 0; i < fields; ++i)
            values += (i > 0 ? ",\"field" : "\"field") + QByteArray::number(i) + "\":" + QByteArray::number(i);
        test::StreamFixture fixture;
        fixture.receive({ fixture.event(u"approval_required"_s,
                                        R"({"approval_id":"a1","title":"Go on?","approval_data":{)" + values + "}}") });
        QWidget window;
        window.resize(1280, 800);
        ApprovalDialog dialog(m_theme, fixture.stream(), 0, u"a1"_s, u"ann"_s, &window);
        dialog.show();
        QVERIFY(dialog.height() <= window.height());
        const auto *area = dialog.findChild<QScrollArea *>();
        QCOMPARE(area->verticalScrollBar()->maximum() > 0, scrolls);
        QCOMPARE(child<QWidget>(dialog, u"formRule"_s)->isVisible(), scrolls);
        const int bottom = area->viewport()->height();
        for (const QLineEdit *field : area->widget()->findChildren<QLineEdit *>()) {
            const int top = field->mapTo(area->widget(), QPoint()).y();
            QVERIFY2(top >= bottom || top + field->height() <= bottom, "a row is cut");
        }
    }

    void everyWordOfAStateFitsIntoItsColumn()
    {
        Scene scene(m_theme);
        ApprovalsPanel panel(m_theme);
        panel.setRun(scene.fixture.stream(), scene.fixture.run());
        const auto *table = child<QTableView>(panel, u"approvals"_s);
        for (const QString &word : model::ApprovalModel::stateWords()) {
            const int room = table->columnWidth(model::ApprovalModel::StateColumn) - 22 - Theme::cardPadding;
            QVERIFY2(table->fontMetrics().horizontalAdvance(word) <= room, qPrintable(word));
        }
    }

    void thePanelListsAllAndOpensTheSelectedOne()
    {
        Scene scene(m_theme);
        scene.fixture.receive({ scene.fixture.event(u"approval_required"_s,
                                                    R"({"approval_id":"a2","title":"Second","approval_data":{}})") });
        ApprovalsPanel panel(m_theme);
        QSignalSpy asked(&panel, &ApprovalsPanel::reviewRequested);
        panel.setRun(scene.fixture.stream(), scene.fixture.run());
        panel.show();
        test::click(panel, u"review"_s);
        QCOMPARE(asked.takeFirst().value(0).toString(), u"a1"_s);
        child<QTableView>(panel, u"approvals"_s)->selectRow(1);
        test::click(panel, u"review"_s);
        QCOMPARE(asked.takeFirst().value(0).toString(), u"a2"_s);
        scene.resolve("rejected", "kim");
        child<QTableView>(panel, u"approvals"_s)->selectRow(0);
        QVERIFY(child<Label>(panel, u"approvalState"_s)->text().contains("kim"_L1));
        panel.setRun(nullptr, nullptr);
        QVERIFY(!child<QTableView>(panel, u"approvals"_s)->isVisible());
    }
};

QTEST_MAIN(TestApprovalDialog)
#include "tst_approvaldialog.moc"
