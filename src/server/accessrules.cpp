// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accessrules.h"

#include "protocol/endpoint.h"

#include <QUrl>

namespace stagewatch::server {

using namespace Qt::StringLiterals;

namespace {
/// The host of "name:port", "[::1]:8000", "name"; empty where it is malformed.
QString hostOf(const QByteArray &authority)
{
    if (authority.isEmpty() || authority.contains('/') || authority.contains('@') || authority.contains(' '))
        return {};
    const QUrl url(u"http://"_s + QString::fromLatin1(authority), QUrl::StrictMode);
    return url.isValid() ? url.host().toLower() : QString();
}

QString decodeSegment(const QByteArray &segment)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(segment));
}

Refusal busy(const QString &sentence, const QByteArray &reason)
{
    return { 429, sentence + u"; try again in a moment."_s, { { "Retry-After"_ba, "5"_ba } }, {}, reason };
}

std::optional<Refusal> checkBody(const RequestHead &head, qint64 limit)
{
    if (head.count("transfer-encoding") > 0)
        return Refusal{ 411, u"A request with Transfer-Encoding is not taken; send Content-Length."_s };
    if (head.count("content-length") > 1)
        return Refusal{ 400, u"The request has several Content-Length headers."_s };
    const std::optional<QByteArray> length = head.value("content-length");
    if (!length)
        return std::nullopt;
    if (length->isEmpty() || length->size() > 18
        || !std::all_of(length->begin(), length->end(), [](char c) { return c >= '0' && c <= '9'; }))
        return Refusal{ 400, u"Content-Length is no number of bytes."_s };
    if (limit == 0 && length->toLongLong() > 0)
        return Refusal{ 400, u"This request takes no body; leave it out."_s };
    if (length->toLongLong() > limit)
        return Refusal{
            413, u"The body is larger than the %1 bytes that this server takes here; send it in parts."_s.arg(limit)
        };
    return std::nullopt;
}

bool reads(const RequestHead &head)
{
    return head.method == "GET" || head.method == "HEAD";
}

/// What Qt would end the connection for without a word.
std::optional<Refusal> checkHandshake(const RequestHead &head)
{
    if (head.count("sec-websocket-version") != 1 || head.value("sec-websocket-version") != "13"_ba)
        return Refusal{ 426,
                        u"This server speaks version 13 of WebSocket (RFC 6455); say so in Sec-WebSocket-Version."_s,
                        { { "Upgrade"_ba, "websocket"_ba }, { "Sec-WebSocket-Version"_ba, "13"_ba } } };
    constexpr qsizetype keyBytes = 16;
    const QByteArray key = head.value("sec-websocket-key").value_or(QByteArray());
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    if (head.count("sec-websocket-key") == 1 && decoded && decoded.decoded.size() == keyBytes)
        return std::nullopt;
    return Refusal{ 400, u"The handshake takes one Sec-WebSocket-Key, which is 16 random bytes in base64."_s };
}

std::optional<Refusal> checkWebSocket(const RequestHead &head, const ApiPath &path)
{
    if (head.method != "GET")
        return Refusal{ 405, u"A WebSocket is opened with GET."_s, { { "Allow"_ba, "GET"_ba } } };
    if (head.wantsWebSocket())
        return checkHandshake(head);
    return Refusal{ 426,
                    path.isStream
                        ? u"This path speaks WebSocket; send the Upgrade headers, or poll …/state and …/events."_s
                        : u"This path speaks WebSocket; send the Upgrade headers, or POST to …/events."_s,
                    { { "Upgrade"_ba, "websocket"_ba } } };
}

/// What a request's sender must be allowed; nothing where everybody may.
std::optional<Role> neededRole(const RequestHead &head, const ApiPath &path)
{
    if (head.path == "/healthz")
        return std::nullopt;
    if (path.isPublish)
        return Role::Publish;
    if (path.isStream || reads(head))
        return Role::Watch;
    return path.rest == QStringList{ u"events"_s } ? Role::Publish : Role::Control;
}

