// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journal.h"

#include "journal/journalfile.h"
#include "journal/rowchunks.h"
#include "journal/stagenames.h"
#include "protocol/decoder.h"

using namespace Qt::StringLiterals;
using namespace stagewatch::protocol;

namespace stagewatch::journal {

namespace {

QStringView stageOf(const Event &event)
{
    if (const auto *log = event.as<Log>())
        return log->stage.id;
    if (const auto *update = event.as<ProgressUpdate>())
        return update->stage.id;
    if (const auto *transition = event.as<StageTransition>())
        return transition->stage.id;
    if (const auto *decision = event.as<Decision>())
        return decision->stage.id;
    if (const auto *approval = event.as<ApprovalRequired>())
        return approval->stage.id;
    if (const auto *failed = event.as<PipelineFailed>())
        return failed->stage.id;
    return {};
}

LogLevel levelOf(const Event &event)
{
    if (const auto *log = event.as<Log>())
        return log->level;
    return event.as<ErrorEvent>() || event.as<PipelineFailed>() ? LogLevel::Error : LogLevel::Info;
}

} // namespace

struct Journal::Private
{
    JournalFile file;
    RowChunks rows;
    StageNames stages;
    QByteArray buffer; ///< lines that are not yet in the file
    QString currentStage;

    bool addRow(quint64 offset, qsizetype length, const Event &event, QStringView stageNow)
    {
        Row row;
        row.offset = offset;
        row.length = quint32(length);
        row.kind = rowKind(event);
        row.level = levelOf(event);
        QStringView stage = stageOf(event);
        if (stage.isEmpty() && row.kind != RowKind::Connection && row.kind != RowKind::Terminal)
            stage = stageNow;
        row.stage = stages.intern(stage);
        row.sequence = event.sequence.value_or(0);
        row.timeMs = event.time.time_since_epoch().count();
        return rows.append(row);
    }

    /// A line without an event: damaged in the middle of the file, but its bytes are still there to be looked at.
    void addUnreadable(quint64 offset, qsizetype length, qint64 timeMs)
    {
        Row row;
        row.offset = offset;
        row.length = quint32(length);
        row.timeMs = timeMs;
        rows.append(row);
    }

    void indexLine(Decoder &decoder, quint64 offset, QByteArrayView line, JournalFile::Line kind)
    {
        if (line.trimmed().isEmpty())
            return; // a blank line, as an editor leaves one; nothing is lost with it
        const qint64 lastTime = rows.appended() > 0 ? rows.at(rows.appended() - 1).timeMs : 0;
        const Decoded decoded = decoder.decode(line, Timestamp{ std::chrono::milliseconds{ lastTime } });
        if (!decoded.event) {
            // A torn line may be half an event; whoever writes it will finish it.
            if (kind == JournalFile::Line::Whole)
                addUnreadable(offset, line.size(), lastTime);
            return;
        }
        followStage(*decoded.event);
        addRow(offset, line.size(), *decoded.event, currentStage);
    }

    /// Rows of events that name no stage get the one that was current when they came, as they did when they were new.
    void followStage(const Event &event)
    {
        QString stage;
        if (const auto *snapshot = event.as<Snapshot>())
            stage = snapshot->stage.id;
        else if (!isTerminal(event) && (event.as<StageTransition>() || event.as<ProgressUpdate>()))
            stage = stageOf(event).toString();
        if (!stage.isEmpty())
            currentStage = stage;
    }

    bool index(QString *error)
    {
        Decoder decoder;
        const bool read = file.readLines([&](quint64 offset, QByteArrayView line,
                                             JournalFile::Line kind) { indexLine(decoder, offset, line, kind); },
                                         error);
        rows.publish();
        return read;
    }
};

Journal::Journal(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

Journal::~Journal()
{
    QString error;
    if (!d->buffer.isEmpty() && !flush(&error))
        qWarning("%s", qUtf8Printable(error));
}

std::shared_ptr<Journal> Journal::open(const QString &path, QString *error)
{
    auto priv = std::make_unique<Private>();
    if (!priv->file.open(path, error) || !priv->index(error))
        return nullptr;
    return std::shared_ptr<Journal>(new Journal(std::move(priv)));
}

std::shared_ptr<Journal> Journal::openReadOnly(const QString &path, QString *error)
{
    auto priv = std::make_unique<Private>();
    if (!priv->file.openReadOnly(path, error) || !priv->index(error))
        return nullptr;
    return std::shared_ptr<Journal>(new Journal(std::move(priv)));
}

std::shared_ptr<Journal> Journal::openTemporary(QString *error)
{
    auto priv = std::make_unique<Private>();
    if (!priv->file.openTemporary(error))
        return nullptr;
    return std::shared_ptr<Journal>(new Journal(std::move(priv)));
}

qint64 Journal::append(QByteArrayView message, const Event &event, QStringView currentStage)
{
    const qint64 index = d->rows.appended();
    const quint64 offset = quint64(d->file.size() + d->buffer.size());
    if (d->file.isReadOnly() || !d->addRow(offset, message.size(), event, currentStage))
        return -1;
    const qsizetype before = d->buffer.size();
    d->buffer.append(message);
    // A raw line break cannot stand inside a JSON string, so each one lies between two tokens.
    if (message.contains('\n') || message.contains('\r'))
        d->buffer.replace(before, message.size(),
                          QByteArray(d->buffer.mid(before)).replace('\n', ' ').replace('\r', ' '));
    d->buffer.append('\n');
    return index;
}

bool Journal::flush(QString *error)
{
    if ((!d->buffer.isEmpty() || d->file.isReadOnly()) && !d->file.append(&d->buffer, error))
        return false;
    d->rows.publish();
    return true;
}

qint64 Journal::size() const
{
    return d->rows.published();
}

Row Journal::row(qint64 index) const
{
    return d->rows.at(index);
}

QByteArray Journal::text(qint64 index) const
{
    const Row row = d->rows.at(index);
    return d->file.read(row.offset, row.length);
}

QString Journal::stageName(quint16 index) const
{
    return d->stages.name(index);
}

quint16 Journal::stageIndex(QStringView id) const
{
    return d->stages.find(id);
}

int Journal::stageCount() const
{
    return d->stages.count();
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
