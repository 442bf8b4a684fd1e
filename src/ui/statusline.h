// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/timestamp.h"
#include "ui/theme.h"

#include <QTimer>
#include <QWidget>

namespace stagewatch::model {
class Stream;
}

namespace stagewatch::ui {

class Label;

/// The line at the foot of the window: what the shown stream brings and how large its journal is, and how many
/// approvals wait anywhere. A problem of this program takes its place for a while. The theme outlives it.
class StatusLine : public QWidget
{
    Q_OBJECT
public:
    explicit StatusLine(const Theme &theme, QWidget *parent = nullptr);

    /// The stream may be null.
    void refresh(model::Stream *stream, int pendingApprovals, protocol::Timestamp now);
    void showProblem(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Label *m_events;
    Label *m_rate;
    Label *m_journal;
    Label *m_problem;
    Label *m_waiting;
    QTimer m_problemTime;
};

} // namespace stagewatch::ui
