// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchreport.h"
#include "gapprobe.h"
#include "logjournal.h"
#include "model/logmodel.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::bench;
using model::LogFilter;
using model::LogModel;
using model::LogSearch;

namespace {

struct Case
{
    QString name;
    LogSearch search;
    /// The same for ripgrep, where it is another: how Python spells what is not ASCII.
    QString peer;
};

const QList<Case> &cases()
{
    static const QList<Case> list{
        { u"rare words"_s, { u"out of memory"_s, false, true }, {} },
        { u"nothing there"_s, { u"segmentation fault"_s, false, true }, {} },
        { u"common word"_s, { u"val_loss"_s, false, true }, {} },
        { u"alternatives"_s, { u"epoch-1[0-9]{2}|CUDA"_s, true, true }, {} },
        { u"digits"_s, { u"loss=0\\.0[0-9]+"_s, true, true }, {} },
        { u"any case"_s, { u"out OF memory"_s, false, false }, {} },
        { u"any case, regex"_s, { u"retried .* shard 00[0-9]+"_s, true, false }, {} },
        { u"not ASCII, as it is"_s, { u"übersprungen: 1\\d"_s, true, true }, {} },
        { u"not ASCII, escaped"_s, { u"Lüfter 9\\d %"_s, true, true }, u"L(ü|\\\\u00fc)fter 9\\d %"_s },
        { u"no word in it"_s, { u"[a-z]+ed \\d{3}"_s, true, true }, {} },
        { u"in every line"_s, { u"log"_s, false, true }, {} },
    };
    return list;
}

double secondsSince(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) / 1e9;
}

/// The model of a journal's log, and how long its answers take.
class Log
{
public:
    explicit Log(std::shared_ptr<journal::Journal> journal)
        : m_journal(std::move(journal))
    {
        for (qint64 row = 0; row < m_journal->size(); ++row)
            m_rows.append(row);
        m_model = std::make_unique<LogModel>(m_run, m_rows, m_journal);
        waitWhile([this] { return m_model->isFiltering(); });
    }

    [[nodiscard]] LogModel &model() { return *m_model; }

    static void waitWhile(const std::function<bool()> &condition)
    {
        while (condition())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    struct Searched
    {
        double first = 0; ///< seconds; 0 where nothing was found
        double all = 0;
        qint64 hits = 0;
    };
    Searched search(const LogSearch &search)
    {
        Searched result;
        QElapsedTimer clock;
        clock.start();
        m_model->setSearch(search);
        waitWhile([&] {
            if (result.first == 0 && m_model->hits().count() > 0)
                result.first = secondsSince(clock);
            return m_model->isSearching();
        });
        result.all = secondsSince(clock);
        result.hits = m_model->hits().count();
        return result;
    }

    /// From another pattern in the middle of a search to its first hit, which no part of the old one can be.
    double replace(const LogSearch &slow, const LogSearch &next)
    {
        m_model->setSearch(slow);
        QElapsedTimer clock;
        clock.start();
        waitWhile([&] { return clock.elapsed() < 60; }); // the probe wakes it
        clock.start();
        m_model->setSearch(next);
        waitWhile([&] { return m_model->isSearching() && m_model->hits().count() == 0; });
        return secondsSince(clock);
    }

    double filter(const LogFilter &filter)
    {
        QElapsedTimer clock;
        clock.start();
        m_model->setFilter(filter);
        waitWhile([this] { return m_model->isFiltering(); });
        return secondsSince(clock);
    }

private:
    std::shared_ptr<journal::Journal> m_journal;
    model::Run m_run;
    model::RowSpans m_rows;
    std::unique_ptr<LogModel> m_model;
};

struct Counted
{
    double seconds = -1;
    qint64 lines = -1;
};

/// ripgrep, told to count the lines that match: the least that it can be asked for.
Counted ripgrep(const Case &one, const QString &path)
{
    QStringList arguments{ u"--count"_s, u"--no-config"_s };
    if (!one.search.isRegex)
        arguments += u"--fixed-strings"_s;
    if (!one.search.isCaseSensitive)
        arguments += u"--ignore-case"_s;
    arguments += { u"--regexp"_s, one.peer.isEmpty() ? one.search.pattern : one.peer, path };
    QProcess process;
    QElapsedTimer clock;
    clock.start();
    process.start(u"rg"_s, arguments);
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit || process.exitCode() > 1)
        return {};
    const double seconds = secondsSince(clock);
    return { seconds, process.readAllStandardOutput().trimmed().toLongLong() };
}

void warm(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    QByteArray block(4 * 1024 * 1024, Qt::Uninitialized);
    while (file.read(block.data(), block.size()) > 0) { }
}

