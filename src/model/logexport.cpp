// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logexport.h"

#include "model/displaytext.h"
#include "model/logquery.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace stagewatch::model {

namespace {

constexpr qsizetype bytesAtOnce = 1 << 20;
constexpr qint64 rowsBetweenLooks = 1024; ///< at the clock and at the stop
constexpr qint64 progressMs = 100;

/// Calls `visit` with the rows of the run from place `from` to `last`, and whether each is a line of the log.
template <typename Visit> bool forEachPlace(const LogExportJob &job, qint64 from, qint64 last, Visit visit)
{
    for (qint64 place = from; place <= last; ++place) {
        const qint64 row = job.run.at(place);
        if (!visit(row, journal::isInLog(job.journal->row(row).kind)))
            return false;
    }
    return true;
}

/// Calls `visit` with the journal rows of the job, in order, until it says false.
template <typename Visit> void forEachRow(const LogExportJob &job, Visit visit)
{
    if (!job.shown) {
        forEachPlace(job, 0, job.run.countBelow(job.journal->size()) - 1, visit);
        return;
    }
    const std::vector<PlaceRange> everything{ { 0, job.shown->size() - 1 } };
    for (const PlaceRange &range : job.ranges.value_or(everything)) {
        for (qint64 place = range.first; place <= range.last && place < job.shown->size(); ++place) {
            const auto group = job.shown->at(place);
            // Nothing that the filter hides is folded over, so all lines between the first and the newest belong to it.
            const bool goesOn = group.lines == 1
                ? visit(group.first, true)
                : forEachPlace(job, job.run.indexOf(group.first), job.run.indexOf(group.newest), visit);
            if (!goesOn)
                return;
        }
    }
}

qint64 rowsOf(const LogExportJob &job)
{
    if (!job.shown)
        return job.run.countBelow(job.journal->size());
    return job.ranges ? placesIn(*job.ranges) : job.shown->lineCount();
}

/// One export in its worker.
class Writing
{
public:
    Writing(const LogExportJob &job, LogLines &lines)
        : m_job(job)
        , m_lines(lines)
        , m_file(job.path)
    {
    }

    LogExportResult run(const std::stop_token &stop, const std::function<void(qint64)> &progress)
    {
        if (!open())
            return m_result;
        QByteArray pending = m_lines.head();
        qint64 seen = 0;
        QElapsedTimer clock;
        clock.start();
        forEachRow(m_job, [&](qint64 row, bool isLine) {
            if (isLine) {
                m_lines.append(pending, row);
                ++m_result.lines;
            }
            if (pending.size() >= bytesAtOnce && !write(pending))
                return false;
            if (++seen % rowsBetweenLooks != 0)
                return true;
            if (clock.hasExpired(progressMs)) {
                clock.restart();
                progress(seen);
            }
            m_result.cancelled = stop.stop_requested();
            return !m_result.cancelled;
        });
        if (m_result.error.isEmpty() && !m_result.cancelled && write(pending) && !m_file.commit())
            fail(m_file.errorString());
        return m_result; // a file that is not committed leaves nothing behind
    }

private:
    bool open()
    {
        // A device or a pipe has no place that a file could take.
        if (const QFileInfo there(m_job.path); there.exists() && !there.isFile())
            return fail(LogExporter::tr("it is no file"));
        if (!m_file.open(QIODevice::WriteOnly))
            return fail(m_file.errorString());
        // Before the first byte: what a pipeline says is for this user alone until somebody decides otherwise.
        return m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || fail(m_file.errorString());
    }
    bool write(QByteArray &pending)
    {
        // A disk that becomes full takes a part first, and says why only when it is asked to take the rest.
        for (qint64 done = 0; done < pending.size();) {
            const qint64 taken = m_file.write(pending.constData() + done, pending.size() - done);
            if (taken <= 0)
                return fail(m_file.errorString());
            done += taken;
        }
        pending.clear();
        return m_file.flush() || fail(m_file.errorString());
    }
    bool fail(const QString &cause)
    {
        m_result.error = LogExporter::tr("The log was not saved to %1: %2. Choose another place.")
                             .arg(visibleText(m_job.path, 300), cause);
        return false;
    }

    const LogExportJob &m_job;
    LogLines &m_lines;
    QSaveFile m_file;
    LogExportResult m_result;
};

} // namespace

qint64 placesIn(const std::vector<PlaceRange> &ranges)
{
    qint64 places = 0;
    for (const PlaceRange &range : ranges)
        places += range.last - range.first + 1;
    return places;
}

LogExporter::~LogExporter()
{
    m_worker = {}; // stops and joins before what it calls back is gone
}

void LogExporter::start(const LogExportJob &job, const Run &run)
{
    if (m_busy)
        return;
    m_busy = true;
    m_path = job.path;
    auto lines = std::make_shared<LogLines>(job.journal, run, job.format, job.times);
    m_worker = std::jthread([this, job, lines, total = rowsOf(job)](const std::stop_token &stop) {
        const LogExportResult result = Writing(job, *lines).run(stop, [this, total](qint64 rows) {
            QMetaObject::invokeMethod(
                this, [this, rows, total] { Q_EMIT progressed(rows, total); }, Qt::QueuedConnection);
        });
        QMetaObject::invokeMethod(
            this,
            [this, result] {
                m_busy = false;
                Q_EMIT finished(result);
            },
            Qt::QueuedConnection);
    });
}

void LogExporter::cancel()
{
    m_worker.request_stop();
}

} // namespace stagewatch::model
