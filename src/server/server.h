// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/serveroptions.h"

#include <QObject>
#include <QUrl>
#include <memory>

namespace stagewatch::server {

/// A Stagewatch server: hosts the streams of projects on one port, WebSocket and REST (PROTOCOL section 3). Lives in
/// the thread that creates it, which must run an event loop and needs no display.
class Server : public QObject
{
    Q_OBJECT
public:
    explicit Server(ServerOptions options, QObject *parent = nullptr);
    ~Server() override;

    /// Binds and listens. False with a sentence where the address cannot be had.
    [[nodiscard]] bool start(QString *error);
    /// http://HOST:PORT, after start().
    [[nodiscard]] QUrl url() const;
    /// Refuses new connections with 503, closes those there are with 1001, and emits stopped() when they are gone, 1 s
    /// at most.
    void stop();
    /// Lets go what is older than the options say; happens by itself every minute.
    void trim();

Q_SIGNALS:
    void stopped();
    /// A scripted pipeline of this project came to its end.
    void runEnded(const QString &projectId, stagewatch::protocol::RunStatus status);
    /// One line for an operator, without secrets.
    void logged(const QString &line);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::server
