// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logmodel.h"

#include "model/logsearcher.h"
#include "streamfixture.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <random>

using namespace stagewatch;
using namespace Qt::StringLiterals;
using model::LogFilter;
using model::LogModel;
using model::LogSearch;
using model::SearchHits;
using protocol::LogLevel;

class TestLogSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hitsAnswerAsSoonAsTheyCan();
    void hitsSettle();
    void findsWhatLookingAtEachLineFinds_data();
    void findsWhatLookingAtEachLineFinds();
    void searchesWhatComesLater();
    void followsTheFilter();
    void countsWhatIsFoldedIn();
    void searchesOneRunOfTwo();
    void saysWhenItGivesUp();
    void aNewPatternReplacesTheOldOne();
};

namespace {

LogModel &logOf(test::StreamFixture &fixture, int run = 0)
{
    return *fixture.stream.run(run)->log();
}

/// The hits that a model has when its search is done, as journal rows.
QList<qint64> hitsOf(LogModel &model)
{
    [&] { QTRY_VERIFY(!model.isSearching() && !model.isFiltering()); }();
    QList<qint64> rows;
    for (auto next = model.hits().next(0, true); next.outcome == SearchHits::Outcome::Found;
         next = model.hits().next(next.row + 1, true))
        rows += next.row;
    return rows;
}

/// The same by a look at each shown line.
QList<qint64> naiveHits(LogModel &model, const LogSearch &search)
{
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    if (!search.isCaseSensitive)
        options |= QRegularExpression::CaseInsensitiveOption;
    const QRegularExpression expression(search.isRegex ? search.pattern : QRegularExpression::escape(search.pattern),
                                        options);
    QList<qint64> rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        // FullTextRole is made safe to show; these messages have nothing that needs it, but for \x1b.
        QString text = index.data(LogModel::FullTextRole).toString();
        text.replace(u"\\x1b"_s, u"\u001b"_s);
        if (expression.match(text).hasMatch())
            rows += index.data(LogModel::JournalRowRole).toLongLong();
    }
    return rows;
}

void addVariety(test::StreamFixture &fixture, int count, unsigned seed)
{
    std::mt19937 random(seed);
    static constexpr std::array levels{ "debug", "info", "warning", "error" };
    static const QByteArrayList texts{ "Epoch %1 loss=0.0%1",
                                       "Gr\\u00f6\\u00dfe %1 \\u2265 5 \\u00b0C",
                                       "Größe %1 \\\"quoted\\\" a\\/b",
                                       "\\u001b[32mINFO\\u001b[0m took %1 ms",
                                       "spelled \\u0061ll %1 in escapes",
                                       "first %1\\nsecond\\tline",
                                       "retried request %1",
                                       "\\ud83d\\ude00 done %1" };
    for (int i = 0; i < count; ++i) {
        QByteArray text = texts[qsizetype(random() % size_t(texts.size()))];
        text.replace("%1", QByteArray::number(i));
        switch (random() % 50) {
        case 0:
            fixture.add("progress_update", R"({"stage":"training","message":"loss=0.01"})");
            break;
        case 1:
            fixture.add("error", R"({"error":"Gr\u00f6\u00dfe","details":"loss=0.02"})");
            break;
        case 2:
            fixture.add("gap", R"({"reason":"trimmed"})");
            break;
        case 3:
            fixture.add("log", R"({"level":"info","message":{"loss":[1, 2]},"stage":7})");
            break;
        case 4:
            fixture.add("log", R"({"level":"info","stage":"training"})");
            break;
        default:
            fixture.addLog(levels[random() % levels.size()], text);
        }
    }
}

model::HitSet hitsIn(qint64 firstRow, qint64 endRow, std::initializer_list<qint64> rows)
{
    model::HitSet hits(firstRow, endRow);
    for (const qint64 row : rows)
        hits.add(row);
    return hits;
}

} // namespace

