// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "browserpeer.h"

#include "processusage.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

/// Serves one page, and takes one report that it posts.
class PageServer : public QTcpServer
{
public:
    explicit PageServer(QByteArray page)
        : m_page(std::move(page))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(*socket); });
        });
    }
    QByteArray report;
    qint64 arrived = 0;
    std::function<void()> done;

private:
    void read(QTcpSocket &socket)
    {
        QByteArray request = socket.property("request").toByteArray() + socket.readAll();
        socket.setProperty("request", request);
        const qsizetype end = request.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const bool posts = request.startsWith("POST /report");
        if (posts) {
            const qsizetype at = request.left(end).toLower().indexOf("content-length:");
            const qsizetype length = request.mid(at + 15, request.indexOf('\r', at) - at - 15).trimmed().toLongLong();
            if (request.size() < end + 4 + length)
                return;
            arrived = monotonicNow();
            report = request.mid(end + 4, length);
        }
        const QByteArray body = request.startsWith("GET / ") ? m_page : QByteArray();
        socket.write(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        socket.disconnectFromHost();
        if (posts && done)
            done();
    }
    QByteArray m_page;
};

constexpr auto dashboardScript = R"(
const list = document.getElementById("log");
let count = 0;
const gaps = [];
let turn = performance.now();
class Dashboard extends PipelineWebSocket {
  onStageTransition() {}
  onError() {}
  onLog(data) {
    if (appends) {
      const row = document.createElement("div");
      row.textContent = `${data.level} ${data.stage_display} ${data.message}`;
      list.append(row);
      if (list.childElementCount > 1000) list.firstElementChild.remove();
    }
    if (++count === expected) requestAnimationFrame(() => setTimeout(report));
  }
}
function report() {
  gaps.sort((left, right) => left - right);
  fetch("/report", { method: "POST", body: JSON.stringify({ count,
    gapMedianMs: gaps[Math.floor(gaps.length / 2)], gapP99Ms: gaps[Math.floor(gaps.length * 0.99)],
    gapMaxMs: gaps[gaps.length - 1] }) });
}
function probe() {
  const now = performance.now();
  if (count > 0) gaps.push(now - turn);
  turn = now;
  setTimeout(probe, 1);
}
function follow() {
  list.scrollTop = list.scrollHeight;
  requestAnimationFrame(follow);
}
probe();
if (appends) follow();
new Dashboard("dashboard").connect();
)";

} // namespace

QString BrowserPeer::program()
{
    for (const QString &name : { u"chromium"_s, u"chromium-browser"_s, u"google-chrome"_s }) {
        if (const QString found = QStandardPaths::findExecutable(name); !found.isEmpty())
            return found;
    }
    return {};
}

QJsonObject BrowserPeer::visit(const QByteArray &page, const QStringList &arguments, qint64 *arrived, QString *error)
{
    PageServer server(page);
    const QTemporaryDir profile;
    QProcess browser;
    browser.setStandardErrorFile(QProcess::nullDevice());
    QEventLoop loop;
    server.done = [&loop] { loop.quit(); };
    QObject::connect(&browser, &QProcess::finished, &loop, &QEventLoop::quit);
    constexpr int patienceMs = 300'000;
    QTimer::singleShot(patienceMs, &loop, &QEventLoop::quit);
    browser.start(program(),
                  QStringList{ u"--headless"_s, u"--no-sandbox"_s, u"--disable-gpu"_s, u"--disable-quic"_s,
                               u"--no-first-run"_s, u"--disable-background-networking"_s,
                               u"--disable-component-update"_s, u"--disable-sync"_s,
                               u"--user-data-dir="_s + profile.path() }
                      + arguments + QStringList{ u"http://127.0.0.1:%1/"_s.arg(server.serverPort()) });
    loop.exec();
    *arrived = server.arrived;
    browser.terminate();
    if (!browser.waitForFinished(10'000))
        browser.kill();
    browser.waitForFinished();
    if (server.report.isEmpty())
        *error = u"The page in Chromium did not report."_s;
    return QJsonDocument::fromJson(server.report).object();
}

QJsonObject BrowserPeer::watch(quint16 serverPort, qint64 events, Does does, QString *error)
{
    QFile guide(QStringLiteral(STAGEWATCH_TEST_DATA) + u"/guide/pipeline_websocket.js"_s);
    if (!guide.open(QIODevice::ReadOnly)) {
        *error = u"The guide's JavaScript client cannot be read: %1."_s.arg(guide.errorString());
        return {};
    }
    const QByteArray page =
        "<!doctype html><meta charset=\"utf-8\"><title>Dashboard</title>"
        "<style>#log { height: 90vh; overflow: auto; font: 13px monospace; white-space: nowrap }</style>"
        "<div id=\"log\"></div><script>\n"
        + guide.readAll() + "\n</script><script>\nconst expected = " + QByteArray::number(events)
        + ";\nconst appends = " + (does == Does::AppendRows ? "true" : "false") + ";\n" + dashboardScript + "</script>";
    qint64 arrived = 0;
    QJsonObject figures =
        visit(page, { u"--host-resolver-rules=MAP localhost:8000 127.0.0.1:%1"_s.arg(serverPort) }, &arrived, error);
    figures.insert(u"ended"_s, arrived);
    return figures;
}

double BrowserPeer::blankPageMs(QString *error)
{
    const QByteArray page = "<!doctype html><title>Blank</title><script>requestAnimationFrame(() => setTimeout(() => "
                            "fetch('/report', { method: 'POST', body: '{\"painted\":true}' })))</script>";
    qint64 arrived = 0;
    const qint64 begun = monotonicNow();
    (void)visit(page, {}, &arrived, error);
    return double(arrived - begun) / 1e6;
}

} // namespace stagewatch::bench
