// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/logindex.h"

#include <QByteArray>
#include <QString>
#include <functional>
#include <optional>

namespace stagewatch::journal {

/// One segment read whole, to be verified: every line that has a record by its CRC, without looking into it, and those
/// behind the last record (a power loss takes records that were not synced) one by one as messages.
class SegmentScan
{
public:
    /// Nothing, and errno, where a file is there and cannot be read. A check file that is missing is an empty one.
    [[nodiscard]] static std::optional<SegmentScan> load(const QString &folder, qint64 first);

    struct Report
    {
        QString damage; ///< what is wrong; empty: nothing is lost
        SegmentIndex index; ///< of the whole lines, where there is no damage
        qint64 checked = 0; ///< so many of them have good records
        qint64 tornBytes = 0; ///< of a last line that was never finished
        bool recordsLost = false; ///< the check file holds less than the data file, or garbage at its end
    };
    [[nodiscard]] Report verify(const QString &streamId) const;
    /// Hands over, in order, every message of the stream that is good whatever surrounds it, with its number. An empty
    /// id is filled with that of the first message.
    using TakeMessage = std::function<void(QByteArrayView message, qint64 sequence)>;
    void goodMessages(QByteArray *streamId, const TakeMessage &take) const;
    /// The records of the messages from `from` on, for a report without damage.
    [[nodiscard]] QByteArray recordsFrom(const Report &report, qint64 from) const;
    [[nodiscard]] bool isEmpty() const { return m_data.isEmpty() && m_checks.isEmpty(); }
    /// Messages that it held, as far as one can tell.
    [[nodiscard]] qint64 expectedCount() const;

private:
    [[nodiscard]] qint64 recordCount() const { return m_checks.size() / CheckRecord::size; }
    [[nodiscard]] qint64 trailingGarbage() const;
    [[nodiscard]] bool record(qint64 index, CheckRecord *record) const;
    [[nodiscard]] bool isMessage(QByteArrayView line, qint64 sequence, QByteArrayView streamId) const;
    [[nodiscard]] bool verifyChecked(Report *report) const;
    void verifyRest(const QByteArray &streamId, Report *report) const;

    qint64 m_first = 0;
    QByteArray m_data;
    QByteArray m_checks;
};

} // namespace stagewatch::journal
