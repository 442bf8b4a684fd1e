// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logpanelfixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>

using namespace stagewatch;
using namespace Qt::StringLiterals;

/// The line above the log and what has room in it.
class TestLogBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsLookedForCanBeRead_data();
    void whatIsLookedForCanBeRead();
    void onlyTheFindFieldMovesAndOnlyWhileItIsUsed();
    void rowsStayWhereTheyAre();
};

void TestLogBar::whatIsLookedForCanBeRead_data()
{
    QTest::addColumn<int>("width");
    for (const int width : { 560, 664, 700, 1000 })
        QTest::addRow("%d", width) << width;
}

void TestLogBar::whatIsLookedForCanBeRead()
{
    QFETCH(int, width);
    test::LogPanelFixture fixture({ width, 500 });
    fixture.addLines(300);
    auto *field = fixture.find<QLineEdit>("findField");
    fixture.panel.focusFind();
    QTest::keyClicks(field, u"line [1-9]|partition"_s);
    QTRY_VERIFY(fixture.find<QLabel>("findStatus")->isVisible());
    const int text = QFontMetrics(field->font()).horizontalAdvance(field->text());
    const auto room = [field] { return field->width() - field->textMargins().right() - 2 * 8; };
    QTRY_VERIFY2(room() > text, qPrintable(u"%1 of %2"_s.arg(room()).arg(text)));
}

void TestLogBar::onlyTheFindFieldMovesAndOnlyWhileItIsUsed()
{
    test::LogPanelFixture fixture({ 664, 500 });
    fixture.addLines(300);
    const auto place = [&fixture](const char *name) {
        const auto *widget = fixture.find<QWidget>(name);
        return QRect(widget->mapTo(&fixture.panel, QPoint()), widget->size());
    };
    const QList<const char *> others{ "levelFilter", "stageFilter", "follow", "logView" };
    QList<QRect> before;
    for (const char *name : others)
        before += place(name);
    const QRect atRest = place("findField");
    QVERIFY(atRest.width() >= 120);
    QCOMPARE(atRest.top(), before.first().top());

    fixture.panel.focusFind();
    QTRY_VERIFY(place("findField").top() > before.first().bottom());
    const QRect used = place("findField");
    auto *field = fixture.find<QLineEdit>("findField");
    QTest::keyClicks(field, u"line"_s);
    QTRY_VERIFY(fixture.find<QLabel>("findStatus")->isVisible());
    fixture.table->setFocus(); // what is looked for stays in sight
    QCoreApplication::processEvents();
    QCOMPARE(place("findField"), used);
    for (int i = 0; i < others.size(); ++i)
        QCOMPARE(place(others[i]), before[i]);

    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_COMPARE(place("findField"), atRest);
}

void TestLogBar::rowsStayWhereTheyAre()
{
    test::LogPanelFixture fixture({ 664, 500 });
    fixture.addLines(300);
    fixture.panel.setFollowing(false);
    fixture.table->verticalScrollBar()->setValue(100);
    const auto yOfRow = [&fixture](int row) {
        const auto *table = fixture.table;
        return table->viewport()->mapTo(&fixture.panel, table->visualRect(table->model()->index(row, 0)).topLeft()).y();
    };
    const int y = yOfRow(110);
    const int top = fixture.table->topRow();
    fixture.panel.focusFind();
    QTRY_VERIFY(fixture.table->topRow() > top);
    QCOMPARE(yOfRow(110), y);
    fixture.table->setFocus();
    QTRY_COMPARE(fixture.table->topRow(), top);
    QCOMPARE(yOfRow(110), y);
}

QTEST_MAIN(TestLogBar)
#include "tst_logbar.moc"
