// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/progresspacer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::capture;
using std::chrono::milliseconds;

namespace {

/// The progress after each line, in thousandths; "-" where a line says none.
QString course(const QStringList &lines)
{
    ProgressTracker tracker;
    QStringList steps;
    for (const QString &line : lines) {
        const auto reading = readProgress(line, false);
        if (!reading) {
            steps.append(u"none"_s);
            continue;
        }
        const auto step = tracker.take(*reading);
        steps.append(step.update.progress ? QString::number(qRound(1000 * step.update.progress->raw)) : u"-"_s);
    }
    return steps.join(u' ');
}

ProgressTracker::Step stepAt(double fraction, bool mayNotBeSkipped = false, const QString &bar = u"bar"_s)
{
    ProgressTracker::Step step;
    step.bar = bar;
    step.update.progress = protocol::Progress{ fraction, fraction };
    step.mayNotBeSkipped = mayNotBeSkipped;
    return step;
}

} // namespace

/// Bars and epochs together are the progress of the whole; few of a bar's states are passed on.
class TestProgressTracker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void putsEpochsAndBarsTogether_data();
    void putsEpochsAndBarsTogether();
    void tellsTheTimeLeftOfAllEpochs();
    void saysWhichEpochABarBelongsTo();
    void aNewStageForgetsTheEpochs();
    void passesOnFourStatesASecond();
    void passesOnTheLastState();
    void passesOnWhatMayNotBeSkipped();
    void dropsWhatWasSaid();
    void barsDoNotHoldUpEachOther();
};

void TestProgressTracker::putsEpochsAndBarsTogether_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QString>("progress");
    const QString half = u" 50%|█████     | 50/100 [00:10<00:10,  5.00it/s]"_s;
    const QString full = u"100%|██████████| 100/100 [00:20<00:00,  5.00it/s]"_s;
    const QString keras = u"50/100 [=====>....] - ETA: 3s - loss: 0.1"_s;
    QTest::newRow("a bar alone") << QStringList{ half, full } << u"500 1000"_s;
    QTest::newRow("two bars, one after the other") << QStringList{ half, full, half } << u"500 1000 500"_s;
    QTest::newRow("Keras") << QStringList{ u"Epoch 1/2"_s, keras, u"Epoch 2/2"_s, keras } << u"0 250 500 750"_s;
    QTest::newRow("the epoch in the bar")
        << QStringList{ u"Epoch 1/2: "_s + half, u"Epoch 1/2: "_s + full, u"Epoch 2/2: "_s + half } << u"250 500 750"_s;
    QTest::newRow("epochs that are printed when they end")
        << QStringList{ u"Epoch 1/4, loss: 0.3"_s, u"Epoch 2/4, loss: 0.2"_s } << u"250 500"_s;
    QTest::newRow("steps in the line") << QStringList{ u"Epoch [2/4], Step [5/10], Loss: 0.3"_s } << u"375"_s;
    QTest::newRow("a bar of epochs and one of batches")
        << QStringList{ u"Epochs:   0%|     | 0/2 [00:00<?, ?it/s]"_s, half, u"Epochs:  50%|██   | 1/2 [00:10<00:10]"_s,
                        half, u"Epochs: 100%|█████| 2/2 [00:20<00:00]"_s }
        << u"0 250 500 750 1000"_s;
    QTest::newRow("validation between epochs never runs backwards")
        << QStringList{ u"Epoch 1/2"_s, full, u"Validating: "_s + half, u"Epoch 2/2"_s, half }
        << u"0 500 500 500 750"_s;
    QTest::newRow("Lightning names no total")
        << QStringList{ u"Epoch 2: "_s + half, u"Epoch 3: "_s + half } << u"500 500"_s;
    QTest::newRow("epochs from 0") << QStringList{ u"Epoch 0/4"_s, half } << u"0 125"_s;
    QTest::newRow("another training") << QStringList{ u"Epoch 2/2"_s, full, u"Epoch 1/2"_s, half }
                                      << u"500 1000 0 250"_s;
    QTest::newRow("no total") << QStringList{ u"Epoch 1/2"_s, u"3it [00:00, 5.00it/s]"_s } << u"0 -"_s;
}

void TestProgressTracker::putsEpochsAndBarsTogether()
{
    QFETCH(QStringList, lines);
    QFETCH(QString, progress);
    QCOMPARE(course(lines), progress);
}

