// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

namespace stagewatch::bench {

/// The window as every benchmark opens it.
[[nodiscard]] inline app::WindowLook plainLook()
{
    using namespace Qt::StringLiterals;
    app::WindowLook look;
    look.theme = u"light"_s;
    look.language = u"en"_s;
    look.size = { 1280, 800 };
    return look;
}

/// The window settles before anything is measured.
inline constexpr int windowSettlesMs = 700;

} // namespace stagewatch::bench
