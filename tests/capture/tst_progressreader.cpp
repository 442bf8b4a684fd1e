// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/metrictext.h"
#include "capture/progressreader.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace stagewatch::capture;

namespace {
constexpr double none = -1;

QString rounded(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'g', 5) : u"-"_s;
}
} // namespace

/// What single lines say of progress. The lines are what the programs named print.
class TestProgressReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsBarsAndCounters_data();
    void readsBarsAndCounters();
    void leavesOtherLinesAlone_data();
    void leavesOtherLinesAlone();
    void aRedrawnPercentageIsProgress_data();
    void aRedrawnPercentageIsProgress();
    void namesTheEpoch_data();
    void namesTheEpoch();
    void readsMetrics_data();
    void readsMetrics();
    void readsDurations_data();
    void readsDurations();
    void textOfItsOwnIsNoticed_data();
    void textOfItsOwnIsNoticed();
};

void TestProgressReader::readsBarsAndCounters_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<double>("fraction");
    QTest::addColumn<double>("left");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QByteArray>("metrics");
    const auto row = [](const char *line, double fraction, double left, const char *message,
                        const char *metrics = "null") {
        QTest::newRow(line) << QString::fromUtf8(line) << fraction << left << QString::fromUtf8(message)
                            << QByteArray(metrics);
    };
    // tqdm
    row(" 45%|████▌     | 45/100 [00:10<00:12,  4.50it/s, loss=0.3]", 0.45, 12, "45/100", R"({"loss":0.3})");
    row("Training:  25%|██▌       | 5/20 [00:00<00:00, 49.67it/s]", 0.25, 0, "Training 5/20");
    row("Training:   0%|          | 0/20 [00:00<?, ?it/s]", 0, none, "Training 0/20");
    row("100%|██████████| 20/20 [1:02:03<00:00,  1.20s/it, acc=0.9, loss=nan]", 1, 0, "20/20",
        R"({"acc":0.9,"loss":"NaN"})");
    row(" 25%|██▍       | 740k/3.00M [00:00<1:00:05, 7.40MB/s]", 0.25, 3605, "740k/3.00M");
    row("  7%|7         | 7/100 [00:01<00:13,  7.00it/s]", 0.07, 13, "7/100");
    row("Map:  50%|#####     | 500/1000 [00:01<00:01, 500.00 examples/s]", 0.5, 1, "Map 500/1000");
    row("  0%|          ", 0, none, "0%");
    row("3file [00:00, 246723.76file/s]", none, none, "3 file");
    row("Reading: 45it [00:10,  4.50it/s, loss=0.3]", none, none, "Reading 45 it", R"({"loss":0.3})");
    // PyTorch Lightning
    row("Epoch 2:  45%|████▌     | 9/20 [00:01<00:02,  8.1it/s, v_num=0, loss=0.1]", 0.45, 2, "Epoch 2, 9/20",
        R"({"loss":0.1})");
    row("Validation DataLoader 0:  50%|█████     | 1/2 [00:00<00:00, 99.00it/s]", 0.5, 0,
        "Validation DataLoader 0, 1/2");
    // Keras 2 and 3
    row("45/100 [============>.................] - ETA: 3s - loss: 0.1234 - accuracy: 0.9000", 0.45, 3, "45/100",
        R"({"loss":0.1234,"accuracy":0.9000})");
    row(" 1/100 [..............................] - ETA: 1:02 - loss: 2.3e+00", 0.01, 62, "1/100",
        R"({"loss":2.3e+00})");
    row("100/100 [==============================] - 12s 120ms/step - loss: 0.1 - val_loss: inf", 1, none, "100/100",
        R"({"loss":0.1,"val_loss":"Infinity"})");
    row("45/100 ━━━━━━━━━━━━━━━━━━━━ 3s 32ms/step - accuracy: 0.9000 - loss: 0.1234", 0.45, 3, "45/100",
        R"({"accuracy":0.9000,"loss":0.1234})");
    row("100/100 ━━━━━━━━━━━━━━━━━━━━ 4s 32ms/step - loss: 0.1234", 1, none, "100/100", R"({"loss":0.1234})");
    row("100/100 - 12s - 120ms/step - loss: 0.1234", 1, none, "100/100", R"({"loss":0.1234})");
    row("     45/Unknown - 3s 5ms/step - loss: 0.5", none, none, "45", R"({"loss":0.5})");
    // rich, pip and the like
    row("Working... ━━━━━━━━━━━━━━╸━━━━━━━━━━━━━━━━━  45% 0:00:12", 0.45, 12, "Working... 45% 0:00:12");
    row("Working... ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━   0% -:--:--", 0, none, "Working... 0% -:--:--");
    row("   ━━━━━━━━━━━━━╸━━━━━━━━━━━━━━━━━━ 1.2/2.4 MB 5.6 MB/s eta 0:00:01", 0.5, 1,
        "1.2/2.4 MB 5.6 MB/s eta 0:00:01");
    row(" 45% [=======>          ] 1,234,567   1.20M/s  eta 12s", 0.45, 12, "45% 1,234,567 1.20M/s eta 12s");
    row("Progress: 45%", 0.45, none, "Progress: 45%");
    row("Downloading model: 45.5%", 0.455, none, "Downloading model: 45.5%");
    row("45%", 0.45, none, "45%");
    row("45 % done", 0.45, none, "45 % done");
    row("Progress: [#####     ] 50% (3m 20s left)", 0.5, 200, "Progress: 50% (3m 20s left)");
    row("[ 45%] Building CXX object a.o", 0.45, none, "[ 45%] Building CXX object a.o");
    // counters
    row("step 3/10", 0.3, none, "step 3/10");
    row("Step 30 of 100", 0.3, none, "Step 30 of 100");
    row("[3/10]", 0.3, none, "[3/10]");
    row("[ 3/10] Linking", 0.3, none, "[ 3/10] Linking");
    row("Processing file 3 of 10...", 0.3, none, "Processing file 3 of 10...");
    row("Iteration [300/1000], loss: 0.5", 0.3, none, "Iteration [300/1000], loss: 0.5", R"({"loss":0.5})");
    row("batch 3/10 - loss=1e-05 acc=90%", 0.3, none, "batch 3/10 - loss=1e-05 acc=90%", R"({"loss":1e-05,"acc":90})");
    row("Fold: 3/10 (eta 5m)", 0.3, 300, "Fold: 3/10 (eta 5m)");
    // epochs: the share of the epoch that is named
    row("epoch 3/10", 0, none, "epoch 3/10");
    row("Epoch 3/10", 0, none, "Epoch 3/10");
    row("Training epoch 5/10", 0, none, "Training epoch 5/10");
    row("Epoch 3/10 - loss: 0.5 - val_loss: -0.4", 1, none, "Epoch 3/10 - loss: 0.5 - val_loss: -0.4",
        R"({"loss":0.5,"val_loss":-0.4})");
    row("Finished epoch 3/10", 1, none, "Finished epoch 3/10");
    row("Epoch [3/10], Step [45/100], Loss: 0.3000", 0.45, none, "Epoch [3/10], Step [45/100], Loss: 0.3000",
        R"({"Loss":0.3000})");
    row("Train Epoch: 3 [6400/64000 (10%)]\tLoss: 2.29", 0.1, none, "Train Epoch: 3 [6400/64000 (10%)] Loss: 2.29",
        R"({"Loss":2.29})");
    row("Epoch 3/10:  45%|████▌     | 45/100 [00:10<00:12,  4.50it/s]", 0.45, 12, "Epoch 3/10, 45/100");
}

