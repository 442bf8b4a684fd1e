// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bookmarks.h"

#include <QFileInfo>

#include <algorithm>
#include <stop_token>

namespace stagewatch::model {

using journal::BookmarkFile;

namespace {

/// One name for a file, however it was reached; empty for a journal without one.
QString nameOf(const QString &path)
{
    if (path.isEmpty())
        return {};
    const QFileInfo file(path);
    const QString canonical = file.canonicalFilePath();
    return canonical.isEmpty() ? file.absoluteFilePath() : canonical;
}

} // namespace

QString LogMarks::note(qint64 row) const
{
    const auto found = m_marks.find(row);
    return found == m_marks.end() ? QString() : found->second;
}

qint64 LogMarks::firstIn(qint64 first, qint64 last) const
{
    const auto found = m_marks.lower_bound(first);
    return found == m_marks.end() || found->first > last ? -1 : found->first;
}

void LogMarks::set(qint64 row, const QString &note)
{
    const QString kept = note.left(longestNote);
    const auto [mark, isNew] = m_marks.try_emplace(row, kept);
    if (!isNew && mark->second == kept)
        return;
    mark->second = kept;
    if (!m_isLoaded)
        m_touched[row] = true;
    Q_EMIT edited(row, kept);
    Q_EMIT changed();
}

void LogMarks::remove(qint64 row)
{
    if (m_marks.erase(row) == 0)
        return;
    if (!m_isLoaded)
        m_touched[row] = true;
    Q_EMIT removed(row);
    Q_EMIT changed();
}

void LogMarks::load(const std::vector<journal::Bookmark> &bookmarks)
{
    for (const journal::Bookmark &bookmark : bookmarks) {
        if (!m_touched.contains(bookmark.row))
            m_marks[bookmark.row] = bookmark.note.left(longestNote);
    }
    m_touched.clear();
    m_isLoaded = true;
    Q_EMIT changed();
}

Bookmarks::Bookmarks(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
{
}

Bookmarks::~Bookmarks()
{
    m_worker = {}; // it ends when nothing is left to be written
}

LogMarks *Bookmarks::of(const std::shared_ptr<journal::Journal> &journal)
{
    const QString name = nameOf(journal->path());
    if (name.isEmpty()) {
        std::erase_if(m_nameless, [](const Nameless &one) {
            if (one.journal.expired())
                one.marks->deleteLater();
            return one.journal.expired();
        });
        for (const Nameless &one : m_nameless) {
            if (one.journal.lock() == journal)
                return one.marks;
        }
        m_nameless.push_back({ journal, new LogMarks(this) });
        return m_nameless.back().marks;
    }
    LogMarks *&marks = m_named[name];
    if (!marks) {
        marks = new LogMarks(this);
        if (!m_path.isEmpty())
            keep(marks, name);
    }
    return marks;
}

void Bookmarks::keep(LogMarks *marks, const QString &name)
{
    enqueue([this, marks, name](const BookmarkFile &file, QString *error) {
        if (const auto loaded = file.load(name, error))
            QMetaObject::invokeMethod(
                this, [marks, loaded] { marks->load(*loaded); }, Qt::QueuedConnection);
    });
    connect(marks, &LogMarks::edited, this, [this, name](qint64 row, const QString &note) {
        enqueue([name, row, note](BookmarkFile &file, QString *error) { file.save(name, { row, note }, error); });
    });
    connect(marks, &LogMarks::removed, this, [this, name](qint64 row) {
        enqueue([name, row](BookmarkFile &file, QString *error) { file.remove(name, row, error); });
    });
}

void Bookmarks::enqueue(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
    if (!m_worker.joinable())
        m_worker = std::jthread([this](const std::stop_token &stop) { work(stop); });
}

void Bookmarks::work(const std::stop_token &stop)
{
    std::unique_ptr<BookmarkFile> file;
    std::unique_lock lock(m_mutex);
    // Also what was there before the stop is done.
    while (m_wake.wait(lock, stop, [this] { return !m_tasks.empty(); }) || !m_tasks.empty()) {
        const Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        QString error;
        if (!file)
            file = BookmarkFile::open(m_path, &error); // tried again with each task: a full disk may be well by then
        if (file)
            task(*file, &error);
        if (!error.isEmpty())
            QMetaObject::invokeMethod(
                this,
                [this, error] {
                    if (std::exchange(m_told, error) != error)
                        Q_EMIT problem(tr("%1 They last until the window is closed.").arg(error));
                },
                Qt::QueuedConnection);
        lock.lock();
    }
}

} // namespace stagewatch::model
