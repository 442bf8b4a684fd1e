// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {
const auto connectionsKey = u"connections"_s;

QString defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/stagewatch/stagewatch.ini"_s;
}

bool sameTarget(const ui::RecentConnection &left, const ui::RecentConnection &right)
{
    return left.address == right.address && left.projectId == right.projectId;
}
} // namespace

Settings::Settings(const QString &path)
    : m_store(path.isEmpty() ? defaultPath() : path, QSettings::IniFormat)
{
}

ui::Preferences Settings::preferences() const
{
    ui::Preferences preferences;
    // A value that somebody edited by hand is brought back into its range rather than refused.
    preferences.theme = ui::ThemeChoice(qBound(0, m_store.value(u"theme"_s, 0).toInt(), 2));
    preferences.language = ui::LanguageChoice(qBound(0, m_store.value(u"language"_s, 0).toInt(), 3));
    preferences.pingSeconds = qBound(5, m_store.value(u"pingSeconds"_s, preferences.pingSeconds).toInt(), 600);
    preferences.maxAttempts = qMax(0, m_store.value(u"maxAttempts"_s, preferences.maxAttempts).toInt());
    preferences.confidencePercent =
        qBound(0, m_store.value(u"confidencePercent"_s, preferences.confidencePercent).toInt(), 100);
    preferences.alwaysEncrypt = m_store.value(u"alwaysEncrypt"_s, preferences.alwaysEncrypt).toBool();
    preferences.notifications = m_store.value(u"notifications"_s, preferences.notifications).toBool();
    return preferences;
}

void Settings::setPreferences(const ui::Preferences &preferences)
{
    m_store.setValue(u"theme"_s, int(preferences.theme));
    m_store.setValue(u"language"_s, int(preferences.language));
    m_store.setValue(u"pingSeconds"_s, preferences.pingSeconds);
    m_store.setValue(u"maxAttempts"_s, preferences.maxAttempts);
    m_store.setValue(u"confidencePercent"_s, preferences.confidencePercent);
    m_store.setValue(u"alwaysEncrypt"_s, preferences.alwaysEncrypt);
    m_store.setValue(u"notifications"_s, preferences.notifications);
}

QList<ui::RecentConnection> Settings::recentConnections() const
{
    QList<ui::RecentConnection> connections;
    const QVariantList stored = m_store.value(connectionsKey).toList();
    for (const QVariant &entry : stored) {
        const QVariantMap fields = entry.toMap();
        ui::RecentConnection connection;
        connection.address = fields.value(u"address"_s).toString();
        connection.projectId = fields.value(u"project"_s).toString();
        connection.tokenFile = fields.value(u"tokenFile"_s).toString();
        connection.caFile = fields.value(u"caFile"_s).toString();
        connection.maxAttempts = fields.value(u"maxAttempts"_s, connection.maxAttempts).toInt();
        if (!connection.address.isEmpty())
            connections.append(connection);
    }
    return connections;
}

void Settings::rememberConnection(const ui::RecentConnection &connection)
{
    QList<ui::RecentConnection> connections = recentConnections();
    connections.removeIf([&](const ui::RecentConnection &other) { return sameTarget(other, connection); });
    connections.prepend(connection);
    writeConnections(connections.mid(0, keptConnections));
}

void Settings::forgetConnection(const ui::RecentConnection &connection)
{
    QList<ui::RecentConnection> connections = recentConnections();
    connections.removeIf([&](const ui::RecentConnection &other) { return sameTarget(other, connection); });
    writeConnections(connections);
}

void Settings::writeConnections(const QList<ui::RecentConnection> &connections)
{
    QVariantList stored;
    for (const ui::RecentConnection &connection : connections)
        stored.append(QVariantMap{ { u"address"_s, connection.address },
                                   { u"project"_s, connection.projectId },
                                   { u"tokenFile"_s, connection.tokenFile },
                                   { u"caFile"_s, connection.caFile },
                                   { u"maxAttempts"_s, connection.maxAttempts } });
    m_store.setValue(connectionsKey, stored);
}

} // namespace stagewatch::app
