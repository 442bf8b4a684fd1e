// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server.h"
#include "streamclient.h"

#include <QTemporaryDir>
#include <QTest>

namespace stagewatch::test {

/// A host of real pipelines with a folder of its own, which opening it again finds as it was.
class PublishingHost
{
protected:
    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void end()
    {
        m_server.reset();
        m_folder.reset();
    }
    void open(const std::function<void(server::ServerOptions &)> &change = {})
    {
        m_server.reset();
        server::ServerOptions options;
        options.port = 0;
        options.hostsAny = true;
        options.dataDirectory = m_folder->path();
        if (change)
            change(options);
        m_server = std::make_unique<server::Server>(options);
        QString error;
        if (!m_server->start(&error))
            qFatal("%s", qPrintable(error));
    }
    [[nodiscard]] std::unique_ptr<StreamClient> publisher(const QString &project = QStringLiteral("churn")) const
    {
        return std::make_unique<StreamClient>(m_server->url(), project, QStringLiteral("/api/v1/ws/projects/"),
                                              QStringLiteral("/publish"));
    }
    /// The last number of the project's events.
    [[nodiscard]] qint64 stored(const QString &project = QStringLiteral("churn")) const
    {
        return request(m_server->url(), QStringLiteral("/api/v1/projects/") + project + QStringLiteral("/events"))
            .json[QStringLiteral("last_sequence")]
            .toInteger();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<server::Server> m_server;
};

} // namespace stagewatch::test
