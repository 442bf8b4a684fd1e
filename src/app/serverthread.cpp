// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serverthread.h"

#include "server/server.h"

namespace stagewatch::app {

ServerThread::ServerThread(server::ServerOptions options)
    : m_options(std::move(options))
{
    m_thread.setObjectName(QStringLiteral("stagewatch-server"));
}

ServerThread::~ServerThread()
{
    if (!m_context)
        return;
    QMetaObject::invokeMethod(m_context, [context = m_context, thread = &m_thread] {
        auto *server = context->findChild<server::Server *>();
        if (!server) {
            thread->quit();
            return;
        }
        // Direct: the thread object itself lives in the thread that waits below.
        QObject::connect(server, &server::Server::stopped, thread, &QThread::quit, Qt::DirectConnection);
        server->stop();
    });
    m_thread.wait();
}

QUrl ServerThread::start(QString *error)
{
    m_context = new QObject;
    m_context->moveToThread(&m_thread);
    // The server's sockets must be made and destroyed in its own thread.
    QObject::connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread.start();
    QUrl url;
    QMetaObject::invokeMethod(
        m_context,
        [this, &url, error] {
            auto *server = new server::Server(m_options, m_context);
            if (server->start(error))
                url = server->url();
            else
                delete server;
        },
        Qt::BlockingQueuedConnection);
    return url;
}

} // namespace stagewatch::app
