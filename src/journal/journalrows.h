// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/linemarks.h"
#include "journal/rowchunks.h"
#include "journal/stagenames.h"
#include "journal/stretch.h"

#include <functional>

namespace stagewatch::journal {

/// From this row on, plain log lines belong to this run.
struct RunStart
{
    qint64 row = 0;
    QString runId;
    bool operator==(const RunStart &) const = default;
};

/// The rows of a journal, and what it takes to make the next one. One thread adds; see RowChunks and StageNames for
/// what others may read.
class JournalRows
{
public:
    /// Adds the row of a line at a place of the file; `stageNow` is the stage of an event that names none. False when
    /// all rows are taken.
    bool add(const protocol::Event &event, quint64 offset, qsizetype length, QStringView stageNow);
    bool add(const protocol::LogLine &line, quint64 offset, qsizetype length, QStringView stageNow);

    /// Adds the rows of the next stretch of the file and finishes its batch. `decodeAgain` is asked for events that
    /// came before anything with a time: it decodes the line of a row as received at that time.
    using DecodeAgain = std::function<std::optional<protocol::Event>(const Row &row, protocol::Timestamp receivedAt)>;
    [[nodiscard]] Batch add(Stretch &&stretch, const DecodeAgain &decodeAgain);

    /// Rows that were read before, instead of stretches; nothing was added yet.
    void adopt(std::shared_ptr<const Row> rows, qint64 count, const QStringList &stageNames,
               const QString &currentStage, std::vector<RunStart> runs);
    /// Lets the line that follows the adopted rows be compared with the last plain one of them.
    void goOnAfter(const protocol::LogLine &line, qint64 row);
    [[nodiscard]] const QString &currentStage() const { return m_currentStage; } ///< of the stretches so far
    [[nodiscard]] const std::vector<RunStart> &runs() const { return m_runs; } ///< of the stretches so far
    /// What the rows from `first` on, `count` of them, tell, made of the rows and, where they do not say all, of the
    /// lines that `decode` reads.
    using Decode = std::function<std::optional<protocol::Event>(const Row &row)>;
    [[nodiscard]] Batch batchOf(qint64 first, qint64 count, const Decode &decode) const;

    RowChunks chunks;
    StageNames stages;

private:
    void giveTimes(Stretch &stretch, const DecodeAgain &decodeAgain);
    [[nodiscard]] bool addDraft(DraftRow &draft, const std::vector<quint16> &numbers);
    [[nodiscard]] qint64 lastTime() const;
    void noteRuns(Batch &batch);

    MessageComparer m_messages;
    LineComparer m_lines;
    std::vector<RunStart> m_runs;
    QString m_currentStage;
    quint16 m_currentNumber = 0;
};

} // namespace stagewatch::journal
