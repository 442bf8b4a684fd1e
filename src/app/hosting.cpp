// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hosting.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

std::optional<server::Scenario> findScenario(const QString &nameOrFile, QString *error)
{
    if (auto scenario = server::builtInScenario(nameOrFile))
        return scenario;
    if (!QFileInfo::exists(nameOrFile)) {
        *error = u"--scenario \"%1\" is neither a file nor one of %2."_s.arg(nameOrFile,
                                                                             server::builtInScenarios().join(u", "_s));
        return {};
    }
    return server::loadScenario(nameOrFile, error);
}

} // namespace stagewatch::app
