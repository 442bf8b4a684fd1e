// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/refusal.h"

#include "protocol/jsonvalue.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using protocol::JsonValue;

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 400:
        return "Bad Request"_ba;
    case 401:
        return "Unauthorized"_ba;
    case 403:
        return "Forbidden"_ba;
    case 404:
        return "Not Found"_ba;
    case 405:
        return "Method Not Allowed"_ba;
    case 408:
        return "Request Timeout"_ba;
    case 409:
        return "Conflict"_ba;
    case 410:
        return "Gone"_ba;
    case 411:
        return "Length Required"_ba;
    case 413:
        return "Content Too Large"_ba;
    case 415:
        return "Unsupported Media Type"_ba;
    case 426:
        return "Upgrade Required"_ba;
    case 429:
        return "Too Many Requests"_ba;
    case 431:
        return "Request Header Fields Too Large"_ba;
    case 503:
        return "Service Unavailable"_ba;
    default:
        return "Internal Server Error"_ba;
    }
}

QByteArray reasonLabel(const Refusal &refusal)
{
    return refusal.reason.isEmpty() ? reasonPhrase(refusal.status).toLower().replace(' ', '_') : refusal.reason;
}

QByteArray problemJson(const Refusal &refusal)
{
    QByteArray json =
        JsonValue::object({ { u"type"_s, JsonValue::string(u"about:blank"_s) },
                            { u"title"_s, JsonValue::string(QString::fromLatin1(reasonPhrase(refusal.status))) },
                            { u"status"_s, JsonValue::number(qint64(refusal.status)) },
                            { u"detail"_s, JsonValue::string(refusal.detail) } })
            .toJson();
    json.insert(json.size() - 1, refusal.members);
    return json;
}

QByteArray httpResponse(const Refusal &refusal)
{
    const QByteArray body = problemJson(refusal);
    QByteArray response = "HTTP/1.1 "_ba + QByteArray::number(refusal.status) + ' ' + reasonPhrase(refusal.status)
        + "\r\nContent-Type: application/problem+json\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\nX-Content-Type-Options: nosniff\r\n";
    for (const auto &[name, value] : refusal.headers)
        response += name + ": " + value + "\r\n";
    return response + "\r\n" + body;
}

} // namespace stagewatch::server
