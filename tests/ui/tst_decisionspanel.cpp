// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogclicks.h"
#include "streamfixture.h"
#include "ui/confidencecard.h"
#include "ui/confidencechart.h"
#include "ui/confidencedelegate.h"
#include "ui/decisionspanel.h"
#include "ui/rowdelegate.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTreeView>

using namespace stagewatch;
using namespace stagewatch::ui;
using namespace Qt::StringLiterals;
using test::child;

namespace {

QByteArray decision(test::StreamFixture &fixture, const QByteArray &stage, const QByteArray &type,
                    const QByteArray &confidence, const QByteArray &reasoning = "because")
{
    return fixture.event(u"decision"_s,
                         R"({"stage":")" + stage + R"(","decision_type":")" + type + R"(","decision":"d","confidence":)"
                             + confidence + R"(,"reasoning":")" + reasoning
                             + R"(","metadata":{"rows":15000,"deep":{"x":1}}})");
}

} // namespace

class TestDecisionsPanel : public QObject
{
    Q_OBJECT
private:
    Theme m_theme;

    static void fill(test::StreamFixture &fixture)
    {
        fixture.receive({ fixture.stage(u"analyzing"_s, 0.1), decision(fixture, "analyzing", "problem_type", "0.97"),
                          decision(fixture, "training", "threshold", "0.71", "a < b and c > d <b>x</b>"),
                          decision(fixture, "training", "unsure", "null") });
    }

private Q_SLOTS:
    void saysWhatADecisionIsWhileThereIsNone()
    {
        test::StreamFixture fixture;
        DecisionsPanel panel(m_theme);
        panel.show();
        QVERIFY(!child<QTableView>(panel, u"decisions"_s)->isVisible());
        fixture.receive({ fixture.stage(u"analyzing"_s, 0.1) });
        panel.setRun(fixture.stream(), fixture.run());
        QVERIFY(!child<QTableView>(panel, u"decisions"_s)->isVisible());
        fill(fixture);
        QVERIFY(child<QTableView>(panel, u"decisions"_s)->isVisible());
        panel.setRun(nullptr, nullptr);
        QVERIFY(!child<QTableView>(panel, u"decisions"_s)->isVisible());
        QCOMPARE(panel.selectedDecision(), -1);
    }

    void showsReasoningAsPlainTextAndMetadataAsATree()
    {
        test::StreamFixture fixture;
        fill(fixture);
        DecisionsPanel panel(m_theme);
        panel.setRun(fixture.stream(), fixture.run());
        panel.selectDecision(1);
        QCOMPARE(child<QPlainTextEdit>(panel, u"reasoning"_s)->toPlainText(), u"a < b and c > d <b>x</b>"_s);
        const auto *metadata = child<QTreeView>(panel, u"metadata"_s)->model();
        QCOMPARE(metadata->rowCount(), 2);
        QCOMPARE(metadata->index(0, 1).data().toString(), u"15000"_s);
        QCOMPARE(metadata->rowCount(metadata->index(1, 0)), 1);
    }

