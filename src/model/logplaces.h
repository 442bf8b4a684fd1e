// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "model/logtimes.h"
#include "model/rowspans.h"

#include <QObject>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace stagewatch::model {

/// A time as people type it: "14:02", "14:02:51.2" or "2026-05-28 14:02" in the zone that `times` speaks in (local for
/// relative ones), ISO 8601 with a zone, or "+12:41", "+1:02:03", "+90s", "-2h30m" from the run's start. A time of day
/// without a date is the one nearest to `nearMs`. Milliseconds since 1970 UTC; nothing for what is no time.
[[nodiscard]] std::optional<qint64> parseLogTime(const QString &text, const LogTimes &times, qint64 nearMs);

/// The first of `count` places whose time is `timeMs` or later, by halving: a log of ten million lines takes two dozen
/// looks. Where times run backwards, it is one of the places where the log passes from before that time to it or
/// after. `count` where all are before.
[[nodiscard]] qint64 placeAtTime(qint64 count, const std::function<qint64(qint64)> &timeAt, qint64 timeMs);

/// Looks through a run's rows in a worker thread for where a stage began. GUI thread.
class StageSearch : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~StageSearch() override;

    /// `before` -1: the first start of the stage; else the last one at or before that row of the journal. A stage that
    /// nobody announced starts with its first event. A newer search replaces the one under way.
    void start(const std::shared_ptr<journal::Journal> &journal, const RowSpans &rows, const QString &stageId,
               qint64 before = -1);
    void cancel();

Q_SIGNALS:
    void found(qint64 journalRow);
    void notFound(); ///< no event of the stage came

private:
    quint64 m_ticket = 0;
    std::jthread m_worker;
};

} // namespace stagewatch::model
