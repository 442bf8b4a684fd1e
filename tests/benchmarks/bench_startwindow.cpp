// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processusage.h"

#include "app/commands.h"

#include <QApplication>
#include <QMainWindow>

#include <cstdio>

namespace {

/// Says when the window was painted for the first time, and ends the program.
class FirstPaint : public QObject
{
public:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_painted && qobject_cast<QMainWindow *>(watched)) {
            m_painted = true;
            // When the event loop comes round, everything is painted and handed to the display.
            QMetaObject::invokeMethod(this, &FirstPaint::tell, Qt::QueuedConnection);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void tell()
    {
        std::printf("{\"ended\":%lld}\n", static_cast<long long>(stagewatch::bench::monotonicNow()));
        std::fflush(stdout);
        QCoreApplication::quit();
    }
    bool m_painted = false;
};

void watchForPaint()
{
    auto *filter = new FirstPaint;
    filter->setParent(QCoreApplication::instance());
    QCoreApplication::instance()->installEventFilter(filter);
}

} // namespace

// The window as `stagewatch` opens it, with one more event filter.
int main(int argc, char **argv)
{
    qAddPreRoutine(watchForPaint);
    return stagewatch::app::runWindow(argc, argv, {});
}
