// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <variant>

/// What a person typed, as values: one struct a command.
namespace stagewatch::app {

/// How the window looks for this start only; nothing set means as the settings say.
struct WindowLook
{
    QString theme; ///< light, dark, system or empty
    QString language; ///< en, de, zh_CN, system or empty
    QSize size; ///< of the window, in pixels; invalid: as remembered
    bool operator==(const WindowLook &) const = default;
};

struct WindowCommand
{
    QString address;
    QString projectId;
    QString tokenFile;
    QString caFile;
    WindowLook look;
    bool operator==(const WindowCommand &) const = default;
};

struct DemoCommand
{
    QString scenario = QStringLiteral("approval"); ///< built-in name or file
    double speed = 0; ///< 0: 1 with a display; without one, fast enough to end in a minute
    QString screenshot; ///< write a PNG here once the demo has something to show, and end with the run
    WindowLook look;
    bool operator==(const DemoCommand &) const = default;
};

struct ServeCommand
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 8000;
    QStringList scenarios; ///< built-in names or files; never empty
    QString projectId; ///< only with one scenario
    double speed = 1;
    bool loop = false;
    bool plainGuide = false; ///< speak the guide and nothing more
    bool operator==(const ServeCommand &) const = default;
};

struct WatchCommand
{
    QString address;
    QString projectId;
    bool json = false;
    QString tokenFile;
    QString caFile;
    int maxAttempts = 10; ///< 0: for ever
    bool operator==(const WatchCommand &) const = default;
};

/// Text to print on stdout, for --help and --version.
struct PrintCommand
{
    QString text;
    bool operator==(const PrintCommand &) const = default;
};

/// A wrong argument: one line that names it.
struct UsageError
{
    QString text;
    bool operator==(const UsageError &) const = default;
};

using Command = std::variant<WindowCommand, DemoCommand, ServeCommand, WatchCommand, PrintCommand, UsageError>;

/// Reads the arguments, the first of them the program's name. Pure: reads no environment and no file.
[[nodiscard]] Command parseCommandLine(const QStringList &arguments);

} // namespace stagewatch::app
