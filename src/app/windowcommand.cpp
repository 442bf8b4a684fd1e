// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/exitcode.h"
#include "app/signalwatcher.h"
#include "app/translation.h"
#include "app/windowcontroller.h"

#include <QApplication>
#include <QDir>
#include <QStandardPaths>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

void nameApplication()
{
    QCoreApplication::setApplicationName(u"stagewatch"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STAGEWATCH_VERSION));
    QGuiApplication::setDesktopFileName(u"org.stagewatch.Stagewatch"_s);
}

int complain(const QString &error)
{
    std::fprintf(stderr, "stagewatch: %s\n", qUtf8Printable(error));
    return int(ExitCode::WrongUsage);
}

} // namespace

int runWindow(int &argc, char **argv, const WindowCommand &command)
{
    QApplication application(argc, argv);
    nameApplication();
    installTranslation(application, windowLocale(command.look, Settings()));
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/stagewatch"_s;
    WindowController controller(application, command.look, {}, data);
    if (!command.address.isEmpty()) {
        QString error;
        const ui::Preferences preferences = Settings().preferences();
        const ConnectionInput input{ command.address, command.projectId,       command.tokenFile,        {},
                                     command.caFile,  preferences.maxAttempts, preferences.alwaysEncrypt };
        if (!controller.connectTo(input, &error))
            return complain(error);
    }
    const SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &application, &QCoreApplication::quit);
    controller.show();
    return QApplication::exec();
}

} // namespace stagewatch::app
