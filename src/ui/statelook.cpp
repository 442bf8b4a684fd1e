// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statelook.h"

#include "model/textform.h"

#include <QCoreApplication>

namespace stagewatch::ui {

using protocol::RunStatus;
using protocol::StageStatus;

StateLook stateLook(RunStatus status)
{
    const QString word = model::TextForm::status(status);
    switch (status) {
    case RunStatus::Pending:
        return { Glyph::Coming, Theme::Role::Coming, word };
    case RunStatus::Running:
        return { Glyph::Running, Theme::Role::Accent, word };
    case RunStatus::WaitingForApproval:
        return { Glyph::Waiting, Theme::Role::Waiting, word };
    case RunStatus::Cancelling:
        return { Glyph::Cancelled, Theme::Role::Cancelled, word };
    case RunStatus::Completed:
        return { Glyph::Completed, Theme::Role::Completed, word };
    case RunStatus::Failed:
        return { Glyph::Failed, Theme::Role::Failed, word };
    case RunStatus::Cancelled:
        return { Glyph::Cancelled, Theme::Role::Cancelled, word };
    }
    return {};
}

StateLook stateLook(StageStatus status)
{
    const QString word = model::TextForm::stageStatus(status);
    switch (status) {
    case StageStatus::Pending:
        return { Glyph::Coming, Theme::Role::Coming, word };
    case StageStatus::Running:
        return { Glyph::Running, Theme::Role::Accent, word };
    case StageStatus::Completed:
        return { Glyph::Completed, Theme::Role::Completed, word };
    case StageStatus::Failed:
        return { Glyph::Failed, Theme::Role::Failed, word };
    case StageStatus::Cancelled:
        return { Glyph::Cancelled, Theme::Role::Cancelled, word };
    }
    return {};
}

StateLook disconnectedLook()
{
    return { Glyph::Disconnected, Theme::Role::Cancelled,
             QCoreApplication::translate("stagewatch::ui::StateLook", "Disconnected") };
}

} // namespace stagewatch::ui
