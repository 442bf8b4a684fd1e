// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/filewatch.h"

#include <QFileInfo>

#include <sys/stat.h>

namespace stagewatch::server {

FileWatch::FileWatch(QStringList paths, std::chrono::milliseconds pause, QObject *parent)
    : QObject(parent)
    , m_paths(std::move(paths))
    , m_stamps(stamps())
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &FileWatch::touched);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] { m_pause.start(); });
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_pause.start(); });
    watch();
}

FileWatch::Stamp FileWatch::stampOf(const QString &path)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return { QFileInfo(path).metadataChangeTime(), qint64(status.st_size), quint64(status.st_ino) };
}

std::vector<FileWatch::Stamp> FileWatch::stamps() const
{
    std::vector<Stamp> result;
    for (const QString &path : m_paths)
        result.push_back(stampOf(path));
    return result;
}

void FileWatch::watch()
{
    // A file that is replaced is another file; its folder tells of it.
    if (const QStringList watched = m_watcher.files(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    for (const QString &path : m_paths) {
        if (QFileInfo::exists(path))
            m_watcher.addPath(path);
        const QString folder = QFileInfo(path).absolutePath();
        if (!m_watcher.directories().contains(folder))
            m_watcher.addPath(folder);
    }
}

bool FileWatch::takeChange()
{
    std::vector<Stamp> now = stamps();
    if (now == m_stamps)
        return false;
    m_stamps = std::move(now);
    watch();
    return true;
}

} // namespace stagewatch::server
