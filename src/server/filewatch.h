// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>
#include <chrono>
#include <vector>

namespace stagewatch::server {

/// Tells when one of a few files is another one than before: written, replaced, removed, or given other permissions.
class FileWatch : public QObject
{
    Q_OBJECT
public:
    /// Begins with the files as they are. Several steps of a change within `pause` are one.
    FileWatch(QStringList paths, std::chrono::milliseconds pause, QObject *parent = nullptr);
    /// True once after each change; asks the file system, so also where that has told nothing.
    [[nodiscard]] bool takeChange();

Q_SIGNALS:
    /// takeChange() is worth a try.
    void touched();

private:
    struct Stamp
    {
        QDateTime changed; ///< content or permissions
        qint64 size = -1; ///< -1: there is no file
        quint64 inode = 0;
        bool operator==(const Stamp &) const = default;
    };
    [[nodiscard]] static Stamp stampOf(const QString &path);
    [[nodiscard]] std::vector<Stamp> stamps() const;
    void watch();
    QStringList m_paths;
    std::vector<Stamp> m_stamps;
    QFileSystemWatcher m_watcher;
    QTimer m_pause;
};

} // namespace stagewatch::server
