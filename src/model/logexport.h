// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/loglines.h"
#include "model/rowspans.h"
#include "model/shownrows.h"

#include <QObject>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace stagewatch::model {

/// Places in a list, `first` to `last`, both included.
struct PlaceRange
{
    qint64 first = 0;
    qint64 last = -1;
    bool operator==(const PlaceRange &) const = default;
};
/// How many places they hold.
[[nodiscard]] qint64 placesIn(const std::vector<PlaceRange> &ranges);

/// Which lines of a log are written, where and how. A plain value that a worker may keep: rows that come later are not
/// in it.
struct LogExportJob
{
    std::shared_ptr<journal::Journal> journal;
    RowSpans run; ///< the rows of the run
    std::optional<ShownRows> shown; ///< nothing: every line of the log; what is folded into a row is written with it
    std::optional<std::vector<PlaceRange>> ranges; ///< of `shown`, in order; nothing: all of it
    LogFormat format = LogFormat::Text;
    LogTimes times;
    QString path;
};

struct LogExportResult
{
    qint64 lines = 0;
    QString error; ///< a sentence; the file is then as it was before, or not there
    bool cancelled = false; ///< as it was before, too
};

/// Writes in a worker thread, through a temporary file beside the target that takes its place at the end and that
/// nobody else may read (0600). One export at a time. GUI thread.
class LogExporter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Cancels what is under way.
    ~LogExporter() override;

    /// Does nothing while one is under way.
    void start(const LogExportJob &job, const Run &run);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_busy; }
    /// Of the one under way, or the last one.
    [[nodiscard]] const QString &path() const { return m_path; }

Q_SIGNALS:
    /// Ten times a second at most. `total` is an upper bound where every line is written.
    void progressed(qint64 rows, qint64 total);
    void finished(const stagewatch::model::LogExportResult &result);

private:
    QString m_path;
    bool m_busy = false;
    std::jthread m_worker;
};

} // namespace stagewatch::model
