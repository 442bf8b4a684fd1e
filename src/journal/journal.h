// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/batch.h"
#include "journal/row.h"
#include "protocol/logline.h"

#include <QByteArray>
#include <QString>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>

namespace stagewatch::journal {

class MappedFile;

/// The append-only record of one stream: a UTF-8 NDJSON file, one event a line as received, and one Row of memory an
/// event.
///
/// One thread appends (the owner); any number of threads read rows and texts below size() at the same time, without a
/// lock for rows: they live in chunks that never move. append() buffers; flush() writes the buffer to the file and only
/// then publishes the new rows, so whoever sees a row can read its text. Files are created 0600 in folders of 0700.
class Journal
{
public:
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// Opens or creates the file and indexes what is in it; a torn last line is cut off. On failure null, and `error`
    /// is a sentence.
    [[nodiscard]] static std::shared_ptr<Journal> open(const QString &path, QString *error);
    /// Opens a file to look at it: no lock, nothing is changed, so a recording on a read-only medium opens, and one
    /// that another program still writes. A torn last line has no row. append() and flush() refuse.
    [[nodiscard]] static std::shared_ptr<Journal> openReadOnly(const QString &path, QString *error);
    /// The same, but reads nothing of it: rows come with readRest(), from an index in the folder where it has one. A
    /// long journal leaves one there. No folder: no index.
    [[nodiscard]] static std::shared_ptr<Journal> openUnread(const QString &path, QString *error,
                                                             const QString &indexFolder = {});
    /// Makes the rows of what was in the file when it was opened, in several threads, publishes them bit by bit and
    /// hands over their events, in batches, in the thread of the call. Does nothing where that is done. False and a
    /// sentence where the file cannot be read; false without one where it was told to stop. The thread of the call is
    /// the writer thread until then.
    using TakeBatch = std::function<void(Batch &&)>;
    [[nodiscard]] bool readRest(const TakeBatch &take, const std::stop_token &stop, QString *error);
    /// Whether readRest() has nothing left to do. Any thread.
    [[nodiscard]] bool isRead() const;
    /// A journal in an unnamed temporary file that is gone with the object.
    [[nodiscard]] static std::shared_ptr<Journal> openTemporary(QString *error);

    /// Appends one message; line breaks between its tokens are taken out. Returns its row index, or -1 where the
    /// journal is read only or full (a thousand million rows). Writer thread. `stage` is the stage that the event
    /// belongs to where the event does not say (a log without one).
    qint64 append(QByteArrayView message, const protocol::Event &event, QStringView currentStage = {});
    /// The same for a log event that a LogLineReader took.
    qint64 append(QByteArrayView message, const protocol::LogLine &line, QStringView currentStage = {});
    /// A row that was appended and is not yet flushed; empty for any other. Writer thread, until the next call that
    /// changes the journal.
    [[nodiscard]] QByteArrayView unflushedText(qint64 index) const;
    /// Writes what was appended and publishes its rows. False with an error sentence where the disk refuses; the rows
    /// then stay buffered, readable after the next flush that succeeds. Writer thread.
    [[nodiscard]] bool flush(QString *error = nullptr);

    /// flush() for many bytes at once, on a thread of the pool while more is appended. Calls `written` there; only
    /// then, or waiting for it, finishFlush() publishes the rows or says why not, as flush() does. Writer thread; only
    /// while !isFlushing().
    void startFlush(std::function<void()> written);
    [[nodiscard]] bool isFlushing() const;
    [[nodiscard]] bool finishFlush(QString *error);
    /// Bytes that were appended, and no flush has begun with them.
    [[nodiscard]] qsizetype unflushedBytes() const;

    /// Published rows. Any thread.
    [[nodiscard]] qint64 size() const;
    /// A published row, 0 <= index < size(). Any thread.
    [[nodiscard]] Row row(qint64 index) const;
    /// The published rows from `index` on, as far as they lie side by side in memory: what looks at very many of them
    /// takes them so. Any thread, 0 <= index < size(); valid while the journal is.
    [[nodiscard]] std::span<const Row> rowsFrom(qint64 index) const;
    /// The line as it was received. Any thread; a read error gives an empty array.
    [[nodiscard]] QByteArray text(qint64 index) const;
    /// Reads the file's bytes from `offset` on into `bytes`, across lines. Any thread. Returns how many it read: fewer
    /// at the file's end, or where it cannot be read.
    [[nodiscard]] qint64 readBytes(quint64 offset, std::span<char> bytes) const;
    /// What is in the file by now, readable without a copy. Any thread.
    [[nodiscard]] std::shared_ptr<const MappedFile> map() const;
    /// The id of a row's stage. Any thread.
    [[nodiscard]] QString stageName(quint16 index) const;
    /// Index of a stage id, or 0 if no row has it. Any thread.
    [[nodiscard]] quint16 stageIndex(QStringView id) const;
    [[nodiscard]] int stageCount() const;
    /// Bytes written. Any thread.
    [[nodiscard]] qint64 byteSize() const;
    [[nodiscard]] QString path() const;
    [[nodiscard]] bool isReadOnly() const;

private:
    struct Private;
    explicit Journal(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::journal
