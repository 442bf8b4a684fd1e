// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paintpacer.h"

#include <QElapsedTimer>
#include <QPaintEvent>
#include <QTest>
#include <QWidget>

namespace {

class Painted : public QWidget
{
public:
    using QWidget::QWidget;
    int paints = 0;
    QRegion lastRegion;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        ++paints;
        lastRegion = event->region();
    }
};

} // namespace

class TestPaintPacer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paintsManyChangesTogether()
    {
        QWidget window;
        window.resize(200, 100);
        Painted child(&window);
        child.resize(200, 100);
        new stagewatch::ui::PaintPacer(&window);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(child.paints > 0);
        child.paints = 0;
        QElapsedTimer time;
        time.start();
        int asked = 0;
        for (; time.elapsed() < 400; ++asked) {
            child.update();
            QCoreApplication::processEvents();
        }
        const auto frames = int(time.elapsed() / 16) + 2;
        QVERIFY2(child.paints <= frames,
                 qPrintable(QStringLiteral("%1 paints in %2 frames").arg(child.paints).arg(frames)));
        QVERIFY(child.paints > 0);
        QVERIFY(asked > child.paints);
        // The last change is painted too.
        child.paints = 0;
        child.update(QRect(10, 10, 5, 5));
        QTRY_VERIFY(child.paints > 0);
        QVERIFY(child.lastRegion.contains(QPoint(12, 12)));
    }
};

QTEST_MAIN(TestPaintPacer)
#include "tst_paintpacer.moc"
