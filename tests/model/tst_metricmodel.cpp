// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/metricmodel.h"
#include "streamfixture.h"

#include <QAbstractItemModelTester>
#include <cmath>

using namespace stagewatch;
using model::MetricModel;

class TestMetricModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void flattens_data();
    void flattens();
    void knowsNumbers();
    void fillsWhenTheRunEnds();
    void tellsMeasuresFromOtherNumbers_data();
    void tellsMeasuresFromOtherNumbers();
    void staysBounded();
};

void TestMetricModel::flattens_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("rows");
    const auto rows = [](std::initializer_list<const char *> list) {
        QStringList texts;
        for (const char *row : list)
            texts += QString::fromUtf8(row);
        return texts;
    };
    QTest::newRow("the guide's") << QByteArray(R"({"model_id":"m","metrics":{"auc":0.90,"f1":0.8}})")
                                 << rows({ "auc=0.90", "f1=0.8", "model_id=m" });
    QTest::newRow("nested") << QByteArray(R"({"metrics":{"test":{"auc":1}},"best":{"model":"lgbm"}})")
                            << rows({ "test.auc=1", "best.model=lgbm" });
    QTest::newRow("metrics come first") << QByteArray(R"({"a":{"x":1},"metrics":{"auc":1},"b":2,"metricsfile":"m"})")
                                        << rows({ "auc=1", "a.x=1", "b=2", "metricsfile=m" });
    QTest::newRow("lists") << QByteArray(R"({"folds":[0.1,0.2]})") << rows({ "folds.0=0.1", "folds.1=0.2" });
    QTest::newRow("null is left out") << QByteArray(R"({"a":null,"b":true})") << rows({ "b=true" });
    QTest::newRow("not finite") << QByteArray(R"({"loss":NaN})") << rows({ "loss=NaN" });
    QTest::newRow("a scalar") << QByteArray("0.5") << rows({ "=0.5" });
    QTest::newRow("nothing") << QByteArray("null") << rows({});
    QTest::newRow("empty") << QByteArray(R"({"metrics":{}})") << rows({});
    QTest::newRow("hostile") << QByteArray(R"({"<b>\n":"\u202e"})") << rows({ "<b>\\n=\\u202e" });
}

void TestMetricModel::flattens()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, rows);
    QStringList flat;
    for (const model::Metric &metric : model::flattenMetrics(*protocol::JsonValue::parse(json)))
        flat += metric.name + u'=' + metric.text;
    QCOMPARE(flat, rows);
}

void TestMetricModel::knowsNumbers()
{
    const auto metrics =
        model::flattenMetrics(*protocol::JsonValue::parse(R"({"a":0.5,"b":"0.5","c":NaN,"d":-Infinity})"));
    QCOMPARE(metrics[0].number, std::optional(0.5));
    QVERIFY(!metrics[1].number);
    QVERIFY(metrics[2].number && std::isnan(*metrics[2].number));
    QVERIFY(metrics[3].number && std::isinf(*metrics[3].number));
}

void TestMetricModel::fillsWhenTheRunEnds()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage":"training","progress":0})");
    MetricModel &model = *fixture.stream.currentRun()->metrics();
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    fixture.say("pipeline_completed", R"({"result":{"metrics":{"auc":0.91,"loss":NaN}}})");
    QCOMPARE(test::columnOf(model, MetricModel::NameColumn),
             QStringList({ QStringLiteral("auc"), QStringLiteral("loss") }));
    QCOMPARE(model.index(0, MetricModel::ValueColumn).data(MetricModel::NumberRole).toDouble(), 0.91);
    QCOMPARE(model.index(1, MetricModel::ValueColumn).data().toString(), QStringLiteral("NaN"));
}

void TestMetricModel::tellsMeasuresFromOtherNumbers_data()
{
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<QList<bool>>("measures");
    QTest::newRow("metrics are named") << QByteArray(R"({"learning_rate":0.1,"metrics":{"auc":0.9,"note":"x"}})")
                                       << QList{ true, false, false };
    QTest::newRow("none are") << QByteArray(R"({"auc":0.9,"model":"m"})") << QList{ true, false };
}

void TestMetricModel::tellsMeasuresFromOtherNumbers()
{
    QFETCH(QByteArray, result);
    QFETCH(QList<bool>, measures);
    test::StreamFixture fixture;
    fixture.say("pipeline_completed", R"({"result":)" + result + "}");
    const MetricModel &model = *fixture.stream.currentRun()->metrics();
    QList<bool> found;
    for (int row = 0; row < model.rowCount(); ++row)
        found += model.index(row, MetricModel::ValueColumn).data(MetricModel::IsMeasureRole).toBool();
    QCOMPARE(found, measures);
}

void TestMetricModel::staysBounded()
{
    const QByteArray wide = "[" + QByteArray("[1,2],").repeated(5000) + "1]";
    const auto metrics = model::flattenMetrics(*protocol::JsonValue::parse(wide));
    QCOMPARE(metrics.size(), size_t(1000));
    QCOMPARE(metrics[1].name, QStringLiteral("0.1"));
}

QTEST_GUILESS_MAIN(TestMetricModel)
#include "tst_metricmodel.moc"
