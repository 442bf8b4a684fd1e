// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFlags>
#include <QString>

namespace stagewatch::server {

/// What a token lets its holder do (PROTOCOL section 3). No role holds another one: who watches and approves has two.
enum class Role { Watch = 1, Control = 2, Publish = 4 };
Q_DECLARE_FLAGS(Roles, Role)
Q_DECLARE_OPERATORS_FOR_FLAGS(Roles)

/// Who stands behind a connection or a request. Where the server has no tokens, everybody may do everything and has no
/// name.
struct Caller
{
    QString name; ///< of the token; empty where the server has none
    Roles roles = Role::Watch | Role::Control | Role::Publish;
    QString address; ///< of the peer, without port
    bool operator==(const Caller &) const = default;

    [[nodiscard]] bool may(Role role) const { return roles.testFlag(role); }
    /// Whom to name as the one who cancelled or decided; `said` is what the message claims, which counts only without
    /// tokens.
    [[nodiscard]] QString displayName(const QString &said) const
    {
        if (!name.isEmpty())
            return name;
        return said.isEmpty() ? QStringLiteral("watcher ") + address : said;
    }
};

} // namespace stagewatch::server