void TestProgressReader::readsBarsAndCounters()
{
    QFETCH(QString, line);
    QFETCH(double, fraction);
    QFETCH(double, left);
    QFETCH(QString, message);
    QFETCH(QByteArray, metrics);
    const auto reading = readProgress(line, false);
    QVERIFY(reading.has_value());
    QCOMPARE(rounded(reading->fraction), rounded(fraction < 0 ? std::nullopt : std::optional(fraction)));
    QCOMPARE(rounded(reading->secondsLeft), rounded(left < 0 ? std::nullopt : std::optional(left)));
    QCOMPARE(reading->message, message);
    QCOMPARE(reading->metrics.toJson(), metrics);
}

void TestProgressReader::leavesOtherLinesAlone_data()
{
    QTest::addColumn<QString>("line");
    const auto row = [](const char *line) { QTest::newRow(line) << QString::fromUtf8(line); };
    row("");
    row("plain text");
    row("Accuracy: 95%");
    row("accuracy 95% on the validation set");
    row("Using 80% of the data for training");
    row("95% of the rows have no label");
    row("CPU 45% MEM 30%");
    row("│ accuracy │ 95% │");
    row("loaded 3/10");
    row("on 2026/01/02 at 12:00");
    row("1/2");
    row("read /data/3/10/train.csv");
    row("step 11/10");
    row("step 3/0");
    row("Step 3: load the data");
    row("version 1.2/3.4");
    row("GET /items/3/10 HTTP/1.1\" 200");
    row("Epoch 3: loss 0.5");
    row("Saved the weights of the best epoch 3/10");
    row("a 100%| b");
    row("[1, 2, 3]");
    row("array([0.1, 0.2]) 3/4");
    row("steps 3 to 10 of 20");
    row("Progress: 145%");
}

