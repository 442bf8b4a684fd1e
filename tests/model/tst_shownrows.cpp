// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/shownrows.h"

#include <QTest>
#include <random>

using namespace stagewatch;
using journal::Row;
using journal::RowKind;
using model::ShownRows;

class TestShownRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void folds_data();
    void folds();
    void isTheSameInParts_data();
    void isTheSameInParts();
    void findsAlerts();
};

namespace {

/// One letter a line: l a line, r one that repeats, p one that redraws, e an error line, G a gap, | a line that is
/// hidden or of another run.
void take(ShownRows &rows, const QByteArray &lines, qsizetype from = 0, qsizetype to = -1)
{
    for (qsizetype at = from; at < (to < 0 ? lines.size() : to); ++at) {
        Row row;
        row.kind = lines[at] == 'G' ? RowKind::Gap : RowKind::Log;
        row.repeats = lines[at] == 'r';
        row.redraws = lines[at] == 'p';
        row.level = lines[at] == 'e' ? protocol::LogLevel::Error : protocol::LogLevel::Info;
        if (lines[at] == '|')
            rows.takeBreak();
        else
            rows.takeShown(at * 3, row); // other events lie between
    }
}

/// "first-newest*lines" of each row.
QString print(const ShownRows &rows)
{
    QStringList out;
    for (qint64 place = 0; place < rows.size(); ++place) {
        const auto group = rows.at(place);
        out += group.lines == 1
            ? QString::number(group.first / 3)
            : QStringLiteral("%1-%2*%3").arg(group.first / 3).arg(group.newest / 3).arg(group.lines);
    }
    return out.join(u' ');
}

} // namespace

void TestShownRows::folds_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("rows");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("lines") << QByteArray("lll") << QStringLiteral("0 1 2");
    QTest::newRow("repeats") << QByteArray("lrrl") << QStringLiteral("0-2*3 3");
    QTest::newRow("redraws") << QByteArray("lplppp") << QStringLiteral("0-1*2 2-5*4");
    QTest::newRow("nothing before it") << QByteArray("rrl") << QStringLiteral("0-1*2 2");
    QTest::newRow("not over what is hidden") << QByteArray("lr|rr") << QStringLiteral("0-1*2 3-4*2");
    QTest::newRow("not into a gap") << QByteArray("lGrr") << QStringLiteral("0 1 2-3*2");
}

void TestShownRows::folds()
{
    QFETCH(QByteArray, lines);
    QFETCH(QString, rows);
    ShownRows folded;
    take(folded, lines);
    QCOMPARE(print(folded), rows);
    const auto shown = qint64(lines.size() - lines.count('|'));
    QCOMPARE(folded.lineCount(), shown);
    ShownRows all(false);
    take(all, lines);
    QCOMPARE(all.size(), shown);
    for (qint64 place = 0; place < folded.size(); ++place) {
        const auto group = folded.at(place);
        QCOMPARE(folded.placeOf(group.first), place);
        QCOMPARE(folded.placeOf(group.newest), place);
        QCOMPARE(folded.placeOf(group.newest + 1), place + 1);
        QCOMPARE(folded.newestAt(place), group.newest);
    }
}

void TestShownRows::isTheSameInParts_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 200; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestShownRows::isTheSameInParts()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    QByteArray lines;
    for (auto count = random() % 300; count > 0; --count)
        lines += "lrrrrppe|G"[random() % (seed % 2 ? 10 : 6)];
    ShownRows whole;
    take(whole, lines);
    ShownRows parts;
    for (qsizetype at = 0; at < lines.size();) {
        const qsizetype to = std::min<qsizetype>(lines.size(), at + qsizetype(random() % 9));
        ShownRows part;
        take(part, lines, at, to);
        const qint64 before = parts.size();
        const bool tookFirst = parts.takeFirst(part);
        QCOMPARE(parts.size(), before);
        parts.takeRest(part, tookFirst);
        QCOMPARE(parts.size(), before + part.size() - (tookFirst ? 1 : 0));
        at = to;
    }
    QCOMPARE(print(parts), print(whole));
    QCOMPARE(parts.lineCount(), whole.lineCount());
    for (qint64 place = -1; place <= whole.size(); ++place) {
        QCOMPARE(parts.nextAlert(place, 1), whole.nextAlert(place, 1));
        QCOMPARE(parts.nextAlert(place, -1), whole.nextAlert(place, -1));
    }
}

void TestShownRows::findsAlerts()
{
    QByteArray lines(1000, 'l');
    const QList<qint64> errors{ 3, 63, 64, 500, 511, 512, 999 };
    for (const qint64 error : errors)
        lines[error] = 'e';
    ShownRows rows;
    take(rows, lines);
    for (qint64 place = 0; place < lines.size(); ++place) {
        const auto after = std::lower_bound(errors.begin(), errors.end(), place);
        QCOMPARE(rows.nextAlert(place, 1), after == errors.end() ? -1 : *after);
        const auto above = std::upper_bound(errors.begin(), errors.end(), place);
        QCOMPARE(rows.nextAlert(place, -1), above == errors.begin() ? -1 : *std::prev(above));
    }
    QCOMPARE(rows.nextAlert(5000, 1), -1);
    QCOMPARE(rows.nextAlert(5000, -1), 999);
    QCOMPARE(rows.nextAlert(-1, -1), -1);
}

QTEST_GUILESS_MAIN(TestShownRows)
#include "tst_shownrows.moc"
