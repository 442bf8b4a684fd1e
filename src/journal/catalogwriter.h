// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/catalog.h"

#include <QObject>

#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>
#include <tuple>

namespace stagewatch::journal {

/// Writes runs into the catalog in a thread of its own, so that nobody who watches waits for a disk. Of each run only
/// the newest record waits, and all that wait go in one transaction. What could not be written waits on and is tried
/// again with the next record. The destructor writes what is left, and returns once that is done or has failed.
class CatalogWriter : public QObject
{
    Q_OBJECT
public:
    /// Opens the file with the first record. Whoever can read it meanwhile sees whole transactions.
    explicit CatalogWriter(QString path, QObject *parent = nullptr);
    ~CatalogWriter() override;

    /// From any thread; never waits for the disk.
    void save(RunRecord record);

Q_SIGNALS:
    // Both come from the writer's thread.
    /// A transaction is on disk; `ended` is how many of its runs have ended.
    void written(int ended);
    /// Once for each sentence, until something could be written again.
    void failed(const QString &sentence);

private:
    /// Server, project, number, run key: what is written together is written in the order of the runs.
    using Key = std::tuple<QString, QString, int, QString>;
    using Records = std::map<Key, RunRecord>;

    void work(const std::stop_token &stop);
    [[nodiscard]] bool write(const Records &records, QString *error);
    [[nodiscard]] bool writeOne(const RunRecord &record, QString *error);

    const QString m_path;
    std::unique_ptr<Catalog> m_catalog; ///< of the writer's thread
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    Records m_waiting;
    bool m_isNew = false; ///< something came since the last try
    std::jthread m_thread; ///< last: it ends before what it uses
};

} // namespace stagewatch::journal