void TestProgressReader::leavesOtherLinesAlone()
{
    QFETCH(QString, line);
    QVERIFY2(!readProgress(line, false).has_value(), qPrintable(line));
}

void TestProgressReader::aRedrawnPercentageIsProgress_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<double>("fraction");
    QTest::newRow("git") << u"Receiving objects:  45% (450/1000), 1.20 MiB | 2.00 MiB/s"_s << 0.45;
    QTest::newRow("own words") << u"copied 45% to the GPU"_s << 0.45;
    QTest::newRow("bare count") << u"45/100"_s << 0.45;
    QTest::newRow("count with words") << u"frames: 45 / 100 so far"_s << 0.45;
}

void TestProgressReader::aRedrawnPercentageIsProgress()
{
    QFETCH(QString, line);
    QFETCH(double, fraction);
    const auto reading = readProgress(line, true);
    QVERIFY(reading.has_value());
    QCOMPARE(rounded(reading->fraction), rounded(fraction));
}

void TestProgressReader::namesTheEpoch_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<qint64>("number");
    QTest::addColumn<qint64>("total");
    QTest::newRow("Keras") << u"Epoch 3/10"_s << qint64(3) << qint64(10);
    QTest::newRow("PyTorch") << u"Epoch [3/10], Step [45/100]"_s << qint64(3) << qint64(10);
    QTest::newRow("of") << u"Epoch 3 of 10"_s << qint64(3) << qint64(10);
    QTest::newRow("out of") << u"Epoch 3 out of 10"_s << qint64(3) << qint64(10);
    QTest::newRow("tqdm") << u"Epoch 3/10:  45%|████▌     | 45/100 [00:10<00:12]"_s << qint64(3) << qint64(10);
    QTest::newRow("Lightning") << u"Epoch 2:  45%|████▌     | 9/20 [00:01<00:02]"_s << qint64(2) << qint64(0);
    QTest::newRow("MNIST") << u"Train Epoch: 3 [640/60000 (1%)]"_s << qint64(3) << qint64(0);
    QTest::newRow("a bar of epochs") << u"Epochs:  20%|██        | 2/10 [00:01<00:02]"_s << qint64(3) << qint64(10);
    QTest::newRow("all epochs") << u"Epochs: 100%|██████████| 10/10 [00:01<00:00]"_s << qint64(10) << qint64(10);
}

void TestProgressReader::namesTheEpoch()
{
    QFETCH(QString, line);
    QFETCH(qint64, number);
    QFETCH(qint64, total);
    const auto reading = readProgress(line, false);
    QVERIFY(reading && reading->epoch);
    QCOMPARE(reading->epoch->number, number);
    QCOMPARE(reading->epoch->total.value_or(0), total);
}

