// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/caller.h"
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
    bool isPublish = false; ///< one of the two where pipelines publish by WebSocket
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
    int fromAddress = 0; ///< connections of the same address
    int maxFromAddress = std::numeric_limits<int>::max();
};
struct ProjectOccupancy
{
    bool exists = false; ///< or is made on first use
    int watchers = 0;
    int maxWatchers = 0;
    int publishers = 0;
    int maxPublishers = std::numeric_limits<int>::max();
    bool full = false; ///< does not exist, and there are as many projects as may be
    bool isNew = false; ///< of real pipelines: nobody has published or watched yet
};

/// Where an admitted request goes.
struct Admission
{
    enum class Route { Stream, Publish, Rest };
    Route route = Route::Rest;
    QString projectId; ///< of a stream
    Caller caller;
    qint64 bodyBytes = 0; ///< announced
    bool operator==(const Admission &) const = default;
};
using Verdict = std::variant<Admission, Refusal>;

/// Decides on a request by its head alone, before any byte of it reaches Qt's WebSocket or HTTP server. A pure value.
class AccessRules
{
public:
    struct Settings
    {
        QHostAddress address; ///< bound
        QStringList hosts; ///< what the server may be called besides localhost and addresses; lower case, no port
        QStringList origins; ///< pages of other sites that may use it, as browsers name them
        qint64 maxPublishBody = 8 * 1024 * 1024;
    };
    /// A body that publishes nothing and is larger than this is not read.
    static constexpr qint64 bodyLimit = 1024 * 1024;

    /// Who sent an Authorization header (empty where there is none); nothing where it takes a token and this is none.
    using Identify = std::function<std::optional<Caller>(const QByteArray &authorization)>;
    using Rooms = std::function<ProjectOccupancy(const QString &projectId)>;

    explicit AccessRules(Settings settings);
    [[nodiscard]] Verdict judge(const RequestHead &head, const Occupancy &occupancy, const Identify &identify,
                                const Rooms &rooms) const;

private:
    [[nodiscard]] bool isOwnName(const QString &host) const;
    [[nodiscard]] std::optional<Refusal> checkHost(const RequestHead &head) const;
    [[nodiscard]] std::optional<Refusal> checkOrigin(const RequestHead &head) const;
    Settings m_settings;
    bool m_loopbackOnly;
};

} // namespace stagewatch::server
