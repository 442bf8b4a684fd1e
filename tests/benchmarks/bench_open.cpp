// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchreport.h"
#include "largejournal.h"
#include "processusage.h"
#include "toolprocess.h"
#include "virtualdisplay.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace stagewatch::bench;

namespace {

/// `data` is where the window keeps what it knows, the index of the journal too.
void measureWindow(Report &report, const QString &row, const QString &file, const QString &data, qint64 events)
{
    const VirtualDisplay display(VirtualDisplay::Platform::Offscreen);
    QString error;
    const QJsonObject figures = runTool(
        u"bench_window"_s, { u"--recording"_s, file, u"--data"_s, data, u"--events"_s, QString::number(events) },
        display.environment(), &error);
    if (!error.isEmpty()) {
        report.addFailure(row + u": "_s + error);
        return;
    }
    report.add(row, u"first rows painted"_s, u"s"_s, figures[u"firstMs"_s].toDouble() / 1000);
    report.add(row, u"complete"_s, u"s"_s, figures[u"completeMs"_s].toDouble() / 1000);
    report.add(row, u"gap of the event loop, p99"_s, u"ms"_s, figures[u"gapP99Ms"_s].toDouble());
    report.add(row, u"gap, greatest"_s, u"ms"_s, figures[u"gapMaxMs"_s].toDouble());
    report.add(row, u"resident"_s, u"MiB"_s, figures[u"residentMiB"_s].toDouble());
}

/// A tool that reads the file from its first byte to its last.
void measureTool(Report &report, const QString &row, const QString &program, const QStringList &arguments)
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        return;
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    const qint64 begun = monotonicNow();
    process.start(program, arguments);
    if (process.waitForFinished(-1) && process.exitCode() == 0)
        report.add(row, u"complete"_s, u"s"_s, double(monotonicNow() - begun) / 1e9);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Opens a long journal in the window, without its index and with it."_s);
    parser.addHelpOption();
    Report::addOptions(parser);
    parser.addOptions({ { u"events"_s, u"Of the journal."_s, u"N"_s, u"10000000"_s },
                        { u"repeat"_s, u"How often."_s, u"N"_s, u"3"_s },
                        { u"cache"_s, u"Where the journal is made, and kept for the next time."_s, u"DIR"_s,
                          LargeJournal::defaultFolder() } });
    parser.process(application);
    const qint64 events = parser.value(u"events"_s).toLongLong();
    Report report(u"bench_open"_s, u"A journal of %L1 events"_s.arg(events));
    QString error;
    const QString file = LargeJournal::make(parser.value(u"cache"_s), events, &error);
    if (file.isEmpty()) {
        report.addFailure(error);
        return report.finish(parser);
    }
    const QString without = u"Window, no index yet"_s;
    const QString with = u"Window, with its index"_s;
    for (int i = 0; i < parser.value(u"repeat"_s).toInt(); ++i) {
        const QTemporaryDir data;
        measureWindow(report, without, file, data.path(), events);
        measureWindow(report, with, file, data.path(), events);
        measureTool(report, u"wc -l"_s, u"wc"_s, { u"-l"_s, file });
        measureTool(report, u"ripgrep, lines that match \"error\""_s, u"rg"_s,
                    { u"--no-config"_s, u"--count"_s, u"error"_s, file });
    }
    for (const QString &row : { without, with })
        report.setGoal(row, u"first rows painted"_s, Report::Bound::AtMost, 0.2);
    report.setGoal(without, u"complete"_s, Report::Bound::AtMost, 3);
    report.setGoal(with, u"complete"_s, Report::Bound::AtMost, 0.5);
    report.addVersion(u"ripgrep"_s, versionOf(u"rg"_s, { u"--version"_s }).section(u' ', 1, 1));
    report.addNote(
        u"The file has %1 GB and lies in the page cache."_s.arg(double(QFileInfo(file).size()) / 1e9, 0, 'f', 2));
    return report.finish(parser);
}
