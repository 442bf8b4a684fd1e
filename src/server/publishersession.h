// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/logposting.h"
#include "server/streamsession.h"

#include <deque>

namespace stagewatch::server {

/// One publisher: takes a pipeline's events, acknowledges each once it is stored, and tells the pipeline what people
/// decided and that they want it to stop (PROTOCOL section 3, publishing).
class PublisherSession : public StreamSession
{
    Q_OBJECT
public:
    PublisherSession(Connection connection, Channel &channel, Caller caller, const Limits &limits,
                     QObject *parent = nullptr);

    void start() override;

protected:
    void receive(const QByteArray &message) override;
    void drained() override { sendOrders(); }
    void ended() override;

private:
    /// The guide's ping, which publishers send to hold their connection; false where the message is none.
    [[nodiscard]] bool answerPing(const protocol::JsonValue &message);
    void post(const Posting &posting);
    void sendOrders();

    LogPostingReader m_logs;
    std::deque<qint64> m_owed; ///< what people ordered and this pipeline has not been sent yet
    qint64 m_lastReplayed = 0; ///< orders up to here are from before the connection
    bool m_counted = false; ///< as one of the channel's publishers
};

} // namespace stagewatch::server
