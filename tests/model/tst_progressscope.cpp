// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/progressscope.h"

#include <QTest>

using namespace Qt::StringLiterals;
using stagewatch::model::ProgressScopeDetector;
using stagewatch::protocol::ProgressScope;

using Numbers = QList<std::pair<QString, double>>;

class TestProgressScope : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsOutWhatProgressMeasures_data();
    void findsOutWhatProgressMeasures();
    void believesTheServer();
    void reportsTheChangeOnce();
    void ignoresARetriedStage();
};

void TestProgressScope::findsOutWhatProgressMeasures_data()
{
    QTest::addColumn<Numbers>("numbers");
    QTest::addColumn<bool>("isStage");
    QTest::newRow("nothing") << Numbers() << false;
    QTest::newRow("guide") << Numbers{ { u"training"_s, 0.5 }, { u"training"_s, 0.65 }, { u"evaluation"_s, 0.8 } }
                           << false;
    QTest::newRow("each stage from 0 to 1")
        << Numbers{ { u"analyzing"_s, 0 }, { u"analyzing"_s, 1 }, { u"training"_s, 0 } } << true;
    QTest::newRow("first number of the next stage is late")
        << Numbers{ { u"analyzing"_s, 0.9 }, { u"training"_s, 0.2 } } << true;
    QTest::newRow("the stage before had hardly begun")
        << Numbers{ { u"analyzing"_s, 0.1 }, { u"training"_s, 0 } } << false;
    QTest::newRow("a fall inside a stage says nothing")
        << Numbers{ { u"training"_s, 0.9 }, { u"training"_s, 0.1 } } << false;
    QTest::newRow("what a stage reached counts, not where it fell to")
        << Numbers{ { u"training"_s, 0.9 }, { u"training"_s, 0.1 }, { u"evaluation"_s, 0.1 } } << true;
    QTest::newRow("a small step back") << Numbers{ { u"training"_s, 0.8 }, { u"evaluation"_s, 0.75 } } << false;
    QTest::newRow("no way back to pipeline")
        << Numbers{ { u"a"_s, 1 }, { u"b"_s, 0 }, { u"b"_s, 0.5 }, { u"c"_s, 0.7 } } << true;
}

void TestProgressScope::findsOutWhatProgressMeasures()
{
    QFETCH(Numbers, numbers);
    QFETCH(bool, isStage);
    ProgressScopeDetector detector;
    for (const auto &[stage, number] : numbers)
        detector.observe(stage, number);
    QCOMPARE(detector.scope() == ProgressScope::Stage, isStage);
    QVERIFY(!detector.isDeclared());
}

void TestProgressScope::believesTheServer()
{
    ProgressScopeDetector detector;
    detector.declare(ProgressScope::Unknown);
    QVERIFY(!detector.isDeclared());
    detector.declare(ProgressScope::Pipeline);
    detector.observe(u"a"_s, 1);
    QVERIFY(!detector.observe(u"b"_s, 0));
    QCOMPARE(detector.scope(), ProgressScope::Pipeline);
    detector.declare(ProgressScope::Stage);
    QCOMPARE(detector.scope(), ProgressScope::Stage);
}

void TestProgressScope::reportsTheChangeOnce()
{
    ProgressScopeDetector detector;
    QVERIFY(!detector.observe(u"a"_s, 1));
    QVERIFY(detector.observe(u"b"_s, 0));
    QVERIFY(!detector.observe(u"b"_s, 1));
    QVERIFY(!detector.observe(u"c"_s, 0));
}

void TestProgressScope::ignoresARetriedStage()
{
    ProgressScopeDetector detector;
    detector.observe(u"training"_s, 0.5);
    detector.observe(u"evaluation"_s, 0.9);
    detector.reenter(u"training"_s);
    QVERIFY(!detector.observe(u"training"_s, 0.3));
    QVERIFY(!detector.observe(u"evaluation"_s, 0.8));
    QCOMPARE(detector.scope(), ProgressScope::Pipeline);
}

QTEST_GUILESS_MAIN(TestProgressScope)
#include "tst_progressscope.moc"
