// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rowlist.h"
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
    void listKeepsSnapshotsWhileItGrows();
    void listFindsLowerBounds();
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

void TestRowSpans::listKeepsSnapshotsWhileItGrows()
{
    RowList list;
    const qint64 first = qint64(RowList::chunkSize) - 2;
    for (qint64 i = 0; i < first; ++i)
        list.append(i * 2);
    const RowList snapshot = list;
    for (qint64 i = first; i < first + 10; ++i)
        list.append(i * 2);
    QCOMPARE(snapshot.size(), first);
    QCOMPARE(list.size(), first + 10);
    QCOMPARE(snapshot.at(first - 1), (first - 1) * 2);
    QCOMPARE(list.at(first + 9), (first + 9) * 2);
}

void TestRowSpans::listFindsLowerBounds()
{
    RowList list;
    QCOMPARE(list.lowerBound(0), 0);
    for (const qint64 row : std::initializer_list<qint64>{ 3, 7, 7000, 4'000'000'000 })
        list.append(row);
    QCOMPARE(list.lowerBound(0), 0);
    QCOMPARE(list.lowerBound(3), 0);
    QCOMPARE(list.lowerBound(4), 1);
    QCOMPARE(list.lowerBound(7001), 3);
    QCOMPARE(list.at(3), 4'000'000'000);
    QCOMPARE(list.lowerBound(5'000'000'000), 4);
}

QTEST_GUILESS_MAIN(TestRowSpans)
#include "tst_rowspans.moc"
