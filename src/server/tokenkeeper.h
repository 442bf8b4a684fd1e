// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/filewatch.h"
#include "server/tokenbook.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QObject>
#include <memory>

namespace stagewatch::server {

/// Knows who calls, by the tokens in a file that it keeps up with: a change counts as soon as the system tells of it,
/// and at the latest with the first call a second later. A file that was removed lets nobody in; one that cannot be
/// read any more changes nothing but is logged. Lives in the server's thread.
class TokenKeeper : public QObject
{
    Q_OBJECT
public:
    explicit TokenKeeper(QObject *parent = nullptr);
    /// From now on tokens are needed. False with a sentence where the file cannot be used.
    [[nodiscard]] bool open(const QString &path, QString *error);
    [[nodiscard]] bool needsTokens() const { return !m_path.isEmpty(); }

    /// Who sent this Authorization header; nothing where it names no token of the file. Where no tokens are needed,
    /// everybody is somebody with all roles.
    [[nodiscard]] std::optional<Caller> identify(const QByteArray &authorization, const QHostAddress &peer);
    /// The same as a caller who may do nothing where there is none.
    [[nodiscard]] Caller caller(const QByteArray &authorization, const QHostAddress &peer);

Q_SIGNALS:
    /// Tokens of these names are no longer what they were when their holders came in.
    void revoked(const QStringList &names);
    void logged(const QString &line);

private:
    void check();
    QString m_path;
    TokenBook m_book;
    std::unique_ptr<FileWatch> m_watch;
    QElapsedTimer m_checked;
};

/// The address as it is logged and shown: IPv4 as IPv4, also where it came in over IPv6.
[[nodiscard]] QString addressText(const QHostAddress &address);
/// What one visitor is for limits: an IPv4 address, or the /64 of an IPv6 one, which is one household.
[[nodiscard]] QString addressKey(const QHostAddress &address);

} // namespace stagewatch::server
