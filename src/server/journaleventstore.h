// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/eventstore.h"

#include "journal/eventlog.h"

#include <memory>

namespace stagewatch::server {

/// The store of this machine: an event log in a folder of its own, or in files without names.
class JournalEventStore : public EventStore
{
    Q_OBJECT
public:
    /// Null and a sentence where the folder cannot be used. The pool, of which several stores may share one, must
    /// outlive the store; without one, or without durability, commit() writes before it returns.
    [[nodiscard]] static std::unique_ptr<JournalEventStore> open(const journal::EventLogOptions &options,
                                                                 QThreadPool *pool, QString *error);

    /// What opening found: sentences.
    [[nodiscard]] const QStringList &notices() const { return m_log->notices(); }
    [[nodiscard]] const journal::StoreMeasures &measures() const { return m_log->measures(); }

    [[nodiscard]] QString streamId() const override { return m_log->streamId(); }
    void append(const Draft &draft) override;
    void commit() override;
    [[nodiscard]] qint64 waitingBytes() const override { return m_log->waitingBytes(); }
    [[nodiscard]] qint64 first() const override { return m_log->first(); }
    [[nodiscard]] qint64 end() const override { return m_log->end(); }
    [[nodiscard]] QByteArray read(qint64 sequence) const override { return m_log->read(sequence); }
    [[nodiscard]] Lines readSome(qint64 sequence, qsizetype bytes) const override;
    void trim(const Retention &retention) override;

private:
    explicit JournalEventStore(std::unique_ptr<journal::EventLog> log);
    std::unique_ptr<journal::EventLog> m_log;
};

} // namespace stagewatch::server
