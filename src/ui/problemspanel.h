// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

namespace stagewatch::model {
class Stream;
class RunModels;
} // namespace stagewatch::model

namespace stagewatch::ui {

class Theme;

/// What could not be taken as it came: one line a kind with count, last time and a sentence, and the bytes that came.
/// GUI thread.
class ProblemsPanel : public QWidget
{
    Q_OBJECT
public:
    /// `theme` outlives the panel.
    explicit ProblemsPanel(const Theme &theme, QWidget *parent = nullptr);
    ~ProblemsPanel() override;

    /// Shows another run, or nothing. Neither is owned; both outlive the panel or the next call.
    void setRun(model::Stream *stream, model::RunModels *run);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
