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

std::optional<Refusal> checkBody(const RequestHead &head)
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
    if (length->toLongLong() > AccessRules::bodyLimit)
        return Refusal{ 413,
                        u"The body is larger than the %1 bytes that this server takes."_s.arg(AccessRules::bodyLimit) };
    return std::nullopt;
}

std::optional<Refusal> checkStream(const RequestHead &head)
{
    if (head.method != "GET")
        return Refusal{ 405, u"A stream is opened with GET."_s, { { "Allow"_ba, "GET"_ba } } };
    if (!head.wantsWebSocket())
        return Refusal{ 426,
                        u"This path speaks WebSocket; send the Upgrade headers, or poll …/state and …/events."_s,
                        { { "Upgrade"_ba, "websocket"_ba } } };
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
    if (viaWs && !result.isStream)
        return {};
    return result;
}

AccessRules::AccessRules(const QHostAddress &address, QStringList hostNames)
    : m_loopbackOnly(address.isLoopback())
    , m_hostNames(std::move(hostNames))
{
}

bool AccessRules::isOwnName(const QString &host) const
{
    if (host == "localhost"_L1)
        return true;
    // A page that rebinds its DNS name reaches us under that name, never under a bare address.
    const QHostAddress address(host);
    if (!address.isNull())
        return !m_loopbackOnly || address.isLoopback();
    return m_hostNames.contains(host);
}

std::optional<Refusal> AccessRules::checkHost(const RequestHead &head) const
{
    if (head.count("host") != 1)
        return Refusal{ 400, u"The request must have exactly one Host header."_s };
    const QString host = hostOf(head.value("host").value());
    if (host.isEmpty() || !isOwnName(host))
        return Refusal{ 403,
                        u"This server is not called by the name in the Host header; use localhost or its address."_s };
    return std::nullopt;
}

std::optional<Refusal> AccessRules::checkOrigin(const RequestHead &head) const
{
    const std::optional<QByteArray> origin = head.value("origin");
    if (!origin)
        return std::nullopt;
    const QUrl url(QString::fromLatin1(*origin), QUrl::StrictMode);
    const bool isWeb = url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
    if (head.count("origin") == 1 && isWeb && isOwnName(url.host().toLower()))
        return std::nullopt;
    return Refusal{ 403, u"Pages of another site may not use this server: the Origin header names a foreign one."_s };
}

Verdict AccessRules::judge(const RequestHead &head, const Occupancy &occupancy,
                           const std::function<ProjectOccupancy(const QString &)> &project) const
{
    if (const auto refusal = checkHost(head))
        return *refusal;
    if (const auto refusal = checkOrigin(head))
        return *refusal;
    if (occupancy.stopping)
        return Refusal{ 503,
                        u"The server is shutting down; try again in a moment."_s,
                        { { "Retry-After"_ba, "5"_ba } } };
    if (const auto refusal = checkBody(head))
        return *refusal;
    const ApiPath path = parseApiPath(head.path);
    if (path.hasProject && !protocol::isValidProjectId(path.projectId))
        return Refusal{ 400,
                        u"The project id in the path is not valid: 1 to 128 letters, digits, '.', '_', '~' or '-'."_s };
    if (occupancy.connections > occupancy.maxConnections)
        return Refusal{ 429,
                        u"The server has all the connections that it takes; try again in a moment."_s,
                        { { "Retry-After"_ba, "5"_ba } } };
    if (!path.isStream) {
        if (head.wantsWebSocket())
            return Refusal{ 404, u"No stream is at this path; streams are at /api/v1/ws/projects/{id}/stream."_s };
        return Admission{ Admission::Route::Rest, {} };
    }
    if (const auto refusal = checkStream(head))
        return *refusal;
    const ProjectOccupancy room = project(path.projectId);
    if (!room.exists)
        return Refusal{
            404, u"There is no project \"%1\" here; GET /api/v1/projects lists those there are."_s.arg(path.projectId)
        };
    if (room.watchers >= room.maxWatchers)
        return Refusal{ 429,
                        u"The project \"%1\" has all the watchers that it takes; try again in a moment."_s.arg(
                            path.projectId),
                        { { "Retry-After"_ba, "5"_ba } } };
    return Admission{ Admission::Route::Stream, path.projectId };
}

} // namespace stagewatch::server
