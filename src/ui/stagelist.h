// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/timestamp.h"

#include <QListView>
#include <functional>

namespace stagewatch::model {
class StageModel;
}

namespace stagewatch::ui {

class Label;
class Theme;

/// The stages of a run as bars with their durations. As high as its stages and one message line, so that what stands
/// below does not jump when the current stage changes. Before the first stage it says what will stand there. Theme and
/// clock outlive it.
class StageList : public QListView
{
    Q_OBJECT
public:
    StageList(const Theme &theme, std::function<protocol::Timestamp()> now, QWidget *parent = nullptr);

    /// May be null. Not owned.
    void setStages(model::StageModel *stages);
    /// While true, the running stage's duration goes on; over a dead connection it stands.
    void setTicking(bool ticking, protocol::Timestamp stoppedAt);
    /// Repaints durations.
    void tick();
    [[nodiscard]] protocol::Timestamp shownTime() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void stagesChanged();
    std::function<protocol::Timestamp()> m_now;
    Label *m_empty;
    bool m_ticking = true;
    protocol::Timestamp m_stoppedAt{};
};

} // namespace stagewatch::ui