void TestProgressReader::readsMetrics_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("metrics");
    QTest::newRow("tqdm") << u"4.50it/s, loss=0.300, acc=0.9"_s << R"({"loss":0.300,"acc":0.9})"_ba;
    QTest::newRow("keras") << u"loss: 0.1234 - val_accuracy: 9.0e-01"_s
                           << R"({"loss":0.1234,"val_accuracy":9.0e-01})"_ba;
    QTest::newRow("negative") << u"reward=-1.5"_s << R"({"reward":-1.5})"_ba;
    QTest::newRow("spelled oddly") << u"a=.5 b=+1"_s << R"({"a":0.5,"b":1.0})"_ba;
    QTest::newRow("not finite") << u"a=nan, b=inf, c=-inf, d=NaN"_s
                                << R"({"a":"NaN","b":"Infinity","c":"-Infinity","d":"NaN"})"_ba;
    QTest::newRow("end of a sentence") << u"Loss: 0.95."_s << R"({"Loss":0.95})"_ba;
    QTest::newRow("path-like names") << u"train/loss=0.5 top-1=90%"_s << R"({"train/loss":0.5,"top-1":90})"_ba;
    QTest::newRow("words") << u"model=resnet50, device=cuda:0"_s << "null"_ba;
    QTest::newRow("times and counts") << u"ETA: 1:02 - eta: 3 - step: 5 - time: 3s"_s << "null"_ba;
    QTest::newRow("versions") << u"torch=2.1.0"_s << "null"_ba;
    QTest::newRow("the last one counts") << u"loss=1 loss=2"_s << R"({"loss":2})"_ba;
}

void TestProgressReader::readsMetrics()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, metrics);
    QCOMPARE(readMetrics(text).toJson(), metrics);
}

void TestProgressReader::readsDurations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("seconds");
    QTest::newRow("seconds") << u"3s"_s << 3.0;
    QTest::newRow("fractions") << u"3.5s"_s << 3.5;
    QTest::newRow("minutes and seconds") << u"1m30s"_s << 90.0;
    QTest::newRow("with a space") << u"1h 2m"_s << 3720.0;
    QTest::newRow("words") << u"2 hours 1 min"_s << 7260.0;
    QTest::newRow("clock") << u"00:12"_s << 12.0;
    QTest::newRow("long clock") << u"1:02:03"_s << 3723.0;
    QTest::newRow("many hours") << u"100:00:00"_s << 360000.0;
    QTest::newRow("unknown") << u"?"_s << none;
    QTest::newRow("dashes") << u"-:--:--"_s << none;
    QTest::newRow("a number") << u"3"_s << none;
    QTest::newRow("nothing") << u""_s << none;
    QTest::newRow("text") << u"soon"_s << none;
}

void TestProgressReader::readsDurations()
{
    QFETCH(QString, text);
    QFETCH(double, seconds);
    QCOMPARE(rounded(readDuration(text)), rounded(seconds < 0 ? std::nullopt : std::optional(seconds)));
}

void TestProgressReader::textOfItsOwnIsNoticed_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("own");
    QTest::newRow("count") << u"step 3/10"_s << false;
    QTest::newRow("measurements") << u"step 3/10, loss=0.3, lr: 1e-4, eta 5m"_s << false;
    QTest::newRow("words") << u"[3/10] Building the index"_s << true;
    QTest::newRow("percentage with words") << u"[ 45%] Building the index"_s << true;
    QTest::newRow("bar") << u"Training:  25%|██▌       | 5/20 [00:00<00:00, 49.67it/s]"_s << false;
}

void TestProgressReader::textOfItsOwnIsNoticed()
{
    QFETCH(QString, line);
    QFETCH(bool, own);
    const auto reading = readProgress(line, false);
    QVERIFY(reading.has_value());
    QCOMPARE(reading->hasOwnText, own);
}

QTEST_GUILESS_MAIN(TestProgressReader)
#include "tst_progressreader.moc"