void TestLogSearch::hitsAnswerAsSoonAsTheyCan()
{
    using Outcome = SearchHits::Outcome;
    SearchHits hits;
    QCOMPARE(hits.next(0, true).outcome, Outcome::None);
    QVERIFY(hits.isComplete());
    for (qint64 first = 0; first < 40; first += 10)
        QCOMPARE(hits.addBlock(first, first + 10), size_t(first / 10));
    hits.setFound(1, hitsIn(10, 20, { 11, 15 }));
    QCOMPARE(hits.count(), 2);
    QCOMPARE(hits.next(12, true).row, 15);
    QCOMPARE(hits.next(12, false).row, 11);
    QCOMPARE(hits.next(10, false).outcome, Outcome::NotYetKnown);
    QCOMPARE(hits.next(16, true).outcome, Outcome::NotYetKnown);
    QVERIFY(!hits.numberOf(15));
    hits.setFound(2, hitsIn(20, 30, {}));
    hits.setFound(3, hitsIn(30, 40, { 39 }));
    QCOMPARE(hits.next(16, true).row, 39);
    QCOMPARE(hits.next(40, true).outcome, Outcome::None);
    QVERIFY(!hits.isComplete());
    hits.setFound(0, hitsIn(0, 10, { 3 }));
    QVERIFY(hits.isComplete());
    QCOMPARE(hits.next(10, false).row, 3);
    QCOMPARE(hits.next(2, false).outcome, Outcome::None);
    QCOMPARE(hits.numberOf(15), std::optional<qint64>(2));
    QVERIFY(!hits.numberOf(16));
    QVERIFY(hits.contains(39) && !hits.contains(38));
}

