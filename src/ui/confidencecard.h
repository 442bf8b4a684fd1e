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

/// The card "Confidence of decisions": one bar a decision and a threshold line that can be moved.
/// Decisions are named by their row, the index in Run::decisions(). The theme outlives the card.
class ConfidenceCard : public QWidget
{
    Q_OBJECT
public:
    explicit ConfidenceCard(const Theme &theme, QWidget *parent = nullptr);
    ~ConfidenceCard() override;

    /// Both null: no run; the card says what it will show. Neither is owned.
    void setRun(model::Stream *stream, model::RunModels *run);
    [[nodiscard]] double threshold() const; ///< 0..1, 0.8 at first
    [[nodiscard]] int selectedDecision() const; ///< -1: none

public Q_SLOTS:
    /// Selects and scrolls to the row, without another decisionSelected(). -1 clears.
    void selectDecision(int row);
    /// Moves the line, without another thresholdChanged().
    void setThreshold(double share);

Q_SIGNALS:
    /// A person selected another bar.
    void decisionSelected(int row);
    /// A person moved the line; 0..1.
    void thresholdChanged(double share);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