void TestProgressTracker::tellsTheTimeLeftOfAllEpochs()
{
    ProgressTracker tracker;
    const auto left = [&tracker](const QString &line) {
        return tracker.take(readProgress(line, false).value()).update.estimatedTimeRemaining.value_or(-1);
    };
    QCOMPARE(left(u" 50%|█████     | 50/100 [00:10<00:10]"_s), 10.0);
    QCOMPARE(left(u"Epoch 1/3:  50%|█████     | 50/100 [00:10<00:10]"_s), 50.0); // half an epoch and two whole ones
    QCOMPARE(left(u"Epoch 3/3:  50%|█████     | 50/100 [00:10<00:10]"_s), 10.0);
    QCOMPARE(left(u"Epoch 3/3: 100%|██████████| 100/100 [00:20<00:00]"_s), 0.0);
    QCOMPARE(left(u"Epoch 1/3: 100%|██████████| 100/100 [00:20<00:00]"_s), -1.0); // the line does not tell
}

void TestProgressTracker::saysWhichEpochABarBelongsTo()
{
    ProgressTracker tracker;
    QCOMPARE(tracker.take(readProgress(u"Epoch 3/10", false).value()).update.message, u"Epoch 3/10"_s);
    const auto step = tracker.take(readProgress(u"45/100 [====>....] - ETA: 3s - loss: 0.1", false).value());
    QCOMPARE(step.update.message, u"Epoch 3/10, 45/100"_s);
    QCOMPARE(step.update.metrics.toJson(), R"({"loss":0.1})"_ba);
}

void TestProgressTracker::aNewStageForgetsTheEpochs()
{
    ProgressTracker tracker;
    [[maybe_unused]] const auto first = tracker.take(readProgress(u"Epoch 3/10", false).value());
    tracker.reset();
    QCOMPARE(tracker.take(readProgress(u"step 1/2", false).value()).update.progress->raw, 0.5);
}

void TestProgressTracker::passesOnFourStatesASecond()
{
    ProgressPacer pacer;
    int passed = 0;
    for (int i = 0; i < 1000; ++i) // one second
        passed += pacer.offer(stepAt(i / 1001.0), milliseconds(i)).has_value() ? 1 : 0;
    QCOMPARE(passed, 4);
}

void TestProgressTracker::passesOnTheLastState()
{
    ProgressPacer pacer;
    QVERIFY(pacer.offer(stepAt(0.1), milliseconds(0)).has_value());
    QVERIFY(!pacer.offer(stepAt(0.2), milliseconds(10)).has_value());
    QVERIFY(!pacer.offer(stepAt(0.3), milliseconds(20)).has_value());
    QVERIFY(pacer.isWaiting());
    QVERIFY(pacer.due(milliseconds(249)).empty());
    const auto due = pacer.due(milliseconds(250));
    QCOMPARE(due.size(), size_t(1));
    QCOMPARE(due.front().progress->raw, 0.3);
    QVERIFY(!pacer.isWaiting());
    QVERIFY(pacer.due(milliseconds(1000)).empty());
    QVERIFY(!pacer.offer(stepAt(0.4), milliseconds(260)).has_value());
    QCOMPARE(pacer.flush().size(), size_t(1));
    QVERIFY(pacer.flush().empty());
}

void TestProgressTracker::passesOnWhatMayNotBeSkipped()
{
    ProgressPacer pacer;
    QVERIFY(pacer.offer(stepAt(0.1), milliseconds(0)).has_value());
    QVERIFY(!pacer.offer(stepAt(0.2), milliseconds(1)).has_value());
    QVERIFY(pacer.offer(stepAt(1, true), milliseconds(2)).has_value());
    QVERIFY(!pacer.isWaiting()); // an older state never follows a newer one
}

void TestProgressTracker::dropsWhatWasSaid()
{
    ProgressPacer pacer;
    QVERIFY(pacer.offer(stepAt(1, true), milliseconds(0)).has_value());
    QVERIFY(!pacer.offer(stepAt(1, true), milliseconds(1000)).has_value());
    QVERIFY(!pacer.isWaiting());
}

void TestProgressTracker::barsDoNotHoldUpEachOther()
{
    ProgressPacer pacer;
    QVERIFY(pacer.offer(stepAt(0.1, false, u"a"_s), milliseconds(0)).has_value());
    QVERIFY(pacer.offer(stepAt(0.1, false, u"b"_s), milliseconds(0)).has_value());
    for (int i = 0; i < 1000; ++i) // as many descriptions as files
        QVERIFY(pacer.offer(stepAt(0.1, false, u"file "_s + QChar(0x4e00 + i)), milliseconds(1)).has_value());
}

QTEST_GUILESS_MAIN(TestProgressTracker)
#include "tst_progresstracker.moc"
