// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rowlist.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <thread>

using stagewatch::model::RowList;

/// A RowList against a plain vector of the same rows.
class TestRowList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdsWhatWasAppended_data();
    void holdsWhatWasAppended();
    void takesTheRestOfAnother_data() { holdsWhatWasAppended_data(); }
    void takesTheRestOfAnother();
    void endsWhenToldTo();
    void keepsSnapshotsWhileItGrows();
    void reachesTheLastRowOfAll();
};

using Rows = std::vector<qint64>;

static RowList listOf(const Rows &rows)
{
    RowList list;
    for (const qint64 row : rows)
        list.append(row);
    return list;
}

static Rows rowsOf(const RowList &list, qint64 from = 0)
{
    Rows rows;
    list.forEach(from, [&rows](qint64 row) {
        rows.push_back(row);
        return true;
    });
    return rows;
}

/// `count` rows from `first` on, each at most `farthest` after the one before.
static Rows randomRows(qint64 first, size_t count, quint32 farthest)
{
    QRandomGenerator random(farthest);
    Rows rows{ first };
    while (rows.size() < count)
        rows.push_back(rows.back() + 1 + random.bounded(farthest));
    return rows;
}

void TestRowList::holdsWhatWasAppended_data()
{
    QTest::addColumn<Rows>("rows");
    const qint64 chunk = RowList::chunkRows;
    QTest::newRow("none") << Rows{};
    QTest::newRow("the first") << Rows{ 0 };
    QTest::newRow("one in a later chunk") << Rows{ 5 * chunk + 77 };
    QTest::newRow("edges") << Rows{ 0, 63, 64, 511, 512, chunk - 1, chunk, 2 * chunk - 1, 9 * chunk, 9 * chunk + 1 };
    QTest::newRow("all of three chunks") << randomRows(0, size_t(3 * chunk), 1);
    QTest::newRow("most") << randomRows(chunk - 9, 150'000, 2);
    QTest::newRow("one in fifty") << randomRows(31, 20'000, 100);
    QTest::newRow("far apart") << randomRows(7, 3'000, 1'000'000);
}

void TestRowList::holdsWhatWasAppended()
{
    QFETCH(Rows, rows);
    const RowList list = listOf(rows);
    QCOMPARE(list.size(), qint64(rows.size()));
    QVERIFY(rowsOf(list) == rows);
    const size_t step = 1 + rows.size() / 5'000;
    for (size_t place = 0; place < rows.size(); place += step)
        QCOMPARE(list.at(qint64(place)), rows[place]);
    QRandomGenerator random(3);
    for (int n = 0; n < 5'000; ++n) {
        const qint64 end = rows.empty() ? 10 : rows.back() + 1'000;
        const qint64 row = n % 3 && !rows.empty() ? rows[random.bounded(quint32(rows.size()))] + n % 3 - 1
                                                  : qint64(random.bounded(quint64(end)));
        const auto expected = std::lower_bound(rows.begin(), rows.end(), row) - rows.begin();
        QCOMPARE(list.lowerBound(std::max<qint64>(0, row)), qint64(expected));
    }
}

void TestRowList::takesTheRestOfAnother()
{
    QFETCH(Rows, rows);
    QRandomGenerator random(5);
    for (int n = 0; n < 40; ++n) {
        const auto cut = ptrdiff_t(random.bounded(quint32(rows.size() + 1)));
        const auto skipped = std::min<ptrdiff_t>(n % 3 * 60, ptrdiff_t(rows.size()) - cut);
        RowList list = listOf({ rows.begin(), rows.begin() + cut });
        list.append(listOf({ rows.begin() + cut, rows.end() }), skipped);
        Rows expected(rows.begin(), rows.begin() + cut);
        expected.insert(expected.end(), rows.begin() + cut + skipped, rows.end());
        QVERIFY(rowsOf(list) == expected);
        QCOMPARE(list.size(), qint64(expected.size()));
        if (!expected.empty()) {
            const auto place = qint64(random.bounded(quint32(expected.size())));
            QCOMPARE(list.at(place), expected[size_t(place)]);
            QCOMPARE(list.lowerBound(expected[size_t(place)]), place);
            QVERIFY(rowsOf(list, place) == Rows(expected.begin() + place, expected.end()));
        }
    }
}

void TestRowList::endsWhenToldTo()
{
    const RowList list = listOf(randomRows(0, 1'000, 3));
    Rows taken;
    list.forEach(10, [&taken](qint64 row) {
        taken.push_back(row);
        return taken.size() < 5;
    });
    QCOMPARE(taken.size(), size_t(5));
    QCOMPARE(taken.back(), list.at(14));
}

/// The rows that come after a copy was made share words with its last ones.
void TestRowList::keepsSnapshotsWhileItGrows()
{
    const Rows rows = randomRows(0, 200'000, 3);
    RowList list;
    std::vector<std::jthread> readers;
    std::atomic<int> wrong = 0;
    for (size_t n = 0; n < rows.size(); ++n) {
        list.append(rows[n]);
        if (n % 40'000 != 13)
            continue;
        readers.emplace_back([&rows, &wrong, snapshot = list, size = n + 1] {
            wrong += snapshot.size() != qint64(size);
            for (int turn = 0; turn < 3; ++turn)
                wrong += rowsOf(snapshot) != Rows(rows.begin(), rows.begin() + ptrdiff_t(size));
            wrong += snapshot.at(qint64(size) - 1) != rows[size - 1];
            wrong += snapshot.lowerBound(rows[size - 1] + 1) != qint64(size);
            wrong += snapshot.lowerBound(rows.back()) != qint64(size);
        });
    }
    readers.clear();
    QCOMPARE(wrong.load(), 0);
    QVERIFY(rowsOf(list) == rows);
}

void TestRowList::reachesTheLastRowOfAll()
{
    const Rows rows{ 3, 7, 7'000, 4'294'967'295 };
    const RowList list = listOf(rows);
    QVERIFY(rowsOf(list) == rows);
    QCOMPARE(list.at(3), rows[3]);
    QCOMPARE(list.lowerBound(7'001), 3);
    QCOMPARE(list.lowerBound(5'000'000'000), 4);
}

QTEST_GUILESS_MAIN(TestRowList)
#include "tst_rowlist.moc"
