// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/catalogwriter.h"

#include <algorithm>

namespace stagewatch::journal {

CatalogWriter::CatalogWriter(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_thread([this](const std::stop_token &stop) { work(stop); })
{
}

CatalogWriter::~CatalogWriter() = default;

void CatalogWriter::save(RunRecord record)
{
    Key key{ record.entry.server, record.entry.projectId, record.entry.number, record.entry.runKey };
    {
        const std::lock_guard guard(m_mutex);
        m_waiting.insert_or_assign(std::move(key), std::move(record));
        m_isNew = true;
    }
    m_changed.notify_one();
}

void CatalogWriter::work(const std::stop_token &stop)
{
    QString lastError;
    bool stopping = false;
    while (!stopping) {
        Records records;
        {
            std::unique_lock lock(m_mutex);
            stopping = !m_changed.wait(lock, stop, [this] { return m_isNew; });
            m_isNew = false;
            records.swap(m_waiting);
        }
        if (records.empty())
            continue;
        QString error;
        if (write(records, &error)) {
            lastError.clear();
            const auto ended = std::count_if(records.begin(), records.end(), [](const auto &item) {
                return protocol::isTerminal(item.second.entry.status);
            });
            Q_EMIT written(static_cast<int>(ended));
        } else {
            const std::lock_guard guard(m_mutex);
            m_waiting.merge(records); // what came meanwhile is newer and stays
        }
        if (!error.isEmpty() && error != lastError)
            Q_EMIT failed(error);
        if (!error.isEmpty())
            lastError = error;
    }
    m_catalog.reset(); // in the thread that opened it
}

bool CatalogWriter::write(const Records &records, QString *error)
{
    if (!m_catalog)
        m_catalog = Catalog::open(m_path, error);
    if (!m_catalog)
        return false;
    bool ok = true;
    const bool kept = m_catalog->together(
        [&] {
            for (const auto &[key, record] : records)
                ok = writeOne(record, error) && ok;
        },
        error);
    return kept && ok;
}

bool CatalogWriter::writeOne(const RunRecord &record, QString *error)
{
    const std::optional<qint64> id = m_catalog->save(record.entry, error);
    return id && std::all_of(record.stages.begin(), record.stages.end(), [&](const Catalog::StageHistory &stage) {
               return m_catalog->saveStageDuration(*id, stage.stage, stage.seconds, stage.startProgress, error);
           });
}

} // namespace stagewatch::journal
