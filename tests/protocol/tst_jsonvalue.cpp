// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/jsonvalue.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

class TestJsonValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesBackWhatItRead_data();
    void writesBackWhatItRead();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void repairsNumbersThatAreNotFinite_data();
    void repairsNumbersThatAreNotFinite();
    void readsStrings_data();
    void readsStrings();
    void nestsUpToItsLimit();
    void survivesHopelessNesting();
    void lastOfSeveralMembersCounts();
    void readsNumbers_data();
    void readsNumbers();
    void spellsDoublesSoThatTheyStayDoubles();
    void setsAndRemovesMembers();
    void indentsForPeople();
    void tellsNumberSpellings();
};

void TestJsonValue::writesBackWhatItRead_data()
{
    QTest::addColumn<QByteArray>("json");
    const char *texts[] = { "null",
                            "true",
                            "false",
                            "0",
                            "-0",
                            "0.10",
                            "1E5",
                            "1e-400",
                            "-12.50e+3",
                            "9223372036854775808",
                            "123456789012345678901234567890",
                            "\"\"",
                            "[]",
                            "{}",
                            "[1,[2,[3]],{}]",
                            "{\"z\":1,\"a\":{\"y\":0.10,\"b\":[null]},\"m\":\"x\"}",
                            "{\"a\":1,\"a\":2}",
                            "\"\\\"\\\\\\n\\r\\t\\u0000\\u001b\"",
                            "\"\\u007f\\u0080\\u009f\xc2\xa0\xc3\x9b\"",
                            "\"\xe4\xbd\xa0\xe5\xa5\xbd \xf0\x9f\x98\x80\"" };
    for (const char *text : texts)
        QTest::newRow(text) << QByteArray(text);
}

void TestJsonValue::writesBackWhatItRead()
{
    QFETCH(QByteArray, json);
    QString error;
    const auto value = JsonValue::parse(json, &error);
    QVERIFY2(value.has_value(), qPrintable(error));
    QVERIFY(error.isEmpty());
    QCOMPARE(value->toJson(), json);
    QVERIFY(JsonValue::parse(value->toIndentedJson()) == value);
}

void TestJsonValue::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("json");
    const char *texts[] = {
        "",          "   ",          "{",          "}",     "[1,]",         "{\"a\":1,}",  "{\"a\" 1}",
        "{a:1}",     "'x'",          "01",         "1.",    ".5",           "+1",          "1e",
        "-",         "tru",          "nul",        "\"abc", "\"\\q\"",      "\"\\u12g4\"", "\"\\",
        "[1 2]",     "1 2",          "{} {}",      "nan",   "undefined",    "\"a\nb\"",    "{\"a\":}",
        "[",         "{\"a\"",       "{\"a\":1",   "\x01",  "\"\xff\xfe\"", "-NaN",        "{1:2}",
        "\"\\u12\"", "\xed\xa0\x80", "[Infinite]", "--1"
    };
    for (const char *text : texts)
        QTest::addRow("%s", *text ? QByteArray(text).toPercentEncoding().constData() : "empty") << QByteArray(text);
}

void TestJsonValue::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, json);
    QString error;
    QVERIFY(!JsonValue::parse(json, &error));
    QVERIFY(error.endsWith(u'.'));
}

void TestJsonValue::repairsNumbersThatAreNotFinite_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("NaN") << "{\"loss\": NaN}"_ba
                         << "{\"loss\":\"NaN\"}"_ba;
    QTest::newRow("both infinities") << "[Infinity,-Infinity]"_ba
                                     << "[\"Infinity\",\"-Infinity\"]"_ba;
    QTest::newRow("beyond a double") << "[1e400,-1e400,1E+999]"_ba
                                     << "[\"Infinity\",\"-Infinity\",\"Infinity\"]"_ba;
    QTest::newRow("too many digits") << "[" + QByteArray(400, '9') + "]"
                                     << "[\"Infinity\"]"_ba;
    QTest::newRow("not inside strings") << "[\"NaN, Infinity and 1e400\",NaN]"_ba
                                        << "[\"NaN, Infinity and 1e400\",\"NaN\"]"_ba;
    QTest::newRow("nor behind an escaped quote") << "[\"\\\" NaN\"]"_ba
                                                 << "[\"\\\" NaN\"]"_ba;
    QTest::newRow("the largest double stays") << "[1.7976931348623157e308]"_ba
                                              << "[1.7976931348623157e308]"_ba;
}

