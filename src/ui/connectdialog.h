// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDialog>
#include <QList>
#include <memory>

class QVBoxLayout;

namespace stagewatch::ui {

class Theme;

/// A connection that was used before. No token is in it.
struct RecentConnection
{
    QString address;
    QString projectId;
    QString tokenFile;
    QString caFile;
    int maxAttempts = 10;
    bool operator==(const RecentConnection &) const = default;
};

/// What a person asks to be connected to; address and project are valid (see protocol::resolveEndpoint()).
struct ConnectionRequest
{
    QString address;
    QString projectId;
    QString tokenFile;
    QByteArray token; ///< typed in; empty where there is none or it stands in tokenFile
    QString caFile;
    int maxAttempts = 10; ///< 0: for ever
    bool alwaysEncrypt = false; ///< wss also where the address says ws
    bool operator==(const ConnectionRequest &) const = default;
};

/// Asks for a stream to watch, and checks while typing what would be connected to. Not modal; the theme outlives it.
class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    ConnectDialog(const Theme &theme, const QList<RecentConnection> &recent, QWidget *parent = nullptr);
    ~ConnectDialog() override;

    [[nodiscard]] ConnectionRequest request() const;
    /// Fills the fields.
    void setRequest(const ConnectionRequest &request);
    [[nodiscard]] bool isValid() const;
    [[nodiscard]] QList<RecentConnection> recent() const; ///< without those that were removed here

Q_SIGNALS:
    void connectRequested(const stagewatch::ui::ConnectionRequest &request);
    /// A person took one out of the list.
    void recentRemoved(const stagewatch::ui::RecentConnection &connection);

private:
    void buildAddress(const Theme &theme, QVBoxLayout *fields);
    void buildToken(const Theme &theme, QVBoxLayout *fields);
    void buildRest(const Theme &theme, QVBoxLayout *fields);
    void check();
    void submit();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
