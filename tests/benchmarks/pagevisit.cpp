// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagevisit.h"

#include <QDir>
#include <QEventLoop>
#include <QJsonDocument>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

/// Serves one page and hears what it posts.
class PageServer : public QTcpServer
{
public:
    using Hear = std::function<void(const QByteArray &path, const QByteArray &body)>;
    PageServer(QByteArray page, Hear hear)
        : m_page(std::move(page))
        , m_hear(std::move(hear))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(*socket); });
        });
    }

private:
    void read(QTcpSocket &socket)
    {
        const QByteArray request = socket.property("request").toByteArray() + socket.readAll();
        socket.setProperty("request", request);
        const qsizetype end = request.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = request.left(end).toLower();
        const qsizetype at = head.indexOf("content-length:");
        const qsizetype length = at < 0 ? 0 : head.mid(at + 15).split('\r').value(0).trimmed().toLongLong();
        if (request.size() < end + 4 + length)
            return;
        const QByteArray path = request.split(' ').value(1);
        const QByteArray body = path == "/" ? m_page : QByteArray();
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
                     "Content-Length: "
                     + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        socket.disconnectFromHost();
        if (head.startsWith("post "))
            m_hear(path, request.mid(end + 4, length));
    }
    QByteArray m_page;
    Hear m_hear;
};

void end(QProcess &browser)
{
    browser.terminate();
    if (!browser.waitForFinished(10'000))
        browser.kill();
    browser.waitForFinished();
}

/// Its other processes write there for a moment after the first has ended.
void removeProfile(const QString &path)
{
    for (int attempt = 0; attempt < 50 && QDir(path).exists() && !QDir(path).removeRecursively(); ++attempt)
        QThread::msleep(100);
}

} // namespace

PageVisit PageVisit::make(const QString &browser, const QByteArray &page, const QStringList &arguments)
{
    PageVisit visit;
    QEventLoop loop;
    QProcess process;
    ProcessUsage before;
    const PageServer server(page, [&](const QByteArray &path, const QByteArray &body) {
        const qint64 now = monotonicNow();
        const ProcessUsage usage = ProcessUsage::ofFamily(process.processId());
        if (path == "/begin") {
            before = usage;
            return;
        }
        visit.reported = now;
        visit.report = QJsonDocument::fromJson(body).object();
        visit.between.cpuSeconds = usage.cpuSeconds - before.cpuSeconds;
        visit.between.wakeups = usage.wakeups - before.wakeups;
        visit.between.anonymousBytes = usage.anonymousBytes;
        loop.quit();
    });
    QTemporaryDir profile;
    profile.setAutoRemove(false);
    process.setStandardErrorFile(QProcess::nullDevice());
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    constexpr int patienceMs = 300'000;
    QTimer::singleShot(patienceMs, &loop, &QEventLoop::quit);
    visit.started = monotonicNow();
    process.start(browser,
                  QStringList{ u"--headless"_s, u"--no-sandbox"_s, u"--disable-gpu"_s, u"--disable-quic"_s,
                               u"--no-first-run"_s, u"--disable-background-networking"_s,
                               u"--disable-component-update"_s, u"--disable-sync"_s,
                               u"--user-data-dir="_s + profile.path() }
                      + arguments + QStringList{ u"http://127.0.0.1:%1/"_s.arg(server.serverPort()) });
    loop.exec();
    end(process);
    removeProfile(profile.path());
    return visit;
}

} // namespace stagewatch::bench
