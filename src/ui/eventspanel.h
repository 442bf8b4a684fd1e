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

/// Every event of a run as it came: a table with a filter by kind, and an inspector with the raw JSON of the selected
/// one. GUI thread.
class EventsPanel : public QWidget
{
    Q_OBJECT
public:
    /// `theme` outlives the panel.
    explicit EventsPanel(const Theme &theme, QWidget *parent = nullptr);
    ~EventsPanel() override;

    /// Shows another run, or nothing. Neither is owned; both outlive the panel or the next call.
    void setRun(model::Stream *stream, model::RunModels *run);

public Q_SLOTS:
    /// Selects the event at that row of the stream's journal and scrolls it into view; clears a filter that hides it.
    void selectEvent(qint64 journalRow);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
