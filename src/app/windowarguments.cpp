// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "app/commandparsers.h"

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

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

} // namespace

Command parseWindow(const QStringList &list)
{
    Arguments arguments(QString(), u"[URL]"_s, u"Open the window; with a URL, on that project's stream."_s);
    arguments.positional(u"URL"_s, u"ws(s):// or http(s):// URL, or HOST:PORT."_s);
    arguments.value(u"project"_s, u"ID"_s, u"The project whose stream to watch."_s);
    arguments.value(u"token-file"_s, u"FILE"_s, u"Read the access token from FILE; else from STAGEWATCH_TOKEN."_s);
    arguments.value(u"ca-file"_s, u"FILE"_s, u"Trust the certificate authorities in FILE (PEM) as well."_s);
    arguments.flag(u"version"_s, u"Print the version."_s);
    addLookOptions(arguments);
    arguments.parse(list, 1);
    if (arguments.wantsHelp())
        return PrintCommand{ usageSummary() + u"\n\n"_s + arguments.help() };
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
    Arguments arguments(u"demo"_s, QString(),
                        u"Open the window on a scripted pipeline that this program hosts itself."_s);
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

} // namespace stagewatch::app
