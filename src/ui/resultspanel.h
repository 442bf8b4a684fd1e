// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

namespace stagewatch::model {
class Stream;
class Run;
class RunModels;
} // namespace stagewatch::model

namespace stagewatch::ui {

class Theme;

/// What came out of a run: metric curves while it runs, the result's metrics, the failure or who cancelled it once it
/// ended. Never an empty chart: what is missing is said in words. The theme outlives the panel.
class ResultsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ResultsPanel(const Theme &theme, QWidget *parent = nullptr);
    ~ResultsPanel() override;

    /// Both null: no run. Neither is owned.
    void setRun(model::Stream *stream, model::RunModels *run);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void draw();
    void drawSoon();
    void fitNames();
    [[nodiscard]] static QString missingText(const model::Run &run, int resultRows);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
