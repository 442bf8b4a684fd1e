// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/timestamp.h"

#include <QWidget>
#include <functional>

class QListView;

namespace stagewatch::model {
class RunListModel;
}

namespace stagewatch::ui {

class Card;
class Theme;

/// Every run at a glance: who needs me, where is it, what happened. Theme, runs and clock outlive it.
class OverviewPage : public QWidget
{
    Q_OBJECT
public:
    OverviewPage(const Theme &theme, model::RunListModel &runs, std::function<protocol::Timestamp()> now,
                 QWidget *parent = nullptr);
    /// The durations go on.
    void tick();

Q_SIGNALS:
    void runChosen(int streamId, int runIndex);

private:
    QWidget *makeGroup(int group, const QString &heading, model::RunListModel &runs,
                       const std::function<protocol::Timestamp()> &now);
    const Theme &m_theme;
    QList<QListView *> m_lists;
};

} // namespace stagewatch::ui