void TestJsonValue::repairsNumbersThatAreNotFinite()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    const auto value = JsonValue::parse(json);
    QVERIFY(value.has_value());
    QCOMPARE(value->toJson(), expected);
}

void TestJsonValue::readsStrings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");
    QTest::newRow("escapes") << R"("\"\\\/\b\f\n\r\t")"_ba << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("unicode") << R"("\u00e9\u4F60x")"_ba << u"é你x"_s;
    QTest::newRow("pair") << R"("\ud83d\ude00")"_ba << u"😀"_s;
    QTest::newRow("lone high half") << R"("a\ud83db")"_ba << u"a\uFFFDb"_s;
    QTest::newRow("lone low half") << R"("a\udc80")"_ba << u"a\uFFFD"_s;
    QTest::newRow("two high halves") << R"("\ud83d\ud83d\ude00")"_ba << u"\uFFFD😀"_s;
    QTest::newRow("high half before another escape") << R"("\ud83d\n")"_ba << u"\uFFFD\n"_s;
    QTest::newRow("NUL") << R"("a\u0000b")"_ba << QString(u"a"_s + QChar(0) + u'b');
    QTest::newRow("text and escapes mixed") << "\"\xc3\xa4\\n\xe4\xbd\xa0\\t!\""_ba << u"ä\n你\t!"_s;
}

void TestJsonValue::readsStrings()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    const auto value = JsonValue::parse(json);
    QVERIFY(value.has_value());
    QCOMPARE(value->toText(), expected);
}

void TestJsonValue::nestsUpToItsLimit()
{
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    const auto deepest = JsonValue::parse(nested(512));
    QVERIFY(deepest.has_value());
    QCOMPARE(deepest->toJson(), nested(512));
    QString error;
    QVERIFY(!JsonValue::parse(nested(513), &error));
    QVERIFY2(error.contains(u"512"_s), qPrintable(error));
}

