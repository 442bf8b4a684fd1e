// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <functional>
#include <future>

namespace stagewatch::journal {

class JournalFile;

/// Appends to a journal's file on a thread of the process's pool, one piece after the other: any number of journals
/// share those. Lives in the journal's writing thread.
class WriteBehind
{
public:
    /// The file has to outlive it.
    explicit WriteBehind(JournalFile &file)
        : m_file(file)
    {
    }
    ~WriteBehind(); ///< waits for the end of what was started
    WriteBehind(const WriteBehind &) = delete;
    WriteBehind &operator=(const WriteBehind &) = delete;

    /// Only while !isBusy(). `written` is called in the other thread at the end.
    void start(QByteArray &&bytes, std::function<void()> written);
    /// Something was started, and finish() was not called since.
    [[nodiscard]] bool isBusy() const { return m_result.valid(); }
    /// Where it ends, once it is written.
    [[nodiscard]] quint64 end() const { return m_end; }
    struct Result
    {
        QByteArray rest; ///< what could not be written; else empty, with the memory that was lent
        QString error; ///< a sentence, or empty
    };
    /// Waits for the end. Only while isBusy().
    [[nodiscard]] Result finish() { return m_result.get(); }

private:
    JournalFile &m_file;
    std::future<Result> m_result;
    quint64 m_end = 0;
};

} // namespace stagewatch::journal
