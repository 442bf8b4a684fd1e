// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/client.h"

#include <QUrl>

namespace stagewatch::test {

/// One connection of a Client, with everything that came over it.
class Watched : public QObject
{
    Q_OBJECT
public:
    using Phase = protocol::ConnectionStatus::Phase;
    using Latch = protocol::ConnectionStatus::Latch;

    /// `server`: scheme, host and port; the paths are the guide's.
    explicit Watched(const QUrl &server);
    ~Watched() override;

    /// Short times, for a test; change them before open().
    client::ConnectionSettings settings;
    void open();
    void close() { client->close(id); }
    /// Ends the client: every socket is closed.
    void end() { client.reset(); }

    [[nodiscard]] protocol::ConnectionStatus status() const { return client->status(id); }
    [[nodiscard]] Phase phase() const { return status().phase; }
    [[nodiscard]] QString error() const { return status().error; }
    [[nodiscard]] qsizetype count(const QString &eventType) const;
    [[nodiscard]] const protocol::Event *last(const QString &eventType) const;
    [[nodiscard]] qsizetype problemCount(protocol::Problem::Kind kind) const;
    [[nodiscard]] QString problemTexts() const;
    /// The messages of all log events, in order.
    [[nodiscard]] QStringList logs() const;

    std::unique_ptr<client::Client> client;
    client::ConnectionId id = 0;
    std::shared_ptr<journal::Journal> journal;
    std::vector<protocol::Event> events;
    std::vector<protocol::Problem> problems;
    std::vector<std::pair<protocol::ClientMessage, QString>> failures;
    int batches = 0;
    size_t largestBatch = 0;
    bool rowsMatched = true; ///< every batch began at the row where the one before ended, and could be read
};

} // namespace stagewatch::test
