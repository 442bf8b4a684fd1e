// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smalldisk.h"

#include <QFile>

#include <csignal>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

bool mountsAreOwn = false;

QString ballastOf(const QString &folder)
{
    return folder + u"/ballast"_s;
}

/// Bytes that take room, not a hole that takes none.
bool writeBallast(const QString &path, qint64 size)
{
    QFile file(path);
    const QByteArray block(1024 * 1024, 'x');
    bool ok = file.open(QIODevice::WriteOnly);
    for (; ok && size > 0; size -= block.size())
        ok = file.write(block.constData(), std::min<qint64>(size, block.size())) >= 0;
    return ok && file.flush();
}

void writeText(const char *path, const QByteArray &text)
{
    QFile file(QString::fromLatin1(path));
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

} // namespace

void SmallDisk::prepare()
{
    const uint user = ::geteuid();
    const uint group = ::getegid();
    if (::unshare(CLONE_NEWNS) != 0) {
        // Whoever is not root may be it in a world of its own.
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return;
        writeText("/proc/self/setgroups", "deny");
        writeText("/proc/self/uid_map", "0 " + QByteArray::number(user) + " 1");
        writeText("/proc/self/gid_map", "0 " + QByteArray::number(group) + " 1");
    }
    mountsAreOwn = ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

SmallDisk::SmallDisk(QString folder, qint64 room, qint64 more)
    : m_folder(std::move(folder))
    , m_room(room)
{
    if (mountTmpfs(more) && writeBallast(ballastOf(m_folder), more - room))
        m_kind = Kind::Tmpfs;
}

SmallDisk::~SmallDisk()
{
    if (m_kind == Kind::Tmpfs)
        ::umount2(m_folder.toLocal8Bit().constData(), MNT_DETACH);
}

bool SmallDisk::mountTmpfs(qint64 size)
{
    const QByteArray options = "mode=700,size=" + QByteArray::number(size);
    return mountsAreOwn
        && ::mount("stagewatch", m_folder.toLocal8Bit().constData(), "tmpfs", MS_NOSUID | MS_NODEV, options.constData())
        == 0;
}

QString SmallDisk::name() const
{
    return m_kind == Kind::Tmpfs ? u"tmpfs"_s : u"a limit on the size of files"_s;
}

std::function<void()> SmallDisk::childModifier() const
{
    if (m_kind == Kind::Tmpfs)
        return {};
    return [room = m_room] {
        const rlimit limit{ rlim_t(room), RLIM_INFINITY };
        ::setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, SIG_IGN); // a full disk sends no signal either
    };
}

void SmallDisk::freeRoom(qint64 serverProcess)
{
    if (m_kind == Kind::Tmpfs) {
        QFile::remove(ballastOf(m_folder));
        return;
    }
    const rlimit limit{ RLIM_INFINITY, RLIM_INFINITY };
    ::prlimit(pid_t(serverProcess), RLIMIT_FSIZE, &limit, nullptr);
}

} // namespace stagewatch::bench
