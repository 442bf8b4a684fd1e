// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journalfile.h"
#include "journal/stretch.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>

namespace stagewatch::journal {

/// Reads a journal's file to its end, in several threads, and hands the stretches over in their order.
class JournalReading
{
public:
    static constexpr qint64 usualStretch = 8 * 1024 * 1024;

    /// Reads from `begin`, where a line begins, to `end`; the file must outlive it.
    JournalReading(const JournalFile &file, qint64 begin, qint64 end, qint64 stretchBytes = usualStretch);
    /// Hands over every stretch, in the thread of the call. False and a sentence where the file cannot be read, or has
    /// a line longer than any message; false without one where it was told to stop.
    [[nodiscard]] bool run(const std::function<void(Stretch &&)> &take, const std::stop_token &stop, QString *error);

private:
    void work(const std::stop_token &stop);
    [[nodiscard]] Stretch read(StretchReader &reader, qint64 number, QString *error) const;
    [[nodiscard]] qint64 count() const { return (m_end - m_begin + m_stretchBytes - 1) / m_stretchBytes; }

    const JournalFile &m_file;
    qint64 m_begin;
    qint64 m_end;
    qint64 m_stretchBytes;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    qint64 m_next = 0; ///< the next stretch that nobody reads
    qint64 m_taken = 0; ///< stretches that were handed over
    std::map<qint64, Stretch> m_done;
    QString m_error;
};

} // namespace stagewatch::journal
