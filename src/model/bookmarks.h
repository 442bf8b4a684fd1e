// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/bookmarkfile.h"
#include "journal/journal.h"

#include <QHash>
#include <QObject>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace stagewatch::model {

/// The marked rows of one journal, with their notes. GUI thread.
class LogMarks : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype longestNote = 4'000; ///< characters

    using QObject::QObject;

    [[nodiscard]] const std::map<qint64, QString> &all() const { return m_marks; } ///< note by journal row
    [[nodiscard]] bool has(qint64 row) const { return m_marks.contains(row); }
    /// The first marked row of [first, last], or -1: several lines may be shown as one.
    [[nodiscard]] qint64 firstIn(qint64 first, qint64 last) const;
    [[nodiscard]] QString note(qint64 row) const; ///< empty also where there is no mark
    /// Marks the row, or gives it another note, cut to longestNote.
    void set(qint64 row, const QString &note);
    void remove(qint64 row);
    /// For the Bookmarks: what the file knows. What was marked or removed here in the meantime stays as it is.
    void load(const std::vector<journal::Bookmark> &bookmarks);

Q_SIGNALS:
    void changed();
    void edited(qint64 row, const QString &note); ///< by set()
    void removed(qint64 row);

private:
    std::map<qint64, QString> m_marks;
    std::map<qint64, bool> m_touched; ///< before load(): rows that the file no longer decides on
    bool m_isLoaded = false;
};

/// The bookmarks of all journals that were opened in this window, kept in a BookmarkFile: read and written in a worker
/// thread, so that a slow disk holds up nobody. What cannot be kept stays in memory, and is said. GUI thread.
class Bookmarks : public QObject
{
    Q_OBJECT
public:
    /// `path` is the catalog's; empty: nothing outlives the program. The file is opened when it is first needed.
    explicit Bookmarks(const QString &path, QObject *parent = nullptr);
    /// Writes what is still to be written.
    ~Bookmarks() override;

    /// The marks of a journal; the same for every stream that opened the file. Never null; owned by this. They are
    /// filled soon after the first call.
    [[nodiscard]] LogMarks *of(const std::shared_ptr<journal::Journal> &journal);

Q_SIGNALS:
    void problem(const QString &sentence);

private:
    using Task = std::function<void(journal::BookmarkFile &file, QString *error)>;
    void enqueue(Task task);
    void work(const std::stop_token &stop);
    void keep(LogMarks *marks, const QString &path);

    struct Nameless
    {
        std::weak_ptr<journal::Journal> journal;
        LogMarks *marks = nullptr;
    };
    QString m_path;
    QHash<QString, LogMarks *> m_named; ///< by the canonical path of the journal
    std::vector<Nameless> m_nameless; ///< of journals without a file
    QString m_told; ///< the last problem, said once
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Task> m_tasks;
    std::jthread m_worker;
};

} // namespace stagewatch::model
