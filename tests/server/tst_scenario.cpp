// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decoder.h"
#include "server/placeholders.h"
#include "server/scenario.h"
#include "server/scenariotime.h"

#include <QTemporaryDir>
#include <QTest>

using namespace stagewatch::protocol;
using namespace stagewatch::server;
using namespace Qt::StringLiterals;

class TestScenario : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void builtInsTellAWholeStory_data();
    void builtInsTellAWholeStory();
    void errorsNameStepAndField_data();
    void errorsNameStepAndField();
    void epochsDrawACurve();
    void repeatNumbersItsRounds();
    void recordingKeepsItsTiming();
    void badRecordingsAreRefused_data();
    void badRecordingsAreRefused();
    void filesAreToldApart();
    void placeholdersKeepTypes_data();
    void placeholdersKeepTypes();
    void notFiniteIsWrittenAsPythonDoes();

private:
    static std::optional<Scenario> steps(const QByteArray &list, QString *error)
    {
        return parseScenario(R"({"steps":)" + list + "}", u"test"_s, error);
    }
    static QString typeOf(const ScenarioStep &step)
    {
        const JsonValue *type = step.event.find(u"event_type");
        return type ? type->toText() : QString();
    }
    static JsonValue dataOf(const ScenarioStep &step)
    {
        return step.event.find(u"data") ? *step.event.find(u"data") : JsonValue();
    }
};

void TestScenario::builtInsTellAWholeStory_data()
{
    QTest::addColumn<int>("leastSeconds");
    QTest::addColumn<int>("mostSeconds");
    QTest::addColumn<QString>("end");
    QTest::newRow("success") << 50 << 70 << u"pipeline_completed"_s;
    QTest::newRow("approval") << 35 << 55 << u"pipeline_completed"_s;
    QTest::newRow("failure") << 24 << 36 << u"pipeline_failed"_s;
    QTest::newRow("flaky") << 30 << 60 << u"pipeline_completed"_s;
    QTest::newRow("flood") << 20 << 60 << u"pipeline_completed"_s;
    QTest::newRow("metrics-nan") << 30 << 60 << u"pipeline_completed"_s;
    QCOMPARE(builtInScenarios().size(), 6);
}

void TestScenario::builtInsTellAWholeStory()
{
    QFETCH(int, leastSeconds);
    QFETCH(int, mostSeconds);
    QFETCH(QString, end);
    const std::optional<Scenario> scenario = builtInScenario(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(scenario);
    QCOMPARE(scenario->stages.size(), size_t(7));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(durationOf(scenario->steps)).count();
    QVERIFY2(seconds >= leastSeconds && seconds <= mostSeconds, qPrintable(QString::number(seconds)));
    QCOMPARE(typeOf(scenario->steps.back()), end);

    int decisions = 0;
    int withMetrics = 0;
    QStringList stages;
    QStringList levels;
    double progress = 0;
    for (const ScenarioStep &step : scenario->steps) {
        const JsonValue data = dataOf(step);
        if (typeOf(step) == "decision"_L1) {
            ++decisions;
            QVERIFY(!data.find(u"reasoning")->toText().isEmpty());
            QVERIFY(data.find(u"confidence")->toDouble() && data.find(u"confidence_percentage")->toDouble());
            QVERIFY(data.find(u"metadata")->size() > 0);
        } else if (typeOf(step) == "stage_transition"_L1) {
            stages.append(data.find(u"stage")->toText());
        } else if (typeOf(step) == "log"_L1) {
            levels.append(data.find(u"level")->toText());
        }
        if (const JsonValue *value = data.find(u"progress")) {
            QVERIFY2(*value->toDouble() >= progress, qPrintable(data.find(u"stage")->toText()));
            progress = *value->toDouble();
        }
        withMetrics += data.find(u"metrics") ? 1 : 0;
    }
    QVERIFY2(decisions >= 5 && decisions <= 8, qPrintable(QString::number(decisions)));
    QVERIFY(withMetrics >= 6);
    for (size_t i = 0; i < size_t(stages.size()); ++i)
        QCOMPARE(stages[qsizetype(i)], scenario->stages[i].id);
    QVERIFY(levels.contains(u"info"_s) && levels.contains(u"warning"_s));
}

void TestScenario::errorsNameStepAndField_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("part");
    QTest::newRow("not JSON") << "{"_ba << u"is not JSON"_s;
    QTest::newRow("a list") << "[]"_ba << u"one JSON object"_s;
    QTest::newRow("no steps") << "{}"_ba << u"\"steps\""_s;
    QTest::newRow("empty steps") << R"({"steps":[]})"_ba << u"\"steps\""_s;
    QTest::newRow("unknown top field") << R"({"stepps":[]})"_ba << u"\"stepps\""_s;
    QTest::newRow("step does nothing") << R"({"steps":[{"after":1}]})"_ba << u"step 1: \"steps\""_s;
    QTest::newRow("typing error") << R"({"steps":[{"log":"x"},{"log":"x","levle":"info"}]})"_ba
                                  << u"step 2: \"levle\""_s;
    QTest::newRow("negative delay") << R"({"steps":[{"log":"x","after":-1}]})"_ba << u"step 1: \"after\""_s;
    QTest::newRow("delay is a text") << R"({"steps":[{"log":"x","after":"1"}]})"_ba << u"step 1: \"after\""_s;
    QTest::newRow("stage without progress") << R"({"steps":[{"enter":"training"}]})"_ba << u"step 1: \"progress\""_s;
    QTest::newRow("confidence too high") << R"({"steps":[{"decision":"x","type":"t","confidence":2}]})"_ba
                                         << u"step 1: \"confidence\""_s;
    QTest::newRow("in a branch") << R"({"steps":[{"approval":{},"branches":{"rejected":[{"log":"x"},{"log":1}]}}]})"_ba
                                 << u"step 1, rejected, step 2: \"log\""_s;
    QTest::newRow("unknown branch") << R"({"steps":[{"approval":{},"branches":{"maybe":[]}}]})"_ba << u"\"maybe\""_s;
    QTest::newRow("close code of a Qt peer") << R"({"steps":[{"drop":1006}]})"_ba << u"step 1: \"drop\""_s;
    QTest::newRow("flood without a rate") << R"({"steps":[{"flood":10,"message":"x"}]})"_ba << u"step 1: \"rate\""_s;
    QTest::newRow("goto nowhere") << R"({"steps":[{"goto":"x"}]})"_ba << u"\"goto\""_s;
    QTest::newRow("stages") << R"({"stages":[1],"steps":[{"log":"x"}]})"_ba << u"\"stages\""_s;
    QTest::newRow("scope") << R"({"progress_scope":"all","steps":[{"log":"x"}]})"_ba << u"\"progress_scope\""_s;
    QTest::newRow("epochs without progress") << R"({"steps":[{"epochs":3}]})"_ba << u"step 1: \"progress\""_s;
    QTest::newRow("repeat for ever") << R"({"steps":[{"repeat":1000000,"steps":[{"log":"x"}]}]})"_ba
                                     << u"step 1: \"repeat\""_s;
    QTest::newRow("on_cancel") << R"({"steps":[{"log":"x"}],"on_cancel":[{"log":1}]})"_ba
                               << u"on_cancel, step 1: \"log\""_s;
}