void TestJsonValue::survivesHopelessNesting()
{
    QVERIFY(!JsonValue::parse(QByteArray(100'000, '[')));
    QVERIFY(!JsonValue::parse(QByteArray("{\"a\":").repeated(100'000)));
    QVERIFY(!JsonValue::parse(QByteArray(100'000, '[') + QByteArray(100'000, ']')));
}

void TestJsonValue::lastOfSeveralMembersCounts()
{
    const auto value = JsonValue::parse(R"({"a":1,"b":2,"a":3})");
    QVERIFY(value.has_value());
    QCOMPARE(value->find(u"a")->toInteger(), std::optional<qint64>(3));
    QCOMPARE(value->size(), 3);
    QVERIFY(!value->find(u"c"));
    QVERIFY(!JsonValue::string(u"x"_s).find(u"a"));
}

void TestJsonValue::readsNumbers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<double>("number"); // -1: nothing
    QTest::addColumn<qint64>("integer"); // -1: nothing
    QTest::newRow("whole") << "42"_ba << 42.0 << qint64(42);
    QTest::newRow("fraction") << "0.5"_ba << 0.5 << qint64(-1);
    QTest::newRow("whole with a point") << "42.0"_ba << 42.0 << qint64(42);
    QTest::newRow("exponent") << "1e3"_ba << 1000.0 << qint64(1000);
    QTest::newRow("text") << "\"0.5\""_ba << 0.5 << qint64(-1);
    QTest::newRow("whole text") << "\" 7 \""_ba << 7.0 << qint64(7);
    QTest::newRow("not a number") << "\"seven\""_ba << -1.0 << qint64(-1);
    QTest::newRow("hexadecimal text") << "\"0x10\""_ba << -1.0 << qint64(-1);
    QTest::newRow("empty text") << "\"\""_ba << -1.0 << qint64(-1);
    QTest::newRow("bool") << "true"_ba << -1.0 << qint64(-1);
    QTest::newRow("null") << "null"_ba << -1.0 << qint64(-1);
    QTest::newRow("2^53") << "9007199254740992"_ba << 9007199254740992.0 << qint64(9007199254740992);
    QTest::newRow("2^63") << "9223372036854775808"_ba << 9223372036854775808.0 << qint64(-1);
    QTest::newRow("large exponent") << "1e300"_ba << 1e300 << qint64(-1);
}

void TestJsonValue::readsNumbers()
{
    QFETCH(QByteArray, json);
    QFETCH(double, number);
    QFETCH(qint64, integer);
    const auto value = JsonValue::parse(json);
    QVERIFY(value.has_value());
    QCOMPARE(value->toDouble().value_or(-1), number);
    QCOMPARE(value->toInteger().value_or(-1), integer);
}

void TestJsonValue::spellsDoublesSoThatTheyStayDoubles()
{
    QCOMPARE(JsonValue::number(65.0).toJson(), "65.0"_ba);
    QCOMPARE(JsonValue::number(0.1).toJson(), "0.1"_ba);
    QCOMPARE(JsonValue::number(qint64(65)).toJson(), "65"_ba);
    QVERIFY(JsonValue::number(qint64(65)).isWholeNumber());
    QVERIFY(!JsonValue::number(65.0).isWholeNumber());
    const double inf = std::numeric_limits<double>::infinity();
    QCOMPARE(JsonValue::number(-inf).toText(), u"-Infinity"_s);
    QVERIFY(JsonValue::number(inf).isNotFinite());
    QVERIFY(std::isnan(*JsonValue::number(std::nan("")).toDouble()));
    QCOMPARE(*JsonValue::number(-inf).toDouble(), -inf);
    for (double value : { 1e308, 5e-324, 1.0 / 3, -0.0, 123456789.25 })
        QCOMPARE(*JsonValue::parse(JsonValue::number(value).toJson())->toDouble(), value);
}

void TestJsonValue::setsAndRemovesMembers()
{
    JsonValue value;
    value.set(u"a"_s, JsonValue::number(qint64(1)));
    value.set(u"b"_s, JsonValue::boolean(true));
    value.set(u"a"_s, JsonValue::string(u"x"_s));
    QCOMPARE(value.toJson(), R"({"a":"x","b":true})"_ba);
    value.remove(u"a");
    value.remove(u"none");
    QCOMPARE(value.toJson(), R"({"b":true})"_ba);
    JsonValue list = JsonValue::array();
    list.set(u"a"_s, {});
    QCOMPARE(list.toJson(), "[]"_ba);
}

void TestJsonValue::indentsForPeople()
{
    const auto value = JsonValue::parse(R"({"a":[1,{}],"b":{"c":null}})");
    QCOMPARE(value->toIndentedJson(), "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": {\n    \"c\": null\n  }\n}"_ba);
}

void TestJsonValue::tellsNumberSpellings()
{
    for (const QString &good : { u"0"_s, u"-1"_s, u"1.5e-7"_s, u"10E+2"_s })
        QVERIFY2(JsonValue::isNumber(good), qPrintable(good));
    for (const QString &bad : { u""_s, u"+1"_s, u"01"_s, u"1."_s, u"NaN"_s, u" 1"_s, u"1,5"_s, u"٣"_s, u"1e"_s })
        QVERIFY2(!JsonValue::isNumber(bad), qPrintable(bad));
}

QTEST_GUILESS_MAIN(TestJsonValue)
#include "tst_jsonvalue.moc"
