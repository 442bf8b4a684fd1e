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
    ++m_numbers;
    if (entry.order.size() > keptNumbers) {
        entry.forgottenBelow = std::max(entry.forgottenBelow, entry.order.front());
        entry.sequences.remove(entry.order.front());
        entry.order.pop_front();
        --m_numbers;
    }
    while (m_numbers > keptInAll && m_order.size() > 1)
        forgetOldest();
}

PublisherLedger::Publisher &PublisherLedger::publisher(const QByteArray &id)
{
    const auto found = m_publishers.find(id);
    if (found != m_publishers.end()) {
        m_order.splice(m_order.end(), m_order, found->place);
        return found.value();
    }
    if (m_order.size() >= keptPublishers)
        forgetOldest();
    Publisher &entry = m_publishers[id];
    entry.place = m_order.insert(m_order.end(), id);
    return entry;
}

void PublisherLedger::forgetOldest()
{
    m_numbers -= m_publishers.take(m_order.front()).order.size();
    m_order.pop_front();
}

} // namespace stagewatch::server
