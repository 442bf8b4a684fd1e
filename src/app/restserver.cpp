// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/restserver.h"

#include "app/serveraccess.h"
#include "protocol/decoder.h"

#include <QEventLoop>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

using protocol::JsonValue;

namespace {

/// Stands where an address wants a project and none is known yet.
constexpr auto anyProject = "any"_L1;

bool namesProject(const ServerAccess &access)
{
    const QString server =
        access.server.isEmpty() ? qEnvironmentVariable("STAGEWATCH_SERVER").trimmed() : access.server;
    return !access.projectId.isEmpty() || protocol::resolveEndpoint(server, QString()).endpoint
        || !qEnvironmentVariable("STAGEWATCH_PROJECT").trimmed().isEmpty();
}

bool isProblem(const QByteArray &body)
{
    const std::optional<JsonValue> value = JsonValue::parse(body);
    return value && value->isObject() && (value->find(u"detail") || value->find(u"title"));
}

} // namespace

RestServer::RestServer(const ServerAccess &access)
    : m_typedAddress(access.server)
{
    const bool named = namesProject(access);
    ServerAccess whole = access;
    if (!named)
        whole.projectId = anyProject;
    QString error;
    const auto settings = makeConnectionSettings(whole, 1, &error);
    if (!settings)
        throw CommandError{ ExitCode::WrongUsage, error };
    if (named)
        m_projectId = settings->endpoint.projectId;
    m_name = settings->endpoint.server();
    m_timeout = settings->connectTimeout;
    m_access.emplace(*settings);
    m_projectsUrl = settings->endpoint.apiUrl;
    const QString path = m_projectsUrl.path(QUrl::FullyEncoded);
    m_projectsUrl.setPath(path.left(path.lastIndexOf(u'/')), QUrl::StrictMode);
}

QUrl RestServer::projectUrl(const QString &projectId, const QString &below) const
{
    QUrl url = m_projectsUrl;
    url.setPath(url.path(QUrl::FullyEncoded) + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(projectId)) + u'/'
                    + below,
                QUrl::StrictMode);
    return url;
}

client::RestAnswer RestServer::listProjects()
{
    return ask(m_projectsUrl);
}

client::RestAnswer RestServer::get(const QString &projectId, const QString &below)
{
    return ask(projectUrl(projectId, below));
}

client::RestAnswer RestServer::post(const QString &projectId, const QString &below, const QByteArray &body)
{
    return ask(projectUrl(projectId, below), body);
}

client::RestAnswer RestServer::ask(const QUrl &url, const std::optional<QByteArray> &body)
{
    client::RestAnswer result;
    QEventLoop loop;
    // Deleted here and not by itself later: after the loop nobody would.
    const auto call = std::make_unique<client::RestCall>(m_network, *m_access, url, m_timeout, body);
    QObject::connect(call.get(), &client::RestCall::finished, &loop, [&](const client::RestAnswer &answer) {
        result = answer;
        loop.quit();
    });
    loop.exec();
    if (result.status == 0 && !result.error.contains("Check "_L1)) // a timeout says it itself
        result.error += url.scheme() == "https"_L1
            ? u" Check the address; an authority of your own is trusted with --ca-file."_s
            : u" Check the address, and that a server runs there."_s;
    return result;
}

CommandError failureOf(const client::RestAnswer &answer)
{
    if (answer.status == 401)
        return { ExitCode::Refused,
                 answer.error
                     + u" Give a token with --token-file or in STAGEWATCH_TOKEN; "
                       "\"stagewatch token add\" makes one."_s };
    if (answer.status == 403)
        return { ExitCode::Refused, answer.error };
    // Without a word of its own it is some other server, or none of this path.
    if (answer.status == 404 && !isProblem(answer.body))
        return { ExitCode::NotConnected, answer.error + u" Is it a Stagewatch server?"_s };
    const bool saidNo = answer.status >= 400 && answer.status < 500 && answer.status != 408 && answer.status != 429;
    return { saidNo ? ExitCode::Failed : ExitCode::NotConnected, answer.error };
}

protocol::Event asEvent(const QByteArray &body, const QString &eventType, const QString &projectId)
{
    const std::optional<JsonValue> value = JsonValue::parse(body);
    if (!value || !value->isObject())
        throw CommandError{ ExitCode::NotConnected,
                            u"The server's answer is no JSON object. Is it a Stagewatch server?"_s };
    JsonValue message = *value;
    if (!value->find(u"event_type")) {
        message = JsonValue::object({ { u"event_type"_s, JsonValue::string(eventType) },
                                      { u"project_id"_s, JsonValue::string(projectId) },
                                      { u"data"_s, *value } });
    }
    protocol::Decoder decoder;
    protocol::Decoded decoded = decoder.decode(message.toJson(), protocol::currentTimestamp());
    if (!decoded.event || decoded.event->as<protocol::UnknownEvent>())
        throw CommandError{ ExitCode::NotConnected,
                            u"The server answered with something else than %1."_s.arg(eventType) };
    return std::move(*decoded.event);
}

} // namespace stagewatch::app
