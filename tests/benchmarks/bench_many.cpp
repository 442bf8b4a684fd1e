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

struct Load
{
    int projects = 200;
    int eventsASecond = 100;
    double seconds = 15;
    double settle = 3;
};

SenderProcess::Options senderOptions(const Load &load)
{
    constexpr double spare = 120; // so that it never ends while anybody measures
    return { .form = LogForm::Guide,
             .events = qint64(load.eventsASecond * (load.seconds + load.settle + spare)),
             .eventsASecond = load.eventsASecond,
             .connections = load.projects };
}

void add(Report &report, const QString &row, const Load &load, const QJsonObject &figures, const QString &error)
{
    const double seconds = figures[u"seconds"_s].toDouble();
    if (!error.isEmpty() || seconds <= 0) {
        report.addFailure(row + u": "_s + error);
        return;
    }
    report.add(row, u"processor"_s, u"cores"_s, figures[u"cpuSeconds"_s].toDouble() / seconds);
    report.add(row, u"gap of the event loop, median"_s, u"ms"_s, figures[u"gapMedianMs"_s].toDouble());
    report.add(row, u"gap, p99"_s, u"ms"_s, figures[u"gapP99Ms"_s].toDouble());
    report.add(row, u"gap, greatest"_s, u"ms"_s, figures[u"gapMaxMs"_s].toDouble());
    report.add(row, u"events taken"_s, u"% of those sent"_s,
               figures[u"events"_s].toDouble() * 100 / (seconds * load.projects * load.eventsASecond));
    report.add(row, u"wake-ups"_s, u"1/s"_s, figures[u"wakeups"_s].toDouble() / seconds);
}

void measureWindow(Report &report, const QString &row, const Load &load, VirtualDisplay::Platform platform,
                   const QStringList &more)
{
    const QTemporaryDir data;
    const VirtualDisplay display(platform);
    SenderProcess sender(senderOptions(load));
    QString error;
    const QJsonObject figures =
        runTool(u"bench_window"_s,
                QStringList{ u"--port"_s, QString::number(sender.port()), u"--data"_s, data.path(), u"--projects"_s,
                             QString::number(load.projects), u"--seconds"_s, QString::number(load.seconds),
                             u"--settle"_s, QString::number(load.settle) }
                    + more,
                display.environment(), &error);
    add(report, row, load, figures, error);
    report.setGoal(row, u"processor"_s, Report::Bound::AtMost, 1.2);
    report.setGoal(row, u"gap, p99"_s, Report::Bound::AtMost, 17);
}

void measureBrowser(Report &report, const QString &row, const Load &load)
{
    SenderProcess sender(senderOptions(load));
    QString error;
    const QJsonObject figures = BrowserPeer::watchMany(
        sender.port(), { .projects = load.projects, .settleSeconds = load.settle, .seconds = load.seconds }, &error);
    add(report, row, load, figures, error);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Many projects at once in one window."_s);
    parser.addHelpOption();
    Report::addOptions(parser);
    parser.addOptions({ { u"projects"_s, u"How many."_s, u"N"_s, u"200"_s },
                        { u"rate"_s, u"Log events a second of each."_s, u"N"_s, u"100"_s },
                        { u"seconds"_s, u"How long is measured."_s, u"S"_s, u"15"_s },
                        { u"settle"_s, u"How long it runs before."_s, u"S"_s, u"3"_s },
                        { u"repeat"_s, u"How often."_s, u"N"_s, u"3"_s },
                        { u"without-xvfb"_s, u"Without an X server."_s },
                        { u"without-browser"_s, u"Without Chromium."_s } });
    parser.process(application);
    const Load load{ parser.value(u"projects"_s).toInt(), parser.value(u"rate"_s).toInt(),
                     parser.value(u"seconds"_s).toDouble(), parser.value(u"settle"_s).toDouble() };
    const bool browser = !parser.isSet(u"without-browser"_s) && !BrowserPeer::program().isEmpty();
    const bool xvfb = !parser.isSet(u"without-xvfb"_s) && VirtualDisplay::hasXvfb();

    using Platform = VirtualDisplay::Platform;
    Report report(u"bench_many"_s, u"%1 projects, %2 events/s each"_s.arg(load.projects).arg(load.eventsASecond));
    for (int i = 0; i < parser.value(u"repeat"_s).toInt(); ++i) {
        measureWindow(report, u"Window, one run shown"_s, load, Platform::Offscreen, {});
        measureWindow(report, u"Window, overview shown"_s, load, Platform::Offscreen, { u"--overview"_s });
        if (xvfb)
            measureWindow(report, u"Window on Xvfb, one run shown"_s, load, Platform::Xvfb, {});
        if (browser)
            measureBrowser(report, u"JavaScript clients in one page"_s, load);
    }
    if (browser)
        report.addVersion(u"Chromium"_s, BrowserPeer::version());
    return report.finish(parser);
}
