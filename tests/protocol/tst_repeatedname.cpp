// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/repeatedname.h"

#include <QTest>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

/// Members of an object that have one name.
class TestRepeatedName : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isFound_data();
    void isFound();
    void wideObjectsAreReadFast();
};

namespace {
QByteArray wide(int members, const QByteArray &last)
{
    QByteArray json = "{";
    for (int i = 0; i < members; ++i)
        json += "\"m" + QByteArray::number(i) + "\":0,";
    return json + last + '}';
}
} // namespace

void TestRepeatedName::isFound_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("name"); // empty: none
    QTest::addColumn<QString>("within");
    QTest::newRow("none") << R"({"a":1,"b":2,"A":3})"_ba << QString() << QString();
    QTest::newRow("two") << R"({"a":1,"b":2,"a":3})"_ba << u"a"_s << u"a"_s;
    QTest::newRow("one of them escaped") << R"({"ab":1,"\u0061b":3})"_ba << u"ab"_s << u"ab"_s;
    QTest::newRow("one level down") << R"({"a":{"b":1,"b":2}})"_ba << QString() << u"b"_s;
    QTest::newRow("in a list") << R"({"a":[[],[{"b":1},{"c":1,"c":2}]]})"_ba << QString() << u"c"_s;
    QTest::newRow("none of many") << wide(1000, R"("x":0)") << QString() << QString();
    QTest::newRow("two of many") << wide(1000, R"("m7":0)") << u"m7"_s << u"m7"_s;
    QTest::newRow("no object") << R"(["a","a"])"_ba << QString() << QString();
    QTest::newRow("deep") << QByteArray("{\"a\":").repeated(500) + R"({"b":1,"b":2})" + QByteArray(500, '}')
                          << QString() << u"b"_s;
}

void TestRepeatedName::isFound()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, name);
    QFETCH(QString, within);
    const auto value = JsonValue::parse(json);
    QVERIFY(value);
    const auto textOf = [](const QString *found) { return found ? *found : QString(); };
    QCOMPARE(textOf(repeatedName(*value)), name);
    QCOMPARE(textOf(repeatedNameWithin(*value)), within);
}

void TestRepeatedName::wideObjectsAreReadFast()
{
    // Compared each with each, these would take the test beyond its time.
    const auto value = JsonValue::parse(wide(500'000, R"("m499999":0)"));
    QVERIFY(value);
    QCOMPARE(*repeatedName(*value), u"m499999"_s);
}

QTEST_GUILESS_MAIN(TestRepeatedName)
#include "tst_repeatedname.moc"
