// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"
#include "ui/glyphs.h"
#include "ui/theme.h"

#include <QString>

namespace stagewatch::ui {

/// A state as shape, colour and word, the same everywhere.
struct StateLook
{
    Glyph glyph = Glyph::Coming;
    Theme::Role role = Theme::Role::Coming;
    QString word; ///< translated
};

[[nodiscard]] StateLook stateLook(protocol::RunStatus status);
[[nodiscard]] StateLook stateLook(protocol::StageStatus status);
/// For a stream whose connection is gone, whatever its run did last.
[[nodiscard]] StateLook disconnectedLook();

} // namespace stagewatch::ui
