// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/linemarks.h"
#include "journal/rowchunks.h"
#include "journal/stagenames.h"
#include "journal/stretch.h"

#include <functional>

namespace stagewatch::journal {

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

    /// Goes on behind rows that are there already: what the last of them left behind.
    void resume(const QString &currentStage) { m_currentStage = currentStage; }
    [[nodiscard]] const QString &currentStage() const { return m_currentStage; } ///< of the stretches so far

    RowChunks chunks;
    StageNames stages;

private:
    void giveTimes(Stretch &stretch, const DecodeAgain &decodeAgain);
    [[nodiscard]] bool addDraft(DraftRow &draft, const std::vector<quint16> &numbers);
    [[nodiscard]] qint64 lastTime() const;

    MessageComparer m_messages;
    LineComparer m_lines;
    QString m_currentStage;
    quint16 m_currentNumber = 0;
};

} // namespace stagewatch::journal
