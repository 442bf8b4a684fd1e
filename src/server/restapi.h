// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/accessrules.h"
#include "server/caller.h"

#include <QAbstractHttpServer>

namespace stagewatch::server {

class Channel;
class Projects;

/// The REST side of PROTOCOL section 3: projects, state, events to read and to publish, connections, cancel, approvals,
/// healthz. One request a connection, so that each of them passes the listener's rules, which also see to it that the
/// caller may do what the path says. Errors are application/problem+json.
class RestApi : public QAbstractHttpServer
{
    Q_OBJECT
public:
    /// Who sent a request, by its Authorization header (may be empty) and the peer's address.
    using Identify = std::function<Caller(const QByteArray &authorization, const QHostAddress &peer)>;
    /// `plainGuide`: only what the guide has, the number of connections.
    RestApi(Projects &projects, Identify identify, bool plainGuide, QObject *parent = nullptr);
    /// What GET /metrics answers with, Prometheus text; without it there is no such path.
    void setMetrics(std::function<QByteArray()> metrics) { m_metrics = std::move(metrics); }

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

private:
    struct Request;
    /// The body to answer with, or why not.
    struct Body
    {
        QByteArray bytes;
        QByteArray contentType = "application/json";
    };
    using Reply = std::variant<Body, Refusal>;
    /// Sends the reply, now or later; called once.
    using Send = std::function<void(const Reply &)>;
    void deliver(QTcpSocket *peer, const QByteArray &response);
    void answer(const Request &request, const Send &send);
    void answerProject(const Request &request, const ApiPath &path, const Send &send);
    [[nodiscard]] Reply listProjects() const;
    [[nodiscard]] Reply connections(const QString &projectId) const;
    [[nodiscard]] static Reply events(const Request &request, Channel &channel);
    void publish(const Request &request, Channel &channel, const Send &send) const;
    void cancel(const Request &request, Channel &channel, const Send &send) const;
    void approve(const Request &request, Channel &channel, const QString &approvalId, const Send &send) const;
    Projects &m_projects;
    Identify m_identify;
    std::function<QByteArray()> m_metrics;
    bool m_plainGuide;
    qint64 m_untaken = 0; ///< bytes of answers that wait in their sockets
};

} // namespace stagewatch::server
