// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rowspans.h"

#include <QTest>

using namespace stagewatch::model;

class TestRowSpans : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsRowsAndPlaces_data();
    void findsRowsAndPlaces();
    void takesNoRowTwice();
};

void TestRowSpans::findsRowsAndPlaces_data()
{
    QTest::addColumn<QList<qint64>>("rows");
    QTest::newRow("none") << QList<qint64>{};
    QTest::newRow("one span") << QList<qint64>{ 5, 6, 7, 8 };
    QTest::newRow("interleaved") << QList<qint64>{ 0, 2, 4, 6, 8 };
    QTest::newRow("spans of all lengths") << QList<qint64>{ 3, 4, 9, 12, 13, 14, 100 };
}

void TestRowSpans::findsRowsAndPlaces()
{
    QFETCH(QList<qint64>, rows);
    RowSpans spans;
    for (const qint64 row : rows)
        spans.append(row);
    QCOMPARE(spans.size(), qint64(rows.size()));
    for (qint64 place = 0; place < rows.size(); ++place)
        QCOMPARE(spans.at(place), rows[place]);
    for (qint64 row = 0; row < 110; ++row) {
        QCOMPARE(spans.indexOf(row), qint64(rows.indexOf(row)));
        const auto below = std::count_if(rows.begin(), rows.end(), [&](qint64 r) { return r < row; });
        QCOMPARE(spans.countBelow(row), qint64(below));
    }
    QCOMPARE(spans.endRow(), rows.isEmpty() ? 0 : rows.last() + 1);
    QCOMPARE(spans.firstRow(), rows.isEmpty() ? 0 : rows.first());
}

void TestRowSpans::takesNoRowTwice()
{
    RowSpans spans;
    for (const qint64 row : { 4, 5, 5, 4, 6 })
        spans.append(row);
    QCOMPARE(spans.size(), 3);
    QCOMPARE(spans.at(2), 6);
}

QTEST_GUILESS_MAIN(TestRowSpans)
#include "tst_rowspans.moc"
