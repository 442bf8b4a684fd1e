// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <memory>

namespace stagewatch::journal {
class Journal;
}

namespace stagewatch::server {

/// Where a project's events are kept. Numbers are sequences: from 1, without gaps. One thread.
class ChannelStore
{
public:
    virtual ~ChannelStore() = default;
    /// Keeps one message under the sequence end(); it can be read after the next commit(). `stage` is the run's current
    /// one.
    virtual void append(QByteArrayView message, const protocol::Event &event, const QString &stage) = 0;
    /// False with a sentence where the disk refuses; what was appended stays in memory and is tried again.
    [[nodiscard]] virtual bool commit(QString *error) = 0;
    /// The first sequence that is still kept; equal to end() where none is.
    [[nodiscard]] virtual qint64 first() const = 0;
    /// One beyond the last sequence that was committed.
    [[nodiscard]] virtual qint64 end() const = 0;
    /// The message of a sequence, first() <= sequence < end(). Empty where it cannot be read.
    [[nodiscard]] virtual QByteArray read(qint64 sequence) const = 0;
};

/// A store in a journal that is new: row 0 is sequence 1.
class JournalStore : public ChannelStore
{
public:
    /// Begins `folder`/`name`.ndjson, or an unnamed temporary file where the folder is empty. On failure null and a
    /// sentence.
    [[nodiscard]] static std::unique_ptr<ChannelStore> create(const QString &folder, const QString &name,
                                                              QString *error);
    explicit JournalStore(std::shared_ptr<journal::Journal> journal)
        : m_journal(std::move(journal))
    {
    }

    void append(QByteArrayView message, const protocol::Event &event, const QString &stage) override;
    [[nodiscard]] bool commit(QString *error) override;
    [[nodiscard]] qint64 first() const override { return 1; }
    [[nodiscard]] qint64 end() const override;
    [[nodiscard]] QByteArray read(qint64 sequence) const override;

private:
    std::shared_ptr<journal::Journal> m_journal;
};

} // namespace stagewatch::server
