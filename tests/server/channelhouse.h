// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "memorystore.h"
#include "server/channel.h"

namespace stagewatch::test {

/// A channel over a store in memory, and events put into it as a publisher's would be.
struct ChannelHouse
{
    explicit ChannelHouse(bool atOnce = true, QList<QByteArray> messages = {})
    {
        auto owned = std::make_unique<MemoryStore>(atOnce);
        owned->messages = std::move(messages);
        store = owned.get();
        channel = std::make_unique<server::Channel>(server::ChannelSettings{ QStringLiteral("p"), false, {}, {}, {} },
                                                    std::move(owned));
    }
    server::Posting posting(const QByteArray &json) const
    {
        const auto read = server::readPosting(json, QStringLiteral("p"), protocol::currentTimestamp());
        if (const auto *fault = std::get_if<server::PostingFault>(&read))
            qFatal("%s", qPrintable(fault->sentence));
        return std::get<server::Posting>(read);
    }
    qint64 post(const QByteArray &json)
    {
        const auto result = std::make_shared<qint64>(0); // a store that waits tells it after the return
        const server::Posting made = posting(json);
        if (const QString refusal = channel->refusal(made); !refusal.isEmpty())
            qFatal("%s", qPrintable(refusal));
        channel->post(made, [result](qint64 sequence) { *result = sequence; });
        channel->commit();
        return *result;
    }
    MemoryStore *store;
    std::unique_ptr<server::Channel> channel;
};

} // namespace stagewatch::test
