// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "protocol/endpoint.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

const auto summary =
    u"Usage: stagewatch [URL] [--project ID]                 open the window, on a stream if one is named\n"
    "       stagewatch demo [--scenario NAME]              the window on a pipeline that plays itself\n"
    "       stagewatch serve [--listen HOST:PORT] ...      host scripted pipelines\n"
    "       stagewatch watch URL [--project ID] [--json]   follow a run in the terminal\n"
    "\n"
    "'stagewatch COMMAND --help' lists a command's options."_s;

struct Failure
{
    QString text;
};

/// One command's parser with the checks that all of them share. Throws Failure inside this file only.
class Arguments
{
public:
    Arguments(const QString &command, const QString &description)
        : m_command(command)
    {
        m_parser.setApplicationDescription(description);
        m_parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
        m_parser.addOption({ { u"h"_s, u"help"_s }, u"Print this text."_s });
    }

    void positional(const QString &name, const QString &text) { m_parser.addPositionalArgument(name, text); }
    void flag(const QString &name, const QString &text) { m_parser.addOption({ name, text }); }
    void value(const QString &name, const QString &placeholder, const QString &text)
    {
        m_parser.addOption({ name, text, placeholder });
    }

    void parse(const QStringList &arguments, int maxPositional)
    {
        if (!m_parser.parse(arguments))
            throw Failure{ m_parser.errorText().split(u'\n').first() };
        if (m_parser.positionalArguments().size() > maxPositional)
            throw Failure{ u"Unexpected argument \"%1\"."_s.arg(m_parser.positionalArguments().at(maxPositional)) };
    }

    [[nodiscard]] bool wantsHelp() const { return m_parser.isSet(u"help"_s); }
    [[nodiscard]] QString help() const
    {
        // QCommandLineParser names the program by its path; a person types its name.
        const QString text = m_parser.helpText();
        const qsizetype options = text.indexOf("Options:"_L1);
        QString usage = u"Usage: stagewatch "_s + (m_command.isEmpty() ? QString() : m_command + u' ') + u"[options]"_s;
        if (const qsizetype arguments = text.indexOf("Arguments:"_L1); arguments >= 0)
            usage += m_command == "watch"_L1 ? u" URL"_s : u" [URL]"_s;
        return usage + u"\n"_s + m_parser.applicationDescription() + u"\n\n"_s + text.mid(options).trimmed();
    }
    [[nodiscard]] bool isSet(const QString &name) const { return m_parser.isSet(name); }
    [[nodiscard]] QString text(const QString &name) const { return m_parser.value(name); }
    [[nodiscard]] QStringList texts(const QString &name) const { return m_parser.values(name); }
    [[nodiscard]] QString positional(int index) const { return m_parser.positionalArguments().value(index); }

    [[nodiscard]] double number(const QString &name, double fallback, double low, double high) const
    {
        if (!isSet(name))
            return fallback;
        bool ok = false;
        const double value = text(name).toDouble(&ok);
        if (!ok || !(value >= low && value <= high))
            throw Failure{ u"--%1 takes a number from %2 to %3, not \"%4\"."_s.arg(name).arg(low).arg(high).arg(
                text(name)) };
        return value;
    }

    [[nodiscard]] QString choice(const QString &name, const QStringList &allowed) const
    {
        const QString value = text(name);
        if (isSet(name) && !allowed.contains(value))
            throw Failure{ u"--%1 takes one of %2, not \"%3\"."_s.arg(name, allowed.join(u", "_s), value) };
        return value;
    }

private:
    QString m_command;
    QCommandLineParser m_parser;
};

void addLookOptions(Arguments &arguments)
{
    arguments.value(u"theme"_s, u"NAME"_s, u"light, dark or system, for this start."_s);
    arguments.value(u"language"_s, u"CODE"_s, u"en, de, zh_CN or system, for this start."_s);
    arguments.value(u"size"_s, u"WxH"_s, u"Size of the window in pixels, e.g. 1280x800."_s);
}

