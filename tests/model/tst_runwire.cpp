// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs told as servers tell them: from the bytes of their messages to the state that a person sees.
#include "model/runbook.h"
#include "protocol/decoder.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::model;
using namespace stagewatch::protocol;

namespace {

/// Messages, decoded and folded; a second passes from one to the next.
class Told
{
public:
    Told &say(const char *type, const QByteArray &data = "{}", const QByteArray &beside = {})
    {
        const QByteArray second = QByteArray::number(m_second++).rightJustified(2, '0');
        auto decoded = m_decoder.decode(
            "{\"event_type\":\"" + QByteArray(type) + "\",\"project_id\":\"churn\",\"timestamp\":\"2024-01-01T12:00:"
                + second + "Z\"" + (beside.isEmpty() ? "" : "," + beside) + ",\"data\":" + data + "}",
            Timestamp{});
        if (!decoded.event)
            qFatal("not an event");
        indices.push_back(book.apply(*decoded.event));
        return *this;
    }
    [[nodiscard]] const Run &run() const { return *book.current(); }

    RunBook book{ u"churn"_s };
    std::vector<int> indices; ///< the run that each message went to

private:
    Decoder m_decoder;
    int m_second = 0;
};

} // namespace

class TestRunWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGuidesOwnRun()
    {
        Told told;
        told.say("connected")
            .say("stage_transition", R"({"stage":"training","progress":0.5,"stage_display":"Model Training"})")
            .say("progress_update",
                 R"({"stage":"training","progress":0.65,"message":"Training epoch 5/10",)"
                 R"("estimated_time_remaining":300})");
        QCOMPARE(told.run().status(), RunStatus::Running);
        QCOMPARE(told.run().progress(), std::optional(0.65));
        QVERIFY(!told.run().currentStage()->progress); // nobody knows yet where it ends
        told.say("log", R"({"level":"info","message":"Starting"})")
            .say("approval_required", R"({"approval_type":"model_selection","approval_data":{"a":1}})");
        QCOMPARE(told.run().logs().back().log.stage.display, u"Model Training"_s);
        QCOMPARE(told.run().status(), RunStatus::WaitingForApproval);
        told.say("stage_transition", R"({"stage":"evaluation","progress":0.8})");
        QCOMPARE(told.run().pendingApprovalCount(), 0);
        told.say("pipeline_completed", R"({"status":"completed","result":{"model_id":"m"}})");
        QCOMPARE(told.run().status(), RunStatus::Completed);
        QCOMPARE(told.run().progress(), std::optional(1.0));
        QCOMPARE(told.run().result().find(u"model_id")->toText(), u"m"_s);
        QCOMPARE(told.indices, (std::vector{ -1, 0, 0, 0, 0, 0, 0 }));

        // The next run of the project has learned from it: training is from 50 to 80 percent.
        told.say("stage_transition", R"({"stage":"training","progress":0.5})")
            .say("progress_update", R"({"stage":"training","progress":0.65})");
        QCOMPARE(told.book.size(), 2);
        QCOMPARE(qRound(told.run().currentStage()->progress.value_or(0) * 100), 50);
    }

    void aLateWordDoesNotChangeTheEnd()
    {
        Told told;
        told.say("stage_transition", R"({"stage":"training"})")
            .say("pipeline_completed", R"({"message":"all done"})")
            .say("stage_transition", R"({"stage":"failed","message":"no, failed"})")
            .say("pipeline_failed", R"({"error":"oops","message":"failed after all"})");
        QCOMPARE(told.book.size(), 1);
        QCOMPARE(told.run().status(), RunStatus::Completed);
        QCOMPARE(told.run().message(), u"all done"_s);
        QCOMPARE(told.run().error(), QString());
    }

    void anApprovalOutlivesAStateThatSaysNothingOfApprovals_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<int>("pending");
        QTest::newRow("says nothing") << R"({"status":"running","stage":"training"})"_ba << 1;
        QTest::newRow("null") << R"({"status":"running","pending_approvals":null})"_ba << 1;
        QTest::newRow("waits, lists nothing") << R"({"status":"waiting_for_approval","pending_approvals":[]})"_ba << 1;
        QTest::newRow("lists none") << R"({"status":"running","pending_approvals":[]})"_ba << 0;
        QTest::newRow("ended") << R"({"status":"failed"})"_ba << 0;
    }
    void anApprovalOutlivesAStateThatSaysNothingOfApprovals()
    {
        QFETCH(const QByteArray, state);
        Told told;
        told.say("stage_transition", R"({"stage":"training"})").say("approval_required", R"({"approval_type":"t"})");
        QCOMPARE(told.run().pendingApprovalCount(), 1);
        told.say("current_state", state);
        QTEST(told.run().pendingApprovalCount(), "pending");
        QCOMPARE(told.book.size(), 1);
    }

    void aReplayOfTwoRunsIsTwoRuns()
    {
        Told told;
        told.say("connected", R"({"protocol":"stagewatch/1"})", R"("run_id":"b")")
            .say("log", R"({"message":"1"})", R"("run_id":"a","replayed":true)")
            .say("pipeline_failed", R"({"error":"x"})", R"("run_id":"a","replayed":true)")
            .say("log", R"({"message":"2"})", R"("run_id":"b","replayed":true)")
            .say("state", R"({"status":"running","run_id":"b"})", R"("run_id":"b")")
            .say("log", R"({"message":"late"})", R"("run_id":"a")")
            .say("cancel_acknowledged")
            .say("pong");
        QCOMPARE(told.indices, (std::vector{ -1, 0, 0, 1, 1, 0, 1, -1 }));
        QCOMPARE(told.book.run(0).status(), RunStatus::Failed);
        QCOMPARE(told.book.run(0).logCount(), 2);
        QCOMPARE(told.book.run(1).status(), RunStatus::Cancelling);
    }

    void aServerStartedAnewBeginsAnotherRun()
    {
        Told told;
        told.say("stage_transition", R"({"stage":"training"})")
            .say("gap", R"({"reason":"restarted"})")
            .say("log", R"({"message":"fresh"})");
        QCOMPARE(told.indices, (std::vector{ 0, 0, 1 }));
        QCOMPARE(told.book.run(0).gaps().size(), 1U);
        QVERIFY(!told.book.run(0).isEnded());
    }

    void endlesslyManyStagesStayBounded()
    {
        Run run(u"churn"_s);
        Event event;
        for (int i = 0; i < 100'000; ++i) {
            ProgressUpdate update;
            update.stage.id = u"stage_%1"_s.arg(i);
            update.progress = Progress{ 0.5, 0.5 };
            event.payload = update;
            run.apply(event);
        }
        QCOMPARE(run.stages().size(), size_t(Run::maxStages));
        QCOMPARE(run.snapshot().stages.size(), size_t(Run::maxStages));
        QCOMPARE(run.stages().back().name.id, u"…"_s);
        QCOMPARE(run.currentStage(), &run.stages().back());
        QCOMPARE(std::count_if(run.stages().begin(), run.stages().end(),
                               [](const Stage &stage) { return stage.status == StageStatus::Running; }),
                 1);
    }
};

QTEST_GUILESS_MAIN(TestRunWire)
#include "tst_runwire.moc"
