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

/// Every approval that a run asked for, with what became of it. The theme outlives the panel.
class ApprovalsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ApprovalsPanel(const Theme &theme, QWidget *parent = nullptr);
    ~ApprovalsPanel() override;

    /// Both null: no run; the panel says what an approval is. Neither is owned.
    void setRun(model::Stream *stream, model::RunModels *run);

Q_SIGNALS:
    /// A person wants to look at this approval and, while it waits, to answer it.
    void reviewRequested(const QString &approvalId);

private:
    void layOutColumns();
    void follow();
    void showDetail();
    void review();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
