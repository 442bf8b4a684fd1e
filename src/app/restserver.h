// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/commandresult.h"
#include "client/restcall.h"

#include <QNetworkAccessManager>

namespace stagewatch::app {

/// A server as a command asks it: one REST request after another, each waited for. Needs a QCoreApplication, runs an
/// event loop of its own; not for a program that has one running. Redirects are never followed.
class RestServer
{
public:
    /// Reads the environment, the token and the authorities. Throws CommandError where one of them cannot be used.
    explicit RestServer(const ServerAccess &access);

    /// The project that was asked for, by an option, the URL or the environment. Empty: none was.
    [[nodiscard]] const QString &projectId() const { return m_projectId; }
    /// host:port, for sentences.
    [[nodiscard]] const QString &name() const { return m_name; }
    /// What to type behind a command's name to get here again; empty where the default or the environment leads here.
    [[nodiscard]] const QString &typedAddress() const { return m_typedAddress; }

    [[nodiscard]] client::RestAnswer listProjects();
    [[nodiscard]] client::RestAnswer get(const QString &projectId, const QString &below);
    /// `below` is percent-encoded: "cancel", "approvals/a%20b".
    [[nodiscard]] client::RestAnswer post(const QString &projectId, const QString &below, const QByteArray &body);

private:
    [[nodiscard]] client::RestAnswer ask(const QUrl &url, const std::optional<QByteArray> &body = {});
    [[nodiscard]] QUrl projectUrl(const QString &projectId, const QString &below) const;

    QString m_projectId;
    QString m_name;
    QString m_typedAddress;
    QUrl m_projectsUrl; ///< ends in /projects
    std::chrono::milliseconds m_timeout{};
    std::optional<client::Access> m_access;
    QNetworkAccessManager m_network;
};

/// Why a request came to nothing, with the exit code that says it: 5 for 401 and 403, 1 where the server understood and
/// said no, 3 for all else.
[[nodiscard]] CommandError failureOf(const client::RestAnswer &answer);
/// The server's answer as the event that it is, or would be on a WebSocket. Throws CommandError where it is neither.
[[nodiscard]] protocol::Event asEvent(const QByteArray &body, const QString &eventType, const QString &projectId);

} // namespace stagewatch::app
