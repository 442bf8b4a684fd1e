// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLockFile>
#include <QString>
#include <atomic>
#include <memory>
#include <span>

namespace stagewatch::journal {

/// A file of lines that one thread appends to and any thread reads. Only whole lines stay in it; one writer at a time,
/// in all processes. Errors are sentences.
class JournalFile
{
public:
    ~JournalFile();

    /// Opens or creates the file (0600, in folders of 0700).
    [[nodiscard]] bool open(const QString &path, QString *error);
    /// Opens a file to read it only, without a lock; it stays as it is, also where another program writes on.
    [[nodiscard]] bool openReadOnly(const QString &path, QString *error);
    /// A file without a name.
    [[nodiscard]] bool openTemporary(QString *error);
    /// Finds out what is in the file now; a last line without its line break is cut off, unless the file is read only.
    [[nodiscard]] bool findEnd(QString *error);
    /// Reads exactly so many bytes. Any thread.
    [[nodiscard]] bool readInto(qint64 offset, char *bytes, qint64 length, QString *error) const;
    /// Writes the bytes and takes what was written out of them: after a failure the rest is still there for another
    /// try.
    [[nodiscard]] bool append(QByteArray *bytes, QString *error);
    /// Any thread.
    [[nodiscard]] QByteArray read(quint64 offset, quint32 length) const;
    /// Any thread. Returns how many bytes there were to read.
    [[nodiscard]] qint64 readBytes(quint64 offset, std::span<char> bytes) const;
    [[nodiscard]] qint64 size() const { return m_size.load(std::memory_order_acquire); }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    [[nodiscard]] bool isFile() const;
    [[nodiscard]] bool cutTornLine(qint64 *size, QString *error) const;

    QString m_path;
    int m_descriptor = -1;
    bool m_readOnly = false;
    std::atomic<qint64> m_size{ 0 };
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace stagewatch::journal
