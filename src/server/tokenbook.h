// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/caller.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>
#include <optional>
#include <vector>

namespace stagewatch::server {

/// "watch", "control", "publish": the roles of that word, nothing where it is none.
[[nodiscard]] std::optional<Role> roleFromName(QStringView name);
/// "watch,publish", in this order.
[[nodiscard]] QString roleNames(Roles roles);

/// A fresh token: "swt_" and 256 random bits in base64url.
[[nodiscard]] QByteArray makeToken();
/// The token of an Authorization header of the Bearer scheme; empty where it has none or one that cannot be a token.
[[nodiscard]] QByteArray bearerToken(const QByteArray &authorization);

/// Who may do what: the file of tokens as a value. One line a token, `name roles sha256 created`, where roles are
/// parted by commas; empty lines and what begins with '#' stay as they are. A token itself is kept nowhere. Its plain
/// SHA-256 is enough: that hash is weak only where the secret can be guessed, and 256 random bits cannot.
class TokenBook
{
public:
    struct Entry
    {
        QString name; ///< 1 to 64 of A-Z a-z 0-9 . _ -
        Roles roles;
        QByteArray hash; ///< SHA-256 of the token, 32 bytes
        QDateTime created; ///< UTC, whole seconds
        bool operator==(const Entry &) const = default;
    };

    /// Nothing, and a sentence that names the line, where the text cannot be read whole.
    [[nodiscard]] static std::optional<TokenBook> parse(const QByteArray &text, QString *error);
    [[nodiscard]] QByteArray toText() const;
    [[nodiscard]] static bool isValidName(const QString &name);

    [[nodiscard]] std::vector<Entry> entries() const;
    /// Takes as long for a wrong token as for a right one.
    [[nodiscard]] std::optional<Entry> identify(const QByteArray &token) const;
    /// False where the name is taken.
    [[nodiscard]] bool add(const QString &name, Roles roles, const QByteArray &token, const QDateTime &now);
    /// False where there is no such name.
    [[nodiscard]] bool remove(const QString &name);
    /// The names whose holders may less under `next`: gone, another token, or a role lost.
    [[nodiscard]] QStringList revokedBy(const TokenBook &next) const;
    bool operator==(const TokenBook &) const = default;

private:
    struct Line
    {
        QByteArray comment; ///< where it is no entry
        std::optional<Entry> entry;
        bool operator==(const Line &) const = default;
    };
    [[nodiscard]] const Entry *find(const QString &name) const;
    std::vector<Line> m_lines;
};

} // namespace stagewatch::server
