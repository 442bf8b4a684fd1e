// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "killablehost.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stagewatch::bench {

namespace {

/// Below the range from which outgoing connections get theirs: while the server is down, one of its own clients could
/// be given its port, or connect to itself.
quint16 findPort()
{
    for (int i = 0; i < 100; ++i) {
        const auto port = quint16(QRandomGenerator::global()->bounded(20'000, 32'000));
        QTcpServer probe;
        if (probe.listen(QHostAddress::LocalHost, port))
            return port;
    }
    return 0;
}

} // namespace

KillableHost::KillableHost(QString dataFolder, const QString &logFile)
    : m_dataFolder(std::move(dataFolder))
    , m_logFile(logFile.isEmpty() ? m_dataFolder + u".log"_s : logFile)
    , m_port(findPort())
{
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] {
        while (m_process.canReadLine())
            m_listening = m_process.readLine().startsWith("listening") || m_listening;
    });
    // Each lost connection is a line there, and nobody reads thousands of them.
    m_process.setStandardErrorFile(m_logFile, QIODevice::Append);
}

KillableHost::~KillableHost()
{
    kill();
}

void KillableHost::launch()
{
    m_listening = false;
    m_process.start(QStringLiteral(STAGEWATCH_PROGRAM),
                    { u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(m_port), u"--data"_s, m_dataFolder });
}

bool KillableHost::start()
{
    launch();
    if (waitUntil([this] { return m_listening || m_process.state() == QProcess::NotRunning; }, 60s) && m_listening)
        return true;
    QFile log(m_logFile);
    std::fprintf(stderr, "The server did not start. %s\n",
                 log.open(QIODevice::ReadOnly) ? log.readAll().right(2000).constData() : "It said nothing.");
    return false;
}

void KillableHost::kill()
{
    m_process.kill();
    m_process.waitForFinished();
    m_listening = false;
}

QUrl KillableHost::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

QByteArray KillableHost::get(const QString &pathAndQuery, int *status) const
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(url().toString() + pathAndQuery));
    request.setTransferTimeout(30'000);
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    if (!waitUntil([&] { return reply->isFinished(); }, 31s))
        return {};
    if (status)
        *status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return reply->readAll();
}

bool waitUntil(const std::function<bool()> &condition, std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (condition() || deadline.hasExpired())
            loop.quit();
    });
    timer.start(2);
    if (!condition())
        loop.exec();
    return condition();
}

} // namespace stagewatch::bench
