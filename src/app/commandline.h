// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <chrono>
#include <optional>
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
    QStringList scenarios; ///< built-in names or files; none: host real pipelines
    QString projectId; ///< only with one scenario
    double speed = 1;
    bool loop = false;
    bool plainGuide = false; ///< speak the guide and nothing more
    QString dataFolder; ///< empty: the default one for real pipelines, a temporary one for scripted ones
    QString tokenFile; ///< empty: the default one, where it is there and wanted
    QStringList allowedHosts;
    QStringList allowedOrigins;
    QString tlsCertificateFile;
    QString tlsKeyFile; ///< both or neither
    qint64 keepEvents = 0; ///< of each project; 0: all
    int keepDays = 0; ///< 0: for ever
    struct Limits
    {
        // Nothing: as the server has it.
        std::optional<int> watchersPerProject;
        std::optional<int> publishersPerProject;
        std::optional<int> connections;
        std::optional<int> connectionsPerAddress;
        std::optional<int> projects;
        std::optional<qint64> bodyBytes;
        bool operator==(const Limits &) const = default;
    } limits;
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

/// Where the commands that talk to a server find it.
struct ServerAccess
{
    QString server; ///< empty: STAGEWATCH_SERVER, else http://127.0.0.1:8000
    QString projectId; ///< empty: STAGEWATCH_PROJECT, or in the URL
    QString tokenFile; ///< empty: STAGEWATCH_TOKEN
    QString caFile;
    bool operator==(const ServerAccess &) const = default;
};

/// Runs any program as a pipeline.
struct ExecCommand
{
    ServerAccess access;
    QString stage; ///< never empty
    std::chrono::milliseconds grace{ 10'000 }; ///< between SIGTERM and SIGKILL, after a cancel
    std::chrono::milliseconds patience{ 10'000 }; ///< at the end, for a server to confirm what it was sent
    QStringList program; ///< with its arguments; never empty
    bool operator==(const ExecCommand &) const = default;
};

/// Asks a person, and waits for the answer.
struct AskCommand
{
    ServerAccess access;
    QString question;
    QString approvalType; ///< a word for the kind of question, never empty
    QString dataFile; ///< what is proposed, a JSON object; "-" is stdin; empty: nothing
    std::optional<double> timeoutSeconds; ///< nothing: waits for ever
    protocol::TimeoutAction onTimeout = protocol::TimeoutAction::Fail;
    bool operator==(const AskCommand &) const = default;
};

/// Publishes events that stand in a file or come on stdin, one a line.
struct PublishCommand
{
    ServerAccess access;
    QString file; ///< "-" is stdin
    int maxAttempts = 10; ///< 0: for ever
    bool operator==(const PublishCommand &) const = default;
};

struct StateCommand
{
    ServerAccess access;
    bool json = false;
    bool operator==(const StateCommand &) const = default;
};

struct CancelCommand
{
    ServerAccess access;
    QString reason;
    bool force = false;
    bool operator==(const CancelCommand &) const = default;
};

/// `approve` and `reject`.
struct AnswerCommand
{
    ServerAccess access;
    protocol::ApprovalDecision decision = protocol::ApprovalDecision::Rejected;
    QString approvalId; ///< empty: the only one that waits
    QString comment;
    QString dataFile; ///< the edited proposal, a JSON object; empty: as proposed
    bool operator==(const AnswerCommand &) const = default;
};

/// Keeps the file of tokens that a server reads.
struct TokenCommand
{
    enum class Action { Add, List, Remove };
    Action action = Action::List;
    QString tokenFile; ///< empty: the default one
    QString name;
    QStringList roles; ///< watch, control, publish
    bool operator==(const TokenCommand &) const = default;
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

using Command =
    std::variant<WindowCommand, DemoCommand, ServeCommand, WatchCommand, ExecCommand, AskCommand, PublishCommand,
                 StateCommand, CancelCommand, AnswerCommand, TokenCommand, PrintCommand, UsageError>;

/// Reads the arguments, the first of them the program's name. Pure: reads no environment and no file.
[[nodiscard]] Command parseCommandLine(const QStringList &arguments);

} // namespace stagewatch::app
