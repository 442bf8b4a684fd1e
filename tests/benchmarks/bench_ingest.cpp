// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchreport.h"
#include "browserpeer.h"
#include "journalcheck.h"
#include "machine.h"
#include "toolprocess.h"
#include "virtualdisplay.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

#include <cstdio>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;
using namespace stagewatch::bench;

namespace {

using Platform = VirtualDisplay::Platform;

const QString rateName = u"events"_s;
const QString rateUnit = u"1/s"_s;

struct Measured
{
    double rate = 0; ///< events a second; 0: failed
    QJsonObject figures;
};

class Ingest
{
public:
    Ingest(Report &report, QString folder)
        : m_report(report)
        , m_folder(std::move(folder))
    {
    }

    Measured window(const QString &row, LogForm form, Platform platform, qint64 events)
    {
        const QTemporaryDir data(m_folder + u"/bench-XXXXXX"_s);
        QString error = data.isValid() ? QString() : data.errorString();
        settle(events);
        SenderProcess sender({ form, events });
        const VirtualDisplay display(platform);
        QJsonObject figures;
        if (error.isEmpty() && sender.isRunning())
            figures = runTool(u"bench_window"_s,
                              { u"--port"_s, QString::number(sender.port()), u"--data"_s, data.path(), u"--events"_s,
                                QString::number(events) },
                              display.environment(), &error);
        if (error.isEmpty()) {
            LogStream stream(form, SenderProcess::project, events);
            error = checkJournal(figures[u"journal"_s].toString(), stream);
        }
        if (error.isEmpty()
            && (figures[u"logEvents"_s].toInteger() != events || figures[u"problems"_s].toInteger() > 0))
            error = u"Of %1 events %2 were counted, with %3 problems."_s.arg(events)
                        .arg(figures[u"logEvents"_s].toInteger())
                        .arg(figures[u"problems"_s].toInteger());
        return concluded(row, sender, events, figures, error);
    }

    Measured socket(const QString &row, LogForm form, qint64 events)
    {
        QString error;
        SenderProcess sender({ form, events });
        const QJsonObject figures =
            runTool(u"bench_socketcount"_s,
                    { u"--port"_s, QString::number(sender.port()), u"--events"_s, QString::number(events) },
                    VirtualDisplay(Platform::Offscreen).environment(), &error);
        return concluded(row, sender, events, figures, error);
    }

    Measured browser(const QString &row, BrowserPeer::Does does, qint64 events)
    {
        QString error;
        SenderProcess sender({ LogForm::Guide, events });
        const QJsonObject figures = BrowserPeer::watch(sender.port(), events, does, &error);
        return concluded(row, sender, events, figures, error);
    }

    void addGaps(const QString &row, const QJsonObject &figures)
    {
        m_report.add(row, u"gap of the event loop, median"_s, u"ms"_s, figures[u"gapMedianMs"_s].toDouble());
        m_report.add(row, u"gap, p99"_s, u"ms"_s, figures[u"gapP99Ms"_s].toDouble());
        m_report.add(row, u"gap, greatest"_s, u"ms"_s, figures[u"gapMaxMs"_s].toDouble());
    }

    void addMemory(const QString &row, const QJsonObject &figures, qint64 events)
    {
        m_report.add(row, u"resident growth"_s, u"bytes an event"_s,
                     double(figures[u"grownBytes"_s].toInteger()) / double(events));
        m_report.add(row, u"at its peak"_s, u"bytes an event"_s,
                     double(figures[u"mostGrownBytes"_s].toInteger()) / double(events));
    }

private:
    /// What the measurement before has left to be written, or to be freed, would slow this one.
    void settle(qint64 events)
    {
        ::sync();
        if (std::exchange(m_hasFreedMuch, events >= 1'000'000))
            awaitMemoryHandedBack();
    }

    Measured concluded(const QString &row, SenderProcess &sender, qint64 events, const QJsonObject &figures,
                       const QString &error)
    {
        const qint64 begun = sender.begun();
        const qint64 ended = figures[u"ended"_s].toInteger();
        if (!error.isEmpty() || begun == 0 || ended <= begun) {
            m_report.addFailure(row + u": "_s + (error.isEmpty() ? u"it did not come to an end."_s : error));
            return {};
        }
        const double rate = double(events) * 1e9 / double(ended - begun);
        m_report.add(row, rateName, rateUnit, rate);
        std::fprintf(stderr, "%s: %.0f events/s\n", qUtf8Printable(row), rate);
        return { rate, figures };
    }

