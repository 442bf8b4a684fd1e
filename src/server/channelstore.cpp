// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/channelstore.h"

#include "journal/journal.h"

#include <QDir>

namespace stagewatch::server {

using namespace Qt::StringLiterals;

std::unique_ptr<ChannelStore> JournalStore::create(const QString &folder, const QString &name, QString *error)
{
    std::shared_ptr<journal::Journal> journal = folder.isEmpty()
        ? journal::Journal::openTemporary(error)
        : journal::Journal::open(QDir(folder).filePath(name + u".ndjson"_s), error);
    if (!journal)
        return nullptr;
    return std::make_unique<JournalStore>(std::move(journal));
}

void JournalStore::append(QByteArrayView message, const protocol::Event &event, const QString &stage)
{
    m_journal->append(message, event, stage);
}

bool JournalStore::commit(QString *error)
{
    return m_journal->flush(error);
}

qint64 JournalStore::end() const
{
    return m_journal->size() + 1;
}

QByteArray JournalStore::read(qint64 sequence) const
{
    return m_journal->text(sequence - 1);
}

} // namespace stagewatch::server