std::optional<Refusal> checkCaller(const std::optional<Caller> &caller, std::optional<Role> role, bool gaveToken)
{
    if (!role)
        return std::nullopt;
    if (!caller && gaveToken)
        return Refusal{ 401,
                        u"This server does not know the token that was sent; ask its operator for one."_s,
                        { { "WWW-Authenticate"_ba, R"(Bearer realm="stagewatch", error="invalid_token")"_ba } },
                        {},
                        "bad_token"_ba };
    if (!caller)
        return Refusal{ 401,
                        u"This server wants a token: send it as \"Authorization: Bearer TOKEN\"."_s,
                        { { "WWW-Authenticate"_ba, R"(Bearer realm="stagewatch")"_ba } },
                        {},
                        "no_token"_ba };
    if (!caller->may(*role))
        return Refusal{ 403,
                        u"The token \"%1\" lacks the role that this takes; ask the server's operator for it."_s.arg(
                            caller->name),
                        { { "WWW-Authenticate"_ba, R"(Bearer realm="stagewatch", error="insufficient_scope")"_ba } },
                        {},
                        "missing_role"_ba };
    return std::nullopt;
}

std::optional<Refusal> checkHouse(const Occupancy &occupancy)
{
    if (occupancy.connections > occupancy.maxConnections)
        return busy(u"The server has all the connections that it takes"_s, "full_server"_ba);
    if (occupancy.fromAddress > occupancy.maxFromAddress)
        return busy(u"Your address has all the connections that this server gives to one"_s, "full_address"_ba);
    return std::nullopt;
}

std::optional<Refusal> checkRoom(const ProjectOccupancy &room, const ApiPath &path)
{
    if (room.full)
        return busy(u"The server has all the projects that it takes"_s, "full_projects"_ba);
    if (!room.exists)
        return Refusal{
            404, u"There is no project \"%1\" here; GET /api/v1/projects lists those there are."_s.arg(path.projectId)
        };
    if (path.isStream && room.watchers >= room.maxWatchers)
        return busy(u"The project \"%1\" has all the watchers that it takes"_s.arg(path.projectId), "full_watchers"_ba);
    if (path.isPublish && room.publishers >= room.maxPublishers)
        return busy(u"The project \"%1\" has all the publishers that it takes"_s.arg(path.projectId),
                    "full_publishers"_ba);
    return std::nullopt;
}
} // namespace

ApiPath parseApiPath(const QByteArray &encodedPath)
{
    ApiPath result;
    QList<QByteArray> segments = encodedPath.split('/');
    // "/api/v1/…" splits into an empty first part.
    if (segments.size() < 5 || segments[1] != "api" || segments[2] != "v1")
        return result;
    const bool viaWs = segments[3] == "ws";
    const qsizetype projects = viaWs ? 4 : 3;
    if (segments.value(projects) != "projects" || segments.size() <= projects + 1)
        return result;
    result.hasProject = true;
    result.projectId = decodeSegment(segments[projects + 1]);
    for (qsizetype i = projects + 2; i < segments.size(); ++i)
        result.rest.append(decodeSegment(segments[i]));
    result.isStream = result.rest == QStringList{ u"stream"_s };
    result.isPublish = result.rest == QStringList{ u"publish"_s };
    if (viaWs && !result.isStream && !result.isPublish)
        return {};
    return result;
}

AccessRules::AccessRules(Settings settings)
    : m_settings(std::move(settings))
    , m_loopbackOnly(m_settings.address.isLoopback())
{
}

bool AccessRules::isOwnName(const QString &host) const
{
    if (host == "localhost"_L1 || m_settings.hosts.contains(host))
        return true;
    // A page that rebinds its DNS name reaches us under that name, never under a bare address.
    const QHostAddress address(host);
    return !address.isNull() && (!m_loopbackOnly || address.isLoopback());
}

