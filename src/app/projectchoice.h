// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/restserver.h"

namespace stagewatch::app {

/// One line of the server's list.
struct ListedProject
{
    QString id;
    QString status; ///< as on the wire
    QString stage;
    qint64 watchers = 0;
    bool operator==(const ListedProject &) const = default;
};

/// Reads the body of GET /api/v1/projects. Throws CommandError where it is something else.
[[nodiscard]] std::vector<ListedProject> readProjects(const QByteArray &body);
/// The list for a person, one project a line.
[[nodiscard]] QString projectTable(const std::vector<ListedProject> &projects);
/// The project to act on: the one asked for, else the only one there is. Throws CommandError, with the list, where that
/// is not clear.
[[nodiscard]] QString chooseProject(RestServer &server);

} // namespace stagewatch::app
