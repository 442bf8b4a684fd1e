// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <memory>
#include <optional>

namespace stagewatch::client {

/// The file in which a publisher's events wait until the server has them: one a line, each the message that is sent.
/// Holds no event in memory but a little of what is read next, and, while the disk refuses, what is still to be
/// written. Offsets are places in everything ever appended; they stay what they are when the file gives back the room
/// of what was answered. One thread. Errors are sentences.
class PublishSpool
{
public:
    /// What waits in memory for a disk that refuses; beyond that, append() does.
    static constexpr qsizetype unwrittenLimit = 16 * 1024 * 1024;
    /// The file is rewritten when it holds so much that was answered, and more of it than of the rest.
    static constexpr quint64 reclaimBytes = 16 * 1024 * 1024;

    /// `name`.ndjson in the folder, 0600 in folders of 0700; without a folder a file that has no name and is gone with
    /// the object.
    [[nodiscard]] static std::unique_ptr<PublishSpool> create(const QString &folder, const QString &name,
                                                              QString *error);
    ~PublishSpool();

    /// Takes a line, which has no line break. False where there is no room left for it, on the disk and in memory.
    [[nodiscard]] bool append(QByteArrayView line);
    /// Writes what the disk refused before. True where nothing is left.
    bool retry();
    [[nodiscard]] bool isWritten() const { return m_unwritten.isEmpty(); }
    /// Why the disk refused last.
    [[nodiscard]] const QString &error() const { return m_error; }

    struct Line
    {
        QByteArray text;
        quint64 start = 0;
    };
    /// The next line that was not read yet; nothing at the end, or where the file cannot be read (see error()).
    [[nodiscard]] std::optional<Line> next();
    /// Where the next line begins.
    [[nodiscard]] quint64 position() const { return m_cursor; }
    [[nodiscard]] quint64 end() const { return m_base + m_fileSize + quint64(m_unwritten.size()); }
    /// What lies before is answered and needs no room any more.
    void release(quint64 offset);
    /// Deletes the file where everything is answered; else leaves what is not, safe on the disk.
    void finish();
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    PublishSpool() = default;
    bool openFile(QString *error);
    bool write();
    [[nodiscard]] QByteArray read(quint64 offset, qsizetype length);
    bool rewrite();

    QString m_path; ///< empty for a temporary one
    int m_descriptor = -1;
    quint64 m_base = 0; ///< the offset of the file's first byte
    quint64 m_fileSize = 0;
    QByteArray m_unwritten; ///< follows the file's last byte
    QString m_error;
    quint64 m_cursor = 0; ///< where next() goes on
    QByteArray m_block; ///< the bytes from m_blockStart, read ahead
    quint64 m_blockStart = 0;
    quint64 m_released = 0;
    quint64 m_reclaimAt = reclaimBytes;
    bool m_finished = false;
};

} // namespace stagewatch::client
