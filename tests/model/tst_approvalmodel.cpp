// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/approvalmodel.h"
#include "streamfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace stagewatch;
using model::ApprovalLedger;
using model::ApprovalModel;
using protocol::ApprovalDecision;

class TestApprovalModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatWaits();
    void namesApprovalsForPeople_data();
    void namesApprovalsForPeople();
    void followsMyAnswer();
    void saysWhoWasFaster();
    void saysThatNothingWasConfirmed();
    void saysThatNothingWasSent();
    void nothingCanBeAnsweredAfterTheEnd();
    void survivesManyApprovals();
};

namespace {

const QByteArray request =
    R"({"approval_id":"a1","approval_type":"threshold_change","title":"Threshold change","message":"Please\nlook",)"
    R"("stage":"training","approval_data":{"threshold":0.37},"expires_at":"2024-01-01T14:00:00Z"})";

ApprovalModel &approvalsOf(test::StreamFixture &fixture)
{
    return *fixture.stream.currentRun()->approvals();
}

protocol::ApprovalResponse answer(ApprovalDecision decision)
{
    protocol::ApprovalResponse response;
    response.approvalId = QStringLiteral("a1");
    response.decision = decision;
    response.requestId = QStringLiteral("r1");
    return response;
}

QString state(const ApprovalModel &model)
{
    return model.index(0, ApprovalModel::StateColumn).data().toString();
}

bool canAnswer(const ApprovalModel &model)
{
    return model.index(0, 0).data(ApprovalModel::CanAnswerRole).toBool();
}

} // namespace

void TestApprovalModel::showsWhatWaits()
{
    test::StreamFixture fixture;
    fixture.say("approval_required", request);
    ApprovalModel &model = approvalsOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, ApprovalModel::TitleColumn).data().toString(), QStringLiteral("Threshold change"));
    QCOMPARE(model.index(0, ApprovalModel::TypeColumn).data().toString(), QStringLiteral("Threshold Change"));
    QCOMPARE(state(model), QStringLiteral("Waiting"));
    QVERIFY(canAnswer(model));
    QVERIFY(model.index(0, 0).data(ApprovalModel::IsPendingRole).toBool());
    QCOMPARE(model.index(0, 0).data(ApprovalModel::MessageRole).toString(), QStringLiteral("Please\nlook"));
    QVERIFY(model.index(0, 0).data(ApprovalModel::ProposalRole).toByteArray().contains("0.37"));
    QCOMPARE(model.index(0, 0).data(ApprovalModel::ExpiresAtRole).toLongLong(), 1'704'117'600'000);
    QCOMPARE(model.rowOf(u"a1"), 0);
    QCOMPARE(model.rowOf(u"a2"), -1);
    QCOMPARE(model.firstPending(), 0);
}

void TestApprovalModel::namesApprovalsForPeople_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("shown");
    const QString none;
    QTest::newRow("title") << QStringLiteral("T") << QStringLiteral("M") << QStringLiteral("x_y")
                           << QStringLiteral("T");
    QTest::newRow("first line") << none << QStringLiteral("\nModel selection\nrequires approval")
                                << QStringLiteral("x_y") << QStringLiteral("Model selection");
    QTest::newRow("one line") << none << QStringLiteral("Please") << none << QStringLiteral("Please");
    QTest::newRow("type") << none << none << QStringLiteral("model_selection") << QStringLiteral("Model Selection");
    QTest::newRow("nothing at all") << none << none << none << QStringLiteral("Approval");
    QTest::newRow("hostile") << QStringLiteral("<b>\x1b") << none << none << QStringLiteral("<b>\\x1b");
}

void TestApprovalModel::namesApprovalsForPeople()
{
    QFETCH(QString, title);
    QFETCH(QString, message);
    QFETCH(QString, type);
    QFETCH(QString, shown);
    protocol::ApprovalRequired required;
    required.title = title;
    required.message = message;
    required.approvalType = type;
    QCOMPARE(ApprovalModel::titleText(required), shown);
}

