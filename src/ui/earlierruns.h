// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QMenu>

namespace stagewatch::ui {

/// A run of an earlier day, kept in a journal.
struct EarlierRun
{
    QString projectId;
    QString server;
    int number = 0;
    protocol::RunStatus status = protocol::RunStatus::Pending;
    std::optional<protocol::Timestamp> startedAt;
    QString journalPath;
};

/// The menu of runs that can be opened again, the newest first; disabled while there are none.
class EarlierRunsMenu : public QMenu
{
    Q_OBJECT
public:
    explicit EarlierRunsMenu(QWidget *parent = nullptr);
    void setRuns(const QList<EarlierRun> &runs);

Q_SIGNALS:
    void chosen(const QString &journalPath);
};

} // namespace stagewatch::ui
