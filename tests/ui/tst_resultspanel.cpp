// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogclicks.h"
#include "streamfixture.h"
#include "ui/label.h"
#include "ui/metricchart.h"
#include "ui/resultspanel.h"
#include "ui/theme.h"

#include <QChart>
#include <QChartView>
#include <QGraphicsTextItem>
#include <QLegend>
#include <QLineSeries>
#include <QListWidget>
#include <QLogValueAxis>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTranslator>
#include <QValueAxis>

#include <cmath>

using namespace stagewatch;
using namespace stagewatch::ui;
using namespace Qt::StringLiterals;
using test::child;

namespace {

QByteArray metrics(test::StreamFixture &fixture, const QByteArray &object)
{
    return fixture.event(u"progress_update"_s, R"({"stage":"training","progress":0.6,"metrics":)" + object + "}");
}

QString allText(const QWidget &of)
{
    QStringList texts;
    for (const QLabel *label : of.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&of)) {
            texts << label->text();
        }
    }
    return texts.join(u'\n');
}

/// What the axes say, where all of it is in sight.
QStringList axisLabels(const QWidget &of)
{
    QStringList texts;
    for (const QGraphicsItem *item : of.findChild<QChartView *>()->scene()->items()) {
        const auto *text = dynamic_cast<const QGraphicsTextItem *>(item);
        if (text && text->isVisible() && text->sceneBoundingRect().left() >= 0) {
            texts << text->toPlainText();
        }
    }
    texts.removeAll(QString());
    return texts;
}

/// Knows one string, in letters that Latin-1 has not.
class SecondsTranslator : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *source, const char *, int) const override
    {
        return QLatin1StringView(source) == "%1 s"_L1 ? u"%1 \u79d2"_s : QString();
    }
};

qsizetype visibleCharts(const QWidget &of)
{
    qsizetype count = 0;
    for (const QChartView *view : of.findChildren<QChartView *>()) {
        count += view->isVisible() ? 1 : 0;
    }
    return count;
}

} // namespace

class TestResultsPanel : public QObject
{
    Q_OBJECT
private:
    Theme m_theme;

