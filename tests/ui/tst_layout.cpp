// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runlistmodel.h"
#include "projectfixture.h"
#include "ui/approvalbanner.h"
#include "ui/confidencechart.h"
#include "ui/emptynote.h"
#include "ui/levelstrip.h"
#include "ui/logpanel.h"
#include "ui/logtable.h"
#include "ui/mainwindow.h"
#include "ui/runpage.h"
#include "ui/sidebar.h"
#include "ui/slidebox.h"
#include "ui/theme.h"

#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QStyleOptionSlider>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using protocol::Timestamp;
using test::ProjectFixture;

namespace {
const Timestamp start{ std::chrono::milliseconds(1'780'000'000'000) };

void askForLong(ProjectFixture &project, const Timestamp &expires)
{
    project.send("approval_required",
                 R"({"approval_id": "a1", "stage": "model_selection", "message": "Train it?", "expires_at": ")"
                     + protocol::formatTimestamp(expires).toUtf8()
                     + R"(", "approval_data": {"architecture_of_the_candidate": ")" + QByteArray(300, 'x')
                     + R"(", "training_budget_in_minutes": 20, "number_of_estimators": 600}})");
}
} // namespace

/// Where things stand in the window, whatever it has to show.
class TestLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNoteLeavesNoWordAloneOnItsLine()
    {
        const QFontMetrics metrics{ QFont() };
        const auto heightAt = [&](const QString &text, int width) {
            return metrics.boundingRect(QRect(0, 0, width, 1000), Qt::TextWordWrap, text).height();
        };
        QString text = u"What"_s;
        while (heightAt(text, 420) == heightAt(u"What"_s, 420))
            text += u" word"_s; // the last one is alone on the second line
        const int width = ui::balancedWidth(metrics, text, 420);
        QVERIFY2(width < 260, qPrintable(QString::number(width)));
        QCOMPARE(heightAt(text, width), heightAt(text, 420));
    }

    void init()
    {
        m_theme.apply(*qApp);
        m_runs = std::make_unique<model::RunListModel>();
        m_project = std::make_unique<ProjectFixture>(1, u"credit-risk"_s, u"localhost"_s, start);
        m_runs->addStream(m_project->stream());
        m_project->connected(m_now);
        m_window = std::make_unique<ui::MainWindow>(m_theme, *m_runs,
                                                    ui::WindowContext{ [this] { return m_now; }, u"ann"_s, nullptr });
        m_window->show();
        m_project->stage(u"model_selection"_s, 0.4, u"Model Selection"_s);
        m_window->showRun(1);
    }
    void cleanup()
    {
        m_window.reset();
        m_runs.reset();
        m_project.reset();
    }

    void aLongBannerTakesNothingFromTheSidebar()
    {
        m_window->resize(1000, 700);
        const auto *sidebar = m_window->findChild<ui::Sidebar *>();
        const int width = sidebar->width();
        askForLong(*m_project, m_now + std::chrono::minutes(5));
        const auto *slide = m_window->findChild<ui::SlideBox *>();
        QTRY_COMPARE(slide->height(), ui::ApprovalBanner::fixedHeight + ui::Theme::gap); // all the way out
        const auto *banner = slide->findChild<ui::ApprovalBanner *>();
        // How long there is time is whole, however long the proposal is.
        const auto deadline = [banner]() -> const QLabel * {
            for (const QLabel *label : banner->findChildren<QLabel *>()) {
                if (label->text().contains(u"expires in"))
                    return label;
            }
            return nullptr;
        };
        QTRY_VERIFY(deadline());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        QVERIFY(deadline()->width() >= deadline()->sizeHint().width());
        QVERIFY(banner->rect().contains(deadline()->geometry()));
        QCOMPARE(sidebar->width(), width);
    }

    void aBannerNamesAsManyValuesAsHaveRoom()
    {
        m_window->resize(1400, 700);
        m_project->send("approval_required",
                        R"({"approval_id": "a1", "stage": "model_selection", "message": "Train it?",
                            "approval_data": {"a_parameter_of_the_model": 1, "the_budget_in_minutes": 20,
                                              "number_of_all_estimators": 600, "learning_rate": 0.1}})");
        const auto *detail = m_window->findChild<QLabel *>(u"bannerDetail"_s);
        QVERIFY(detail);
        QTRY_COMPARE(detail->text().count(u'·'), 3);
        const auto isWhole = [detail] {
            return detail->width() >= QFontMetrics(detail->font()).horizontalAdvance(detail->text());
        };
        QTRY_VERIFY(isWhole());
        m_window->resize(1000, 700);
        QTRY_VERIFY(detail->text().count(u'·') < 3);
        QVERIFY(detail->text().startsWith(u"a_parameter_of_the_model 1"));
        QTRY_VERIFY(isWhole());
        m_window->resize(1400, 700);
        QTRY_COMPARE(detail->text().count(u'·'), 3);
    }

    void aRunWithoutStagesSaysWhatWillStandThere()
    {
        const auto *note = m_window->findChild<QLabel *>(u"noStages"_s);
        QVERIFY(note);
        QVERIFY(!note->isVisible());
        ProjectFixture silent(2, u"silent"_s, u"localhost"_s, start);
        m_runs->addStream(silent.stream());
        silent.connected(m_now);
        m_window->showRun(2);
        QTRY_VERIFY(note->isVisible());
        QVERIFY(!note->text().isEmpty());
        QVERIFY(note->height() >= note->heightForWidth(note->width())); // all of it
        silent.stage(u"training"_s, 0.1);
        QTRY_VERIFY(!note->isVisible());
        m_window->showRun(1);
        m_runs->removeStream(silent.stream());
    }

    void theSidebarSaysAllThatARunWaitsFor()
    {
        auto *list = m_window->findChild<ui::Sidebar *>()->findChild<QListView *>();
        const QModelIndex row = m_runs->indexOf(1, 0);
        const int before = list->visualRect(row).height();
        askForLong(*m_project, m_now + std::chrono::minutes(5));
        QTRY_VERIFY(list->visualRect(row).height() > before);
        m_project->send("approval_resolved", R"({"approval_id": "a1", "decision": "approved", "resolved_by": "kim"})");
        QTRY_COMPARE(list->visualRect(row).height(), before);
    }

    void noRowOfALogIsCutInHalf_data()
    {
        QTest::addColumn<int>("height");
        for (const int height : { 600, 611, 700, 719, 800 })
            QTest::addRow("%d", height) << height;
    }
    void noRowOfALogIsCutInHalf()
    {
        QFETCH(int, height);
        m_window->resize(1280, height);
        for (int line = 0; line < 200; ++line)
            m_project->log("info", u"line %1"_s.arg(line));
        auto *table = m_window->findChild<ui::LogTable *>();
        QTRY_COMPARE(table->model()->rowCount(), 200);
        QTRY_COMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
        QTRY_COMPARE(table->viewport()->height() % ui::Theme::logRowHeight, 0);
        QTRY_COMPARE(table->visualRect(table->indexAt({ 5, 0 })).top(), 0);
        QCOMPARE(table->visualRect(table->model()->index(199, 0)).bottom(), table->viewport()->height() - 1);
    }

    void marksStandWhereTheScrollBarsHandleGoes()
    {
        m_window->resize(1280, 800);
        for (int line = 0; line < 1000; ++line)
            m_project->log("info", u"line %1"_s.arg(line));
        auto *table = m_window->findChild<ui::LogTable *>();
        auto *bar = table->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 900);
        m_window->findChild<ui::LogPanel *>()->setFollowing(false);
        const auto *strip = m_window->findChild<ui::LevelStrip *>();
        for (const int row : { 0, 500, 999 }) {
            table->scrollTo(table->model()->index(row, 0), QAbstractItemView::PositionAtCenter);
            QStyleOptionSlider option;
            option.initFrom(bar);
            option.orientation = Qt::Vertical;
            option.minimum = bar->minimum();
            option.maximum = bar->maximum();
            option.sliderPosition = option.sliderValue = bar->value();
            option.pageStep = bar->pageStep();
            const QRect handle =
                bar->style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, bar);
            const int y = bar->mapFromGlobal(strip->mapToGlobal(QPoint(0, strip->yOf(row)))).y();
            QVERIFY2(y >= handle.top() - 1 && y <= handle.bottom() + 1,
                     qPrintable(u"row %1: %2, handle from %3"_s.arg(row).arg(y).arg(handle.top())));
        }
    }

    void noBarOfTheConfidenceListIsCutInHalf()
    {
        m_window->resize(1280, 600);
        for (int decision = 0; decision < 20; ++decision)
            m_project->decision("kind", QByteArray::number(decision).constData(), 0.9);
        auto *chart = m_window->findChild<ui::ConfidenceChart *>();
        QTRY_COMPARE(chart->model()->rowCount(), 20);
        QTRY_COMPARE(chart->currentIndex().row(), 19);
        QTRY_COMPARE(chart->visualRect(chart->currentIndex()).bottom(), chart->viewport()->height() - 1);
        QTRY_COMPARE(chart->visualRect(chart->indexAt(QPoint(20, 1))).top(), 0);
    }

private:
    ui::Theme m_theme;
    Timestamp m_now = start + std::chrono::seconds(100);
    std::unique_ptr<model::RunListModel> m_runs;
    std::unique_ptr<ProjectFixture> m_project;
    std::unique_ptr<ui::MainWindow> m_window;
};

QTEST_MAIN(TestLayout)
#include "tst_layout.moc"
