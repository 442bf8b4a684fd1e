// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hitset.h"

#include <QTest>
#include <random>
#include <set>

using namespace stagewatch;
using model::HitSet;

class TestHitSet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isEmptyAtFirst();
    void answersAsAListWould_data();
    void answersAsAListWould();
    void growsByWhatLiesBehind();
};

namespace {

void compare(const HitSet &hits, const std::set<qint64> &expected)
{
    QCOMPARE(hits.count(), qint64(expected.size()));
    qint64 before = 0;
    for (qint64 row = hits.firstRow() - 2; row < hits.endRow() + 2; ++row) {
        const auto from = expected.lower_bound(row);
        const auto above = expected.upper_bound(row);
        QCOMPARE(hits.contains(row), expected.contains(row));
        QCOMPARE(hits.firstFrom(row), from == expected.end() ? -1 : *from);
        QCOMPARE(hits.lastUpTo(row), above == expected.begin() ? -1 : *std::prev(above));
        QCOMPARE(hits.countBefore(row), before);
        before += expected.contains(row);
    }
}

} // namespace

void TestHitSet::isEmptyAtFirst()
{
    compare(HitSet(100, 200), {});
}

void TestHitSet::answersAsAListWould_data()
{
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<int>("of100");
    for (const qint64 rows : { 1, 63, 64, 65, 130, 4096 }) {
        for (const int of100 : { 1, 50, 100 })
            QTest::addRow("%lld rows, %d %%", qlonglong(rows), of100) << rows << of100;
    }
}

void TestHitSet::answersAsAListWould()
{
    QFETCH(qint64, rows);
    QFETCH(int, of100);
    std::mt19937 random(11);
    for (const qint64 first : { qint64(0), qint64(4096), qint64(4'294'900'123) }) {
        HitSet hits(first, first + rows);
        std::set<qint64> expected;
        for (qint64 row = first + rows - 1; row >= first; --row) { // any order will do
            if (int(random() % 100) >= of100)
                continue;
            hits.add(row);
            expected.insert(row);
        }
        compare(hits, expected);
    }
}

void TestHitSet::growsByWhatLiesBehind()
{
    HitSet hits(1000, 1001);
    std::set<qint64> expected;
    std::mt19937 random(12);
    for (qint64 first = 1001; first < 1600;) {
        first += qint64(random() % 3); // rows of other runs lie between
        HitSet behind(first, first + 1 + qint64(random() % 80));
        for (qint64 row = behind.firstRow(); row < behind.endRow(); ++row) {
            if (first < 1100 || random() % 2 == 0) // without a hit at first
                continue;
            behind.add(row);
            expected.insert(row);
        }
        hits.extend(behind);
        first = behind.endRow();
        QCOMPARE(hits.endRow(), first);
        compare(hits, expected);
    }
    QVERIFY(expected.size() > 100);
}

QTEST_GUILESS_MAIN(TestHitSet)
#include "tst_hitset.moc"