void measureSearch(Report &report, Log &log, const QString &path, bool hasPeer)
{
    GapProbe probe;
    for (const Case &one : cases()) {
        if (hasPeer) {
            const Counted counted = ripgrep(one, path);
            if (counted.seconds >= 0)
                report.add(one.name, u"ripgrep"_s, u"ms"_s, counted.seconds * 1000);
        }
        probe.start();
        const Log::Searched searched = log.search(one.search);
        probe.stop();
        report.add(one.name, u"Stagewatch"_s, u"ms"_s, searched.all * 1000);
        if (const auto peer = report.median(one.name, u"ripgrep"_s))
            report.add(one.name, u"of ripgrep"_s, u"x"_s, searched.all * 1000 / *peer);
        report.setGoal(one.name, u"of ripgrep"_s, Report::Bound::AtMost, 1.0);
        if (searched.hits > 0) {
            report.add(one.name, u"first hits"_s, u"ms"_s, searched.first * 1000);
            report.setGoal(one.name, u"first hits"_s, Report::Bound::AtMost, 100);
        }
        report.add(one.name, u"gaps p99"_s, u"ms"_s, quantile(probe.gaps(), 0.99));
        report.setGoal(one.name, u"gaps p99"_s, Report::Bound::AtMost, 17);
        report.add(one.name, u"hits"_s, {}, double(searched.hits));
    }
    probe.start();
    report.add(u"another pattern"_s, u"its first hit"_s, u"ms"_s,
               log.replace({ u"(\\d)\\1\\1\\1\\1\\1\\1"_s, true, false }, { u"Epoch"_s, false, true }) * 1000);
    report.setGoal(u"another pattern"_s, u"its first hit"_s, Report::Bound::AtMost, 50);
}

void measureFilter(Report &report, Log &log)
{
    const QStringList stages{ u"training"_s, u"evaluation"_s };
    const std::pair<QString, LogFilter> filters[] = {
        { u"filter: errors"_s, { LogFilter::from(protocol::LogLevel::Error), {} } },
        { u"filter: level and stage"_s, { LogFilter::from(protocol::LogLevel::Info), stages } },
        { u"filter: everything"_s, {} },
    };
    GapProbe probe;
    for (const auto &[name, filter] : filters) {
        probe.start();
        report.add(name, u"Stagewatch"_s, u"ms"_s, log.filter(filter) * 1000);
        probe.stop();
        report.setGoal(name, u"Stagewatch"_s, Report::Bound::AtMost, 100);
        report.add(name, u"lines"_s, {}, double(log.model().shown().lineCount()));
        report.add(name, u"longest gap"_s, u"ms"_s, quantile(probe.gaps(), 1));
    }
}

std::unique_ptr<QCommandLineParser> makeParser()
{
    auto parser = std::make_unique<QCommandLineParser>();
    parser->setApplicationDescription(
        u"Searches and filters the journal of a long run in a log's model, and lets ripgrep count the same lines."_s);
    parser->addHelpOption();
    parser->addOptions({
        { u"lines"_s, u"How many lines the journal has (10000000)."_s, u"N"_s, u"10000000"_s },
        { u"file"_s, u"Where the journal is made, to be used again."_s, u"FILE"_s },
        { u"repeat"_s, u"How often everything is measured (3)."_s, u"N"_s, u"3"_s },
    });
    Report::addOptions(*parser);
    return parser;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const std::unique_ptr<QCommandLineParser> parser(makeParser());
    parser->process(application);
    const qint64 lines = parser->value(u"lines"_s).toLongLong();
    const bool keeps = parser->isSet(u"file"_s);
    const QString path = keeps
        ? parser->value(u"file"_s)
        : QDir::temp().filePath(u"stagewatch-search-%1.ndjson"_s.arg(QCoreApplication::applicationPid()));
    Report report(u"bench_search"_s, u"Search and filter in a log of %L1 lines"_s.arg(lines));
    QString error;
    std::shared_ptr<journal::Journal> journal;
    if (makeLogJournal(path, lines, &error))
        journal = journal::Journal::openReadOnly(path, &error);
    if (journal) {
        const bool hasPeer = !QStandardPaths::findExecutable(u"rg"_s).isEmpty();
        if (hasPeer)
            report.addVersion(u"ripgrep"_s, versionOf(u"rg"_s, { u"--version"_s }));
        else
            report.addNote(u"ripgrep is not installed, so nothing is compared with it."_s);
        report.addNote(
            u"The journal is in the page cache. Of ripgrep --count is asked for, of Stagewatch the place of every "
            "line; ripgrep looks at whole lines, Stagewatch at their messages, so their counts may differ."_s);
        Log log(journal);
        warm(path);
        for (int i = 0; i < parser->value(u"repeat"_s).toInt(); ++i) {
            measureFilter(report, log);
            measureSearch(report, log, path, hasPeer);
        }
        if (log.model().totalCount() != lines)
            report.addFailure(u"Of %1 lines the log has %2."_s.arg(lines).arg(log.model().totalCount()));
    } else {
        report.addFailure(error);
    }
    if (!keeps)
        QFile::remove(path);
    return report.finish(*parser);
}
