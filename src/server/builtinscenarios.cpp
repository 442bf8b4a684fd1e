// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/scenario.h"

#include <QFile>
#include <QtGlobal>

// A static library's resources are not registered by themselves; the macro wants to stand outside every namespace.
static void registerResources()
{
    Q_INIT_RESOURCE(scenarios);
}

namespace stagewatch::server {

using namespace Qt::StringLiterals;

QStringList builtInScenarios()
{
    return { u"success"_s, u"approval"_s, u"failure"_s, u"flaky"_s, u"flood"_s, u"metrics-nan"_s };
}

std::optional<Scenario> builtInScenario(const QString &name)
{
    if (!builtInScenarios().contains(name))
        return std::nullopt;
    registerResources();
    QFile file(u":/stagewatch/scenarios/%1.json"_s.arg(name));
    QString error;
    std::optional<Scenario> scenario;
    if (file.open(QIODevice::ReadOnly))
        scenario = parseScenario(file.readAll(), name, &error);
    else
        error = file.errorString();
    if (!scenario)
        qWarning("The built-in scenario %s is damaged: %s", qPrintable(name), qPrintable(error));
    return scenario;
}

} // namespace stagewatch::server
