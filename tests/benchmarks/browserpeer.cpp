// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "browserpeer.h"

#include "pagevisit.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

constexpr auto dashboardScript = R"(
const list = document.getElementById("log");
let count = 0;
let connected = 0;
let gaps = [];
let turn = performance.now();
class Dashboard extends PipelineWebSocket {
  onStageTransition() { connected++; }
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
const post = (path, body) => fetch(path, { method: "POST", body: JSON.stringify(body) });
function report(more) {
  gaps.sort((left, right) => left - right);
  post("/report", { count, gapMedianMs: gaps[Math.floor(gaps.length / 2)],
    gapP99Ms: gaps[Math.floor(gaps.length * 0.99)], gapMaxMs: gaps[gaps.length - 1], ...more });
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
)";

/// Follows what it appends, once a frame: until the end, or for a time.
constexpr auto untilTheEnd = R"(
probe();
if (appends) follow();
new Dashboard("dashboard").connect();
)";

constexpr auto forATime = R"(
if (probes) probe();
if (probes) follow();
for (let i = 0; i < projects; i++) new Dashboard("project-" + (i + 1)).connect();
const wait = setInterval(() => {
  if (connected < projects) return;
  clearInterval(wait);
  setTimeout(async () => {
    await post("/begin", {});
    count = 1;
    gaps = [];
    const begun = performance.now();
    setTimeout(() => report({ events: count - 1, seconds: (performance.now() - begun) / 1000 }), seconds * 1000);
  }, settle * 1000);
}, 100);
)";

QStringList findPort(quint16 serverPort)
{
    return { u"--host-resolver-rules=MAP localhost:8000 127.0.0.1:%1"_s.arg(serverPort) };
}

QByteArray constant(const char *name, const QByteArray &value)
{
    return QByteArray("const ") + name + " = " + value + ";\n";
}

/// Empty where the guide's client cannot be read.
QByteArray dashboard(const QByteArray &constants, const char *then, QString *error)
{
    QFile guide(QStringLiteral(STAGEWATCH_TEST_DATA) + u"/guide/pipeline_websocket.js"_s);
    if (!guide.open(QIODevice::ReadOnly)) {
        *error = u"The guide's JavaScript client cannot be read: %1."_s.arg(guide.errorString());
        return {};
    }
    return "<!doctype html><meta charset=\"utf-8\"><title>Dashboard</title>"
           "<style>#log { height: 90vh; overflow: auto; font: 13px monospace; white-space: nowrap }</style>"
           "<div id=\"log\"></div><script>\n"
        + guide.readAll() + "\n</script><script>\n" + constants + dashboardScript + then + "</script>";
}

QJsonObject reportOf(const PageVisit &visit, QString *error)
{
    if (visit.report.isEmpty())
        *error = u"The page in Chromium did not report."_s;
    return visit.report;
}

} // namespace

QString BrowserPeer::program()
{
    for (const QString &name : { u"chromium"_s, u"chromium-browser"_s, u"google-chrome"_s }) {
        if (const QString found = QStandardPaths::findExecutable(name); !found.isEmpty())
            return found;
    }
    return {};
}

QString BrowserPeer::version()
{
    QProcess process;
    process.start(program(), { u"--version"_s }, QIODevice::ReadOnly);
    process.waitForFinished();
    const QString name = QString::fromUtf8(process.readAllStandardOutput()).section(u' ', 1, 1);
    return name.trimmed();
}

QJsonObject BrowserPeer::watch(quint16 serverPort, qint64 events, Does does, QString *error)
{
    const QByteArray page = dashboard(constant("expected", QByteArray::number(events))
                                          + constant("appends", does == Does::AppendRows ? "true" : "false"),
                                      untilTheEnd, error);
    if (page.isEmpty())
        return {};
    const PageVisit visit = PageVisit::make(program(), page, findPort(serverPort));
    QJsonObject figures = reportOf(visit, error);
    figures.insert(u"ended"_s, visit.reported);
    return figures;
}

QJsonObject BrowserPeer::watchMany(quint16 serverPort, const Crowd &crowd, QString *error)
{
    const QByteArray page = dashboard(constant("expected", "-1") + constant("appends", "true")
                                          + constant("probes", crowd.measuresGaps ? "true" : "false")
                                          + constant("projects", QByteArray::number(crowd.projects))
                                          + constant("settle", QByteArray::number(crowd.settleSeconds))
                                          + constant("seconds", QByteArray::number(crowd.seconds)),
                                      forATime, error);
    if (page.isEmpty())
        return {};
    const PageVisit visit = PageVisit::make(program(), page, findPort(serverPort));
    QJsonObject figures = reportOf(visit, error);
    figures.insert(u"cpuSeconds"_s, visit.between.cpuSeconds);
    figures.insert(u"wakeups"_s, visit.between.wakeups);
    return figures;
}

double BrowserPeer::blankPageMs(QString *error)
{
    const PageVisit visit =
        PageVisit::make(program(),
                        "<!doctype html><title>Blank</title><script>requestAnimationFrame(() => setTimeout(() => "
                        "fetch('/report', { method: 'POST', body: '{\"painted\":true}' })))</script>");
    (void)reportOf(visit, error);
    return double(visit.reported - visit.started) / 1e6;
}

} // namespace stagewatch::bench
