// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics.h"

#include <initializer_list>
#include <utility>

namespace stagewatch::server {

namespace {
QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 15);
}

/// Writes one family after the other, each below its HELP and TYPE.
class Page
{
public:
    void family(const char *name, const char *type, const char *help)
    {
        m_name = name;
        m_text += "# HELP " + m_name + ' ' + help + "\n# TYPE " + m_name + ' ' + type + '\n';
    }
    void sample(const QByteArray &value, const QByteArray &labels = {}, const char *suffix = "")
    {
        m_text += m_name + suffix + (labels.isEmpty() ? QByteArray() : '{' + labels + '}') + ' ' + value + '\n';
    }
    void single(const char *name, const char *type, const char *help, const QByteArray &value)
    {
        family(name, type, help);
        sample(value);
    }
    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    QByteArray m_name;
    QByteArray m_text;
};

void writeProcess(Page &page, const ProcessStats &process)
{
    page.single("process_start_time_seconds", "gauge", "Start time of the process since the Unix epoch.",
                number(process.startTime));
    page.single("process_cpu_seconds_total", "counter", "Processor time, user and system.", number(process.cpuSeconds));
    page.single("process_resident_memory_bytes", "gauge", "Memory that is resident.",
                QByteArray::number(process.residentBytes));
    page.single("process_open_fds", "gauge", "Open file descriptors.", QByteArray::number(process.openFds));
    page.single("process_max_fds", "gauge", "File descriptors that may be open.", QByteArray::number(process.maxFds));
}

void writeStores(Page &page, const journal::StoreMeasures &stores)
{
    page.single("stagewatch_events_total", "counter", "Events stored since the start.",
                QByteArray::number(stores.events));
    page.single("stagewatch_journal_bytes_total", "counter", "Bytes of events stored since the start.",
                QByteArray::number(stores.bytes));
    page.single("stagewatch_journal_failures_total", "counter", "Writes that the disk refused; each is tried again.",
                QByteArray::number(stores.failures));
    page.family("stagewatch_journal_sync_seconds", "histogram", "Time that a sync of a journal to disk took.");
    quint64 syncs = 0;
    for (size_t i = 0; i < journal::StoreMeasures::bounds.size(); ++i) {
        syncs += stores.syncs[i];
        page.sample(QByteArray::number(syncs), "le=" + metricLabel(number(journal::StoreMeasures::bounds[i])),
                    "_bucket");
    }
    syncs += stores.syncs.back();
    page.sample(QByteArray::number(syncs), "le=\"+Inf\"", "_bucket");
    page.sample(number(stores.syncSeconds), {}, "_sum");
    page.sample(QByteArray::number(syncs), {}, "_count");
}
} // namespace

QByteArray metricLabel(const QByteArray &value)
{
    QByteArray escaped = value;
    escaped.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    return '"' + escaped + '"';
}

QByteArray Metrics::text(const Now &now) const
{
    Page page;
    page.family("stagewatch_build_info", "gauge", "The program's version; always 1.");
    page.sample("1", "version=" + metricLabel(STAGEWATCH_VERSION));
    page.family("stagewatch_connections", "gauge", "Open connections by what they are for.");
    for (const auto &[kind, count] : std::initializer_list<std::pair<const char *, int>>{ { "watch", now.watchers },
                                                                                          { "publish", now.publishers },
                                                                                          { "http", now.requests },
                                                                                          { "waiting", now.waiting } })
        page.sample(QByteArray::number(count), "kind=" + metricLabel(kind));
    page.single("stagewatch_projects", "gauge", "Projects that are hosted.", QByteArray::number(now.projects));
    page.single("stagewatch_received_bytes_total", "counter", "Bytes received over all connections.",
                QByteArray::number(now.traffic.received));
    page.single("stagewatch_sent_bytes_total", "counter", "Bytes sent over all connections.",
                QByteArray::number(now.traffic.sent));
    page.single("stagewatch_watcher_lag_events", "gauge", "Events that the slowest watcher is behind.",
                QByteArray::number(now.largestLag));
    writeStores(page, now.stores);
    page.family("stagewatch_refusals_total", "counter", "Connections and requests that were turned away at the door.");
    for (const auto &[reason, count] : m_refusals)
        page.sample(QByteArray::number(count), "reason=" + metricLabel(reason));
    writeProcess(page, now.process);
    return page.text();
}

} // namespace stagewatch::server
