// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <vector>

namespace stagewatch::bench {

/// A server of others that sends the same events to many: a program that prints "port N" and that a client tells by
/// "COUNT BYTES" what to send to all its clients.
struct Peer
{
    QString name;
    QString program;
    QStringList arguments;
    double least = 1; ///< how many times as much as it delivers is asked of Stagewatch
    int slower = 1; ///< so much less it is given to do, lest its turn takes minutes
    QStringList versionQuery; ///< arguments that make the program print its version; empty: it has none of its own
};
/// All that the fan-out is held against, whether they are installed or not.
[[nodiscard]] std::vector<Peer> broadcastPeers();

/// One of them at work. Ends with the object.
class PeerProcess
{
public:
    explicit PeerProcess(const Peer &peer);
    ~PeerProcess();
    [[nodiscard]] quint16 port() const { return m_port; } ///< 0: it did not start
    [[nodiscard]] const QString &problem() const { return m_problem; } ///< a sentence

private:
    QProcess m_process;
    quint16 m_port = 0;
    QString m_problem;
};

} // namespace stagewatch::bench