void TestApprovalModel::followsMyAnswer()
{
    test::StreamFixture fixture;
    fixture.say("approval_required", request);
    ApprovalModel &model = approvalsOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    fixture.stream.noteSent(answer(ApprovalDecision::Approved), fixture.now);
    QVERIFY(!changed.isEmpty());
    QVERIFY(!canAnswer(model));
    QCOMPARE(state(model), QStringLiteral("Sending…"));
    fixture.say("approval_acknowledged", R"({"approval_id":"a1","accepted":true,"request_id":"r1"})");
    QCOMPARE(model.index(0, 0).data(ApprovalModel::AnswerStateRole).toInt(), int(ApprovalLedger::State::Confirmed));
    QCOMPARE(state(model), QStringLiteral("Approved by you"));
    fixture.say("approval_resolved", R"({"approval_id":"a1","decision":"approved","responder":"me"})");
    QVERIFY(!model.index(0, 0).data(ApprovalModel::IsPendingRole).toBool());
    QCOMPARE(model.firstPending(), -1);
}

void TestApprovalModel::saysWhoWasFaster()
{
    test::StreamFixture fixture;
    fixture.say("approval_required", request);
    ApprovalModel &model = approvalsOf(fixture);
    fixture.stream.noteSent(answer(ApprovalDecision::Approved), fixture.now);
    fixture.say("approval_acknowledged",
                R"({"approval_id":"a1","accepted":false,"request_id":"r1",)"
                R"("resolution":{"approval_id":"a1","decision":"rejected","responder":"Kim"}})");
    QCOMPARE(state(model), QStringLiteral("Already rejected by Kim"));
    QVERIFY(!canAnswer(model));
}

void TestApprovalModel::saysThatNothingWasConfirmed()
{
    test::StreamFixture fixture;
    fixture.say("approval_required", request);
    ApprovalModel &model = approvalsOf(fixture);
    QSignalSpy answers(&fixture.stream, &model::Stream::answersChanged);
    fixture.stream.noteSent(answer(ApprovalDecision::Rejected), fixture.now);
    fixture.stream.tick(fixture.now + std::chrono::seconds{ 9 });
    QCOMPARE(state(model), QStringLiteral("Sending…"));
    fixture.stream.tick(fixture.now + std::chrono::seconds{ 11 });
    QCOMPARE(state(model), QStringLiteral("Rejection sent; the server confirmed nothing"));
    QVERIFY(canAnswer(model));
    QCOMPARE(answers.size(), 2);
}

void TestApprovalModel::saysThatNothingWasSent()
{
    test::StreamFixture fixture;
    fixture.say("approval_required", request);
    ApprovalModel &model = approvalsOf(fixture);
    fixture.stream.noteSendFailed(answer(ApprovalDecision::Approved), QStringLiteral("There is no connection."),
                                  fixture.now);
    QCOMPARE(state(model), QStringLiteral("Not sent: there was no connection"));
    QVERIFY(canAnswer(model));
    QCOMPARE(fixture.stream.problems()->rowCount(), 1);
}

void TestApprovalModel::nothingCanBeAnsweredAfterTheEnd()
{
    test::StreamFixture fixture;
    fixture.say("approval_required", request);
    ApprovalModel &model = approvalsOf(fixture);
    fixture.say("pipeline_failed", R"({"error":"expired"})");
    QVERIFY(!canAnswer(model));
    QVERIFY(!model.index(0, 0).data(ApprovalModel::IsPendingRole).toBool());
    QCOMPARE(model.firstPending(), -1);
    QVERIFY(state(model) != QStringLiteral("Waiting"));
}

void TestApprovalModel::survivesManyApprovals()
{
    test::StreamFixture fixture;
    fixture.say("approval_required", request);
    ApprovalModel &model = approvalsOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 1000; ++i) {
        fixture.add("approval_required", "{\"approval_id\":\"b" + QByteArray::number(i) + "\"}");
        if (i % 2 == 0)
            fixture.add("approval_resolved",
                        "{\"approval_id\":\"b" + QByteArray::number(i) + "\",\"decision\":\"approved\"}");
        if (i % 100 == 0)
            fixture.deliver();
    }
    fixture.deliver();
    QCOMPARE(model.rowCount(), 1001);
    QCOMPARE(fixture.stream.currentRun()->run().pendingApprovalCount(), 501);
}

QTEST_GUILESS_MAIN(TestApprovalModel)
#include "tst_approvalmodel.moc"
