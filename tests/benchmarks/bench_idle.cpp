// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchreport.h"
#include "browserpeer.h"
#include "toolprocess.h"
#include "virtualdisplay.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace stagewatch::bench;

namespace {

struct Quiet
{
    int projects = 10;
    double seconds = 30;
    double settle = 12;
};

void add(Report &report, const QString &row, const QJsonObject &figures, const QString &error)
{
    const double seconds = figures[u"seconds"_s].toDouble();
    if (!error.isEmpty() || seconds <= 0) {
        report.addFailure(row + u": "_s + error);
        return;
    }
    report.add(row, u"processor"_s, u"% of a core"_s, figures[u"cpuSeconds"_s].toDouble() * 100 / seconds);
    report.add(row, u"wake-ups"_s, u"1/s"_s, figures[u"wakeups"_s].toDouble() / seconds);
}

void measureWindow(Report &report, const QString &row, const Quiet &quiet, VirtualDisplay::Platform platform)
{
    const QTemporaryDir data;
    const VirtualDisplay display(platform);
    SenderProcess sender({ .form = LogForm::Guide, .connections = quiet.projects });
    QString error;
    const QJsonObject figures =
        runTool(u"bench_window"_s,
                { u"--port"_s, QString::number(sender.port()), u"--data"_s, data.path(), u"--projects"_s,
                  QString::number(quiet.projects), u"--seconds"_s, QString::number(quiet.seconds), u"--settle"_s,
                  QString::number(quiet.settle), u"--without-gaps"_s },
                display.environment(), &error);
    add(report, row, figures, error);
    report.setGoal(row, u"processor"_s, Report::Bound::AtMost, 0.2);
    report.setGoal(row, u"wake-ups"_s, Report::Bound::AtMost, 5);
}

void measureBrowser(Report &report, const QString &row, const Quiet &quiet)
{
    SenderProcess sender({ .form = LogForm::Guide, .connections = quiet.projects });
    QString error;
    const QJsonObject figures = BrowserPeer::watchMany(
        sender.port(),
        { .projects = quiet.projects, .settleSeconds = quiet.settle, .seconds = quiet.seconds, .measuresGaps = false },
        &error);
    add(report, row, figures, error);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"What the window costs while nothing happens in the runs that it watches."_s);
    parser.addHelpOption();
    Report::addOptions(parser);
    parser.addOptions({ { u"projects"_s, u"Connected and quiet."_s, u"N"_s, u"10"_s },
                        { u"seconds"_s, u"How long is measured."_s, u"S"_s, u"30"_s },
                        { u"settle"_s, u"How long it runs before."_s, u"S"_s, u"12"_s },
                        { u"repeat"_s, u"How often."_s, u"N"_s, u"2"_s },
                        { u"without-xvfb"_s, u"Without an X server."_s },
                        { u"without-browser"_s, u"Without Chromium."_s } });
    parser.process(application);
    const Quiet quiet{ parser.value(u"projects"_s).toInt(), parser.value(u"seconds"_s).toDouble(),
                       parser.value(u"settle"_s).toDouble() };
    const bool browser = !parser.isSet(u"without-browser"_s) && !BrowserPeer::program().isEmpty();
    const bool xvfb = !parser.isSet(u"without-xvfb"_s) && VirtualDisplay::hasXvfb();

    using Platform = VirtualDisplay::Platform;
    Report report(u"bench_idle"_s, u"%1 connected, quiet runs"_s.arg(quiet.projects));
    for (int i = 0; i < parser.value(u"repeat"_s).toInt(); ++i) {
        measureWindow(report, u"Window"_s, quiet, Platform::Offscreen);
        if (xvfb)
            measureWindow(report, u"Window on Xvfb"_s, quiet, Platform::Xvfb);
        if (browser)
            measureBrowser(report, u"JavaScript clients in one page"_s, quiet);
    }
    if (browser)
        report.addVersion(u"Chromium"_s, BrowserPeer::version());
    return report.finish(parser);
}
