// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/refusal.h"
#include "server/requesthead.h"

#include <QHostAddress>
#include <QStringList>
#include <functional>
#include <variant>

namespace stagewatch::server {

/// The parts of a path below /api/v1, read from its encoded form.
struct ApiPath
{
    bool isStream = false; ///< one of the two paths of the guide that speak WebSocket
    bool hasProject = false;
    QString projectId; ///< decoded; only looked at, never trusted: see isValidProjectId()
    QStringList rest; ///< decoded segments behind the project id
};
[[nodiscard]] ApiPath parseApiPath(const QByteArray &encodedPath);

/// How full the house is, when a request comes.
struct Occupancy
{
    bool stopping = false;
    int connections = 0;
    int maxConnections = 0;
};
struct ProjectOccupancy
{
    bool exists = false;
    int watchers = 0;
    int maxWatchers = 0;
};

/// Where an admitted request goes.
struct Admission
{
    enum class Route { Stream, Rest };
    Route route = Route::Rest;
    QString projectId; ///< of a stream
    bool operator==(const Admission &) const = default;
};
using Verdict = std::variant<Admission, Refusal>;

/// Decides on a request by its head alone, before any byte of it reaches Qt's WebSocket or HTTP server. A pure value.
class AccessRules
{
public:
    /// A body larger than this is not read.
    static constexpr qint64 bodyLimit = 1024 * 1024;

    /// `hostNames`: what this server may be called besides localhost and addresses, lower case, without port.
    AccessRules(const QHostAddress &address, QStringList hostNames);
    [[nodiscard]] Verdict judge(const RequestHead &head, const Occupancy &occupancy,
                                const std::function<ProjectOccupancy(const QString &)> &project) const;

private:
    [[nodiscard]] bool isOwnName(const QString &host) const;
    [[nodiscard]] std::optional<Refusal> checkHost(const RequestHead &head) const;
    [[nodiscard]] std::optional<Refusal> checkOrigin(const RequestHead &head) const;
    bool m_loopbackOnly;
    QStringList m_hostNames;
};

} // namespace stagewatch::server