void TestLogSearch::hitsSettle()
{
    SearchHits hits;
    for (qint64 row = 0; row < 30'000; ++row) {
        const size_t block = hits.addBlock(row, row + 1);
        hits.setFound(block, row % 3 ? hitsIn(row, row + 1, {}) : hitsIn(row, row + 1, { row }));
        hits.settle();
    }
    QCOMPARE(hits.count(), 10'000);
    for (qint64 row = 0; row < 30'000; row += 7)
        QCOMPARE(hits.next(row, true).row, (row + 2) / 3 * 3 < 30'000 ? (row + 2) / 3 * 3 : -1);
    QCOMPARE(hits.numberOf(29'997), std::optional<qint64>(9999));
}

void TestLogSearch::findsWhatLookingAtEachLineFinds_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("isRegex");
    QTest::addColumn<bool>("isCaseSensitive");
    const auto row = [](const char16_t *pattern, bool isRegex, bool isCaseSensitive) {
        const QString text = QString::fromUtf16(pattern);
        QTest::addRow("%s%s%s", qPrintable(text), isRegex ? "" : ", plain", isCaseSensitive ? "" : ", any case")
            << text << isRegex << isCaseSensitive;
    };
    row(u"loss=0.01", false, true);
    row(u"loss=0\\.0[0-9]+", true, true);
    row(u"größe", false, false);
    row(u"Größe", false, true);
    row(u"≥ 5 °C", false, true);
    row(u"\"quoted\" a/b", false, true);
    row(u"QUOTED", false, false);
    row(u"all \\d+ in", true, true);
    row(u"^first.*$", true, true);
    row(u"\\d$", true, true);
    row(u"first \\d+\\nsecond", true, true);
    row(u"[a-z]+ed \\w+ \\d{3}", true, true);
    row(u"\\x1b\\[3", true, true);
    row(u"😀", false, true);
    row(u".", true, true);
    row(u"^$", true, true);
    row(u"(?<=Epoch )1\\d+", true, true);
    row(u"(\\d)\\1\\1", true, true);
    row(u"message", false, true); // in the JSON of every line
    row(u"training", false, false);
    row(u"\"loss\":\\[1,2\\]", true, true); // a message that was no text
    row(u"SSE", false, false);
    row(u"nowhere", false, true);
}

void TestLogSearch::findsWhatLookingAtEachLineFinds()
{
    QFETCH(QString, pattern);
    QFETCH(bool, isRegex);
    QFETCH(bool, isCaseSensitive);
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage":"training","progress":0})");
    addVariety(fixture, 6000, 7); // more than one block
    fixture.deliver();
    LogModel &model = logOf(fixture);
    model.setFolding(false);
    const LogSearch search{ pattern, isRegex, isCaseSensitive };
    for (const LogFilter &filter : { LogFilter{}, LogFilter{ LogFilter::from(LogLevel::Warning), {} } }) {
        model.setFilter(filter);
        model.setSearch(search, 3000);
        const QList<qint64> found = hitsOf(model);
        QCOMPARE(found, naiveHits(model, search));
        QCOMPARE(model.hits().count(), found.size());
    }
}

void TestLogSearch::searchesWhatComesLater()
{
    test::StreamFixture fixture;
    fixture.addLog("info", "needle 0");
    fixture.deliver();
    LogModel &model = logOf(fixture);
    model.setSearch({ u"needle"_s, false, true });
    QCOMPARE(hitsOf(model).size(), 1);
    for (int i = 1; i <= 100; ++i) {
        fixture.addLog("info", (i % 2 ? "needle " : "straw ") + QByteArray::number(i));
        fixture.deliver();
        if (i % 10 == 0)
            QCoreApplication::processEvents();
    }
    QTRY_COMPARE(model.hits().count(), 51);
    QTRY_VERIFY(!model.isSearching());
    QCOMPARE(hitsOf(model), naiveHits(model, model.search()));
}

void TestLogSearch::followsTheFilter()
{
    test::StreamFixture fixture;
    for (int i = 0; i < 100; ++i)
        fixture.addLog(i % 2 ? "info" : "error", "needle " + QByteArray::number(i));
    fixture.deliver();
    LogModel &model = logOf(fixture);
    model.setSearch({ u"needle"_s, false, true });
    QCOMPARE(hitsOf(model).size(), 100);
    model.setFilter({ LogFilter::from(LogLevel::Error), {} });
    QTRY_COMPARE(model.hits().count(), 50);
    model.setFilter({});
    QTRY_COMPARE(model.hits().count(), 100);
    model.setSearch({});
    QCOMPARE(model.hits().count(), 0);
    QVERIFY(!model.isSearching());
}

void TestLogSearch::countsWhatIsFoldedIn()
{
    test::StreamFixture fixture;
    for (const char *text : { "other", "tick", "tick", "tick", "other" })
        fixture.addLog("info", text);
    fixture.deliver();
    LogModel &model = logOf(fixture);
    model.setFolding(true);
    QTRY_COMPARE(model.rowCount(), 3);
    model.setSearch({ u"tick"_s, false, true });
    QCOMPARE(hitsOf(model), (QList<qint64>{ 1, 2, 3 }));
    QSignalSpy found(&model, &LogModel::found);
    model.find({ u"tick"_s, false, true }, 2, false);
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(found.first().first().toInt(), 1);
}

void TestLogSearch::searchesOneRunOfTwo()
{
    test::StreamFixture fixture;
    for (int run = 0; run < 2; ++run) {
        fixture.add("stage_transition", R"({"stage":"analyzing","progress":0})");
        for (int i = 0; i < 10 + run; ++i)
            fixture.addLog("info", "needle " + QByteArray::number(i));
        fixture.add("pipeline_completed", "{}");
    }
    fixture.deliver();
    QCOMPARE(fixture.stream.runCount(), 2);
    for (int run = 0; run < 2; ++run) {
        logOf(fixture, run).setSearch({ u"needle"_s, false, true });
        QCOMPARE(hitsOf(logOf(fixture, run)).size(), 10 + run);
    }
}

void TestLogSearch::saysWhenItGivesUp()
{
    test::StreamFixture fixture;
    for (int i = 0; i < 30; ++i)
        fixture.addLog("info", QByteArray(5000, 'x') + QByteArray::number(i));
    fixture.deliver();
    LogModel &model = logOf(fixture);
    QSignalSpy failed(&model, &LogModel::findFailed);
    model.setSearch({ u"(x+x+)+(?=[yz])"_s, true, true });
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(u"so many ways"_s));
    QVERIFY(!model.isSearching());
    model.setSearch({ u"x1"_s, false, true });
    QCOMPARE(hitsOf(model).size(), 11);
}

void TestLogSearch::aNewPatternReplacesTheOldOne()
{
    test::StreamFixture fixture;
    addVariety(fixture, 10'000, 3);
    fixture.deliver();
    LogModel &model = logOf(fixture);
    for (int i = 0; i < 30; ++i) {
        model.setSearch({ u"[a-z]+ %1"_s.arg(i), true, i % 2 == 0 });
        if (i % 5 == 0)
            QCoreApplication::processEvents();
    }
    model.setFolding(false);
    const LogSearch last{ u"loss=0\\.0(12|345)"_s, true, true };
    model.setSearch(last);
    QCOMPARE(hitsOf(model), naiveHits(model, last));
}

QTEST_GUILESS_MAIN(TestLogSearch)
#include "tst_logsearch.moc"
