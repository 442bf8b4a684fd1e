// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QProcessEnvironment>

namespace stagewatch::bench {

/// Where a window is shown: nowhere (Qt's offscreen platform), or on an X server in memory that ends with the object.
class VirtualDisplay
{
public:
    enum class Platform { Offscreen, Xvfb };
    explicit VirtualDisplay(Platform platform);
    ~VirtualDisplay();

    /// Whether there is such an X server on this machine.
    [[nodiscard]] static bool hasXvfb();
    /// For a program that shows its window there; empty where the X server did not start.
    [[nodiscard]] QProcessEnvironment environment() const { return m_environment; }

private:
    QProcess m_server;
    QProcessEnvironment m_environment;
};

} // namespace stagewatch::bench
