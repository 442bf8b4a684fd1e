// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <deque>
#include <list>
#include <optional>

namespace stagewatch::server {

/// Which events of which publisher a stream has, so that an event that is sent again is stored once (PROTOCOL section
/// 3, publishing). Remembers the newest numbers of the newest publishers; folded from the stored messages, so it is the
/// same after a restart. Pure.
class PublisherLedger
{
public:
    static constexpr size_t keptNumbers = 65'536; ///< of one publisher
    static constexpr size_t keptPublishers = 4'096;
    static constexpr size_t keptInAll = 1'000'000; ///< numbers; then the publisher that was silent longest is forgotten

    struct Known
    {
        qint64 sequence = 0; ///< 0: it is on its way to the disk
    };
    [[nodiscard]] std::optional<Known> find(const QByteArray &publisherId, qint64 number) const;
    /// True for a number so far behind the publisher's newest that nobody remembers whether it came.
    [[nodiscard]] bool isForgotten(const QByteArray &publisherId, qint64 number) const;
    /// There were events before those that it was told of: numbers below the lowest of each publisher are forgotten
    /// ones.
    void forgetEarlier();
    /// The event is on its way.
    void begin(const QByteArray &publisherId, qint64 number);
    /// The event is stored.
    void stored(const QByteArray &publisherId, qint64 number, qint64 sequence);

private:
    struct Publisher
    {
        QHash<qint64, qint64> sequences; ///< by number
        std::deque<qint64> order; ///< of the numbers, the oldest first
        qint64 forgottenBelow = -1; ///< every number up to here may have been forgotten
        std::list<QByteArray>::iterator place; ///< in m_order
    };
    Publisher &publisher(const QByteArray &id);
    void forgetOldest();
    QHash<QByteArray, Publisher> m_publishers;
    std::list<QByteArray> m_order; ///< whoever was silent longest first
    size_t m_numbers = 0; ///< of all publishers
};

} // namespace stagewatch::server
