// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandresult.h"
#include "app/commands.h"
#include "app/demodirector.h"
#include "app/exitcode.h"
#include "app/hosting.h"
#include "app/signalwatcher.h"
#include "app/translation.h"
#include "app/windowcontroller.h"

#include <QApplication>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

/// So fast plays a demo that nobody sees: the longest scenario with an end takes well under a minute.
constexpr double unseenSpeed = 3;

bool hasDisplay()
{
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM");
    if (!platform.isEmpty())
        return platform != "offscreen" && platform != "minimal";
    return !qgetenv("DISPLAY").isEmpty() || !qgetenv("WAYLAND_DISPLAY").isEmpty();
}

} // namespace

int runDemo(int &argc, char **argv, const DemoCommand &command)
{
    QString error;
    if (!findScenario(command.scenario, &error)) {
        complain(error);
        return int(ExitCode::WrongUsage);
    }
    const bool seen = hasDisplay();
    if (!seen)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"stagewatch"_s);
    // A demo leaves no trace in a person's settings and catalog.
    const QTemporaryDir scratch;
    WindowLook look = command.look;
    const bool directed = !seen || !command.screenshot.isEmpty();
    if (directed && !look.size.isValid())
        look.size = QSize(1280, 800);
    const QString settingsPath = scratch.filePath(u"settings.ini"_s);
    installTranslation(application, windowLocale(look, Settings(settingsPath)));
    WindowController controller(application, look, settingsPath, QString());
    std::unique_ptr<DemoDirector> director;
    if (directed) {
        director = std::make_unique<DemoDirector>(controller.workspace(), controller.window(),
                                                  command.screenshot.isEmpty() ? u"stagewatch-demo.png"_s
                                                                               : command.screenshot);
        QObject::connect(director.get(), &DemoDirector::finished, &application,
                         [](int code) { QCoreApplication::exit(code); });
    }
    const double speed = command.speed > 0 ? command.speed : directed ? unseenSpeed : 1;
    if (!controller.startDemo(command.scenario, speed, &error)) {
        complain(error);
        return int(ExitCode::NotConnected);
    }
    const SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &application, &QCoreApplication::quit);
    controller.show();
    return QApplication::exec();
}

} // namespace stagewatch::app
