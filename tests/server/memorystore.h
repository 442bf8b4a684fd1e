// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/eventstore.h"

#include <QList>

namespace stagewatch::test {

/// A store in memory whose disk the test holds: messages are stored when the test says so, or at once.
class MemoryStore : public server::EventStore
{
    Q_OBJECT
public:
    explicit MemoryStore(bool atOnce = true)
        : m_atOnce(atOnce)
    {
    }

    QString streamId() const override { return QStringLiteral("str_test"); }
    void append(const Draft &draft) override { waiting.append(draft); }
    void commit() override
    {
        ++commits;
        if (m_atOnce)
            storeNow();
    }
    qint64 waitingBytes() const override
    {
        qint64 bytes = 0;
        for (const Draft &draft : waiting)
            bytes += draft.head.size() + draft.tail.size();
        return bytes;
    }
    qint64 first() const override { return m_first; }
    qint64 end() const override { return m_first + messages.size(); }
    QByteArray read(qint64 sequence) const override
    {
        ++reads;
        return messages.value(sequence - m_first);
    }
    void trim(const server::Retention &retention) override
    {
        while (retention.events > 0 && messages.size() > retention.events) {
            messages.removeFirst();
            ++m_first;
        }
    }

    void storeNow()
    {
        if (waiting.isEmpty())
            return;
        const QList<Draft> drafts = std::exchange(waiting, {});
        const qint64 from = end();
        for (const Draft &draft : drafts)
            messages.append(draft.head + QByteArray::number(end()) + draft.tail);
        Q_EMIT stored(from, drafts.size());
        Q_EMIT advanced();
    }

    QList<Draft> waiting;
    QList<QByteArray> messages;
    int commits = 0;
    mutable qint64 reads = 0;

private:
    qint64 m_first = 1;
    bool m_atOnce;
};

} // namespace stagewatch::test
