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

/// What a run decided and why: a table of its decisions, and below it the reasoning and the metadata of the selected
/// one. Decisions are named by their row, the index in Run::decisions(). The theme outlives the panel.
class DecisionsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit DecisionsPanel(const Theme &theme, QWidget *parent = nullptr);
    ~DecisionsPanel() override;

    /// Both null: no run; the panel says what a decision is. Neither is owned.
    void setRun(model::Stream *stream, model::RunModels *run);
    [[nodiscard]] int selectedDecision() const; ///< -1: none

public Q_SLOTS:
    /// Selects and scrolls to the row, without another decisionSelected(). -1 clears.
    void selectDecision(int row);
    /// Confidence below this share (0..1) is drawn amber.
    void setThreshold(double share);

Q_SIGNALS:
    /// Another row was selected, by a person or because it is the newest and nobody has picked one.
    void decisionSelected(int row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOutColumns();
    void fitNames();
    void follow();
    void showDetail(bool changed);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