    void columnsOfNamesGrowWithTheNames()
    {
        test::StreamFixture fixture;
        DecisionsPanel panel(m_theme);
        panel.resize(900, 500);
        fixture.receive({ fixture.stage(u"analyzing"_s, 0.1), decision(fixture, "analyzing", "kind", "0.9") });
        panel.setRun(fixture.stream(), fixture.run());
        panel.show();
        const auto *table = child<QTableView>(panel, u"decisions"_s);
        const int before = table->columnWidth(model::DecisionModel::StageColumn);
        const QFontMetrics font(table->font());
        fixture.receive({ decision(fixture, "deployment_of_the_model", "rollout", "0.9") });
        QTRY_VERIFY(table->columnWidth(model::DecisionModel::StageColumn) > before);
        QVERIFY(table->columnWidth(model::DecisionModel::StageColumn)
                > font.horizontalAdvance(u"Deployment Of The Model"_s));
        const int grown = table->columnWidth(model::DecisionModel::StageColumn);
        fixture.receive({ decision(fixture, QByteArray(100'000, 's'), "rollout", "0.9") });
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QVERIFY(table->columnWidth(model::DecisionModel::StageColumn) >= grown);
        panel.resize(500, 500); // however narrow it is, the decision keeps some room and the confidence all of its own
        QTRY_VERIFY(table->columnWidth(model::DecisionModel::StageColumn) < grown);
        QVERIFY(table->columnWidth(model::DecisionModel::DecisionColumn) >= 48);
        const auto *header = table->horizontalHeader();
        QCOMPARE(header->length(), table->viewport()->width());
    }

    void namesAreWholeWhereThereIsRoomWhateverWasShownFirst()
    {
        test::StreamFixture fixture;
        QStackedWidget pages; // as the tabs of the window, which show another page first
        auto *panel = new DecisionsPanel(m_theme);
        pages.addWidget(new QWidget);
        pages.addWidget(panel);
        pages.resize(500, 573);
        fixture.receive({ fixture.stage(u"deployment"_s, 0.1) });
        for (int i = 0; i < 12; ++i)
            fixture.receive({ decision(fixture, "model_deployment", "model_architecture", "0.9") });
        panel->setRun(fixture.stream(), fixture.run());
        pages.show();
        pages.resize(664, 573);
        QCoreApplication::processEvents();
        pages.setCurrentWidget(panel);
        const auto *table = child<QTableView>(*panel, u"decisions"_s);
        const QFontMetrics font(table->font());
        for (const int column : { model::DecisionModel::StageColumn, model::DecisionModel::TypeColumn }) {
            const QString name = table->model()->index(0, column).data().toString();
            const int needed = RowDelegate::columnWidth(font.horizontalAdvance(name), column);
            QTRY_VERIFY2(table->columnWidth(column) >= qMin(needed, 139),
                         qPrintable(u"%1 of %2"_s.arg(table->columnWidth(column)).arg(needed)));
        }
        const auto *splitter = child<QSplitter>(*panel, u"decisionsSplitter"_s);
        QVERIFY(splitter->sizes().first() > splitter->sizes().last());
        // The newest is in sight, and the rows above it are whole.
        const QRect newest = table->visualRect(table->model()->index(11, 0));
        QVERIFY(table->viewport()->rect().contains(newest.topLeft()) && newest.bottom() <= table->viewport()->height());
        QCOMPARE(newest.top() % newest.height(), 0);
    }

    void newDecisionsKeepTheSelectionAndWhatIsRead()
    {
        test::StreamFixture fixture;
        fill(fixture);
        DecisionsPanel panel(m_theme);
        panel.setRun(fixture.stream(), fixture.run());
        panel.selectDecision(1);
        auto *reasoning = child<QPlainTextEdit>(panel, u"reasoning"_s);
        reasoning->selectAll();
        for (int i = 0; i < 50; ++i) {
            fixture.receive({ decision(fixture, "training", "more", "0.5") });
        }
        QCOMPARE(panel.selectedDecision(), 1);
        QVERIFY(reasoning->textCursor().hasSelection());
    }

    void tableAndChartSelectEachOther()
    {
        test::StreamFixture fixture;
        fill(fixture);
        DecisionsPanel panel(m_theme);
        ConfidenceCard card(m_theme);
        connect(&panel, &DecisionsPanel::decisionSelected, &card, &ConfidenceCard::selectDecision);
        connect(&card, &ConfidenceCard::decisionSelected, &panel, &DecisionsPanel::selectDecision);
        QSignalSpy fromPanel(&panel, &DecisionsPanel::decisionSelected);
        QSignalSpy fromCard(&card, &ConfidenceCard::decisionSelected);
        card.setRun(fixture.stream(), fixture.run());
        panel.setRun(fixture.stream(), fixture.run());
        const int newest = fixture.run()->decisions()->rowCount() - 1;
        QCOMPARE(card.selectedDecision(), newest); // nobody has picked one yet
        fixture.receive({ decision(fixture, "training", "more", "0.5") });
        QCOMPARE(card.selectedDecision(), newest + 1);
        fromPanel.clear();
        child<QTableView>(panel, u"decisions"_s)->selectRow(0);
        QCOMPARE(card.selectedDecision(), 0);
        QCOMPARE(fromPanel.size(), 1);
        QCOMPARE(fromCard.size(), 0);
        card.resize(316, 300);
        card.show();
        auto *chart = child<ConfidenceChart>(card, u"confidenceChart"_s);
        const QRect bar = chart->visualRect(chart->model()->index(1, chart->modelColumn()));
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, bar.bottomLeft() + QPoint(20, -5));
        QCOMPARE(panel.selectedDecision(), 1);
        QCOMPARE(fromPanel.size(), 1);
        QTest::keyClick(chart, Qt::Key_Up);
        QCOMPARE(panel.selectedDecision(), 0);
    }

    void stagesHaveHeadingsWhereThereIsMoreThanOne()
    {
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"analyzing"_s, 0.1), decision(fixture, "analyzing", "one", "0.9"),
                          decision(fixture, "analyzing", "two", "0.9") });
        ConfidenceCard card(m_theme);
        card.setRun(fixture.stream(), fixture.run());
        auto *chart = child<ConfidenceChart>(card, u"confidenceChart"_s);
        const auto height = [&](int row) {
            return chart->sizeHintForIndex(chart->model()->index(row, chart->modelColumn())).height();
        };
        QCOMPARE(height(0), ConfidenceDelegate::rowHeight);
        fixture.receive({ decision(fixture, "training", "three", "0.9") });
        QCOMPARE(height(0), ConfidenceDelegate::rowHeight + ConfidenceDelegate::headingHeight);
        QCOMPARE(height(1), ConfidenceDelegate::rowHeight);
        QCOMPARE(height(2), ConfidenceDelegate::rowHeight + ConfidenceDelegate::headingHeight);
    }

