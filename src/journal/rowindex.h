// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journalfile.h"
#include "journal/journalrows.h"

namespace stagewatch::journal {

/// The rows of a journal as they were when it was read last, mapped into memory.
struct RowIndex
{
    std::shared_ptr<const Row> rows; ///< the first of them; holds the mapping
    qint64 count = 0;
    qint64 coveredBytes = 0; ///< of the journal; what follows has no rows here
    QStringList stages; ///< by their numbers
    QString currentStage; ///< where the rows end
    std::vector<RunStart> runs;
};

/// The folder of such indices: a file a journal, named by a hash of the journal's path, 0600. An index is worth what it
/// saves: one that is missing, damaged or of another version is made anew, and the oldest go when there are too many.
class RowIndexFolder
{
public:
    static constexpr qint64 leastRows = 100'000; ///< shorter journals are read as fast without one
    static constexpr qint64 mostBytes = 4LL * 1024 * 1024 * 1024;

    /// An empty path: no indices are kept.
    explicit RowIndexFolder(QString path = {})
        : m_path(std::move(path))
    {
    }
    [[nodiscard]] bool isUsed() const { return !m_path.isEmpty(); }
    /// The file of a journal's index, there or not.
    [[nodiscard]] QString fileFor(const QString &journalPath) const;

    /// Nothing where there is no index, or where the journal is another one than it was made of. A journal that only
    /// grew is the same.
    [[nodiscard]] std::optional<RowIndex> load(const JournalFile &journal) const;
    /// Writes the rows, which cover so many bytes of the journal, in place of the index before. False where the disk
    /// refuses: then there is none.
    bool save(const JournalFile &journal, const JournalRows &rows, qint64 coveredBytes) const;

private:
    void makeRoom() const;
    QString m_path;
};

} // namespace stagewatch::journal
