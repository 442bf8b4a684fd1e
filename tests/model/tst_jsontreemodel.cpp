// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jsontreemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace stagewatch;
using model::JsonTreeModel;
using protocol::JsonValue;

namespace {

const QByteArray proposal = R"({"architecture":"xgboost_clf","threshold":0.50,"epochs":10,"gpu":false,"note":null,)"
                            R"("hyperparameters":{"lr":1e-3,"layers":[64,32]},"loss":"NaN"})";

JsonValue parsed(const QByteArray &json)
{
    return JsonValue::parse(json).value_or(JsonValue());
}

QModelIndex at(const JsonTreeModel &model, const QStringList &path)
{
    QModelIndex found;
    for (const QString &key : path) {
        QModelIndex next;
        for (int row = 0; row < model.rowCount(found); ++row) {
            if (model.index(row, 0, found).data().toString() == key)
                next = model.index(row, 0, found);
        }
        found = next;
    }
    return found.siblingAtColumn(JsonTreeModel::ValueColumn);
}

} // namespace

class TestJsonTreeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsEveryKindOfValue();
    void isAProperModel_data();
    void isAProperModel();
    void keepsTypesWhenEdited_data();
    void keepsTypesWhenEdited();
    void leavesTheRestAsItCame();
    void marksWhatWasEdited();
    void readOnlyUnlessAsked();
    void showsHostileKeysPlainly();
};

void TestJsonTreeModel::showsEveryKindOfValue()
{
    JsonTreeModel model;
    model.setValue(parsed(proposal));
    QCOMPARE(model.rowCount(), 7);
    QCOMPARE(at(model, { QStringLiteral("architecture") }).data().toString(), QStringLiteral("xgboost_clf"));
    QCOMPARE(at(model, { QStringLiteral("threshold") }).data().toString(), QStringLiteral("0.50"));
    QCOMPARE(at(model, { QStringLiteral("gpu") }).data(Qt::EditRole), QVariant(false));
    QCOMPARE(at(model, { QStringLiteral("note") }).data().toString(), QStringLiteral("null"));
    QCOMPARE(at(model, { QStringLiteral("loss") }).data().toString(), QStringLiteral("NaN"));
    QCOMPARE(at(model, { QStringLiteral("hyperparameters"), QStringLiteral("layers"), QStringLiteral("1") })
                 .data()
                 .toString(),
             QStringLiteral("32"));
    QCOMPARE(at(model, { QStringLiteral("epochs") }).data(JsonTreeModel::TypeRole).toInt(),
             int(JsonValue::Type::Number));
    QCOMPARE(at(model, { QStringLiteral("hyperparameters") }).data(JsonTreeModel::JsonRole).toByteArray(),
             parsed(R"({"lr":1e-3,"layers":[64,32]})").toIndentedJson());
}

void TestJsonTreeModel::isAProperModel_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("rows");
    QTest::newRow("object") << proposal << 7;
    QTest::newRow("array") << QByteArray("[1,[2,[3]],{}]") << 3;
    QTest::newRow("empty") << QByteArray("{}") << 0;
    QTest::newRow("scalar") << QByteArray("0.5") << 1;
    QTest::newRow("null") << QByteArray("null") << 0;
    QTest::newRow("wide") << QByteArray("[" + QByteArray("1,").repeated(20'000) + "1]") << 20'001;
    QTest::newRow("deep") << QByteArray(QByteArray("[").repeated(400) + QByteArray("]").repeated(400)) << 1;
}

void TestJsonTreeModel::isAProperModel()
{
    QFETCH(QByteArray, json);
    QFETCH(int, rows);
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEditable(true);
    model.setValue(parsed(json));
    QCOMPARE(model.rowCount(), rows);
    QCOMPARE(model.value(), parsed(json));
    QVERIFY(!model.isEdited());
}

void TestJsonTreeModel::keepsTypesWhenEdited_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("input");
    QTest::addColumn<QByteArray>("json"); ///< empty: refused
    QTest::newRow("text") << QStringLiteral("architecture") << QVariant(QStringLiteral("5")) << QByteArray("\"5\"");
    QTest::newRow("number as text") << QStringLiteral("threshold") << QVariant(QStringLiteral(" 0.37 "))
                                    << QByteArray("0.37");
    QTest::newRow("number keeps its spelling")
        << QStringLiteral("threshold") << QVariant(QStringLiteral("0.370")) << QByteArray("0.370");
    QTest::newRow("number as double") << QStringLiteral("epochs") << QVariant(12.5) << QByteArray("12.5");
    QTest::newRow("number as int") << QStringLiteral("epochs") << QVariant(20) << QByteArray("20");
    QTest::newRow("same number, other spelling") << QStringLiteral("threshold") << QVariant(0.5) << QByteArray("0.50");
    QTest::newRow("no number") << QStringLiteral("threshold") << QVariant(QStringLiteral("high")) << QByteArray();
    QTest::newRow("a comma") << QStringLiteral("threshold") << QVariant(QStringLiteral("0,37")) << QByteArray();
    QTest::newRow("empty number") << QStringLiteral("threshold") << QVariant(QString()) << QByteArray();
    QTest::newRow("not finite") << QStringLiteral("threshold") << QVariant(std::nan("")) << QByteArray();
    QTest::newRow("bool") << QStringLiteral("gpu") << QVariant(true) << QByteArray("true");
    QTest::newRow("bool as text") << QStringLiteral("gpu") << QVariant(QStringLiteral("True")) << QByteArray("true");
    QTest::newRow("no bool") << QStringLiteral("gpu") << QVariant(QStringLiteral("maybe")) << QByteArray();
    QTest::newRow("null becomes text") << QStringLiteral("note") << QVariant(QStringLiteral("why"))
                                       << QByteArray("\"why\"");
    QTest::newRow("NaN becomes a number")
        << QStringLiteral("loss") << QVariant(QStringLiteral("0.1")) << QByteArray("0.1");
    QTest::newRow("NaN becomes no text") << QStringLiteral("loss") << QVariant(QStringLiteral("low")) << QByteArray();
    QTest::newRow("a group") << QStringLiteral("hyperparameters") << QVariant(QStringLiteral("x")) << QByteArray();
}

