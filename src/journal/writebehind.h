// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace stagewatch::journal {

class JournalFile;

/// Appends to a journal's file in a thread of its own, one piece after the other. Lives in the journal's writing
/// thread.
class WriteBehind
{
public:
    /// The file has to outlive it.
    explicit WriteBehind(JournalFile &file);
    ~WriteBehind(); ///< waits for the end of what was started

    /// Only while !isBusy(). `written` is called in the other thread at the end.
    void start(QByteArray &&bytes, std::function<void()> written);
    /// Something was started, and finish() was not called since.
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// Where it ends, once it is written.
    [[nodiscard]] quint64 end() const { return m_end; }
    struct Result
    {
        QByteArray rest; ///< what could not be written; else empty, with the memory that was lent
        QString error; ///< a sentence, or empty
    };
    /// Waits for the end. Only while isBusy().
    [[nodiscard]] Result finish();

private:
    void run(const std::stop_token &stop);

    JournalFile &m_file;
    bool m_isBusy = false;
    quint64 m_end = 0;

    std::mutex m_mutex; ///< guards what follows
    std::condition_variable_any m_changed;
    bool m_isToDo = false;
    Result m_piece;
    std::function<void()> m_written;
    std::jthread m_thread; ///< last: it ends before what it uses
};

} // namespace stagewatch::journal