std::optional<Refusal> AccessRules::checkHost(const RequestHead &head) const
{
    if (head.count("host") != 1)
        return Refusal{ 400, u"The request must have exactly one Host header."_s };
    const QString host = hostOf(head.value("host").value());
    if (!host.isEmpty() && isOwnName(host))
        return std::nullopt;
    return Refusal{ 403,
                    u"This server is not called by the name in the Host header; use localhost, its address, or a name "
                    "that it was started with (--allow-host)."_s,
                    {},
                    {},
                    "foreign_host"_ba };
}

std::optional<Refusal> AccessRules::checkOrigin(const RequestHead &head) const
{
    const std::optional<QByteArray> origin = head.value("origin");
    if (!origin)
        return std::nullopt;
    if (head.count("origin") == 1) {
        const QString text = QString::fromLatin1(*origin);
        if (m_settings.origins.contains(text))
            return std::nullopt;
        const QUrl url(text, QUrl::StrictMode);
        const QString host = url.host().toLower();
        const bool isWeb = url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
        // A page on a bare address is ours only where it came from the very address that it calls: anybody's server
        // has an address.
        const bool isOurs = host == "localhost"_L1 || QHostAddress(host).isLoopback() || m_settings.hosts.contains(host)
            || host == hostOf(head.value("host").value_or(QByteArray()));
        if (isWeb && !host.isEmpty() && isOurs)
            return std::nullopt;
    }
    return Refusal{ 403,
                    u"Pages of another site may not use this server: the Origin header names one that it was not "
                    "started with (--allow-origin)."_s,
                    {},
                    {},
                    "foreign_origin"_ba };
}

Verdict AccessRules::judge(const RequestHead &head, const Occupancy &occupancy, const Identify &identify,
                           const Rooms &rooms) const
{
    if (const auto refusal = checkHost(head))
        return *refusal;
    if (const auto refusal = checkOrigin(head))
        return *refusal;
    if (occupancy.stopping)
        return Refusal{ 503,
                        u"The server is shutting down; try again in a moment."_s,
                        { { "Retry-After"_ba, "5"_ba } } };
    const ApiPath path = parseApiPath(head.path);
    const bool publishes = path.hasProject && path.rest == QStringList{ u"events"_s };
    // What may come in beyond every limit must be answered at once, and a body can be long in coming.
    const bool takesNone = reads(head) || head.path == "/healthz";
    if (const auto refusal = checkBody(head, takesNone ? 0 : publishes ? m_settings.maxPublishBody : bodyLimit))
        return *refusal;
    if (path.hasProject && !protocol::isValidProjectId(path.projectId))
        return Refusal{ 400,
                        u"The project id in the path is not valid: 1 to 128 letters, digits, '.', '_', '~' or '-'."_s };
    const bool isSocket = path.isStream || path.isPublish;
    if (!isSocket && head.wantsWebSocket())
        return Refusal{ 404, u"No stream is at this path; streams are at /api/v1/ws/projects/{id}/stream."_s };
    if (isSocket) {
        if (const auto refusal = checkWebSocket(head, path))
            return *refusal;
    }
    if (head.count("authorization") > 1)
        return Refusal{ 400, u"The request has several Authorization headers."_s };
    const QByteArray authorization = head.value("authorization").value_or(QByteArray());
    const std::optional<Caller> caller = identify(authorization);
    const std::optional<Role> role = neededRole(head, path);
    if (const auto refusal = checkCaller(caller, role, !authorization.isEmpty()))
        return *refusal;
    Admission admission{ Admission::Route::Rest,
                         {},
                         caller.value_or(Caller{ {}, {}, {} }),
                         head.value("content-length").value_or(QByteArray()).toLongLong() };
    // Whoever asks whether the server lives wants to know that also when it is full.
    if (!role)
        return admission;
    if (const auto refusal = checkHouse(occupancy))
        return *refusal;
    if (!isSocket)
        return admission;
    if (const auto refusal = checkRoom(rooms(path.projectId), path))
        return *refusal;
    admission.route = path.isStream ? Admission::Route::Stream : Admission::Route::Publish;
    admission.projectId = path.projectId;
    return admission;
}

} // namespace stagewatch::server
