// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/endpoint.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrlQuery>
#include <algorithm>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::protocol)
};

constexpr int plainPort = 80;
constexpr int tlsPort = 443;

/// An address cut into its parts, each already checked; or a sentence about the first part that is wrong.
struct Address
{
    bool tls = false;
    QString host; ///< an IPv6 address without its brackets
    int port = -1;
    QString path; ///< as written (percent-encoded), without slashes at the end
    QString query;
    QString error;
};

/// What a path says about where it leads.
struct Path
{
    bool isFull = false;
    QString apiBase; ///< up to and with /api/v1, or whatever stands before /projects in a full path
    QString projectId; ///< decoded; empty where the path names none
};

bool isTrue(const char *variable)
{
    const QString value = qEnvironmentVariable(variable).trimmed();
    return value == u"1" || value.compare("true"_L1, Qt::CaseInsensitive) == 0;
}

QString encodedSegment(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

Address failed(const QString &error)
{
    Address address;
    address.error = error;
    return address;
}

bool readScheme(const QString &scheme, Address &address)
{
    if (scheme != "ws"_L1 && scheme != "wss"_L1 && scheme != "http"_L1 && scheme != "https"_L1) {
        address.error =
            Text::tr("The address begins with \"%1://\"; write ws://, wss://, http:// or https://.").arg(scheme);
        return false;
    }
    address.tls = scheme == "wss"_L1 || scheme == "https"_L1;
    return true;
}

bool readPort(QStringView text, Address &address)
{
    if (text.isEmpty())
        return true;
    bool isNumber = false;
    const int port = text.toInt(&isNumber);
    const bool digitsOnly = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isNumber || !digitsOnly || port < 1 || port > 65535) {
        address.error = Text::tr("The port \"%1\" is no number from 1 to 65535.").arg(text);
        return false;
    }
    address.port = port;
    return true;
}

bool readBracketedHost(QStringView authority, Address &address)
{
    const qsizetype close = authority.indexOf(u']');
    if (close < 0) {
        address.error = Text::tr("The IPv6 address in \"%1\" lacks its closing bracket.").arg(authority);
        return false;
    }
    address.host = authority.sliced(1, close - 1).toString();
    if (!address.host.contains(u':')) {
        address.error = Text::tr("The brackets in \"%1\" hold no IPv6 address.").arg(authority);
        return false;
    }
    const QStringView rest = authority.sliced(close + 1);
    if (!rest.isEmpty() && !rest.startsWith(u':')) {
        address.error = Text::tr("Between the IPv6 address and the port of \"%1\" a colon is missing.").arg(authority);
        return false;
    }
    return rest.isEmpty() || readPort(rest.sliced(1), address);
}

bool readAuthority(QStringView authority, Address &address)
{
    // The message must not repeat what stands before the @: it may be a password.
    if (authority.contains(u'@')) {
        address.error =
            Text::tr("The address holds a user name or password before \"@\"; leave it out and give a token instead.");
        return false;
    }
    if (authority.startsWith(u'[')) {
        if (!readBracketedHost(authority, address))
            return false;
    } else {
        if (authority.count(u':') > 1) {
            address.error =
                Text::tr("The host \"%1\" has more than one colon; write an IPv6 address in brackets: [::1]:8000.")
                    .arg(authority);
            return false;
        }
        const qsizetype colon = authority.indexOf(u':');
        address.host = (colon < 0 ? authority : authority.first(colon)).toString();
        if (colon >= 0 && !readPort(authority.sliced(colon + 1), address))
            return false;
    }
    QUrl probe;
    probe.setHost(address.host, QUrl::StrictMode);
    if (address.host.isEmpty())
        address.error = Text::tr("The address names no host; write host:port or a whole URL.");
    else if (!probe.isValid() || probe.host().isEmpty())
        address.error = Text::tr("The host \"%1\" is no host name and no IP address.").arg(address.host);
    return address.error.isEmpty();
}

