// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proposalfield.h"

#include <QTest>

using namespace stagewatch::ui;
using namespace Qt::StringLiterals;
using stagewatch::protocol::JsonValue;
using Kind = ProposalField::Kind;

namespace {

JsonValue json(const QByteArray &text)
{
    return JsonValue::parse(text).value_or(JsonValue());
}

ProposalField onlyField(const QByteArray &value, const QByteArray &schema = "{}", const QStringList &options = {})
{
    const auto fields =
        proposalFields(json("{\"p\":" + value + "}"), json("{\"properties\":{\"p\":" + schema + "}}"), options);
    return fields.size() == 1 ? fields.front() : ProposalField();
}

} // namespace

class TestProposalField : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsTheKindOfAValue_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const char *value, const char *schema, Kind kind) {
            QTest::newRow(name) << QByteArray(value) << QByteArray(schema) << int(kind);
        };
        row("text", "\"xgboost\"", "{}", Kind::Text);
        row("whole number", "600", "{}", Kind::Integer);
        row("number with a fraction", "0.10", "{}", Kind::Decimal);
        row("whole number that may have a fraction", "1", R"({"type":"number"})", Kind::Decimal);
        row("bool", "true", "{}", Kind::Boolean);
        row("null", "null", "{}", Kind::Json);
        row("array", "[1,2]", "{}", Kind::Json);
        row("empty object", "{}", "{}", Kind::Json);
        row("enum", "\"a\"", R"({"enum":["a","b"]})", Kind::Choice);
        row("text that its schema calls a number", "\"600\"", R"({"type":"integer"})", Kind::Text);
        row("not finite", "NaN", "{}", Kind::Decimal);
        row("hidden direction override", "\"a\\u202eb\"", "{}", Kind::Json);
        row("number or null", "3", R"({"type":["integer","null"]})", Kind::Json);
    }

    void knowsTheKindOfAValue()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, schema);
        QFETCH(int, kind);
        QCOMPARE(int(onlyField(value, schema).kind), kind);
    }

    void readsWhatWasTyped_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("result"); // empty: refused
        const auto row = [](const char *name, const char *value, const char *schema, const char *typed,
                            const char *result) {
            QTest::newRow(name) << QByteArray(value) << QByteArray(schema) << QString::fromUtf8(typed)
                                << QByteArray(result);
        };
        row("whole number", "600", "{}", "400", "400");
        row("whole number with spaces", "600", "{}", " 400 ", "400");
        row("whole number refuses a fraction", "600", "{}", "3.5", "");
        row("whole number refuses words", "600", "{}", "many", "");
        row("whole number refuses nothing", "600", "{}", "", "");
        row("whole number beyond 64 bits", "600", "{}", "9223372036854775808123", "9223372036854775808123");
        row("fraction keeps its spelling", "0.10", "{}", "0.10", "0.10");
        row("fraction takes a new spelling", "0.10", "{}", "2.50e-1", "2.50e-1");
        row("fraction refuses a comma", "0.10", "{}", "0,5", "");
        row("fraction refuses NaN", "0.10", "{}", "NaN", "");
        row("fraction refuses what no double holds", "0.10", "{}", "1e999", "");
        row("an untouched NaN stays", "NaN", "{}", "NaN", "\"NaN\"");
        row("minimum", "5", R"({"minimum":1})", "0", "");
        row("minimum itself", "5", R"({"minimum":1})", "1", "1");
        row("exclusive maximum", "0.5", R"({"exclusiveMaximum":1})", "1", "");
        row("text stays text", "\"a\"", "{}", "12", "\"12\"");
        row("text too long", "\"a\"", R"({"maxLength":3})", "four", "");
        row("text too short", "\"abc\"", R"({"minLength":2})", "", "");
        row("bool", "true", "{}", "false", "false");
        row("choice", "\"a\"", R"({"enum":["a","b"]})", "b", "\"b\"");
        row("choice of numbers", "1", R"({"enum":[1,2]})", "2", "2");
        row("choice refuses another", "\"a\"", R"({"enum":["a","b"]})", "c", "");
        row("null becomes a number", "null", "{}", "3", "3");
        row("null becomes text", "null", "{}", "\"x\"", "\"x\"");
        row("array", "[1,2]", "{}", "[3]", "[3]");
        row("array refuses half of one", "[1,2]", "{}", "[3", "");
        row("JSON refuses nothing", "[1,2]", "{}", " ", "");
    }

    void readsWhatWasTyped()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, schema);
        QFETCH(QString, typed);
        QFETCH(QByteArray, result);
        const ProposalField::Parsed parsed = onlyField(value, schema).parse(typed);
        QCOMPARE(parsed.value ? parsed.value->toJson() : QByteArray(), result);
        QCOMPARE(parsed.error.isEmpty(), !result.isEmpty());
    }

    void theUntouchedTextGivesTheOriginal_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value :
             { "0.10", "1e3", "-0", "600", "\"\"", "null", "[1, {\"a\": 2.50}]", "\"a\\u202eb\\u0000\"", "false" }) {
            QTest::newRow(value) << QByteArray(value);
        }
    }

    void theUntouchedTextGivesTheOriginal()
    {
        QFETCH(QByteArray, value);
        const ProposalField field = onlyField(value);
        QCOMPARE(field.parse(field.textOf(field.original)).value, std::optional(field.original));
        QVERIFY(!field.textOf(field.original).contains(QChar(0x202e)));
    }

    void showsHiddenCharactersAsEscapesThatReadBack()
    {
        const JsonValue value = JsonValue::string(u"a"_s + QChar(0x202e) + u"b"_s);
        const QString shown = editableJson(value);
        QVERIFY(shown.contains("\\u202e"_L1));
        QCOMPARE(JsonValue::parse(shown.toUtf8()), std::optional(value));
    }

    void nestedObjectsAreGroupsBeforeTheirMembers()
    {
        const auto fields =
            proposalFields(json(R"({"model":"x","search":{"depth":6,"grid":{"lr":0.1}},"tags":[1]})"), {}, {});
        QStringList keys;
        for (const ProposalField &field : fields) {
            keys << field.key() + (field.kind == Kind::Group ? u"*"_s : QString());
        }
        QCOMPARE(keys,
                 (QStringList{ u"/model"_s, u"/search*"_s, u"/search/depth"_s, u"/search/grid*"_s, u"/search/grid/lr"_s,
                               u"/tags"_s }));
    }

    void whatIsTooDeepOrTooLargeBecomesJson()
    {
        const auto deep = proposalFields(json(R"({"a":{"b":{"c":{"d":{"e":1}}}}})"), {}, {});
        QCOMPARE(deep.back().key(), u"/a/b/c/d"_s);
        QCOMPARE(deep.back().kind, Kind::Json);
        JsonValue wide = JsonValue::object();
        for (int i = 0; i < 5000; ++i) {
            wide.set(QString::number(i), JsonValue::number(qint64(i)));
        }
        QCOMPARE(proposalFields(wide, {}, {}).size(), size_t(1));
        const auto list = proposalFields(json("[1,2]"), {}, {});
        QCOMPARE(list.size(), size_t(1));
        QVERIFY(list.front().path.isEmpty());
    }

    void aSchemaLocksWhatItDoesNotName()
    {
        const auto fields =
            proposalFields(json(R"({"a":1,"b":2,"c":3})"),
                           json(R"({"additionalProperties":false,"properties":{"a":{},"c":{"readOnly":true}}})"), {});
        QVERIFY(!fields[0].readOnly);
        QVERIFY(fields[1].readOnly);
        QVERIFY(fields[2].readOnly);
    }

    void optionsAreTheChoicesOfTheFieldThatHoldsOne()
    {
        const auto fields = proposalFields(json(R"({"model":"xgb","note":"free"})"), {}, { u"lgbm"_s, u"xgb"_s });
        QCOMPARE(fields[0].kind, Kind::Choice);
        QCOMPARE(fields[0].choices.size(), size_t(2));
        QCOMPARE(fields[1].kind, Kind::Text);
    }

    void putsAValueAtItsPathAndKeepsTheRest()
    {
        JsonValue root = json(R"({"a":{"lr":0.10,"n":600},"z":1e3})");
        setValueAt(root, { u"a"_s, u"n"_s }, JsonValue::number(qint64(400)));
        QCOMPARE(root.toJson(), R"({"a":{"lr":0.10,"n":400},"z":1e3})"_ba);
        QVERIFY(valueAt(root, { u"a"_s, u"n"_s }));
        QVERIFY(!valueAt(root, { u"a"_s, u"missing"_s }));
    }
};

QTEST_GUILESS_MAIN(TestProposalField)
#include "tst_proposalfield.moc"
