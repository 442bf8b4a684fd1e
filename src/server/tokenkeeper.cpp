// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tokenkeeper.h"

#include "server/tokenfile.h"

#include <QFileInfo>

#include <sys/stat.h>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto editorPause = 50ms;
constexpr qint64 checkAgain = 1000;
constexpr int household = 64;
} // namespace

TokenKeeper::TokenKeeper(QObject *parent)
    : QObject(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(editorPause);
    connect(&m_soon, &QTimer::timeout, this, &TokenKeeper::check);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] { m_soon.start(); });
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_soon.start(); });
}

bool TokenKeeper::open(const QString &path, QString *error)
{
    const Stamp stamp = stampOf(path);
    std::optional<TokenBook> book = readTokenBook(path, error);
    if (!book)
        return false;
    m_path = path;
    m_stamp = stamp;
    m_book = std::move(*book);
    m_checked.start();
    watch();
    return true;
}

TokenKeeper::Stamp TokenKeeper::stampOf(const QString &path)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return { QFileInfo(path).metadataChangeTime(), qint64(status.st_size), quint64(status.st_ino) };
}

void TokenKeeper::watch()
{
    // A file that is replaced is another file; its folder tells of it.
    const QStringList watched = m_watcher.files();
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
    if (QFileInfo::exists(m_path))
        m_watcher.addPath(m_path);
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!m_watcher.directories().contains(folder))
        m_watcher.addPath(folder);
}

void TokenKeeper::check()
{
    m_checked.start();
    const Stamp stamp = stampOf(m_path);
    if (stamp == m_stamp)
        return;
    m_stamp = stamp;
    watch();
    QString error;
    std::optional<TokenBook> book = stamp.size < 0 ? TokenBook() : readTokenBook(m_path, &error);
    if (!book) {
        Q_EMIT logged(u"%1 The tokens read before stay in force."_s.arg(error));
        return;
    }
    if (stamp.size < 0)
        Q_EMIT logged(u"The token file %1 is gone: nobody is let in until it is back."_s.arg(m_path));
    const QStringList gone = m_book.revokedBy(*book);
    m_book = std::move(*book);
    if (!gone.isEmpty())
        Q_EMIT revoked(gone);
}

std::optional<Caller> TokenKeeper::identify(const QByteArray &authorization, const QHostAddress &peer)
{
    const QString address = addressText(peer);
    if (!needsTokens())
        return Caller{ {}, Role::Watch | Role::Control | Role::Publish, address };
    if (m_checked.hasExpired(checkAgain))
        check();
    const std::optional<TokenBook::Entry> entry = m_book.identify(bearerToken(authorization));
    if (!entry)
        return std::nullopt;
    return Caller{ entry->name, entry->roles, address };
}

Caller TokenKeeper::caller(const QByteArray &authorization, const QHostAddress &peer)
{
    return identify(authorization, peer).value_or(Caller{ {}, {}, addressText(peer) });
}

QString addressText(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4).toString() : address.toString();
}

QString addressKey(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4).toString();
    Q_IPV6ADDR bytes = address.toIPv6Address();
    for (int i = household / 8; i < 16; ++i)
        bytes[i] = 0;
    return QHostAddress(bytes).toString();
}

} // namespace stagewatch::server
