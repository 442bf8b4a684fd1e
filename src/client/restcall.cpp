// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/restcall.h"

#include "client/responsehead.h"
#include "protocol/jsonvalue.h"
#include "protocol/timestamp.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

/// The sentence of an application/problem+json, if the body is one.
QString problemDetail(const QByteArray &body)
{
    const std::optional<protocol::JsonValue> problem = protocol::JsonValue::parse(body);
    if (!problem)
        return {};
    for (const QStringView name : { u"detail", u"title", u"error" }) {
        const protocol::JsonValue *text = problem->find(name);
        if (text && text->type() == protocol::JsonValue::Type::String)
            return text->toText().left(500);
    }
    return {};
}

} // namespace

RestCall::RestCall(QNetworkAccessManager &network, const Access &access, const QUrl &url,
                   std::chrono::milliseconds timeout, const std::optional<QByteArray> &body, QObject *parent)
    : QObject(parent)
    , m_url(url)
{
    QNetworkRequest request = access.request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Encoding", "identity"); // nothing that unpacks to more than was counted
    request.setTransferTimeout(static_cast<int>(timeout.count()));
    network.setProxy(Access::proxyFor(url));
    if (body) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
        m_reply = network.post(request, *body);
    } else {
        m_reply = network.get(request);
    }
    m_reply->setParent(this);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this, timeout] {
        fail(Text::tr("%1 did not answer within %2 s. Check the network and the server.")
                 .arg(m_url.host(), QString::number(static_cast<double>(timeout.count()) / 1000.0)));
    });
    m_deadline.start(timeout);
    connect(m_reply, &QIODevice::readyRead, this, &RestCall::read);
    connect(m_reply, &QNetworkReply::finished, this, &RestCall::finish);
}

RestCall::~RestCall()
{
    if (m_reply)
        m_reply->disconnect(this);
}

void RestCall::read()
{
    m_answer.body += m_reply->read(bodyLimit + 1 - m_answer.body.size());
    if (m_answer.body.size() > bodyLimit) {
        m_answer.body.clear();
        fail(Text::tr("The answer of %1 is larger than 4 MiB and was left out.").arg(m_url.host()));
    }
}

void RestCall::fail(const QString &sentence)
{
    if (m_finished)
        return;
    m_answer.error = sentence;
    m_reply->abort(); // emits finished()
}

void RestCall::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    m_deadline.stop();
    m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_answer.error.isEmpty()) {
        if (m_reply->isOpen())
            m_answer.body += m_reply->read(bodyLimit - m_answer.body.size());
        m_answer.error = failureSentence(m_answer.status);
    }
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(protocol::currentTimestamp().time_since_epoch());
    m_answer.retryAfter = parseRetryAfter(m_reply->rawHeader("Retry-After"), now);
    Q_EMIT finished(m_answer);
    deleteLater();
}

QString RestCall::failureSentence(int status) const
{
    if (status == 0)
        return Text::tr("%1 could not be asked by REST: %2.").arg(m_url.host(), m_reply->errorString());
    if (status >= 200 && status < 300) {
        return m_reply->error() == QNetworkReply::NoError
            ? QString()
            : Text::tr("The answer of %1 broke off: %2.").arg(m_url.host(), m_reply->errorString());
    }
    if (status >= 300 && status < 400) {
        const QUrl target = m_url.resolved(m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl());
        return Text::tr(
                   "%1 redirects REST requests to %2. Stagewatch does not follow by itself; connect to that address if "
                   "you trust it.")
            .arg(m_url.host(), target.toDisplayString(QUrl::RemoveUserInfo));
    }
    const QString detail = problemDetail(m_answer.body);
    if (!detail.isEmpty())
        return Text::tr("%1 refused with HTTP %2: %3").arg(m_url.host()).arg(status).arg(detail);
    return Text::tr("%1 refused with HTTP %2.").arg(m_url.host()).arg(status);
}

} // namespace stagewatch::client
