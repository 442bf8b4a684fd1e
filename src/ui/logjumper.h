// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/logplaces.h"

#include <QObject>
#include <QPointer>

namespace stagewatch::model {
class RunModels;
}

namespace stagewatch::ui {

class GoToPopover;
class LogTable;
class Theme;

/// Takes the reader to a time or to where a stage began. GUI thread.
class LogJumper : public QObject
{
    Q_OBJECT
public:
    /// All outlive it. The popover opens over `panel`, below `button`.
    LogJumper(const Theme &theme, LogTable &table, QWidget &panel, const QWidget &button);

    /// The run whose log the table shows; null for none. It outlives the jumper or the next call.
    void setRun(model::RunModels *run);
    /// Asks where to go.
    void ask();
    /// To where the stage of the current line began, or of the first line in sight.
    void goToStageStart();

Q_SIGNALS:
    /// A sentence: there is no such place.
    void failed(const QString &sentence);

private:
    void goToTime(const QString &text);
    void goToStage(const QString &stageId);
    void goToJournalRow(qint64 row);
    void offerStages();
    [[nodiscard]] int startRow() const;

    const Theme &m_theme;
    LogTable &m_table;
    QWidget &m_panel;
    const QWidget &m_button;
    QPointer<model::RunModels> m_run;
    GoToPopover *m_popover = nullptr;
    model::StageSearch m_search;
};

} // namespace stagewatch::ui
