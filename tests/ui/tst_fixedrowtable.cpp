// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fixedrowtable.h"

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QPaintEvent>
#include <QScreen>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using stagewatch::ui::FixedRowTable;

namespace {

constexpr int rowHeight = 20;

/// Any number of rows that cost nothing.
class Numbers : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit Numbers(int rows)
        : m_rows(rows)
    {
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 2; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == Qt::BackgroundRole)
            return m_background;
        return role == Qt::DisplayRole ? u"%1.%2"_s.arg(index.row()).arg(index.column()) : QVariant();
    }
    void add(int count)
    {
        beginInsertRows({}, m_rows, m_rows + count - 1);
        m_rows += count;
        endInsertRows();
    }
    void removeFirst(int count)
    {
        beginRemoveRows({}, 0, count - 1);
        m_rows -= count;
        endRemoveRows();
    }
    void become(int rows)
    {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    void paintWith(const QColor &color)
    {
        m_background = color;
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, 1));
    }

private:
    int m_rows;
    QVariant m_background;
};

/// What a widget has painted since.
class PaintedRegion : public QObject
{
public:
    explicit PaintedRegion(QWidget *widget)
    {
        QCoreApplication::processEvents();
        widget->installEventFilter(this);
    }
    QRegion region;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

class TestFixedRowTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void placesEveryRow_data();
    void placesEveryRow();
    void scrollsToARow();
    void barFollowsTheModel();
    void showsWholeRowsWhateverBarsThereAre();
    void keysMoveByRowsAndPages();
    void emptyTableTakesKeysToo();
    void mouseSelectsWholeRows();
    void selectsAllOfTenMillion();
    void paintsWhatChanged();
    void paintsNewRowsAlone();
    void paintsTheSameAfterScrolling();
    void hiddenColumnTakesNoPlace();
    void nothingLiesOverTheRows();

private:
    [[nodiscard]] QRect rect(int row, int column = 0) const { return m_table->visualRect(m_model->index(row, column)); }
    void fill(int rows);
    [[nodiscard]] int bar() const { return m_table->verticalScrollBar()->value(); }

    std::unique_ptr<Numbers> m_model;
    std::unique_ptr<FixedRowTable> m_table;
};

void TestFixedRowTable::init()
{
    m_table.reset();
    m_model.reset();
}

/// Room for ten rows and a half.
void TestFixedRowTable::fill(int rows)
{
    m_model = std::make_unique<Numbers>(rows);
    m_table = std::make_unique<FixedRowTable>(rowHeight);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->horizontalHeader()->setFixedHeight(30);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setModel(m_model.get());
    m_table->resize(300, 30 + 10 * rowHeight + rowHeight / 2);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    QCOMPARE(m_table->rowsInSight(), 10);
}

void TestFixedRowTable::placesEveryRow_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("top");
    QTest::newRow("the first") << 100 << 0;
    QTest::newRow("some") << 100 << 37;
    QTest::newRow("the last") << 100 << 90;
    QTest::newRow("fewer than there is room for") << 4 << 0;
    QTest::newRow("ten million") << 10'000'000 << 9'876'543;
    QTest::newRow("all that a model can have") << std::numeric_limits<int>::max() << 2'000'000'000;
}

void TestFixedRowTable::placesEveryRow()
{
    QFETCH(int, rows);
    QFETCH(int, top);
    fill(rows);
    m_table->verticalScrollBar()->setValue(top);
    QCOMPARE(m_table->topRow(), top);
    for (int line = 0; line < 10; ++line) {
        const int row = top + line;
        for (const int y : { line * rowHeight, line * rowHeight + rowHeight - 1 }) {
            const auto found = m_table->indexAt({ m_table->columnViewportPosition(1) + 3, y });
            QCOMPARE(found, row < rows ? m_model->index(row, 1) : QModelIndex());
        }
        if (row < rows) {
            QCOMPARE(rect(row, 1),
                     QRect(m_table->columnViewportPosition(1), line * rowHeight, m_table->columnWidth(1), rowHeight));
        }
    }
    QVERIFY(!m_table->viewport()->rect().intersects(rect(0)) || top == 0);
    QVERIFY(!m_table->viewport()->rect().intersects(rect(rows - 1)) || top + 11 >= rows);
    QVERIFY(!m_table->indexAt({ 3, -1 }).isValid());
}