void TestScenario::errorsNameStepAndField()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, part);
    QString error;
    QVERIFY(!parseScenario(json, u"mine"_s, &error));
    QVERIFY2(error.contains(u"\"mine\""_s), qPrintable(error));
    QVERIFY2(error.contains(part), qPrintable(error));
}

void TestScenario::epochsDrawACurve()
{
    QString error;
    const auto scenario = steps(
        R"([{"enter":"training","progress":0.5},{"epochs":10,"every":2,"progress":[0.5,0.8],"message":"Training epoch {epoch}/{epochs}",
        "metrics":{"loss":{"from":1,"to":0.1},"lr":[0.1,0.01]},"log":"loss={loss}"}])",
        &error);
    QVERIFY2(scenario, qPrintable(error));
    QCOMPARE(scenario->steps.size(), size_t(21));
    const JsonValue fifth = dataOf(scenario->steps[9]);
    QCOMPARE(fifth.find(u"message")->toText(), u"Training epoch 5/10"_s);
    QCOMPARE(fifth.find(u"progress")->toDouble(), 0.65); // the guide's own number
    QCOMPARE(fifth.find(u"stage")->toText(), u"training"_s);
    const JsonValue first = dataOf(scenario->steps[1]);
    const JsonValue last = dataOf(scenario->steps[19]);
    QCOMPARE(first.find(u"metrics")->find(u"loss")->toDouble(), 1.0);
    QCOMPARE(last.find(u"metrics")->find(u"loss")->toDouble(), 0.1);
    QCOMPARE(last.find(u"metrics")->find(u"lr")->toDouble(), 0.01);
    const double middle = *fifth.find(u"metrics")->find(u"loss")->toDouble();
    QVERIFY(middle > 0.1 && middle < 0.55); // steep first
    QCOMPARE(dataOf(scenario->steps[20]).find(u"message")->toText(), u"loss=0.1"_s);
    QCOMPARE(durationOf(scenario->steps), std::chrono::seconds(20));
}

void TestScenario::repeatNumbersItsRounds()
{
    QString error;
    const auto scenario = steps(R"([{"repeat":3,"steps":[{"log":"round {i}","after":0.5}]}])", &error);
    QVERIFY2(scenario, qPrintable(error));
    QCOMPARE(scenario->steps.size(), size_t(3));
    QCOMPARE(dataOf(scenario->steps[2]).find(u"message")->toText(), u"round 3"_s);
}

