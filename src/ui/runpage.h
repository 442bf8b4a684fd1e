// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/clientmessage.h"
#include "protocol/timestamp.h"

#include <QWidget>
#include <functional>
#include <memory>

class QSettings;

namespace stagewatch::model {
class RunModels;
class Stream;
} // namespace stagewatch::model

namespace stagewatch::ui {

class LogPanel;
class Theme;

/// All about one run: header, banner for an approval that waits, stages and confidence at the left, log, decisions,
/// approvals, results, problems and events in tabs. What streams in is shown ten times a second at most. Theme and
/// clock outlive the page.
class RunPage : public QWidget
{
    Q_OBJECT
public:
    enum class Tab { Log, Decisions, Approvals, Results, Problems, Events };

    RunPage(const Theme &theme, std::function<protocol::Timestamp()> now, QWidget *parent = nullptr);
    ~RunPage() override;

    /// Both null: nothing is shown. A stream alone: it has no run yet. Neither is owned; a stream that is destroyed
    /// leaves.
    void setRun(model::Stream *stream, model::RunModels *run);
    [[nodiscard]] model::Stream *stream() const;
    [[nodiscard]] model::RunModels *run() const;
    /// The clocks go on; call it once a second.
    void tick();

    void showTab(Tab tab);
    [[nodiscard]] Tab tab() const;
    [[nodiscard]] LogPanel *log() const;
    [[nodiscard]] bool canCancel() const;
    /// The approval in the banner; empty: none waits.
    [[nodiscard]] QString waitingApproval() const;
    void setThreshold(double share);
    /// Moves the keyboard to the next of stages, confidence, tabs and the open tab; false behind the last one.
    bool focusNextPane();

    void restore(const QSettings &memory);
    void save(QSettings &memory) const;

Q_SIGNALS:
    void cancelRequested();
    void retryRequested();
    void reviewRequested(const QString &approvalId);
    void approveRequested(const QString &approvalId);
    void thresholdChanged(double share);
    /// What can be done may have changed.
    void stateChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
