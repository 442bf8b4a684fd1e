// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "streamcheck.h"

#include <algorithm>
#include <cstdio>
#include <utility>

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

void concludeStream(const KillableHost &host, const QString &project, PipelineLoad &load, const WatcherGroup &watchers,
                    Report &report)
{
    load.halt();
    const bool drained = waitUntil([&] { return load.isDrained(); }, 60s);
    const bool equal = waitUntil([&] { return watchers.allHave(load.newestAcknowledged()); }, 60s);
    const StreamVerdict verdict = checkStream(host, project, load, &watchers);
    const QString row = u"The stream in the end"_s;
    verdict.addTo(report, row);
    report.add(row, u"gap events"_s, {}, watchers.gapEvents());
    report.add(row, u"disorders"_s, {}, watchers.disorders());
    if (watchers.foreignStreams() != 0 || verdict.streamId != watchers.streamId())
        report.addFailure(u"The stream has another id."_s);
    if (!load.fault().isEmpty())
        report.addFailure(load.fault());
    if (!drained || !equal)
        report.addFailure(
            u"After a minute not everything is %1."_s.arg(drained ? u"seen by everybody"_s : u"acknowledged"_s));
    if (watchers.gapEvents() + watchers.disorders() + watchers.problems() != 0)
        report.addFailure(u"Watchers had gaps, disorder or problems."_s);
}

bool StreamVerdict::isRight() const
{
    return error.isEmpty() && lost + missing + duplicated + misplaced + outOfOrder + holes + differing == 0;
}

void StreamVerdict::addTo(Report &report, const QString &row) const
{
    for (const auto &[figure, count] :
         { std::pair(u"events stored"_s, stored), std::pair(u"acknowledged and lost"_s, lost),
           std::pair(u"never stored"_s, missing), std::pair(u"duplicated"_s, duplicated),
           std::pair(u"under another number"_s, misplaced), std::pair(u"out of order"_s, outOfOrder),
           std::pair(u"holes"_s, holes), std::pair(u"different at a watcher"_s, differing) })
        report.add(row, figure, {}, double(count));
    if (!error.isEmpty())
        report.addFailure(error);
    else if (!isRight())
        report.addFailure(u"%1: it is not what was acknowledged."_s.arg(row));
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

void addTimes(Report &report, const QString &what, const std::vector<double> &seconds)
{
    for (const double one : seconds)
        report.add(what, u"time"_s, u"s"_s, one);
    report.add(what, u"p99"_s, u"s"_s, quantile(seconds, 0.99));
}

} // namespace stagewatch::bench
