// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tokenbook.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace stagewatch::server {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestToken = 512;
constexpr qsizetype longestName = 64;
constexpr qsizetype hashBytes = 32;
constexpr std::array<std::pair<Role, QLatin1StringView>, 3> names{
    { { Role::Watch, "watch"_L1 }, { Role::Control, "control"_L1 }, { Role::Publish, "publish"_L1 } }
};

QByteArray hashOf(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

/// Looks at every byte, whatever the first ones say.
bool sameHash(const QByteArray &left, const QByteArray &right)
{
    unsigned difference = left.size() == right.size() ? 0 : 1;
    for (qsizetype i = 0; i < std::min(left.size(), right.size()); ++i)
        difference |= unsigned(uchar(left[i])) ^ unsigned(uchar(right[i]));
    return difference == 0;
}

std::optional<Roles> readRoles(const QString &text)
{
    Roles roles;
    for (const QString &word : text.split(u',')) {
        const std::optional<Role> role = roleFromName(word);
        if (!role)
            return std::nullopt;
        roles |= *role;
    }
    return roles;
}

/// The entry of a line, or what is wrong with it.
std::optional<TokenBook::Entry> readEntry(const QByteArray &line, QString *error)
{
    const QStringList parts = QString::fromUtf8(line).simplified().split(u' ');
    if (parts.size() != 4) {
        *error = u"it must be \"name roles sha256 created\""_s;
        return std::nullopt;
    }
    if (!TokenBook::isValidName(parts[0])) {
        *error = u"a name is 1 to 64 letters, digits, '.', '_' or '-'"_s;
        return std::nullopt;
    }
    const std::optional<Roles> roles = readRoles(parts[1]);
    if (!roles) {
        *error = u"roles are watch, control and publish, parted by commas, not \"%1\""_s.arg(parts[1]);
        return std::nullopt;
    }
    const QByteArray hex = parts[2].toLatin1();
    const QByteArray hash = QByteArray::fromHex(hex);
    if (hash.size() != hashBytes || hash.toHex() != hex.toLower()) {
        *error = u"the third word must be a SHA-256 of 64 hexadecimal digits"_s;
        return std::nullopt;
    }
    const QDateTime created = QDateTime::fromString(parts[3], Qt::ISODate);
    if (!created.isValid()) {
        *error = u"\"%1\" is no time such as 2026-01-31T12:00:00Z"_s.arg(parts[3]);
        return std::nullopt;
    }
    return TokenBook::Entry{ parts[0], *roles, hash, created.toUTC() };
}
} // namespace

std::optional<Role> roleFromName(QStringView name)
{
    for (const auto &[role, word] : names) {
        if (name == word)
            return role;
    }
    return std::nullopt;
}

QString roleNames(Roles roles)
{
    QStringList words;
    for (const auto &[role, word] : names) {
        if (roles.testFlag(role))
            words.append(word);
    }
    return words.join(u',');
}

QByteArray makeToken()
{
    std::array<quint32, 8> bits{};
    QRandomGenerator::system()->generate(bits.begin(), bits.end());
    const QByteArray bytes(reinterpret_cast<const char *>(bits.data()), sizeof bits);
    return "swt_" + bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray bearerToken(const QByteArray &authorization)
{
    constexpr QByteArrayView scheme = "bearer ";
    if (authorization.left(scheme.size()).toLower() != scheme)
        return {};
    const QByteArray token = authorization.mid(scheme.size()).trimmed();
    const bool visible = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7f; });
    return visible && token.size() <= longestToken ? token : QByteArray();
}

std::optional<TokenBook> TokenBook::parse(const QByteArray &text, QString *error)
{
    TokenBook book;
    QList<QByteArray> lines = text.split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray line = lines[i].trimmed();
        if (line.isEmpty() || line.startsWith('#')) {
            book.m_lines.push_back({ line, std::nullopt });
            continue;
        }
        QString problem;
        std::optional<Entry> entry = readEntry(line, &problem);
        if (entry && book.find(entry->name)) {
            problem = u"the name %1 stands there twice"_s.arg(entry->name);
            entry.reset();
        }
        if (!entry) {
            *error = u"line %1: %2"_s.arg(i + 1).arg(problem);
            return std::nullopt;
        }
        book.m_lines.push_back({ {}, std::move(entry) });
    }
    return book;
}

QByteArray TokenBook::toText() const
{
    QByteArray text;
    for (const Line &line : m_lines) {
        if (line.entry)
            text += line.entry->name.toUtf8() + ' ' + roleNames(line.entry->roles).toUtf8() + ' '
                + line.entry->hash.toHex() + ' ' + line.entry->created.toString(Qt::ISODate).toUtf8() + '\n';
        else
            text += line.comment + '\n';
    }
    return text;
}

bool TokenBook::isValidName(const QString &name)
{
    return !name.isEmpty() && name.size() <= longestName && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'.' || c == u'_' || c == u'-');
    });
}

std::vector<TokenBook::Entry> TokenBook::entries() const
{
    std::vector<Entry> result;
    for (const Line &line : m_lines) {
        if (line.entry)
            result.push_back(*line.entry);
    }
    return result;
}

std::optional<TokenBook::Entry> TokenBook::identify(const QByteArray &token) const
{
    if (token.isEmpty())
        return std::nullopt;
    const QByteArray hash = hashOf(token);
    std::optional<Entry> found;
    for (const Line &line : m_lines) {
        if (line.entry && sameHash(line.entry->hash, hash))
            found = line.entry;
    }
    return found;
}

const TokenBook::Entry *TokenBook::find(const QString &name) const
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
                                    [&](const Line &line) { return line.entry && line.entry->name == name; });
    return found == m_lines.end() ? nullptr : &*found->entry;
}

bool TokenBook::add(const QString &name, Roles roles, const QByteArray &token, const QDateTime &now)
{
    if (find(name))
        return false;
    QDateTime created = now.toUTC();
    created.setTime(QTime(created.time().hour(), created.time().minute(), created.time().second()));
    m_lines.push_back({ {}, Entry{ name, roles, hashOf(token), created } });
    return true;
}

bool TokenBook::remove(const QString &name)
{
    return std::erase_if(m_lines, [&](const Line &line) { return line.entry && line.entry->name == name; }) > 0;
}

QStringList TokenBook::revokedBy(const TokenBook &next) const
{
    QStringList revoked;
    for (const Line &line : m_lines) {
        if (!line.entry)
            continue;
        const Entry *after = next.find(line.entry->name);
        if (!after || after->hash != line.entry->hash || (line.entry->roles & ~after->roles))
            revoked.append(line.entry->name);
    }
    return revoked;
}

} // namespace stagewatch::server
