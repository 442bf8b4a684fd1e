// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchreport.h"
#include "browserpeer.h"
#include "processusage.h"
#include "toolprocess.h"
#include "virtualdisplay.h"

#include "journal/catalog.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::bench;

namespace {

const QString paintedName = u"process start to painted"_s;

/// A home with runs of earlier days.
bool fillCatalog(const QString &folder, int runs, QString *error)
{
    const auto catalog = journal::Catalog::open(folder + u"/stagewatch/runs.sqlite"_s, error);
    for (int i = 0; catalog && i < runs; ++i) {
        journal::CatalogEntry entry;
        entry.server = u"train-%1.example:8000"_s.arg(i % 3);
        entry.projectId = u"project-%1"_s.arg(i % 7);
        entry.address = u"ws://train-%1.example:8000/api/v1/ws/projects/project-%2/stream"_s.arg(i % 3).arg(i % 7);
        entry.runKey = u"run-%1"_s.arg(i);
        entry.number = i / 7 + 1;
        entry.status = i % 5 == 0 ? protocol::RunStatus::Failed : protocol::RunStatus::Completed;
        entry.stageDisplay = u"Deployment"_s;
        entry.progress = 1;
        entry.startedAt = protocol::currentTimestamp() - std::chrono::hours(i + 1);
        entry.endedAt = *entry.startedAt + std::chrono::minutes(40);
        entry.journalPath = folder + u"/stagewatch/journals/%1.ndjson"_s.arg(i);
        entry.rowCount = 1000;
        if (!catalog->save(entry, error))
            return false;
    }
    return catalog != nullptr;
}

void measureWindow(Report &report, const QString &row, VirtualDisplay::Platform platform, const QString &home,
                   int repeat)
{
    const VirtualDisplay display(platform);
    QProcessEnvironment environment = display.environment();
    environment.insert(u"XDG_DATA_HOME"_s, home);
    environment.insert(u"XDG_CONFIG_HOME"_s, home);
    for (int i = -1; i < repeat; ++i) {
        QString error;
        const qint64 begun = monotonicNow();
        const QJsonObject figures = runTool(u"bench_startwindow"_s, {}, environment, &error);
        if (!error.isEmpty())
            report.addFailure(row + u": "_s + error);
        else if (i >= 0) // the first one reads the program from the disk
            report.add(row, paintedName, u"ms"_s, double(figures[u"ended"_s].toInteger() - begun) / 1e6);
    }
    report.setGoal(row, paintedName, Report::Bound::AtMost, 150);
}

void measureBrowser(Report &report, const QString &row, int repeat)
{
    for (int i = -1; i < repeat; ++i) {
        QString error;
        const double milliseconds = BrowserPeer::blankPageMs(&error);
        if (!error.isEmpty())
            report.addFailure(row + u": "_s + error);
        else if (i >= 0)
            report.add(row, paintedName, u"ms"_s, milliseconds);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"From the start of the process to a window that is painted."_s);
    parser.addHelpOption();
    Report::addOptions(parser);
    parser.addOptions({ { u"runs"_s, u"In the catalog."_s, u"N"_s, u"50"_s },
                        { u"repeat"_s, u"How often, after a start that does not count."_s, u"N"_s, u"10"_s },
                        { u"without-xvfb"_s, u"Without an X server."_s },
                        { u"without-browser"_s, u"Without Chromium."_s } });
    parser.process(application);
    const int repeat = parser.value(u"repeat"_s).toInt();
    const int runs = parser.value(u"runs"_s).toInt();
    const QTemporaryDir home;
    Report report(u"bench_start"_s, u"%1 runs in the catalog"_s.arg(runs));
    QString error;
    if (!fillCatalog(home.path(), runs, &error)) {
        report.addFailure(error);
        return report.finish(parser);
    }
    QStringList rows{ u"Window"_s };
    measureWindow(report, rows.first(), VirtualDisplay::Platform::Offscreen, home.path(), repeat);
    if (!parser.isSet(u"without-xvfb"_s) && VirtualDisplay::hasXvfb()) {
        rows.append(u"Window on Xvfb"_s);
        measureWindow(report, rows.last(), VirtualDisplay::Platform::Xvfb, home.path(), repeat);
    }
    if (!parser.isSet(u"without-browser"_s) && !BrowserPeer::program().isEmpty()) {
        const QString peer = u"Chromium, headless, a blank page"_s;
        measureBrowser(report, peer, repeat);
        report.addVersion(u"Chromium"_s, BrowserPeer::version());
        for (const QString &row : rows) {
            const auto own = report.median(row, paintedName);
            const auto other = report.median(peer, paintedName);
            if (!own || !other)
                continue;
            report.add(row, u"of Chromium's time"_s, u"x"_s, *own / *other);
            report.setGoal(row, u"of Chromium's time"_s, Report::Bound::AtMost, 1.0 / 3);
        }
    }
    return report.finish(parser);
}