void TestFixedRowTable::scrollsToARow()
{
    fill(1'000);
    const auto goTo = [this](int row, QAbstractItemView::ScrollHint hint = QAbstractItemView::EnsureVisible) {
        m_table->scrollTo(m_model->index(row, 1), hint);
        return bar();
    };
    QCOMPARE(goTo(9), 0);
    QCOMPARE(goTo(10), 1);
    QCOMPARE(goTo(500), 491);
    QCOMPARE(goTo(495), 491);
    QCOMPARE(goTo(490), 490);
    QCOMPARE(goTo(300, QAbstractItemView::PositionAtTop), 300);
    QCOMPARE(goTo(300, QAbstractItemView::PositionAtBottom), 291);
    QCOMPARE(goTo(600, QAbstractItemView::PositionAtCenter), 595);
    QCOMPARE(goTo(999, QAbstractItemView::PositionAtTop), 990);
    m_model->add(500); // and at once, before the new rows were laid out
    QCOMPARE(goTo(1'499), 1'490);
}

void TestFixedRowTable::barFollowsTheModel()
{
    fill(4);
    QCOMPARE(m_table->verticalScrollBar()->maximum(), 0);
    m_model->add(96);
    QTRY_COMPARE(m_table->verticalScrollBar()->maximum(), 90);
    QCOMPARE(m_table->verticalScrollBar()->pageStep(), 10);
    m_table->verticalScrollBar()->setValue(90);
    m_model->add(100);
    QTRY_COMPARE(m_table->verticalScrollBar()->maximum(), 190);
    QCOMPARE(bar(), 90); // who follows the end scrolls
    m_model->removeFirst(150);
    QTRY_COMPARE(m_table->verticalScrollBar()->maximum(), 40);
    QCOMPARE(bar(), 40);
    m_model->become(10);
    QTRY_COMPARE(m_table->verticalScrollBar()->maximum(), 0);
    m_table->resize(300, 30 + 3 * rowHeight);
    QTRY_COMPARE(m_table->verticalScrollBar()->maximum(), 7);
}

void TestFixedRowTable::showsWholeRowsWhateverBarsThereAre()
{
    fill(8);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    const int top = m_table->viewport()->geometry().top();
    for (const int width : { 300, 120, 90, 250, 30 }) {
        m_table->setColumnWidth(1, width);
        for (int height = 200; height < 300; height += 7) {
            m_table->resize(300, height);
            QTRY_COMPARE(m_table->horizontalScrollBar()->isVisible(),
                         m_table->horizontalHeader()->length() > m_table->viewport()->width());
            const int rows = m_table->viewport()->height() / rowHeight;
            QTRY_COMPARE(m_table->verticalScrollBar()->isVisible(), rows < 8);
            QCOMPARE(m_table->verticalScrollBar()->maximum(), qMax(0, 8 - rows));
            QCOMPARE(m_table->viewport()->height(), rows * rowHeight);
            QCOMPARE(m_table->viewport()->geometry().top(), top);
            QCOMPARE(m_table->horizontalHeader()->geometry().bottom() + 1, top);
        }
    }
}

void TestFixedRowTable::keysMoveByRowsAndPages()
{
    fill(1'000);
    const auto press = [this](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(m_table.get(), key, modifiers);
        return m_table->currentIndex().row();
    };
    m_table->setCurrentIndex(m_model->index(0, 0));
    QCOMPARE(press(Qt::Key_Down), 1);
    QCOMPARE(press(Qt::Key_PageDown), 11);
    QVERIFY(m_table->viewport()->rect().contains(rect(11)));
    QCOMPARE(press(Qt::Key_Up), 10);
    QCOMPARE(press(Qt::Key_PageUp), 0);
    QCOMPARE(press(Qt::Key_PageUp), 0);
    QCOMPARE(press(Qt::Key_End), 999);
    QCOMPARE(bar(), 990);
    QCOMPARE(press(Qt::Key_PageDown), 999);
    QCOMPARE(press(Qt::Key_Down), 999);
    QCOMPARE(press(Qt::Key_Up, Qt::ShiftModifier), 998);
    QCOMPARE(m_table->selectionModel()->selectedRows().size(), 2);
    QCOMPARE(press(Qt::Key_Home), 0);
    QCOMPARE(bar(), 0);
}

void TestFixedRowTable::emptyTableTakesKeysToo()
{
    fill(0);
    for (const Qt::Key key : { Qt::Key_Down, Qt::Key_End, Qt::Key_PageUp, Qt::Key_Home })
        QTest::keyClick(m_table.get(), key);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, { 20, 20 });
    QVERIFY(!m_table->currentIndex().isValid());
    m_table->grab();
}

void TestFixedRowTable::mouseSelectsWholeRows()
{
    fill(1'000);
    m_table->verticalScrollBar()->setValue(500);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, rect(503, 1).center());
    QCOMPARE(m_table->currentIndex().row(), 503);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, Qt::ShiftModifier, rect(507).center());
    QCOMPARE(m_table->selectionModel()->selectedRows().size(), 5);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, Qt::ControlModifier, rect(505).center());
    QCOMPARE(m_table->selectionModel()->selectedRows().size(), 4);
    QVERIFY(m_table->selectionModel()->isRowSelected(504, {}));
    QVERIFY(!m_table->selectionModel()->isRowSelected(505, {}));
    QCOMPARE(bar(), 500);
}