WindowLook readLook(const Arguments &arguments)
{
    WindowLook look;
    look.theme = arguments.choice(u"theme"_s, { u"light"_s, u"dark"_s, u"system"_s });
    look.language = arguments.choice(u"language"_s, { u"en"_s, u"de"_s, u"zh_CN"_s, u"system"_s });
    if (arguments.isSet(u"size"_s)) {
        const QStringList parts = arguments.text(u"size"_s).split(u'x');
        const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
        if (parts.size() != 2 || size.width() < 200 || size.height() < 200 || size.width() > 10'000
            || size.height() > 10'000)
            throw Failure{ u"--size takes WIDTHxHEIGHT, each from 200 to 10000, not \"%1\"."_s.arg(
                arguments.text(u"size"_s)) };
        look.size = size;
    }
    return look;
}

/// Names the wrong address or project now rather than after a window has opened.
void checkEndpoint(const QString &address, const QString &projectId)
{
    const protocol::ResolvedEndpoint resolved = protocol::resolveEndpoint(address, projectId);
    if (!resolved.endpoint)
        throw Failure{ resolved.error };
}

Command parseWindow(const QStringList &list)
{
    Arguments arguments(QString(), u"Open the window; with a URL, on that project's stream."_s);
    arguments.positional(u"URL"_s, u"ws(s):// or http(s):// URL, or HOST:PORT."_s);
    arguments.value(u"project"_s, u"ID"_s, u"The project whose stream to watch."_s);
    arguments.value(u"token-file"_s, u"FILE"_s, u"Read the access token from FILE; else from STAGEWATCH_TOKEN."_s);
    arguments.value(u"ca-file"_s, u"FILE"_s, u"Trust the certificate authorities in FILE (PEM) as well."_s);
    arguments.flag(u"version"_s, u"Print the version."_s);
    addLookOptions(arguments);
    arguments.parse(list, 1);
    if (arguments.wantsHelp())
        return PrintCommand{ summary + u"\n\n"_s + arguments.help() };
    if (arguments.isSet(u"version"_s))
        return PrintCommand{ u"stagewatch " STAGEWATCH_VERSION ""_s };
    WindowCommand command;
    command.address = arguments.positional(0);
    command.projectId = arguments.text(u"project"_s);
    command.tokenFile = arguments.text(u"token-file"_s);
    command.caFile = arguments.text(u"ca-file"_s);
    command.look = readLook(arguments);
    if (command.address.isEmpty() && arguments.isSet(u"project"_s))
        throw Failure{ u"--project \"%1\" needs the URL of its server, e.g. stagewatch localhost:8000 --project %1."_s
                           .arg(command.projectId) };
    if (!command.address.isEmpty())
        checkEndpoint(command.address, command.projectId);
    return command;
}

Command parseDemo(const QStringList &list)
{
    Arguments arguments(u"demo"_s, u"Open the window on a scripted pipeline that this program hosts itself."_s);
    arguments.value(u"scenario"_s, u"NAME|FILE"_s,
                    u"success, approval, failure, flaky, flood, metrics-nan, or a file."_s);
    arguments.value(u"speed"_s, u"X"_s, u"Play X times as fast (0.01 to 1000)."_s);
    arguments.value(u"screenshot"_s, u"FILE"_s,
                    u"Answer approvals by itself, save the window as a PNG, end with the run."_s);
    addLookOptions(arguments);
    arguments.parse(list, 0);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    DemoCommand command;
    if (arguments.isSet(u"scenario"_s))
        command.scenario = arguments.text(u"scenario"_s);
    command.speed = arguments.number(u"speed"_s, 0, 0.01, 1000);
    command.screenshot = arguments.text(u"screenshot"_s);
    command.look = readLook(arguments);
    return command;
}

void readListen(const QString &text, ServeCommand &command)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool ok = false;
    const int port = text.mid(colon + 1).toInt(&ok);
    QString host = text.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    if (colon <= 0 || !ok || port < 0 || port > 65535 || host.isEmpty())
        throw Failure{ u"--listen takes HOST:PORT with a port from 0 to 65535, not \"%1\"."_s.arg(text) };
    command.host = host;
    command.port = quint16(port);
}

