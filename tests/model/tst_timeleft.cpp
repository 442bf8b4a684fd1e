// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/timeleft.h"
#include "runevents.h"

#include <QTest>

using namespace stagewatch;
using namespace stagewatch::test;
using model::TimeLeft;

class TestTimeLeft : public QObject
{
    Q_OBJECT

private:
    /// In training since second 100; the last time, it took 300 s and the evaluation after it 60 s.
    static model::Run inTraining(bool evaluationIsKnown = true)
    {
        model::Run run(QStringLiteral("churn"));
        run.setPlan({ { stage("processing"), 0.0, 50.0 },
                      { stage("training"), 0.5, 300.0 },
                      { stage("evaluation"), 0.8, evaluationIsKnown ? std::optional(60.0) : std::nullopt } });
        run.apply(transition(0, "processing", 0.0));
        run.apply(transition(100, "training", 0.5));
        return run;
    }
    static protocol::Event estimate(qint64 second, double left)
    {
        protocol::Event event = update(second, "training", 0.6);
        std::get<protocol::ProgressUpdate>(event.payload).estimatedTimeRemaining = left;
        return event;
    }

private Q_SLOTS:
    void liesBetweenWhatIsSaidAndWhatIsUsual_data()
    {
        QTest::addColumn<model::Run>("run");
        QTest::addColumn<qint64>("second");
        QTest::addColumn<std::optional<TimeLeft>>("left");
        const auto with = [](model::Run run, const protocol::Event &event) {
            run.apply(event);
            return run;
        };
        using Left = std::optional<TimeLeft>;
        const model::Run usual = inTraining();
        const model::Run said = with(usual, estimate(160, 500));
        QTest::newRow("nothing is known") << model::Run() << qint64(0) << Left();
        QTest::newRow("only the last time") << usual << qint64(160) << Left({ 300, 300 });
        QTest::newRow("longer than the last time") << usual << qint64(1'000) << Left({ 60, 60 });
        QTest::newRow("the server says more") << said << qint64(160) << Left({ 300, 500 });
        QTest::newRow("time goes on for both") << said << qint64(200) << Left({ 260, 460 });
        QTest::newRow("the server says less") << with(usual, estimate(160, 100)) << qint64(160) << Left({ 100, 300 });
        QTest::newRow("long overdue") << with(usual, estimate(160, 10)) << qint64(10'000) << Left({ 0, 60 });
        QTest::newRow("a clock behind the server's") << said << qint64(0) << Left({ 360, 500 });
        QTest::newRow("one stage is not known") << inTraining(false) << qint64(160) << Left();
        QTest::newRow("one is not, but the server knows")
            << with(inTraining(false), estimate(160, 500)) << qint64(160) << Left({ 500, 500 });
        protocol::PipelineFailed failed;
        failed.stage = stage("training");
        QTest::newRow("it has ended") << with(said, makeEvent("pipeline_failed", 170, failed)) << qint64(170) << Left();
    }
    void liesBetweenWhatIsSaidAndWhatIsUsual()
    {
        QFETCH(const model::Run, run);
        QFETCH(const qint64, second);
        QFETCH(const std::optional<TimeLeft>, left);
        QCOMPARE(model::timeLeft(run, at(second)), left);
    }
};

QTEST_GUILESS_MAIN(TestTimeLeft)
#include "tst_timeleft.moc"
