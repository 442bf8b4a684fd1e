// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/accessrules.h"

#include <QAbstractHttpServer>

namespace stagewatch::server {

class Channel;
class Projects;

/// The REST side of PROTOCOL section 3: projects, state, events, connections, cancel, approvals, healthz. One request a
/// connection, so that each of them passes the listener's rules. Errors are application/problem+json.
class RestApi : public QAbstractHttpServer
{
    Q_OBJECT
public:
    /// `plainGuide`: only what the guide has, the number of connections.
    RestApi(Projects &projects, bool plainGuide, QObject *parent = nullptr);

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

private:
    struct Request;
    /// The JSON to answer with, or why not.
    using Reply = std::variant<QByteArray, Refusal>;
    [[nodiscard]] Reply answer(const Request &request);
    [[nodiscard]] Reply answerProject(const Request &request, const ApiPath &path);
    [[nodiscard]] Reply listProjects() const;
    [[nodiscard]] Reply connections(const QString &projectId) const;
    [[nodiscard]] Reply events(const Request &request, Channel &channel) const;
    [[nodiscard]] Reply cancel(const Request &request, Channel &channel) const;
    [[nodiscard]] Reply approve(const Request &request, Channel &channel, const QString &approvalId) const;
    Projects &m_projects;
    bool m_plainGuide;
};

} // namespace stagewatch::server
