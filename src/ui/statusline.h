// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/timestamp.h"
#include "ui/theme.h"

#include <QPointer>
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

    /// Once a second and when another stream is shown, which may be null.
    void refresh(model::Stream *stream, int pendingApprovals, protocol::Timestamp now);
    /// What grows with each event, as often as the rest of the window tells it.
    void refreshCounts();
    void showProblem(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString rate(protocol::Timestamp now) const;

    const Theme &m_theme;
    QPointer<model::Stream> m_stream;
    protocol::Timestamp m_since; ///< when the stream was first seen here
    Label *m_events;
    Label *m_rate;
    Label *m_journal;
    Label *m_problem;
    Label *m_waiting;
    QTimer m_problemTime;
    bool m_isEmpty = true;
};

} // namespace stagewatch::ui
