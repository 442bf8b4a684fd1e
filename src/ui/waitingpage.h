// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/timestamp.h"

#include <QTimer>
#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace stagewatch::model {
class RunListModel;
}

namespace stagewatch::ui {

class ApprovalBanner;
class EmptyNote;
class Theme;

/// Every approval that waits in any run, each with its answers. Theme, runs and clock outlive it.
class WaitingPage : public QWidget
{
    Q_OBJECT
public:
    WaitingPage(const Theme &theme, model::RunListModel &runs, std::function<protocol::Timestamp()> now,
                QWidget *parent = nullptr);
    void tick();

Q_SIGNALS:
    void reviewRequested(int streamId, int runIndex, const QString &approvalId);
    void approveRequested(int streamId, int runIndex, const QString &approvalId);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void collect();
    ApprovalBanner *makeBanner();
    const Theme &m_theme;
    model::RunListModel &m_runs;
    std::function<protocol::Timestamp()> m_now;
    QTimer m_soon;
    QVBoxLayout *m_column;
    QWidget *m_list;
    EmptyNote *m_empty;
    QList<ApprovalBanner *> m_banners;
};

} // namespace stagewatch::ui