/// A token in a URL ends up in logs and histories, so it is refused where it can be recognised.
bool hasTokenInQuery(const QString &query)
{
    static const QRegularExpression secret(
        u"^(.*[_-])?(token|auth|authorization|bearer|api[_-]?key|key|password|secret|jwt)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto items = QUrlQuery(query).queryItems(QUrl::FullyDecoded);
    return std::any_of(items.begin(), items.end(),
                       [](const auto &item) { return secret.match(item.first).hasMatch(); });
}

Address readAddress(const QString &text)
{
    Address address;
    QString rest = text.trimmed();
    if (rest.isEmpty())
        return failed(Text::tr("The address is empty; write a URL or host:port."));
    for (const QChar c : std::as_const(rest)) {
        if (c.isSpace() || !c.isPrint())
            return failed(Text::tr("The address holds a blank or a control character; leave it out."));
    }
    QString scheme = u"http"_s;
    if (const qsizetype mark = rest.indexOf("://"_L1); mark >= 0) {
        scheme = rest.left(mark).toLower();
        rest = rest.mid(mark + 3);
    } else if (rest.startsWith("//"_L1)) {
        rest = rest.mid(2);
    }
    if (!readScheme(scheme, address))
        return address;
    if (const qsizetype mark = rest.indexOf(u'#'); mark >= 0)
        rest.truncate(mark);
    if (const qsizetype mark = rest.indexOf(u'?'); mark >= 0) {
        address.query = rest.mid(mark + 1);
        rest.truncate(mark);
    }
    if (hasTokenInQuery(address.query))
        return failed(Text::tr(
            "The address holds a token or key after \"?\"; leave it out and give it as the connection's token, "
            "which goes into a header and never into a URL."));
    const qsizetype slash = rest.indexOf(u'/');
    if (!readAuthority(QStringView(rest).first(slash < 0 ? rest.size() : slash), address))
        return address;
    address.path = slash < 0 ? QString() : rest.mid(slash);
    while (address.path.endsWith(u'/'))
        address.path.chop(1);
    return address;
}

Path readPath(const QString &path)
{
    static const QRegularExpression stream(u"^(.*?)(/ws)?/projects/([^/]+)(/.*)?$"_s);
    constexpr auto apiPath = "/api/v1"_L1;
    if (path.isEmpty())
        return { false, apiPath, {} };
    if (path.endsWith(apiPath))
        return { false, path, {} };
    const auto match = stream.match(path);
    if (match.hasMatch())
        return { true, match.captured(1), QUrl::fromPercentEncoding(match.captured(3).toUtf8()) };
    return { true, apiPath, {} };
}

QString checkedId(const QString &given, const QString &inPath, QString &id)
{
    if (!given.isEmpty() && !inPath.isEmpty() && given != inPath)
        return Text::tr(
                   "The address is that of project \"%1\", but project \"%2\" was asked for; leave one of the two out.")
            .arg(inPath, given);
    id = given.isEmpty() ? inPath : given;
    if (id.isEmpty())
        return Text::tr("The address names no project; give a project id with it.");
    if (id == "."_L1 || id == ".."_L1)
        return Text::tr("The project id \"%1\" cannot be part of a URL; give the project's real id.").arg(id);
    return {};
}

QUrl makeUrl(const Address &address, const QString &scheme, const QString &path)
{
    QUrl url;
    url.setScheme(scheme);
    url.setHost(address.host);
    url.setPort(address.port);
    url.setPath(path, QUrl::TolerantMode);
    return url;
}

} // namespace

QString Endpoint::server() const
{
    const QString host = streamUrl.host().contains(u':') ? u"[%1]"_s.arg(streamUrl.host()) : streamUrl.host();
    const int usual = streamUrl.scheme() == "wss"_L1 ? tlsPort : plainPort;
    const int port = streamUrl.port(usual);
    return port == usual ? host : u"%1:%2"_s.arg(host).arg(port);
}

EndpointOptions EndpointOptions::fromEnvironment()
{
    EndpointOptions options;
    options.forceTls = isTrue("STAGEWATCH_PRODUCTION") || isTrue("STAGEWATCH_FORCE_WSS") || isTrue("VITE_FORCE_WSS");
    return options;
}

ResolvedEndpoint resolveEndpoint(const QString &address, const QString &projectId, const EndpointOptions &options)
{
    const Address parts = readAddress(address);
    if (!parts.error.isEmpty())
        return { std::nullopt, parts.error };
    const Path path = readPath(parts.path);
    Endpoint endpoint;
    if (const QString error = checkedId(projectId.trimmed(), path.projectId, endpoint.projectId); !error.isEmpty())
        return { std::nullopt, error };

    const bool tls = parts.tls || options.forceTls;
    const QString socketScheme = tls ? u"wss"_s : u"ws"_s;
    const QString id = encodedSegment(endpoint.projectId);
    if (path.isFull) {
        endpoint.streamUrl = makeUrl(parts, socketScheme, parts.path);
    } else {
        endpoint.streamUrl = makeUrl(parts, socketScheme, u"%1/ws/projects/%2/stream"_s.arg(path.apiBase, id));
        endpoint.fallbackStreamUrl = makeUrl(parts, socketScheme, u"%1/projects/%2/stream"_s.arg(path.apiBase, id));
    }
    if (!parts.query.isEmpty())
        endpoint.streamUrl.setQuery(parts.query, QUrl::TolerantMode);
    endpoint.apiUrl = makeUrl(parts, tls ? u"https"_s : u"http"_s, u"%1/projects/%2"_s.arg(path.apiBase, id));
    if (!endpoint.streamUrl.isValid() || !endpoint.apiUrl.isValid())
        return { std::nullopt, Text::tr("The path \"%1\" of the address cannot be part of a URL.").arg(parts.path) };
    return { std::move(endpoint), {} };
}

bool isValidToken(QStringView token)
{
    return !token.isEmpty()
        && std::all_of(token.begin(), token.end(), [](QChar c) { return c >= u'\x21' && c <= u'\x7e'; });
}

bool isValidProjectId(QStringView id)
{
    constexpr qsizetype longest = 128;
    if (id.isEmpty() || id.size() > longest || id == u"." || id == u"..")
        return false;
    return std::all_of(id.begin(), id.end(), [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'.'
            || c == u'_' || c == u'~' || c == u'-';
    });
}

} // namespace stagewatch::protocol
