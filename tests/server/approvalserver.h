// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server.h"
#include "streamclient.h"

#include <QTest>

namespace stagewatch::test {

/// A server of the tests: at first it plays a pipeline that soon waits for an approval, and slowly.
class ApprovalServer
{
protected:
    void open(const std::function<void(server::ServerOptions &)> &change = {})
    {
        m_server.reset();
        server::ServerOptions options;
        options.port = 0;
        options.speed = 0.01;
        options.hosted.push_back({ QString(), server::builtInScenario(QStringLiteral("approval")).value() });
        if (change)
            change(options);
        m_server = std::make_unique<server::Server>(options);
        QString error;
        QVERIFY2(m_server->start(&error), qPrintable(error));
    }
    /// Without a scripted pipeline: whatever project is named.
    static void hostAny(server::ServerOptions &options)
    {
        options.hosted.clear();
        options.hostsAny = true;
    }
    [[nodiscard]] bool stillServes()
    {
        StreamClient client(m_server->url());
        return QTest::qWaitFor([&] { return client.has(QStringLiteral("connected")); });
    }

    std::unique_ptr<server::Server> m_server;
};

} // namespace stagewatch::test
