// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "model/logtimes.h"
#include "model/run.h"
#include "protocol/decoder.h"

#include <QHash>
#include <array>
#include <limits>
#include <memory>

namespace stagewatch::model {

/// How lines of a log are written for other programs.
enum class LogFormat {
    Text, ///< time, level, stage and message, separated by tabs; further lines of a message begin with a tab
    Ndjson, ///< the events as received, one a line
    Csv ///< RFC 4180 with a head; times as ISO 8601 with their zone, levels as on the wire
};

/// Writes rows of a journal as lines of text. Control characters of a message become visible escapes in text and CSV,
/// so that printing a file runs nothing; JSON has escapes of its own. A cell of a CSV that a spreadsheet would run as a
/// formula gets an apostrophe in front. One a thread.
class LogLines
{
public:
    /// The stages' names as `run` knows them now.
    LogLines(std::shared_ptr<const journal::Journal> journal, const Run &run, LogFormat format, const LogTimes &times);

    /// What stands above the first line; may be empty.
    [[nodiscard]] QByteArray head() const;
    /// Appends a published row, with its line end.
    void append(QByteArray &out, qint64 row);

private:
    void appendText(QByteArray &out, qint64 row);
    void appendCsv(QByteArray &out, qint64 row);
    struct Parts
    {
        QByteArray level;
        QString stage;
        QString message;
    };
    [[nodiscard]] Parts partsOf(qint64 row, const journal::Row &fixed);
    [[nodiscard]] QString stageOf(quint16 stage, const protocol::Event &event);
    [[nodiscard]] QByteArray levelWord(const journal::Row &fixed, protocol::LogLevel level) const;
    void appendTime(QByteArray &out, qint64 timeMs);

    std::shared_ptr<const journal::Journal> m_journal;
    QHash<QString, QString> m_displays; ///< of stages, by id
    QHash<quint16, QString> m_stages; ///< what is written, by the journal's number
    std::array<QByteArray, 6> m_levels; ///< what is written
    QByteArray m_second; ///< the last time that was written, up to its second
    QByteArray m_zone; ///< what follows on its milliseconds
    qint64 m_secondMs = std::numeric_limits<qint64>::min(); ///< which second that is
    LogFormat m_format;
    LogTimes m_times;
    protocol::Decoder m_decoder;
};

} // namespace stagewatch::model