    void theLineMovesByKeys()
    {
        test::StreamFixture fixture;
        fill(fixture);
        ConfidenceCard card(m_theme);
        card.setRun(fixture.stream(), fixture.run());
        card.show();
        QSignalSpy moved(&card, &ConfidenceCard::thresholdChanged);
        auto *chart = child<ConfidenceChart>(card, u"confidenceChart"_s);
        QTest::keyClick(chart, Qt::Key_Left);
        QCOMPARE(card.threshold(), 0.79);
        QTest::keyClick(chart, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(card.threshold(), 0.89);
        QTest::keyClick(child<QPushButton>(card, u"thresholdLine"_s), Qt::Key_Left);
        QCOMPARE(card.threshold(), 0.88);
        QCOMPARE(moved.size(), 3);
        for (int i = 0; i < 20; ++i) {
            QTest::keyClick(chart, Qt::Key_Right, Qt::ShiftModifier);
        }
        QCOMPARE(card.threshold(), 1.0);
    }

    void theWidestNameHasTheRoomThatBarsCanSpare()
    {
        ConfidenceDelegate delegate(m_theme);
        const QRect row(0, 0, 280, ConfidenceDelegate::rowHeight);
        const int usual = delegate.trackRect(row).left();
        delegate.setWidestName(10);
        QCOMPARE(delegate.trackRect(row).left(), usual);
        delegate.setWidestName(usual + 4);
        QVERIFY(delegate.trackRect(row).left() > usual + 4);
        delegate.setWidestName(1000);
        QVERIFY(delegate.trackRect(row).left() < row.width() * 62 / 100);
        QVERIFY(delegate.trackRect(row).width() > 40);
    }

    void theLineIsDragged()
    {
        test::StreamFixture fixture;
        fill(fixture);
        ConfidenceCard card(m_theme);
        card.setRun(fixture.stream(), fixture.run());
        card.selectDecision(0);
        card.resize(316, 300);
        card.show();
        QSignalSpy selected(&card, &ConfidenceCard::decisionSelected);
        auto *chart = child<ConfidenceChart>(card, u"confidenceChart"_s);
        const int y = chart->visualRect(chart->model()->index(1, chart->modelColumn())).bottom() - 8;
        const QRect track = static_cast<const ConfidenceDelegate *>(chart->itemDelegate())
                                ->trackRect(QRect(0, 0, chart->viewport()->width(), ConfidenceDelegate::rowHeight));
        QTest::mousePress(chart->viewport(), Qt::LeftButton, {}, { chart->lineX() + 2, y });
        QTest::mouseMove(chart->viewport(), { track.left() + track.width() / 2, y });
        QMouseEvent drag(QEvent::MouseMove, QPointF(track.left() + track.width() / 2.0, y), QPointF(), Qt::NoButton,
                         Qt::LeftButton, {});
        QCoreApplication::sendEvent(chart->viewport(), &drag);
        QTest::mouseRelease(chart->viewport(), Qt::LeftButton, {}, { track.left() + track.width() / 2, y });
        QCOMPARE(card.threshold(), 0.5);
        QCOMPARE(selected.size(), 0); // taking hold of the line selects no bar
    }

    void theLineIsTyped()
    {
        ConfidenceCard card(m_theme);
        card.show();
        QSignalSpy moved(&card, &ConfidenceCard::thresholdChanged);
        test::click(card, u"thresholdLine"_s);
        auto *spin = child<QSpinBox>(card, u"thresholdSpin"_s);
        QVERIFY(spin->isVisible());
        spin->setValue(65);
        QCOMPARE(card.threshold(), 0.65);
        QCOMPARE(moved.size(), 1);
        QTest::keyClick(spin, Qt::Key_Return);
        QVERIFY(!spin->isVisible());
        QCOMPARE(moved.size(), 1);
        QVERIFY(child<QPushButton>(card, u"thresholdLine"_s)->text().contains("65"_L1));
        card.setThreshold(0.7); // from outside, without an echo
        QCOMPARE(moved.size(), 1);
    }

    void aScreenReaderHearsNameShareAndLine()
    {
        test::StreamFixture fixture;
        fill(fixture);
        ConfidenceCard card(m_theme);
        card.setRun(fixture.stream(), fixture.run());
        auto *chart = child<ConfidenceChart>(card, u"confidenceChart"_s);
        const auto spoken = [&](int row) {
            return chart->model()->index(row, chart->modelColumn()).data(Qt::AccessibleTextRole).toString();
        };
        QVERIFY2(spoken(0).contains("97"_L1) && !spoken(0).contains("below"_L1), qPrintable(spoken(0)));
        QVERIFY2(spoken(1).contains("71"_L1) && spoken(1).contains("below"_L1), qPrintable(spoken(1)));
        QVERIFY2(spoken(2).contains("not stated"_L1), qPrintable(spoken(2)));
        card.setThreshold(0.5);
        QVERIFY(!spoken(1).contains("below"_L1));
    }
};

QTEST_MAIN(TestDecisionsPanel)
#include "tst_decisionspanel.moc"
