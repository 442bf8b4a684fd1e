// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

class QWidget;

namespace stagewatch::ui {

/// Lets a window repaint 60 times a second at most, however often its models change: what is changed meanwhile is
/// painted together. Owned by the window. GUI thread.
class PaintPacer : public QObject
{
    Q_OBJECT
public:
    explicit PaintPacer(QWidget *window);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void paintNow();

    QWidget *m_window;
    QTimer m_next;
    QElapsedTimer m_sinceLast;
    bool m_passing = false;
};

} // namespace stagewatch::ui