    std::unique_ptr<ResultsPanel> shown(test::StreamFixture &fixture)
    {
        auto panel = std::make_unique<ResultsPanel>(m_theme);
        panel->resize(660, 600);
        panel->setRun(fixture.stream(), fixture.run());
        panel->show();
        return panel;
    }

private Q_SLOTS:
    void saysInWordsWhatIsMissing()
    {
        ResultsPanel none(m_theme);
        none.show();
        QVERIFY(!allText(none).isEmpty());
        QCOMPARE(visibleCharts(none), 0);
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5) });
        const auto running = shown(fixture);
        QVERIFY(allText(*running).contains("No metrics yet"_L1));
        QCOMPARE(visibleCharts(*running), 0);
        fixture.receive({ fixture.event(u"pipeline_completed"_s, R"({"status":"completed"})") });
        QTRY_VERIFY(allText(*running).contains("no result"_L1));
        QCOMPARE(visibleCharts(*running), 0);
        QVERIFY(!child<QTableView>(*running, u"results"_s)->isVisible());
    }

    void drawsTheMetricsOfARunningRunLive()
    {
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5), metrics(fixture, R"({"epoch":1,"loss":0.9,"auc":0.6})") });
        const auto panel = shown(fixture);
        QCOMPARE(visibleCharts(*panel), 2); // the epoch only counts
        auto *series = qobject_cast<QLineSeries *>(panel->findChild<QChartView *>()->chart()->series().value(0));
        QVERIFY(series);
        QCOMPARE(series->count(), 1);
        QVERIFY(series->pointsVisible());
        fixture.receive({ metrics(fixture, R"({"epoch":2,"loss":0.8,"auc":0.7})") });
        QTRY_COMPARE(series->count(), 2);
    }

    void aLongNameHasTheRoomThatThereIs()
    {
        test::StreamFixture fixture;
        const QByteArray path = "regularisation_of_the_final_model";
        fixture.receive(
            { fixture.stage(u"training"_s, 0.5),
              fixture.event(u"pipeline_completed"_s,
                            R"({"result":{"hyperparameters":{")" + path + R"(":0.1},"metrics":{"auc":0.9}}})") });
        const auto panel = shown(fixture);
        const auto *table = child<QTableView>(*panel, u"results"_s);
        const QString name = table->model()->index(1, 0).data().toString();
        QCOMPARE(name, u"hyperparameters."_s + QString::fromLatin1(path));
        panel->resize(1200, 600);
        QTRY_VERIFY(table->columnWidth(0) > QFontMetrics(table->font()).horizontalAdvance(name));
        panel->resize(450, 600);
        QTRY_VERIFY(table->columnWidth(0) <= panel->width() / 2);
    }

    void valuesOfVeryDifferentSizeAreDrawnOnALogarithmicScale()
    {
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5), metrics(fixture, R"({"loss":0.5})"),
                          metrics(fixture, R"({"loss":0.4})") });
        const auto panel = shown(fixture);
        auto *chart = panel->findChild<QChartView *>()->chart();
        const auto *scale = child<QLabel>(*panel, u"scale"_s);
        QVERIFY(!scale->isVisible());
        QCOMPARE(chart->axes(Qt::Vertical).value(0)->type(), QAbstractAxis::AxisTypeValue);
        fixture.receive({ metrics(fixture, R"({"loss":81244.6})") });
        QTRY_VERIFY(scale->isVisible());
        QCOMPARE(chart->axes(Qt::Vertical).size(), 1);
        QCOMPARE(chart->axes(Qt::Vertical).value(0)->type(), QAbstractAxis::AxisTypeLogValue);
        auto *series = qobject_cast<QLineSeries *>(chart->series().value(0));
        QVERIFY(series);
        QCOMPARE(series->count(), 3);
        QCOMPARE(series->attachedAxes().size(), 2);
        fixture.receive({ metrics(fixture, R"({"loss":0})") }); // has no place on it
        QTRY_VERIFY(!scale->isVisible());
        QCOMPARE(chart->axes(Qt::Vertical).value(0)->type(), QAbstractAxis::AxisTypeValue);
        QCOMPARE(qobject_cast<QLineSeries *>(chart->series().value(0))->count(), 4);
    }

    void timeBeginsWithTheFirstValue()
    {
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"analyzing"_s, 0) });
        for (int i = 0; i < 60; ++i) // a minute before there is anything to draw
            fixture.receive({ fixture.stage(u"analyzing"_s, 0) });
        fixture.receive({ metrics(fixture, R"({"loss":0.5})"), metrics(fixture, R"({"loss":0.4})") });
        const auto panel = shown(fixture);
        const auto *time =
            qobject_cast<QValueAxis *>(panel->findChild<QChartView *>()->chart()->axes(Qt::Horizontal).value(0));
        QVERIFY(time);
        const auto &points = fixture.run()->run().metrics().front().points;
        const double first =
            std::chrono::duration<double>(points.front().first - *fixture.run()->run().startedAt()).count();
        QVERIFY2(first > 10, "the fixture's clock stands");
        QVERIFY(time->min() > first / 2 && time->min() <= first);
    }

    void anAxisSpeaksTheLanguageOfTheWindow()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(u"de_DE"_s));
        SecondsTranslator translator;
        QCoreApplication::installTranslator(&translator);
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5), metrics(fixture, R"({"auc":0.72})"),
                          metrics(fixture, R"({"auc":0.89})") });
        const auto panel = shown(fixture);
        const QStringList labels = axisLabels(*panel);
        QCoreApplication::removeTranslator(&translator);
        QLocale::setDefault(before);
        const QString all = labels.join(u'|');
        for (const QString &value : { u"0,7"_s, u"0,75"_s, u"0,8"_s, u"0,85"_s, u"0,9"_s })
            QVERIFY2(labels.contains(value), qPrintable(all));
        QVERIFY2(all.contains(u" \u79d2"_s), qPrintable(all));
        QVERIFY2(!all.contains(u'?'), qPrintable(all));
    }

    void theTicksOfAnAxisAreWholeRoundNumbers_data()
    {
        QTest::addColumn<QByteArray>("low");
        QTest::addColumn<QByteArray>("high");
        QTest::addColumn<QStringList>("labels");
        QTest::newRow("quarters") << QByteArray("0.72") << QByteArray("0.94")
                                  << QStringList{ u"0.7"_s, u"0.8"_s, u"0.9"_s, u"1"_s };
        QTest::newRow("small") << QByteArray("-0.000121") << QByteArray("-0.000129")
                               << QStringList{ u"-0.00013"_s, u"-0.000125"_s, u"-0.00012"_s };
        QTest::newRow("large") << QByteArray("100000") << QByteArray("280000")
                               << QStringList{ u"100,000"_s, u"150,000"_s, u"200,000"_s, u"250,000"_s, u"300,000"_s };
    }

    void theTicksOfAnAxisAreWholeRoundNumbers()
    {
        QFETCH(QByteArray, low);
        QFETCH(QByteArray, high);
        QFETCH(QStringList, labels);
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5), metrics(fixture, R"({"auc":)" + low + '}'),
                          metrics(fixture, R"({"auc":)" + high + '}') });
        const auto panel = shown(fixture);
        QStringList values;
        for (const QString &label : axisLabels(*panel)) {
            if (!label.contains(u's'))
                values.prepend(label);
        }
        std::sort(values.begin(), values.end());
        std::sort(labels.begin(), labels.end());
        QCOMPARE(values, labels);
    }

    void theCheckListChoosesTheCurves()
    {
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5), metrics(fixture, R"({"loss":0.9,"auc":0.6})") });
        const auto panel = shown(fixture);
        auto *names = child<QListWidget>(*panel, u"metricNames"_s);
        QCOMPARE(names->count(), 2);
        names->item(0)->setCheckState(Qt::Unchecked);
        QCOMPARE(visibleCharts(*panel), 1);
        names->item(0)->setCheckState(Qt::Checked);
        QTRY_COMPARE(visibleCharts(*panel), 2);
    }

    void aHundredThousandPointsAreDrawnAsFewAsThereArePixels()
    {
        test::StreamFixture fixture;
        QByteArrayList many{ fixture.stage(u"training"_s, 0.5) };
        for (int i = 0; i < 20000; ++i) {
            many << metrics(fixture, "{\"loss\":" + QByteArray::number(1.0 / (i + 1)) + "}");
        }
        fixture.receive(many);
        const auto panel = shown(fixture);
        auto *series = qobject_cast<QLineSeries *>(panel->findChild<QChartView *>()->chart()->series().value(0));
        QVERIFY(series->count() > 100);
        QVERIFY2(series->count() <= 2 * 700, qPrintable(QString::number(series->count())));
    }

    void saysSinceWhenAMetricIsNotFinite()
    {
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5) });
        for (int epoch = 1; epoch <= 9; ++epoch) {
            fixture.receive({ metrics(fixture,
                                      "{\"epoch\":" + QByteArray::number(epoch)
                                          + ",\"loss\":" + (epoch < 7 ? "0.5" : "NaN") + "}") });
        }
        const auto panel = shown(fixture);
        QVERIFY2(allText(*panel).contains("loss is not finite since epoch 7"_L1), qPrintable(allText(*panel)));
        QCOMPARE(visibleCharts(*panel), 1);
    }

    void aMetricThatNeverWasFiniteHasNoEmptyChart()
    {
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5), metrics(fixture, R"({"loss":NaN})") });
        const auto panel = shown(fixture);
        QCOMPARE(visibleCharts(*panel), 0);
        QVERIFY(allText(*panel).contains("not finite"_L1));
    }

    void showsTheResultAsATable()
    {
        test::StreamFixture fixture;
        fixture.receive(
            { fixture.stage(u"training"_s, 0.5),
              fixture.event(
                  u"pipeline_completed"_s,
                  R"({"message":"done","result":{"model_id":"model_xyz789","metrics":{"auc":0.9312,"loss":NaN}}})") });
        const auto panel = shown(fixture);
        auto *table = child<QTableView>(*panel, u"results"_s);
        QVERIFY(table->isVisible());
        QCOMPARE(table->model()->rowCount(), 3);
        QCOMPARE(table->model()->index(0, 1).data().toString(), u"0.9312"_s);
        QVERIFY(!table->grab().isNull()); // its cells paint, the one that is not finite too
        QCOMPARE(child<Label>(*panel, u"outcome"_s)->text(), u"Completed"_s);
    }

    void onlyAShareHasABar_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("bar");
        QTest::newRow("share") << QByteArray("val_accuracy") << true;
        QTest::newRow("a word that only holds another") << QByteArray("glossiness") << true;
        QTest::newRow("loss") << QByteArray("log_loss") << false;
        QTest::newRow("one word") << QByteArray("logloss") << false;
        QTest::newRow("error") << QByteArray("test.rmse") << false;
    }

    void onlyAShareHasABar()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, bar);
        test::StreamFixture fixture;
        fixture.receive(
            { fixture.stage(u"training"_s, 0.5),
              fixture.event(u"pipeline_completed"_s, R"({"result":{"metrics":{")" + name + R"(":0.5}}})") });
        const auto panel = shown(fixture);
        const QImage image = child<QTableView>(*panel, u"results"_s)->viewport()->grab().toImage();
        int filled = 0;
        for (int x = 0; x < image.width(); ++x)
            filled += image.pixelColor(x, Theme::tableRowHeight / 2) == m_theme.color(Theme::Role::Accent);
        QCOMPARE(filled > 40, bar);
    }

    void aFailureNamesItsStageAndItsWholeError()
    {
        test::StreamFixture fixture;
        const QByteArray error = "insufficient memory\\n" + QByteArray(5000, 'x') + "<b>end</b>";
        fixture.receive(
            { fixture.stage(u"training"_s, 0.5),
              fixture.event(u"pipeline_failed"_s,
                            R"({"error":")" + error + R"(","stage":"training","stage_display":"Model Training"})") });
        const auto panel = shown(fixture);
        QVERIFY(child<Label>(*panel, u"outcome"_s)->text().contains("Training"_L1));
        const QString whole = child<QPlainTextEdit>(*panel, u"error"_s)->toPlainText();
        QVERIFY(whole.startsWith("insufficient memory\n"_L1));
        QVERIFY(whole.endsWith("<b>end</b>"_L1));
    }

    void aCancelNamesWhoAndWhy()
    {
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5),
                          fixture.event(u"pipeline_cancelled"_s, R"({"reason":"wrong data set","requester":"kim"})") });
        const auto panel = shown(fixture);
        QVERIFY(child<Label>(*panel, u"outcome"_s)->text().contains("kim"_L1));
        QVERIFY(child<Label>(*panel, u"outcomeDetail"_s)->text().contains("wrong data set"_L1));
        QVERIFY(!child<QPlainTextEdit>(*panel, u"error"_s)->isVisible());
    }

    void aLogarithmicChartHasALineAtEachOfItsEnds_data()
    {
        QTest::addColumn<QByteArray>("low");
        QTest::addColumn<QByteArray>("high");
        QTest::addRow("a hundredth to a million") << QByteArray("0.0874") << QByteArray("81000");
        QTest::addRow("to a billion") << QByteArray("0.1126") << QByteArray("2.9e11");
        QTest::addRow("above one") << QByteArray("1.5") << QByteArray("3e4");
    }

    // A bound that rounding puts outside would leave its line and its number away.
    void aLogarithmicChartHasALineAtEachOfItsEnds()
    {
        QFETCH(QByteArray, low);
        QFETCH(QByteArray, high);
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5), metrics(fixture, R"({"loss":)" + high + "}"),
                          metrics(fixture, R"({"loss":)" + low + "}") });
        const auto panel = shown(fixture);
        const auto axes = panel->findChild<QChartView *>()->chart()->axes(Qt::Vertical);
        const auto *axis = qobject_cast<QLogValueAxis *>(axes.value(0));
        QVERIFY(axis);
        const double steps = std::log(axis->max() / axis->min()) / std::log(axis->base());
        QCOMPARE(axis->tickCount(), int(std::lround(steps)) + 1);
    }

    void noTextOfAServerReachesAChart()
    {
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5), metrics(fixture, R"({"<img src=x>\u202e":0.9,"b":1})") });
        const auto panel = shown(fixture);
        for (const QChartView *view : panel->findChildren<QChartView *>()) {
            QVERIFY(!view->chart()->legend()->isVisible());
            QVERIFY(view->chart()->title().isEmpty());
            for (const QAbstractSeries *series : view->chart()->series()) {
                QVERIFY(series->name().isEmpty());
            }
        }
        for (const QLabel *label : panel->findChildren<QLabel *>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY(!label->text().contains(QChar(0x202e)));
        }
    }

    void anotherRunShowsItsOwnCurves()
    {
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5), metrics(fixture, R"({"loss":0.9,"auc":0.6})"),
                          fixture.event(u"pipeline_completed"_s, R"({"result":{"a":1}})"),
                          fixture.stage(u"training"_s, 0.5), metrics(fixture, R"({"rmse":3})") });
        const auto panel = shown(fixture);
        QCOMPARE(child<QListWidget>(*panel, u"metricNames"_s)->count(), 1);
        panel->setRun(fixture.stream(), fixture.stream()->run(0));
        QCOMPARE(child<QListWidget>(*panel, u"metricNames"_s)->count(), 2);
        panel->setRun(nullptr, nullptr);
        QCOMPARE(visibleCharts(*panel), 0);
    }
};

QTEST_MAIN(TestResultsPanel)
#include "tst_resultspanel.moc"
