// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader does with a long log, off the GUI thread: counting its levels for the strip beside the scroll bar,
// finding a time and the start of a stage, and saving it as a file, beside a plain copy of the record.
#include "benchreport.h"
#include "logphrases.h"

#include "journal/journal.h"
#include "model/logdensity.h"
#include "model/logexport.h"
#include "model/logplaces.h"
#include "protocol/decoder.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using bench::Report;

namespace {

constexpr qint64 startMs = 1'780'000'000'000;
constexpr qint64 rowsAFlush = 10'000;

/// A log of many lines in two stages, as the window keeps it.
struct Log
{
    std::shared_ptr<journal::Journal> journal;
    model::RowSpans run;
    model::ShownRows shown{ false };
};

std::optional<Log> makeLog(const QString &path, qint64 lines, QString *error)
{
    Log log;
    log.journal = journal::Journal::open(path, error);
    if (!log.journal)
        return {};
    protocol::Decoder decoder;
    bench::LogPhrases phrases;
    const auto add = [&](const QByteArray &message) {
        const auto decoded = decoder.decode(message, {});
        log.run.append(log.journal->append(message, *decoded.event, u"training"));
    };
    const auto head = [](qint64 row, const char *type) {
        const auto time = protocol::Timestamp{ std::chrono::milliseconds{ startMs + row } };
        return "{\"event_type\": \"" + QByteArray(type) + "\", \"project_id\": \"proj_abc123\", \"timestamp\": \""
            + protocol::formatTimestamp(time).toUtf8() + "\", \"sequence\": " + QByteArray::number(row + 1)
            + ", \"data\": ";
    };
    add(head(0, "stage_transition") + R"({"stage": "training", "progress": 0.1}})");
    for (qint64 row = 1; row < lines; ++row) {
        const auto phrase = phrases.next();
        add(head(row, "log") + R"({"stage": "training", "level": ")" + phrase.level + R"(", "message": ")"
            + phrase.message + R"("}})");
        if (row % rowsAFlush == 0 && !log.journal->flush(error))
            return {};
    }
    if (!log.journal->flush(error))
        return {};
    for (qint64 row = 1; row < lines; ++row)
        log.shown.takeShown(row, log.journal->row(row));
    return log;
}

double secondsOf(const std::function<void()> &work)
{
    QElapsedTimer clock;
    clock.start();
    work();
    return double(clock.nsecsElapsed()) / 1e9;
}

/// The signal that ends `start`'s work is waited for in the event loop, as in the window.
template <typename Object, typename Signal>
double secondsUntil(Object &object, Signal signal, const std::function<void()> &start)
{
    QEventLoop loop;
    QObject::connect(&object, signal, &loop, &QEventLoop::quit);
    return secondsOf([&] {
        start();
        loop.exec();
    });
}

void measureStrip(const Log &log, Report &report)
{
    model::LogDensity density;
    const double seconds = secondsOf([&] { density.count(*log.journal, log.shown.firstRows(), {}); });
    report.add(u"count the levels"_s, u"lines"_s, u"million/s"_s, double(density.rows()) / 1e6 / seconds);
    if (density.all().lines != log.shown.size())
        report.addFailure(u"Not every line was counted."_s);
}

void measurePlaces(const Log &log, Report &report)
{
    const auto timeAt = [&log](qint64 place) { return log.journal->row(log.shown.firstAt(place)).timeMs; };
    qint64 place = 0;
    const qint64 wanted = log.shown.size() / 3;
    const double seconds =
        secondsOf([&] { place = model::placeAtTime(log.shown.size(), timeAt, startMs + 1 + wanted); });
    report.add(u"go to a time"_s, u"until there"_s, u"ms"_s, seconds * 1e3);
    if (place != wanted)
        report.addFailure(u"The time was not found where it is."_s);

    model::StageSearch search;
    qint64 found = -1;
    QObject::connect(&search, &model::StageSearch::found, [&found](qint64 row) { found = row; });
    const double stage = secondsUntil(search, &model::StageSearch::found, [&] {
        search.start(log.journal, log.run, u"training"_s, log.journal->size() - 1);
    });
    report.add(u"go to the start of the stage"_s, u"from the last line"_s, u"ms"_s, stage * 1e3);
    if (found != 0)
        report.addFailure(u"The stage's start was not found where it is."_s);
}

void measureSaving(const Log &log, const QString &folder, Report &report)
{
    const QString target = folder + u"/saved"_s;
    const std::initializer_list<std::pair<QString, model::LogFormat>> formats{
        { u"save as text"_s, model::LogFormat::Text },
        { u"save as NDJSON"_s, model::LogFormat::Ndjson },
        { u"save as CSV"_s, model::LogFormat::Csv }
    };
    for (const auto &[name, format] : formats) {
        model::LogExporter exporter;
        model::LogExportResult result;
        QObject::connect(&exporter, &model::LogExporter::finished,
                         [&result](const model::LogExportResult &end) { result = end; });
        const double seconds = secondsUntil(exporter, &model::LogExporter::finished, [&] {
            exporter.start({ log.journal, log.run, log.shown, {}, format, {}, target }, model::Run());
        });
        report.add(name, u"lines"_s, u"million/s"_s, double(result.lines) / 1e6 / seconds);
        report.add(name, u"in all"_s, u"s"_s, seconds);
        if (!result.error.isEmpty() || result.lines != log.shown.size())
            report.addFailure(u"Not every line was saved. %1"_s.arg(result.error));
        QFile::remove(target);
    }
    const double seconds = secondsOf([&] { QFile::copy(log.journal->path(), target); });
    report.add(u"copy the record, no line looked at"_s, u"lines"_s, u"million/s"_s,
               double(log.run.size()) / 1e6 / seconds);
    report.add(u"copy the record, no line looked at"_s, u"in all"_s, u"s"_s, seconds);
    QFile::remove(target);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures what a reader does with a long log beside reading it."_s);
    parser.addHelpOption();
    parser.addOptions({ { u"lines"_s, u"Lines of the log."_s, u"number"_s, u"10000000"_s },
                        { u"repeat"_s, u"Times that everything is measured."_s, u"number"_s, u"3"_s },
                        { u"folder"_s, u"Where the log is made; it takes 250 bytes a line, twice."_s, u"path"_s } });
    Report::addOptions(parser);
    parser.process(app);
    const qint64 lines = std::max(2LL, parser.value(u"lines"_s).toLongLong());
    const QTemporaryDir folder(parser.isSet(u"folder"_s) ? parser.value(u"folder"_s) + u"/logtools-XXXXXX"_s
                                                         : QDir::tempPath() + u"/logtools-XXXXXX"_s);
    QString error;
    const auto log = makeLog(folder.filePath(u"log.ndjson"_s), lines, &error);
    if (!log) {
        std::fprintf(stderr, "%s\n", qPrintable(error));
        return 1;
    }
    Report report(u"bench_logtools"_s, u"Tools of the log, %1 lines"_s.arg(lines));
    for (int i = 0; i < std::max(1, parser.value(u"repeat"_s).toInt()); ++i) {
        measureStrip(*log, report);
        measurePlaces(*log, report);
        measureSaving(*log, folder.path(), report);
    }
    report.addNote(
        u"Counting, searching and saving run in one worker thread each; the record lies in the page cache."_s);
    return report.finish(parser);
}
