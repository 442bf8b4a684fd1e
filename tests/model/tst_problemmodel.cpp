// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/problemmodel.h"

#include "model/textform.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace stagewatch;
using model::ProblemModel;
using protocol::Problem;

class TestProblemModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsRepetitions();
    void keepsTheLatestBytes();
    void tellsKindsApart();
    void staysBounded_data();
    void staysBounded();
    void showsHostileTextPlainly();
};

namespace {

Problem problem(Problem::Kind kind, const QString &text, const QByteArray &bytes = {}, qint64 ms = 0)
{
    return { kind, text, bytes, model::fromMs(ms) };
}

} // namespace

void TestProblemModel::countsRepetitions()
{
    ProblemModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &ProblemModel::countChanged);
    const auto odd = problem(Problem::Kind::OddField, QStringLiteral("progress was a text"));
    model.add({ odd, odd });
    model.add(std::vector<Problem>(3000, odd));
    model.add({});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data(ProblemModel::CountRole).toLongLong(), 3002);
    QCOMPARE(model.totalCount(), 3002);
    QCOMPARE(changed.size(), 2);
    QVERIFY(model.droppedText().isEmpty());
}

void TestProblemModel::keepsTheLatestBytes()
{
    ProblemModel model;
    model.add({ problem(Problem::Kind::NotJson, QStringLiteral("not JSON"), "{a", 1000) });
    model.add({ problem(Problem::Kind::NotJson, QStringLiteral("not JSON"), "{b", 2000) });
    QCOMPARE(model.index(0, 0).data(ProblemModel::BytesRole).toByteArray(), QByteArray("{b"));
    QCOMPARE(model.index(0, 0).data(ProblemModel::TimeMsRole).toLongLong(), 2000);
}

void TestProblemModel::tellsKindsApart()
{
    ProblemModel model;
    model.add({ problem(Problem::Kind::NotJson, QStringLiteral("x")),
                problem(Problem::Kind::OddField, QStringLiteral("x")),
                problem(Problem::Kind::OddField, QStringLiteral("y")) });
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1, 0).data(ProblemModel::KindRole).toInt(), int(Problem::Kind::OddField));
}

void TestProblemModel::staysBounded_data()
{
    QTest::addColumn<int>("batch");
    QTest::newRow("one by one") << 1;
    QTest::newRow("by hundreds") << 300;
    QTest::newRow("all at once") << 5000;
}

void TestProblemModel::staysBounded()
{
    QFETCH(int, batch);
    ProblemModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    constexpr int total = ProblemModel::limit + 200;
    for (int i = 0; i < total; i += batch) {
        std::vector<Problem> problems;
        for (int k = i; k < std::min(total, i + batch); ++k)
            problems.push_back(problem(Problem::Kind::OddField, QString::number(k)));
        model.add(problems);
    }
    QCOMPARE(model.rowCount(), int(ProblemModel::limit));
    QCOMPARE(model.droppedCount(), 200);
    QVERIFY(model.droppedText().contains(QStringLiteral("200")));
    QCOMPARE(model.index(model.rowCount() - 1, ProblemModel::TextColumn).data().toString(), QString::number(total - 1));
    QCOMPARE(model.index(0, ProblemModel::TextColumn).data().toString(), QStringLiteral("200"));
}

void TestProblemModel::showsHostileTextPlainly()
{
    ProblemModel model;
    model.add({ problem(Problem::Kind::NotJson, QString::fromUtf16(u"\u202e<b>\x1b")) });
    QCOMPARE(model.index(0, ProblemModel::TextColumn).data().toString(), QStringLiteral("\\u202e<b>\\x1b"));
}

QTEST_GUILESS_MAIN(TestProblemModel)
#include "tst_problemmodel.moc"
