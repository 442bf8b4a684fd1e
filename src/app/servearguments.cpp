// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "app/commandparsers.h"

#include <QUrl>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

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

/// "https://ml.example.org": what a browser puts into its Origin header, and nothing behind it.
void checkOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
    if (!isWeb || url.host().isEmpty()
        || text != url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment))
        throw Failure{
            u"--allow-origin takes http://HOST or https://HOST, with a port if it has one and nothing behind it, not \"%1\"."_s
                .arg(text)
        };
}

void checkHostName(const QString &text)
{
    const QUrl url(u"http://"_s + text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.host() != text.toLower())
        throw Failure{ u"--allow-host takes a name without port or path, not \"%1\"."_s.arg(text) };
}

void addOptions(Arguments &arguments)
{
    arguments.value(u"listen"_s, u"HOST:PORT"_s,
                    u"Where to listen; port 0 picks a free one. Default 127.0.0.1:8000. Anything but this machine "
                    "takes tokens."_s);
    arguments.value(u"data"_s, u"FOLDER"_s,
                    u"Where the events are kept. Default stagewatch/server in your data folder; with --scenario, "
                    "nowhere."_s);
    arguments.value(u"keep-events"_s, u"N"_s, u"Keep the last N events of each project, or a few more. Default all."_s);
    arguments.value(u"keep-days"_s, u"N"_s, u"Keep the events of the last N days. Default all."_s);
    arguments.value(u"token-file"_s, u"FILE"_s,
                    u"Who may watch, control and publish; made by 'stagewatch token'. Default stagewatch/tokens in "
                    "your configuration folder, if it is there; with --scenario on this machine, none."_s);
    arguments.value(u"tls-cert"_s, u"FILE"_s, u"Serve TLS with this certificate chain (PEM)."_s);
    arguments.value(u"tls-key"_s, u"FILE"_s, u"The certificate's private key, RSA or EC (PEM, not encrypted)."_s);
    arguments.value(u"allow-host"_s, u"NAME"_s,
                    u"A name that the server is called by, besides localhost, its addresses, this machine's name and "
                    "those in the certificate; may be given several times."_s);
    arguments.value(u"allow-origin"_s, u"ORIGIN"_s,
                    u"A site whose pages may use the server, such as https://ml.example.org; may be given several "
                    "times."_s);
    arguments.value(u"max-watchers-per-project"_s, u"N"_s, u"Default 2500."_s);
    arguments.value(u"max-publishers-per-project"_s, u"N"_s, u"Default 200."_s);
    arguments.value(u"max-connections"_s, u"N"_s, u"Of all together. Default 4000."_s);
    arguments.value(u"max-connections-per-address"_s, u"N"_s, u"Default 2500."_s);
    arguments.value(u"max-projects"_s, u"N"_s, u"Default 500."_s);
    arguments.value(u"max-body"_s, u"BYTES"_s, u"Of one POST of events. Default 8388608."_s);
    arguments.value(
        u"scenario"_s, u"NAME|FILE"_s,
        u"Play this scripted pipeline instead of hosting real ones, to try things out and to test clients; "
        "may be given several times. Default with --project, --speed or --loop: success. Built in: success, approval, failure, flaky, flood, metrics-nan."_s);
    arguments.value(u"project"_s, u"ID"_s,
                    u"The project that the scenario plays as. Default: any, with one scenario; else its name."_s);
    arguments.value(u"speed"_s, u"X"_s, u"Play the scenario X times as fast (0.01 to 1000)."_s);
    arguments.flag(u"loop"_s, u"Play the scenario again when it has ended."_s);
    arguments.flag(u"plain"_s, u"Speak the guide and nothing more: no sequence, no replay, no approval ids."_s);
}

void readScenario(const Arguments &arguments, ServeCommand &command)
{
    command.scenarios = arguments.texts(u"scenario"_s);
    command.projectId = arguments.projectId();
    if (arguments.isSet(u"project"_s) && command.scenarios.size() > 1)
        throw Failure{ u"--project names one project, but %1 scenarios are given; each plays as its own name."_s.arg(
            command.scenarios.size()) };
    command.speed = arguments.number(u"speed"_s, 1, 0.01, 1000);
    command.loop = arguments.isSet(u"loop"_s);
    command.plainGuide = arguments.isSet(u"plain"_s);
    for (const QString &name : { u"project"_s, u"speed"_s, u"loop"_s }) {
        if (!command.scenarios.isEmpty() || !arguments.isSet(name))
            continue;
        if (arguments.isSet(u"data"_s))
            throw Failure{
                u"--%1 is about a scripted pipeline, and --data hosts real ones; leave one of them out."_s.arg(name)
            };
        command.scenarios = { u"success"_s };
    }
}

void readAccess(const Arguments &arguments, ServeCommand &command)
{
    command.tokenFile = arguments.text(u"token-file"_s);
    command.allowedHosts = arguments.texts(u"allow-host"_s);
    std::for_each(command.allowedHosts.cbegin(), command.allowedHosts.cend(), checkHostName);
    command.allowedOrigins = arguments.texts(u"allow-origin"_s);
    std::for_each(command.allowedOrigins.cbegin(), command.allowedOrigins.cend(), checkOrigin);
    command.tlsCertificateFile = arguments.text(u"tls-cert"_s);
    command.tlsKeyFile = arguments.text(u"tls-key"_s);
    if (command.tlsCertificateFile.isEmpty() != command.tlsKeyFile.isEmpty())
        throw Failure{ u"TLS takes both a certificate and its key: --tls-cert FILE --tls-key FILE."_s };
}

std::optional<int> readLimit(const Arguments &arguments, const QString &name)
{
    constexpr qint64 most = 1'000'000;
    return arguments.isSet(name) ? std::optional(int(arguments.wholeNumber(name, 1, 1, most))) : std::nullopt;
}

void readLimits(const Arguments &arguments, ServeCommand &command)
{
    constexpr qint64 leastBody = 1024;
    constexpr qint64 mostBody = qint64(256) * 1024 * 1024;
    constexpr qint64 mostEvents = qint64(1) << 53;
    constexpr qint64 mostDays = 36'500;
    command.keepEvents = arguments.wholeNumber(u"keep-events"_s, 0, 1, mostEvents);
    command.keepDays = int(arguments.wholeNumber(u"keep-days"_s, 0, 1, mostDays));
    command.limits.watchersPerProject = readLimit(arguments, u"max-watchers-per-project"_s);
    command.limits.publishersPerProject = readLimit(arguments, u"max-publishers-per-project"_s);
    command.limits.connections = readLimit(arguments, u"max-connections"_s);
    command.limits.connectionsPerAddress = readLimit(arguments, u"max-connections-per-address"_s);
    command.limits.projects = readLimit(arguments, u"max-projects"_s);
    if (arguments.isSet(u"max-body"_s))
        command.limits.bodyBytes = arguments.wholeNumber(u"max-body"_s, leastBody, leastBody, mostBody);
}

} // namespace

Command parseServe(const QStringList &list)
{
    Arguments arguments(u"serve"_s, QString(),
                        u"Host pipelines on one port: they publish into it, people watch, approve and cancel."_s);
    addOptions(arguments);
    arguments.parse(list, 0);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    ServeCommand command;
    if (arguments.isSet(u"listen"_s))
        readListen(arguments.text(u"listen"_s), command);
    command.dataFolder = arguments.text(u"data"_s);
    readScenario(arguments, command);
    readAccess(arguments, command);
    readLimits(arguments, command);
    return command;
}

} // namespace stagewatch::app
