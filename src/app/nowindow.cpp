// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/exitcode.h"

#include <cstdio>

namespace stagewatch::app {

namespace {
int refuse()
{
    std::fputs("stagewatch: this build has no window; use 'stagewatch watch URL' or 'stagewatch serve'.\n", stderr);
    return int(ExitCode::WrongUsage);
}
} // namespace

int runWindow(int &, char **, const WindowCommand &)
{
    return refuse();
}
int runDemo(int &, char **, const DemoCommand &)
{
    return refuse();
}

} // namespace stagewatch::app
