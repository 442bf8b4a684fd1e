// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

namespace stagewatch::bench {

/// A disk with little room, which can be given more. A tmpfs that this process alone sees, and that goes with it,
/// where the system lets it have one; else a limit on the size of files.
class SmallDisk
{
public:
    enum class Kind {
        Tmpfs,
        FileSizeLimit ///< RLIMIT_FSIZE of the server: no file grows beyond the room
    };
    /// Parts from the mounts of the other programs. First of all in main(), while there is one thread.
    static void prepare();
    /// `room` bytes are free in the folder, and after freeRoom() `more`.
    SmallDisk(QString folder, qint64 room, qint64 more);
    ~SmallDisk();
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] const QString &folder() const { return m_folder; }
    /// For the server's child process; empty where the disk itself is small.
    [[nodiscard]] std::function<void()> childModifier() const;
    /// Gives the server what room there is.
    void freeRoom(qint64 serverProcess);

private:
    bool mountTmpfs(qint64 size);
    QString m_folder;
    qint64 m_room;
    Kind m_kind = Kind::FileSizeLimit;
};

} // namespace stagewatch::bench
