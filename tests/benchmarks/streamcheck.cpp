// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "streamcheck.h"

#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using stagewatch::protocol::JsonValue;

namespace stagewatch::bench {

namespace {

/// Steps through the events of one watcher's journal, as they were stored.
class JournalWalk
{
public:
    explicit JournalWalk(const journal::Journal &journal)
        : m_journal(journal)
    {
    }
    /// The next event's line; empty at the end.
    QByteArray next()
    {
        for (; m_row < m_journal.size(); ++m_row) {
            const journal::Row row = m_journal.row(m_row);
            if (row.sequence > 0 && row.kind != journal::RowKind::State && row.kind != journal::RowKind::Connection
                && row.kind != journal::RowKind::Gap)
                return m_journal.text(m_row++);
        }
        return {};
    }

private:
    const journal::Journal &m_journal;
    qint64 m_row = 0;
};

bool same(const QByteArray &server, QByteArray line)
{
    line.replace(R"(,"replayed":true)", "");
    if (line == server)
        return true;
    auto json = JsonValue::parse(line);
    return json && json->toJson() == server;
}

class Checker
{
public:
    Checker(StreamVerdict &verdict, const PipelineLoad &load, const WatcherGroup *watchers)
        : m_verdict(verdict)
        , m_load(load)
        , m_times(size_t(load.published()) + 1, 0)
    {
        if (!watchers)
            return;
        for (const WatcherGroup::Watcher &watcher : watchers->all())
            m_walks.emplace_back(*watcher.journal);
    }
    void take(const JsonValue &event)
    {
        const auto whole = [&event](QStringView name) {
            const JsonValue *value = event.find(name);
            return value ? value->toText().toLongLong() : 0;
        };
        const qint64 sequence = whole(u"sequence");
        const qint64 number = whole(u"publisher_sequence");
        m_verdict.holes += sequence != m_verdict.stored + 1 ? 1 : 0;
        m_verdict.stored = sequence;
        if (number >= 1 && number <= m_load.published()) {
            m_verdict.duplicated += m_times[size_t(number)]++ > 0 ? 1 : 0;
            const qint64 promised = m_load.sequenceOf(number);
            m_verdict.misplaced += promised != 0 && promised != sequence ? 1 : 0;
            m_verdict.outOfOrder += number < m_newest ? 1 : 0;
            m_newest = std::max(m_newest, number);
        } else {
            ++m_verdict.duplicated; // nobody published it
        }
        const QByteArray text = event.toJson();
        for (JournalWalk &walk : m_walks)
            m_verdict.differing += same(text, walk.next()) ? 0 : 1;
    }
    void finish()
    {
        for (qint64 number = 1; number <= m_load.published(); ++number) {
            if (m_times[size_t(number)] == 0)
                ++(m_load.sequenceOf(number) > 0 ? m_verdict.lost : m_verdict.missing);
        }
        for (JournalWalk &walk : m_walks) {
            while (!walk.next().isEmpty())
                ++m_verdict.differing;
        }
    }

private:
    StreamVerdict &m_verdict;
    const PipelineLoad &m_load;
    std::vector<int> m_times; ///< how often each publisher's number is stored
    std::vector<JournalWalk> m_walks;
    qint64 m_newest = 0;
};

} // namespace

StreamVerdict checkStream(const KillableHost &host, const QString &project, const PipelineLoad &load,
                          const WatcherGroup *watchers)
{
    StreamVerdict verdict;
    Checker checker(verdict, load, watchers);
    for (;;) {
        const QByteArray answer =
            host.get(u"/api/v1/projects/%1/events?since=%2&limit=1000"_s.arg(project).arg(verdict.stored));
        const auto page = JsonValue::parse(answer);
        const JsonValue *events = page ? page->find(u"events") : nullptr;
        if (!events) {
            verdict.error = u"The server answered no events: "_s + QString::fromUtf8(answer.left(300));
            return verdict;
        }
        verdict.streamId = page->find(u"stream_id") ? page->find(u"stream_id")->toText() : QString();
        if (events->items().empty())
            break;
        for (const JsonValue &event : events->items())
            checker.take(event);
    }
    checker.finish();
    return verdict;
}

Ending concludeStream(const KillableHost &host, const QString &project, PipelineLoad &load,
                      const WatcherGroup &watchers)
{
    load.halt();
    const bool drained = waitUntil([&] { return load.isDrained(); }, 60s);
    const bool equal = waitUntil([&] { return watchers.allHave(load.newestAcknowledged()); }, 60s);
    const StreamVerdict verdict = checkStream(host, project, load, &watchers);
    const bool sameStream = watchers.foreignStreams() == 0 && verdict.streamId == watchers.streamId();
    verdict.print();
    std::printf("stream id: %s; gap events %d, disorders %d, problems %d\n", sameStream ? "the same" : "CHANGED",
                watchers.gapEvents(), watchers.disorders(), watchers.problems());
    if (!load.fault().isEmpty())
        std::printf("FAILED: %s\n", qPrintable(load.fault()));
    if (!drained || !equal)
        std::printf("FAILED: after a minute not everything is %s.\n", drained ? "seen by everybody" : "acknowledged");
    Ending ending;
    ending.right = verdict.isRight() && sameStream && load.fault().isEmpty() && drained && equal
        && watchers.gapEvents() + watchers.disorders() + watchers.problems() == 0;
    ending.json = verdict.toJson();
    ending.json.insert(u"sameStream"_s, sameStream);
    ending.json.insert(u"gapEvents"_s, watchers.gapEvents());
    ending.json.insert(u"disorders"_s, watchers.disorders());
    return ending;
}

bool StreamVerdict::isRight() const
{
    return error.isEmpty() && lost + missing + duplicated + misplaced + outOfOrder + holes + differing == 0;
}

QJsonObject StreamVerdict::toJson() const
{
    return { { u"stored"_s, stored },         { u"lost"_s, lost },           { u"missing"_s, missing },
             { u"duplicated"_s, duplicated }, { u"misplaced"_s, misplaced }, { u"outOfOrder"_s, outOfOrder },
             { u"holes"_s, holes },           { u"differing"_s, differing }, { u"streamId"_s, streamId } };
}

void StreamVerdict::print() const
{
    if (!error.isEmpty())
        std::printf("FAILED: %s\n", qUtf8Printable(error));
    std::printf(
        "events stored %lld; acknowledged and lost %lld, never stored %lld, duplicated %lld, under another number "
        "%lld,\n  out of order %lld, holes %lld; different at a watcher %lld\n",
        stored, lost, missing, duplicated, misplaced, outOfOrder, holes, differing);
}

double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[size_t(std::lround(share * double(values.size() - 1)))];
}

QJsonObject summary(const std::vector<double> &values)
{
    return { { u"count"_s, qint64(values.size()) },
             { u"p50"_s, quantile(values, 0.5) },
             { u"p99"_s, quantile(values, 0.99) },
             { u"max"_s, quantile(values, 1) } };
}

void printSummary(const char *name, const std::vector<double> &values)
{
    std::printf("%-44s %7zu %9.3f %9.3f %9.3f\n", name, values.size(), quantile(values, 0.5), quantile(values, 0.99),
                quantile(values, 1));
}

void writeJson(const QString &file, const QJsonObject &figures)
{
    if (file.isEmpty())
        return;
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(QJsonDocument(figures).toJson()) < 0 || !out.commit())
        std::fprintf(stderr, "%s cannot be written: %s\n", qUtf8Printable(file), qUtf8Printable(out.errorString()));
}

} // namespace stagewatch::bench