void TestFixedRowTable::selectsAllOfTenMillion()
{
    fill(10'000'000);
    m_table->verticalScrollBar()->setValue(5'000'000);
    m_table->selectAll();
    const auto selection = m_table->selectionModel()->selection();
    QCOMPARE(selection.size(), 1);
    QCOMPARE(selection.first().height(), 10'000'000);
    m_table->grab();
    m_table->clearSelection();
    QVERIFY(!m_table->selectionModel()->hasSelection());
}

void TestFixedRowTable::paintsWhatChanged()
{
    fill(1'000);
    m_table->verticalScrollBar()->setValue(700);
    PaintedRegion painted(m_table->viewport());
    m_model->paintWith(Qt::blue);
    QTRY_VERIFY(painted.region.contains(rect(705).center()));
    QCOMPARE(m_table->viewport()->grab().toImage().pixelColor(rect(705).bottomRight() - QPoint(3, 3)),
             QColor(Qt::blue));
}

void TestFixedRowTable::paintsNewRowsAlone()
{
    fill(5);
    PaintedRegion painted(m_table->viewport());
    m_model->add(2);
    QTRY_VERIFY(painted.region.contains(rect(6).center()));
    QVERIFY(painted.region.contains(rect(5).topLeft()));
    QVERIFY(!painted.region.intersects(rect(4)));
    painted.region = {};
    m_model->add(100); // of which four are in sight
    QTRY_VERIFY(painted.region.contains(rect(9).center()));
}

/// Scrolling moves what is painted; that must be what painting anew gives.
void TestFixedRowTable::paintsTheSameAfterScrolling()
{
    fill(1'000);
    const auto onScreen = [this] {
        QCoreApplication::processEvents();
        return m_table->screen()->grabWindow(m_table->winId()).toImage();
    };
    QImage before = onScreen();
    for (const int top : { 3, 4, 2, 8, 700, 695, 704, 0 }) {
        m_table->verticalScrollBar()->setValue(top);
        const QImage scrolled = onScreen();
        QVERIFY(!scrolled.isNull());
        QVERIFY(scrolled != before);
        m_table->viewport()->update();
        QVERIFY(onScreen() == scrolled);
        before = scrolled;
    }
}

void TestFixedRowTable::nothingLiesOverTheRows()
{
    fill(100);
    const auto *viewport = m_table->viewport();
    m_table->horizontalHeader()->setFixedHeight(16); // lower than the height that a widget has by itself
    QTRY_COMPARE(viewport->geometry().top(), 16);
    for (const auto *child : m_table->findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
        QVERIFY2(child == viewport || !child->isVisible() || !child->geometry().intersects(viewport->geometry()),
                 child->metaObject()->className());
}

void TestFixedRowTable::hiddenColumnTakesNoPlace()
{
    fill(100);
    m_table->setColumnHidden(0, true);
    QCOMPARE(rect(3, 0), QRect());
    QCOMPARE(rect(3, 1).left(), 0);
    QCOMPARE(m_table->indexAt({ 2, 3 * rowHeight }), m_model->index(3, 1));
}

QTEST_MAIN(TestFixedRowTable)
#include "tst_fixedrowtable.moc"
