// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/batch.h"
#include "journal/linemarks.h"
#include "journal/row.h"
#include "protocol/decoder.h"
#include "protocol/logline.h"

#include <QHash>
#include <QStringList>

namespace stagewatch::journal {

/// A row that does not know yet what came before its stretch. Its stage is a number in Stretch::stages.
struct DraftRow
{
    Row row;
    MessageTraits message; ///< of a plain log line
    bool inheritsStage = false; ///< it names none and belongs to the one that is current
    bool setsStage = false; ///< its stage is the current one from here on
    bool lacksTime = false; ///< nothing in the stretch up to here has a time
};

/// Neighbouring lines of a journal's file, read by themselves.
struct Stretch
{
    std::vector<DraftRow> rows;
    QStringList stages{ QString() }; ///< by their numbers in this stretch; 0 is "no stage"
    std::optional<size_t> firstLine; ///< the first plain log line in `rows`, which was compared with nothing
    QByteArray firstMessage; ///< of that line, as in JSON
    MessageComparer comparer; ///< as it is after the last plain log line
    Batch batch; ///< an event or a part of a span for every row; firstRow is 0
};

/// Makes stretches out of a file's bytes. One a thread.
class StretchReader
{
public:
    /// `bytes` are whole lines, with LogLineReader::slack() bytes behind them; they begin at `offset` of the file. The
    /// last line may lack its line break: then it makes a row only if it makes an event.
    [[nodiscard]] Stretch read(QByteArrayView bytes, quint64 offset);

private:
    void takeLine(QByteArrayView line, quint64 offset, bool isTorn);
    void takeLog(const protocol::LogLine &line, DraftRow &&draft);
    void takeEvent(protocol::Decoded &&decoded, DraftRow &&draft);
    void fillTails(QByteArrayView bytes, quint64 offset);
    [[nodiscard]] quint16 stageNumber(const QString &id);

    protocol::LogLineReader m_lines;
    protocol::Decoder m_decoder;
    MessageComparer m_comparer;
    Stretch m_stretch;
    QHash<QString, quint16> m_numbers;
    QString m_lastStage;
    quint16 m_lastNumber = 0;
    qint64 m_lastTime = 0;
    bool m_timeKnown = false;
};

} // namespace stagewatch::journal
