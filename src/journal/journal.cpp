// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journal.h"

#include "journal/journalfile.h"
#include "journal/journalreading.h"
#include "journal/journalrows.h"
#include "journal/mappedfile.h"
#include "journal/rowindex.h"
#include "journal/writebehind.h"
#include "protocol/decoder.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace stagewatch::protocol;

namespace stagewatch::journal {

struct Journal::Private
{
    void buffered(QByteArrayView message);
    [[nodiscard]] qint64 bufferBegin() const
    {
        return writing && writing->isBusy() ? qint64(writing->end()) : file.size();
    }
    template <typename T> qint64 append(QByteArrayView message, const T &event, QStringView stageNow);

    bool readRest(const TakeBatch &take, const std::stop_token &stop, QString *error);

    bool takeIndex(const TakeBatch &handOver, const std::stop_token &stop);
    void goOnAfterLastLine();

    JournalFile file;
    RowIndexFolder indices;
    qint64 coveredBytes = 0; ///< of the file by the index that was taken
    JournalRows rows;
    LogLineReader lineReader;
    QByteArray buffer; ///< lines that are not yet in the file, nor being written
    QByteArray spare; ///< memory for the next buffer
    qint64 writtenRows = 0; ///< with what is being written
    std::unique_ptr<WriteBehind> writing; ///< null until it is needed; after `file`, which it uses
    std::atomic<bool> isRead{ true }; ///< what was in the file when it was opened has its rows
};

bool Journal::Private::readRest(const TakeBatch &take, const std::stop_token &stop, QString *error)
{
    Decoder decoder;
    const auto decode = [&](const Row &row, Timestamp receivedAt) {
        return decoder.decode(file.read(row.offset, row.length), receivedAt).event;
    };
    // A view has work to do with all its rows at each batch: so each is a part of those before it, the first a small
    // one.
    constexpr qint64 part = 4;
    constexpr qint64 mostRows = 500'000; // a view that takes them answers nobody meanwhile
    qint64 handedOver = 0;
    Batch waiting;
    const auto handOver = [&](Batch &&batch) {
        rows.chunks.publish();
        if (!take)
            return;
        waiting.append(std::move(batch));
        if (waiting.rowCount() < std::min(handedOver / part, mostRows))
            return;
        handedOver += waiting.rowCount();
        take(std::exchange(waiting, {}));
    };
    if (coveredBytes == 0 && !takeIndex(handOver, stop))
        return false;
    const qint64 end = file.size();
    JournalReading reading(file, coveredBytes, end);
    isRead = reading.run([&](Stretch &&stretch) { handOver(rows.add(std::move(stretch), decode)); }, stop, error);
    if (take && !waiting.isEmpty())
        take(std::move(waiting));
    constexpr qint64 worthWhile = 10; // the part that was read anew, in hundredths
    if (isRead && indices.isUsed() && rows.chunks.appended() >= RowIndexFolder::leastRows
        && (end - coveredBytes) * 100 > end * worthWhile)
        indices.save(file, rows, end);
    return isRead;
}

/// Hands over what an index of the file says. False where it was told to stop.
bool Journal::Private::takeIndex(const TakeBatch &handOver, const std::stop_token &stop)
{
    auto index = indices.load(file);
    if (!index)
        return true;
    coveredBytes = index->coveredBytes;
    rows.adopt(index->rows, index->count, index->stages, index->currentStage, std::move(index->runs));
    goOnAfterLastLine();
    Decoder decoder;
    const auto decode = [&](const Row &row) {
        return decoder.decode(file.read(row.offset, row.length), Timestamp{ std::chrono::milliseconds{ row.timeMs } })
            .event;
    };
    for (qint64 first = 0; first < index->count && !stop.stop_requested(); first += RowChunks::rowsAChunk)
        handOver(rows.batchOf(first, std::min(RowChunks::rowsAChunk, index->count - first), decode));
    return !stop.stop_requested();
}

void Journal::Private::goOnAfterLastLine()
{
    constexpr qint64 rowsToLookAt = 10'000;
    const qint64 count = rows.chunks.appended();
    for (qint64 at = count - 1; at >= std::max<qint64>(0, count - rowsToLookAt); --at) {
        const Row row = rows.chunks.at(at);
        if (!row.isPlainLog)
            continue;
        const QByteArray text = file.read(row.offset, row.length);
        if (LogLine line; lineReader.read(text, line))
            rows.goOnAfter(line, at);
        return;
    }
}

Journal::Journal(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

Journal::~Journal()
{
    QString error;
    if ((isFlushing() || !d->buffer.isEmpty()) && !flush(&error))
        qWarning("%s", qUtf8Printable(error));
}

std::shared_ptr<Journal> Journal::open(const QString &path, QString *error)
{
    auto priv = std::make_unique<Private>();
    if (!priv->file.open(path, error) || !priv->file.findEnd(error) || !priv->readRest({}, {}, error))
        return nullptr;
    return std::shared_ptr<Journal>(new Journal(std::move(priv)));
}

std::shared_ptr<Journal> Journal::openReadOnly(const QString &path, QString *error)
{
    const std::shared_ptr<Journal> journal = openUnread(path, error);
    return journal && journal->readRest({}, {}, error) ? journal : nullptr;
}

std::shared_ptr<Journal> Journal::openUnread(const QString &path, QString *error, const QString &indexFolder)
{
    auto priv = std::make_unique<Private>();
    priv->indices = RowIndexFolder(indexFolder);
    if (!priv->file.openReadOnly(path, error) || !priv->file.findEnd(error))
        return nullptr;
    priv->isRead = false;
    return std::shared_ptr<Journal>(new Journal(std::move(priv)));
}

bool Journal::readRest(const TakeBatch &take, const std::stop_token &stop, QString *error)
{
    return d->isRead || d->readRest(take, stop, error);
}

bool Journal::isRead() const
{
    return d->isRead;
}

std::shared_ptr<Journal> Journal::openTemporary(QString *error)
{
    auto priv = std::make_unique<Private>();
    if (!priv->file.openTemporary(error))
        return nullptr;
    return std::shared_ptr<Journal>(new Journal(std::move(priv)));
}

void Journal::Private::buffered(QByteArrayView message)
{
    const qsizetype before = buffer.size();
    buffer.append(message);
    // A raw line break cannot stand inside a JSON string, so each one lies between two tokens.
    if (message.contains('\n') || message.contains('\r'))
        buffer.replace(before, message.size(), QByteArray(buffer.mid(before)).replace('\n', ' ').replace('\r', ' '));
    buffer.append('\n');
}

template <typename T> qint64 Journal::Private::append(QByteArrayView message, const T &event, QStringView stageNow)
{
    const qint64 index = rows.chunks.appended();
    const quint64 offset = quint64(bufferBegin() + buffer.size());
    if (file.isReadOnly() || !rows.add(event, offset, message.size(), stageNow))
        return -1;
    buffered(message);
    return index;
}

qint64 Journal::append(QByteArrayView message, const Event &event, QStringView currentStage)
{
    // The row of a log line is the same whichever way the line came.
    if (LogLine line; event.as<Log>() && d->lineReader.read(message, line))
        return d->append(message, line, currentStage);
    return d->append(message, event, currentStage);
}

qint64 Journal::append(QByteArrayView message, const LogLine &line, QStringView currentStage)
{
    return d->append(message, line, currentStage);
}

QByteArrayView Journal::unflushedText(qint64 index) const
{
    if (index < 0 || index >= d->rows.chunks.appended())
        return {};
    const Row row = d->rows.chunks.at(index);
    const qint64 begin = qint64(row.offset) - d->bufferBegin();
    return begin < 0 ? QByteArrayView() : QByteArrayView(d->buffer).sliced(begin, row.length);
}

bool Journal::flush(QString *error)
{
    if (isFlushing())
        (void)finishFlush(error); // what was not written is tried again
    if ((!d->buffer.isEmpty() || d->file.isReadOnly()) && !d->file.append(&d->buffer, error))
        return false;
    d->rows.chunks.publish();
    return true;
}

void Journal::startFlush(std::function<void()> written)
{
    if (!d->writing)
        d->writing = std::make_unique<WriteBehind>(d->file);
    d->writtenRows = d->rows.chunks.appended();
    d->writing->start(std::exchange(d->buffer, std::exchange(d->spare, {})), std::move(written));
}

bool Journal::isFlushing() const
{
    return d->writing && d->writing->isBusy();
}

bool Journal::finishFlush(QString *error)
{
    auto [rest, cause] = d->writing->finish();
    if (!cause.isEmpty()) {
        d->buffer.prepend(rest);
        if (error)
            *error = cause;
        return false;
    }
    d->spare = std::move(rest);
    d->rows.chunks.publish(d->writtenRows);
    return true;
}

qsizetype Journal::unflushedBytes() const
{
    return d->buffer.size();
}

qint64 Journal::size() const
{
    return d->rows.chunks.published();
}

Row Journal::row(qint64 index) const
{
    return d->rows.chunks.at(index);
}

std::span<const Row> Journal::rowsFrom(qint64 index) const
{
    return d->rows.chunks.stretchFrom(index);
}

qint64 Journal::readBytes(quint64 offset, std::span<char> bytes) const
{
    return d->file.readBytes(offset, bytes);
}

std::shared_ptr<const MappedFile> Journal::map() const
{
    return std::make_shared<MappedFile>(d->file.descriptor(), d->file.size());
}

QByteArray Journal::text(qint64 index) const
{
    const Row row = d->rows.chunks.at(index);
    return d->file.read(row.offset, row.length);
}

QString Journal::stageName(quint16 index) const
{
    return d->rows.stages.name(index);
}

quint16 Journal::stageIndex(QStringView id) const
{
    return d->rows.stages.find(id);
}

int Journal::stageCount() const
{
    return d->rows.stages.count();
}

qint64 Journal::byteSize() const
{
    return d->file.size();
}

QString Journal::path() const
{
    return d->file.path();
}

bool Journal::isReadOnly() const
{
    return d->file.isReadOnly();
}

} // namespace stagewatch::journal
