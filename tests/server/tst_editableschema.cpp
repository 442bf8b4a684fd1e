// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/editableschema.h"
#include "server/schemawork.h"

#include <QTest>

using namespace stagewatch::protocol;
using namespace stagewatch::server;
using namespace Qt::StringLiterals;

/// A schema comes from whoever publishes, the data from whoever answers; neither may bring the server down.
class TestEditableSchema : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatDoesNotFit_data();
    void saysWhatDoesNotFit();
    void refusesAStepThatIsNone_data();
    void refusesAStepThatIsNone();
    void leavesALongTextWithAFormatAlone();
    void refusesWhatWouldTakeMinutes_data();
    void refusesWhatWouldTakeMinutes();
    void checksWhatAPersonEdits();
    void givesUpAPatternThatGoesAstray();

private:
    static JsonValue json(const QByteArray &text) { return JsonValue::parse(text).value(); }
    static QByteArray repeated(const QByteArray &part, int count)
    {
        QByteArray list = (part + ',').repeated(count);
        list.chop(1);
        return list;
    }
};

void TestEditableSchema::saysWhatDoesNotFit_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("place");
    QTest::newRow("fits") << R"({"properties":{"n":{"multipleOf":0.5}}})"_ba
                          << R"({"n":7.5})"_ba << QString();
    QTest::newRow("too large") << R"({"properties":{"n":{"maximum":3}}})"_ba
                               << R"({"n":4})"_ba << u"/n"_s;
    QTest::newRow("no multiple") << R"({"properties":{"n":{"multipleOf":2}}})"_ba
                                 << R"({"n":3})"_ba << u"/n"_s;
    QTest::newRow("pattern in a list") << R"({"properties":{"l":{"items":{"pattern":"^x"}}}})"_ba
                                       << R"({"l":["x","y"]})"_ba << u"/l/1"_s;
    QTest::newRow("one of two alike") << R"({"properties":{"l":{"uniqueItems":true}}})"_ba
                                      << R"({"l":[1,1]})"_ba << u"/l"_s;
}

void TestEditableSchema::saysWhatDoesNotFit()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, data);
    QFETCH(const QString, place);
    const JsonValue rules = json(schema);
    QCOMPARE(EditableSchema(rules).fault(), QString());
    const QString fault = EditableSchema(rules).faultOf(json(data));
    QCOMPARE(fault.isEmpty(), place.isEmpty());
    QVERIFY2(fault.startsWith(place), qUtf8Printable(fault));
}

void TestEditableSchema::refusesAStepThatIsNone_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::newRow("zero") << R"({"properties":{"n":{"multipleOf":0}}})"_ba;
    QTest::newRow("zero with a point") << R"({"properties":{"n":{"multipleOf":0.0}}})"_ba;
    QTest::newRow("below zero") << R"({"properties":{"n":{"multipleOf":-2}}})"_ba;
    QTest::newRow("next to nothing") << R"({"properties":{"n":{"multipleOf":1e-320}}})"_ba;
    QTest::newRow("text") << R"({"properties":{"n":{"multipleOf":"0"}}})"_ba;
    QTest::newRow("in a combination") << R"({"anyOf":[{"items":{"multipleOf":0}}]})"_ba;
}

void TestEditableSchema::refusesAStepThatIsNone()
{
    QFETCH(const QByteArray, schema);
    const JsonValue rules = json(schema);
    QVERIFY2(EditableSchema(rules).fault().contains(u"multipleOf"_s), qUtf8Printable(EditableSchema(rules).fault()));
    QCOMPARE(EditableSchema(rules).faultOf(json(R"({"n":1})")), QString());
}

void TestEditableSchema::leavesALongTextWithAFormatAlone()
{
    const JsonValue rules = json(R"({"properties":{"day":{"format":"date"}}})");
    QCOMPARE(EditableSchema(rules).fault(), QString());
    QCOMPARE(EditableSchema(rules).faultOf(json(R"({"day":")" + QByteArray(120'000, '1') + R"("})")), QString());
}

void TestEditableSchema::refusesWhatWouldTakeMinutes_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("data");
    const QByteArray many = "[" + repeated("0", 60'000) + "]";
    QTest::newRow("every branch for every item")
        << R"({"items":{"anyOf":[)" + repeated(R"({"type":"string"})", 3000) + "]}}" << many;
    QTest::newRow("every item with every other") << R"({"uniqueItems":true})"_ba << many;
    QTest::newRow("lists in lists with every other") << R"({"uniqueItems":true})"_ba
                                                     << "[" + repeated("[" + repeated("0", 200) + "]", 200) + "]";
    QTest::newRow("every value for every item") << R"({"items":{"enum":[)" + repeated("1", 10'000) + "]}}" << many;
    QTest::newRow("a long text again and again") << R"({"allOf":[)" + repeated(R"({"maxLength":1})", 2000) + "]}"
                                                 << "\"" + QByteArray(120'000, 'x') + "\"";
}

void TestEditableSchema::refusesWhatWouldTakeMinutes()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, data);
    const JsonValue rules = json(schema);
    QCOMPARE(EditableSchema(rules).fault(), QString());
    QVERIFY(!isQuicklyChecked(rules, json(data)));
    QVERIFY(EditableSchema(rules).faultOf(json(data)).contains(u"too much"_s));
}

void TestEditableSchema::checksWhatAPersonEdits()
{
    QByteArray fields;
    for (int i = 0; i < 100; ++i)
        fields +=
            (i ? ",\"f" : "\"f") + QByteArray::number(i) + R"(":{"type":"string","maxLength":100,"enum":["a","b"]})";
    const JsonValue rules = json(R"({"properties":{)" + fields + R"(,"classes":{"uniqueItems":true}}})");
    QByteArray classes;
    for (int i = 0; i < 500; ++i)
        classes += (i ? ",\"class " : "\"class ") + QByteArray::number(i) + "\"";
    QCOMPARE(EditableSchema(rules).faultOf(json(R"({"f1":"a","classes":[)" + classes + "]}")), QString());
}

void TestEditableSchema::givesUpAPatternThatGoesAstray()
{
    // Held against each of the items, compiled once and left after a share of the steps.
    const JsonValue rules = json(R"({"items":{"pattern":"^((a|aa)+c|.*)$"}})");
    QCOMPARE(EditableSchema(rules).fault(), QString());
    QVERIFY(
        !EditableSchema(rules).faultOf(json("[" + repeated("\"" + QByteArray(60, 'a') + "\"", 1000) + "]")).isEmpty());
}

QTEST_GUILESS_MAIN(TestEditableSchema)
#include "tst_editableschema.moc"
