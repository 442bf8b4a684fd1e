// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tokenkeeper.h"

#include "server/tokenfile.h"

#include <QFileInfo>

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
}

bool TokenKeeper::open(const QString &path, QString *error)
{
    // Before the file is read: what changes meanwhile is read again.
    auto watch = std::make_unique<FileWatch>(QStringList{ path }, editorPause);
    std::optional<TokenBook> book = readTokenBook(path, error);
    if (!book)
        return false;
    m_path = path;
    m_watch = std::move(watch);
    connect(m_watch.get(), &FileWatch::touched, this, &TokenKeeper::check);
    m_book = std::move(*book);
    m_checked.start();
    return true;
}

void TokenKeeper::check()
{
    m_checked.start();
    if (!m_watch->takeChange())
        return;
    QString error;
    const bool isThere = QFileInfo::exists(m_path);
    std::optional<TokenBook> book = isThere ? readTokenBook(m_path, &error) : TokenBook();
    if (!book) {
        Q_EMIT logged(u"%1 The tokens read before stay in force."_s.arg(error));
        return;
    }
    if (!isThere)
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