Command parseServe(const QStringList &list)
{
    Arguments arguments(u"serve"_s, u"Host scripted pipelines on one port, for watching and for testing clients."_s);
    arguments.value(u"listen"_s, u"HOST:PORT"_s,
                    u"Where to listen; port 0 picks a free one. Default 127.0.0.1:8000."_s);
    arguments.value(u"scenario"_s, u"NAME|FILE"_s, u"What to play; may be given several times. Default success."_s);
    arguments.value(u"project"_s, u"ID"_s,
                    u"The project that the scenario plays as. Default: any, with one scenario; else its name."_s);
    arguments.value(u"speed"_s, u"X"_s, u"Play X times as fast (0.01 to 1000)."_s);
    arguments.flag(u"loop"_s, u"Start a new run when one has ended."_s);
    arguments.flag(u"plain"_s, u"Speak the guide and nothing more: no sequence, no replay, no approval ids."_s);
    arguments.parse(list, 0);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    ServeCommand command;
    if (arguments.isSet(u"listen"_s))
        readListen(arguments.text(u"listen"_s), command);
    command.scenarios = arguments.texts(u"scenario"_s);
    if (command.scenarios.isEmpty())
        command.scenarios = { u"success"_s };
    command.projectId = arguments.text(u"project"_s);
    if (arguments.isSet(u"project"_s)) {
        if (!protocol::isValidProjectId(command.projectId))
            throw Failure{ u"--project \"%1\" is no project id: 1 to 128 letters, digits, '.', '_', '~' or '-'."_s.arg(
                command.projectId) };
        if (command.scenarios.size() > 1)
            throw Failure{ u"--project names one project, but %1 scenarios are given; each plays as its own name."_s
                               .arg(command.scenarios.size()) };
    }
    command.speed = arguments.number(u"speed"_s, 1, 0.01, 1000);
    command.loop = arguments.isSet(u"loop"_s);
    command.plainGuide = arguments.isSet(u"plain"_s);
    return command;
}

Command parseWatch(const QStringList &list)
{
    Arguments arguments(
        u"watch"_s,
        u"Follow a run in the terminal until it ends.\n"
        "Exit status: 0 completed, 1 failed, 2 wrong usage, 3 no connection, 4 cancelled, 5 refused, 74 output lost, 130 interrupted."_s);
    arguments.positional(u"URL"_s, u"ws(s):// or http(s):// URL, or HOST:PORT."_s);
    arguments.value(u"project"_s, u"ID"_s, u"The project whose stream to watch."_s);
    arguments.flag(u"json"_s, u"Print each event as one line of JSON, and the final state as the last."_s);
    arguments.value(u"token-file"_s, u"FILE"_s, u"Read the access token from FILE; else from STAGEWATCH_TOKEN."_s);
    arguments.value(u"ca-file"_s, u"FILE"_s, u"Trust the certificate authorities in FILE (PEM) as well."_s);
    arguments.value(u"max-attempts"_s, u"N"_s,
                    u"Give up after N attempts to connect in a row; 0: never. Default 10."_s);
    arguments.parse(list, 1);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    WatchCommand command;
    command.address = arguments.positional(0);
    if (command.address.isEmpty())
        throw Failure{
            u"watch needs the URL of a stream, e.g. stagewatch watch localhost:8000 --project proj_abc123."_s
        };
    command.projectId = arguments.text(u"project"_s);
    command.json = arguments.isSet(u"json"_s);
    command.tokenFile = arguments.text(u"token-file"_s);
    command.caFile = arguments.text(u"ca-file"_s);
    const double attempts = arguments.number(u"max-attempts"_s, 10, 0, 1'000'000);
    command.maxAttempts = int(attempts);
    if (double(command.maxAttempts) < attempts)
        throw Failure{ u"--max-attempts takes a whole number, not \"%1\"."_s.arg(arguments.text(u"max-attempts"_s)) };
    checkEndpoint(command.address, command.projectId);
    return command;
}

} // namespace

Command parseCommandLine(const QStringList &arguments)
{
    try {
        const QString name = arguments.value(1);
        QStringList rest = arguments;
        if (rest.size() > 1)
            rest.removeAt(1);
        if (name == "demo"_L1)
            return parseDemo(rest);
        if (name == "serve"_L1)
            return parseServe(rest);
        if (name == "watch"_L1)
            return parseWatch(rest);
        return parseWindow(arguments);
    } catch (const Failure &failure) {
        return UsageError{ failure.text };
    }
}

} // namespace stagewatch::app
