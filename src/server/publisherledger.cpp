// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/publisherledger.h"

#include <algorithm>

namespace stagewatch::server {

std::optional<PublisherLedger::Known> PublisherLedger::find(const QByteArray &publisherId, qint64 number) const
{
    const auto publisher = m_publishers.constFind(publisherId);
    if (publisher == m_publishers.constEnd())
        return std::nullopt;
    const auto found = publisher->sequences.constFind(number);
    return found == publisher->sequences.constEnd() ? std::nullopt : std::optional(Known{ found.value() });
}

bool PublisherLedger::isForgotten(const QByteArray &publisherId, qint64 number) const
{
    const auto publisher = m_publishers.constFind(publisherId);
    return publisher != m_publishers.constEnd() && number <= publisher->forgottenBelow
        && !publisher->sequences.contains(number);
}

void PublisherLedger::forgetEarlier()
{
    for (Publisher &publisher : m_publishers) {
        const auto lowest = std::min_element(publisher.order.begin(), publisher.order.end());
        if (lowest != publisher.order.end())
            publisher.forgottenBelow = std::max(publisher.forgottenBelow, *lowest - 1);
    }
}

void PublisherLedger::begin(const QByteArray &publisherId, qint64 number)
{
    stored(publisherId, number, 0);
}

void PublisherLedger::stored(const QByteArray &publisherId, qint64 number, qint64 sequence)
{
    Publisher &entry = publisher(publisherId);
    const auto found = entry.sequences.find(number);
    if (found != entry.sequences.end()) {
        found.value() = sequence;
        return;
    }
    entry.sequences.insert(number, sequence);
    entry.order.push_back(number);
    if (entry.order.size() > keptNumbers) {
        entry.forgottenBelow = std::max(entry.forgottenBelow, entry.order.front());
        entry.sequences.remove(entry.order.front());
        entry.order.pop_front();
    }
}

PublisherLedger::Publisher &PublisherLedger::publisher(const QByteArray &id)
{
    const auto found = m_publishers.find(id);
    if (found != m_publishers.end())
        return found.value();
    if (m_order.size() >= keptPublishers) {
        m_publishers.remove(m_order.front());
        m_order.pop_front();
    }
    m_order.push_back(id);
    return m_publishers[id];
}

} // namespace stagewatch::server
