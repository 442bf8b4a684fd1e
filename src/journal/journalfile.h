// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLockFile>
#include <QString>
#include <atomic>
#include <functional>
#include <memory>

namespace stagewatch::journal {

/// A file of lines that one thread appends to and any thread reads. Only whole lines stay in it; one writer at a time,
/// in all processes. Errors are sentences.
class JournalFile
{
public:
    ~JournalFile();

    /// Opens or creates the file (0600, in folders of 0700).
    [[nodiscard]] bool open(const QString &path, QString *error);
    /// A file without a name.
    [[nodiscard]] bool openTemporary(QString *error);
    /// Hands over every line without its line break, and cuts off a last one that has none.
    [[nodiscard]] bool readLines(const std::function<void(quint64 offset, QByteArrayView line)> &take, QString *error);
    /// Writes the bytes and takes what was written out of them: after a failure the rest is still there for another
    /// try.
    [[nodiscard]] bool append(QByteArray *bytes, QString *error);
    /// Any thread.
    [[nodiscard]] QByteArray read(quint64 offset, quint32 length) const;
    [[nodiscard]] qint64 size() const { return m_size.load(std::memory_order_acquire); }
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
    int m_descriptor = -1;
    std::atomic<qint64> m_size{ 0 };
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace stagewatch::journal