void TestScenario::recordingKeepsItsTiming()
{
    QString error;
    const auto scenario =
        parseRecording(R"({"event_type":"connected","project_id":"p","timestamp":"2024-01-01T12:00:00.000Z"}
{"event_type":"stage_transition","timestamp":"2024-01-01T12:00:01.000Z","data":{"stage":"training","progress":0.5},"sequence":1}

{"event_type":"progress_update","timestamp":"2024-01-01T12:00:03.500Z","data":{"stage":"training","progress":0.6,"metrics":{"loss":NaN}}}
{"event_type":"approval_required","timestamp":"2024-01-01T12:00:04.000Z","data":{"approval_type":"x"}}
{"event_type":"strange","timestamp":"2023-01-01T00:00:00.000Z","data":{"a":[1]}}
)",
                       u"tape"_s, &error);
    QVERIFY2(scenario, qPrintable(error));
    QCOMPARE(scenario->steps.size(), size_t(4)); // without connected
    QCOMPARE(scenario->steps[1].delay, std::chrono::milliseconds(2500));
    QCOMPARE(scenario->steps[2].action, ScenarioStep::Action::Wait);
    QCOMPARE(scenario->steps[3].delay, std::chrono::milliseconds(0)); // a clock that went backwards
    QVERIFY(scenario->pythonNumbers);
    QCOMPARE(scenario->stages.size(), size_t(1));
    QVERIFY(!scenario->steps[0].event.find(u"sequence"));
}

void TestScenario::badRecordingsAreRefused_data()
{
    QTest::addColumn<QByteArray>("ndjson");
    QTest::addColumn<QString>("part");
    QTest::newRow("empty") << ""_ba << u"no event"_s;
    QTest::newRow("not JSON") << "{\"event_type\":\"log\"}\nhello\n"_ba << u"line 2"_s;
    QTest::newRow("no event") << "{\"a\":1}\n"_ba << u"line 1"_s;
}

void TestScenario::badRecordingsAreRefused()
{
    QFETCH(QByteArray, ndjson);
    QFETCH(QString, part);
    QString error;
    QVERIFY(!parseRecording(ndjson, u"tape"_s, &error));
    QVERIFY2(error.contains(part), qPrintable(error));
}

void TestScenario::filesAreToldApart()
{
    QTemporaryDir folder;
    const auto write = [&](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    };
    QString error;
    const auto scenario = loadScenario(write(u"one.json"_s, R"({"steps":[{"log":"x"}]})"), &error);
    QVERIFY2(scenario, qPrintable(error));
    QCOMPARE(scenario->name, u"one"_s);
    QVERIFY(scenario->estimatesTime);
    const auto recording = loadScenario(write(u"two.ndjson"_s, "{\"event_type\":\"log\",\"data\":{}}\n"), &error);
    QVERIFY2(recording, qPrintable(error));
    QVERIFY(!recording->estimatesTime);
    QVERIFY(!loadScenario(folder.filePath(u"three.json"_s), &error));
    QVERIFY(error.contains(u"three.json"_s));
}

void TestScenario::placeholdersKeepTypes_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("filled");
    QTest::newRow("whole number") << R"("{n}")"_ba
                                  << "250"_ba;
    QTest::newRow("inside a text") << R"("n={n}, m={n}")"_ba
                                   << R"("n=250, m=250")"_ba;
    QTest::newRow("object") << R"({"a":"{o}"})"_ba
                            << R"({"a":{"x":1.50}})"_ba;
    QTest::newRow("unknown") << R"("{who} {n}")"_ba
                             << R"("{who} 250")"_ba;
    QTest::newRow("braces of a text") << R"("{ n } {} {n")"_ba
                                      << R"("{ n } {} {n")"_ba;
    QTest::newRow("list") << R"(["{n}",true,null,"{s}"])"_ba
                          << R"([250,true,null,"{n}"])"_ba;
}

void TestScenario::placeholdersKeepTypes()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, filled);
    const JsonValue result =
        fillPlaceholders(*JsonValue::parse(value), [](const QString &name) -> std::optional<JsonValue> {
            if (name == "n"_L1)
                return JsonValue::number(qint64(250));
            if (name == "s"_L1)
                return JsonValue::string(u"{n}"_s); // what comes from a person is not filled in again
            return name == "o"_L1 ? JsonValue::parse(R"({"x":1.50})") : std::nullopt;
        });
    QCOMPARE(result.toJson(), filled);
}

void TestScenario::notFiniteIsWrittenAsPythonDoes()
{
    const JsonValue value = *JsonValue::parse(R"({"a":NaN,"b":[-Infinity,1],"c":{"d":"NaN text"},"e":{}})");
    QCOMPARE(toPythonJson(value), R"({"a":NaN,"b":[-Infinity,1],"c":{"d":"NaN text"},"e":{}})"_ba);
}

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_scenario.moc"