void TestJsonTreeModel::keepsTypesWhenEdited()
{
    QFETCH(QString, key);
    QFETCH(QVariant, input);
    QFETCH(QByteArray, json);
    JsonTreeModel model;
    model.setValue(parsed(proposal));
    model.setEditable(true);
    const QModelIndex index = at(model, { key });
    QCOMPARE(model.setData(index, input, Qt::EditRole), !json.isEmpty());
    const JsonValue *value = model.value().find(key);
    QVERIFY(value);
    QCOMPARE(value->toJson(), json.isEmpty() ? parsed(proposal).find(key)->toJson() : json);
}

void TestJsonTreeModel::leavesTheRestAsItCame()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setValue(parsed(proposal));
    model.setEditable(true);
    QVERIFY(model.setData(at(model, { QStringLiteral("threshold") }), QStringLiteral("0.37"), Qt::EditRole));
    QByteArray expected = proposal;
    QCOMPARE(model.value().toJson(), expected.replace("0.50", "0.37"));
    QCOMPARE(model.original().toJson(), proposal);
}

void TestJsonTreeModel::marksWhatWasEdited()
{
    JsonTreeModel model;
    model.setValue(parsed(proposal));
    model.setEditable(true);
    QSignalSpy edited(&model, &JsonTreeModel::edited);
    QSignalSpy refused(&model, &JsonTreeModel::editRefused);
    const QModelIndex rate = at(model, { QStringLiteral("hyperparameters"), QStringLiteral("lr") });
    QVERIFY(model.setData(rate, QStringLiteral("0.01"), Qt::EditRole));
    QVERIFY(rate.data(JsonTreeModel::IsEditedRole).toBool());
    QVERIFY(rate.parent().data(JsonTreeModel::IsEditedRole).toBool());
    QVERIFY(!at(model, { QStringLiteral("threshold") }).data(JsonTreeModel::IsEditedRole).toBool());
    QCOMPARE(rate.data(JsonTreeModel::OriginalRole).toString(), QStringLiteral("1e-3"));
    QVERIFY(!model.setData(rate, QStringLiteral("fast"), Qt::EditRole));
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused.first().at(1).toString().contains(QStringLiteral("fast")));
    model.restore(rate);
    QVERIFY(!model.isEdited());
    QCOMPARE(edited.size(), 2);
}

void TestJsonTreeModel::readOnlyUnlessAsked()
{
    JsonTreeModel model;
    model.setValue(parsed(proposal));
    const QModelIndex index = at(model, { QStringLiteral("threshold") });
    QVERIFY(!(model.flags(index) & Qt::ItemIsEditable));
    QVERIFY(!model.setData(index, QStringLiteral("0.1"), Qt::EditRole));
    model.setEditable(true);
    QVERIFY(model.flags(index) & Qt::ItemIsEditable);
    QVERIFY(!(model.flags(index.siblingAtColumn(JsonTreeModel::KeyColumn)) & Qt::ItemIsEditable));
}

void TestJsonTreeModel::showsHostileKeysPlainly()
{
    JsonTreeModel model;
    model.setValue(
        JsonValue::object({ { QString::fromUtf16(u"a\u202eb\n"), JsonValue::string(QString(1'000'000, u'x')) } }));
    QCOMPARE(model.index(0, JsonTreeModel::KeyColumn).data().toString(), QStringLiteral("a\\u202eb\\n"));
    QVERIFY(model.index(0, JsonTreeModel::ValueColumn).data().toString().size() < 5000);
}

QTEST_GUILESS_MAIN(TestJsonTreeModel)
#include "tst_jsontreemodel.moc"