    Report &m_report;
    QString m_folder;
    bool m_hasFreedMuch = false;
};

void compare(Report &report, const QString &row, const QString &peer, const QString &figure, double goal)
{
    const auto own = report.median(row, rateName);
    const auto other = report.median(peer, rateName);
    if (!own || !other || *other <= 0)
        return;
    report.add(row, figure, u"x"_s, *own / *other);
    report.setGoal(row, figure, Report::Bound::AtLeast, goal);
}

const QString guideRow = u"Window, the guide's envelope"_s;
const QString numberedRow = u"Window, numbered events"_s;
const QString xvfbRow = u"Window on Xvfb, the guide's envelope"_s;
const QString memoryRow = u"Window, for its memory"_s;
const QString socketRow = u"QWebSocket that only counts"_s;
const QString numberedSocketRow = u"The same on numbered events"_s;
const QString rowsRow = u"JavaScript client, 1,000 rows of text"_s;
const QString countRow = u"JavaScript client that only counts"_s;

void setGoals(Report &report, qint64 memoryEvents)
{
    for (const QString &row : { guideRow, numberedRow, xvfbRow }) {
        if (!report.median(row, rateName))
            continue;
        report.setGoal(row, rateName, Report::Bound::AtLeast, 1e6);
        report.setGoal(row, u"gap, p99"_s, Report::Bound::AtMost, 17);
        report.setGoal(row, u"gap, greatest"_s, Report::Bound::AtMost, 50);
        compare(report, row, row == numberedRow ? numberedSocketRow : socketRow, u"of the counting QWebSocket"_s, 0.5);
        compare(report, row, rowsRow, u"of the JavaScript client"_s, 60);
    }
    if (memoryEvents > 0)
        report.setGoal(memoryRow, u"resident growth"_s, Report::Bound::AtMost, 40);
}

QCommandLineParser *makeParser()
{
    auto *parser = new QCommandLineParser;
    parser->setApplicationDescription(
        u"Log events from a process of its own over WebSocket into journal, models and a log that follows."_s);
    parser->addHelpOption();
    Report::addOptions(*parser);
    parser->addOptions(
        { { u"events"_s, u"Log events of one measurement."_s, u"N"_s, u"3000000"_s },
          { u"repeat"_s, u"How often each is measured."_s, u"N"_s, u"3"_s },
          { u"memory-events"_s, u"Log events after which memory is measured; 0: not."_s, u"N"_s, u"10000000"_s },
          { u"browser-events"_s, u"Log events for Chromium; 0: without it."_s, u"N"_s, u"150000"_s },
          { u"without-xvfb"_s, u"Without an X server."_s },
          { u"without-numbered"_s, u"The guide's envelope alone."_s },
          { u"without-peers"_s, u"Neither Chromium nor the counting QWebSocket."_s },
          { u"folder"_s, u"Where the journals are written for the time being."_s, u"DIR"_s, QDir::tempPath() } });
    return parser;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const std::unique_ptr<QCommandLineParser> parser(makeParser());
    parser->process(application);
    const qint64 events = parser->value(u"events"_s).toLongLong();
    const qint64 memoryEvents = parser->value(u"memory-events"_s).toLongLong();
    const bool peers = !parser->isSet(u"without-peers"_s);
    const qint64 browserEvents =
        !peers || BrowserPeer::program().isEmpty() ? 0 : parser->value(u"browser-events"_s).toLongLong();
    const bool xvfb = !parser->isSet(u"without-xvfb"_s) && VirtualDisplay::hasXvfb();

    Report report(u"bench_ingest"_s, u"%L1 log events into the window"_s.arg(events));
    Ingest ingest(report, parser->value(u"folder"_s));
    for (int i = 0; i < parser->value(u"repeat"_s).toInt(); ++i) {
        const auto window = [&](const QString &row, LogForm form, Platform platform) {
            const Measured measured = ingest.window(row, form, platform, events);
            if (measured.rate > 0) {
                ingest.addGaps(row, measured.figures);
                ingest.addMemory(row, measured.figures, events);
            }
        };
        window(guideRow, LogForm::Guide, Platform::Offscreen);
        if (!parser->isSet(u"without-numbered"_s))
            window(numberedRow, LogForm::Numbered, Platform::Offscreen);
        if (xvfb)
            window(xvfbRow, LogForm::Guide, Platform::Xvfb);
        if (peers)
            (void)ingest.socket(socketRow, LogForm::Guide, events);
        if (peers && !parser->isSet(u"without-numbered"_s))
            (void)ingest.socket(numberedSocketRow, LogForm::Numbered, events);
        for (const auto &[row, does] :
             { std::pair(rowsRow, BrowserPeer::Does::AppendRows), std::pair(countRow, BrowserPeer::Does::Count) }) {
            if (browserEvents == 0)
                break;
            const Measured measured = ingest.browser(row, does, browserEvents);
            if (measured.rate > 0)
                ingest.addGaps(row, measured.figures);
        }
    }
    if (memoryEvents > 0) {
        const Measured measured = ingest.window(memoryRow, LogForm::Guide, Platform::Offscreen, memoryEvents);
        if (measured.rate > 0)
            ingest.addMemory(memoryRow, measured.figures, memoryEvents);
    }
    setGoals(report, memoryEvents);
    if (browserEvents > 0) {
        report.addVersion(u"Chromium"_s, BrowserPeer::version());
        report.addNote(u"The JavaScript client is the guide's class, unchanged, in headless Chromium on the first %L1 "
                       "events."_s.arg(browserEvents));
    }
    return report.finish(*parser);
}
