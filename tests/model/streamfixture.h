// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/stream.h"
#include "model/textform.h"
#include "protocol/decoder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace stagewatch::test {

/// A Stream over a temporary journal, fed with messages as a server sends them: decoded, appended, flushed, handed over
/// as batches.
class StreamFixture
{
public:
    explicit StreamFixture(const QString &projectId = QStringLiteral("churn"), int id = 1,
                           const QString &host = QStringLiteral("localhost:8000"),
                           std::vector<model::PlannedStage> plan = {})
        : project(projectId)
        , journal(openJournal())
        , stream(id, endpoint(projectId, host), journal, std::move(plan))
    {
    }

    static std::shared_ptr<journal::Journal> openJournal()
    {
        QString error;
        auto opened = journal::Journal::openTemporary(&error);
        if (!opened)
            qFatal("%s", qUtf8Printable(error));
        return opened;
    }

    static protocol::Endpoint endpoint(const QString &projectId, const QString &host)
    {
        auto resolved = protocol::resolveEndpoint(host, projectId);
        if (!resolved.endpoint)
            qFatal("%s", qUtf8Printable(resolved.error));
        return *resolved.endpoint;
    }

    /// A message of the guide; time runs by one second a message. `beside` stands next to event_type.
    QByteArray message(const char *type, const QByteArray &data = "{}", const QByteArray &beside = {})
    {
        now += std::chrono::seconds{ 1 };
        return "{\"event_type\":\"" + QByteArray(type) + "\",\"project_id\":\"" + project.toUtf8()
            + "\",\"timestamp\":\"" + protocol::formatTimestamp(now).toUtf8() + "\""
            + (beside.isEmpty() ? "" : "," + beside) + ",\"data\":" + data + "}";
    }

    void add(const char *type, const QByteArray &data = "{}", const QByteArray &beside = {})
    {
        addRaw(message(type, data, beside));
    }
    void addLog(const char *level, const QByteArray &text, const char *stage = "training")
    {
        add("log",
            "{\"level\":\"" + QByteArray(level) + "\",\"message\":\"" + text + "\",\"stage\":\"" + stage + "\"}");
    }
    void addRaw(const QByteArray &bytes)
    {
        auto decoded = m_decoder.decode(bytes, now);
        if (decoded.event) {
            const qint64 row = journal->append(bytes, *decoded.event);
            if (m_batch.events.empty())
                m_batch.firstRow = row;
            m_batch.events.push_back(std::move(*decoded.event));
        }
        std::move(decoded.problems.begin(), decoded.problems.end(), std::back_inserter(m_batch.problems));
    }
    void deliver()
    {
        QString error;
        if (!journal->flush(&error))
            qFatal("%s", qUtf8Printable(error));
        stream.consume(std::exchange(m_batch, {}));
    }
    /// One message, delivered at once.
    void say(const char *type, const QByteArray &data = "{}", const QByteArray &beside = {})
    {
        add(type, data, beside);
        deliver();
    }

    QString project;
    protocol::Timestamp now = model::fromMs(1'704'110'400'000); // 2024-01-01T12:00:00Z
    std::shared_ptr<journal::Journal> journal;
    model::Stream stream;

private:
    protocol::Decoder m_decoder;
    journal::Batch m_batch;
};

/// What stands in a journal, in a file of its own.
class JournalCopy
{
public:
    explicit JournalCopy(const journal::Journal &journal)
    {
        QFile file(path());
        bool ok = file.open(QIODevice::WriteOnly);
        for (qint64 row = 0; row < journal.size(); ++row)
            ok = ok && file.write(journal.text(row) + '\n') > 0;
        if (!ok)
            qFatal("%s cannot be written", qUtf8Printable(path()));
    }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("copy.ndjson")); }
    [[nodiscard]] std::shared_ptr<journal::Journal> openUnread() const
    {
        QString error;
        auto journal = journal::Journal::openUnread(path(), &error);
        if (!journal)
            qFatal("%s", qUtf8Printable(error));
        return journal;
    }

private:
    QTemporaryDir m_folder;
};

/// The column of a model as text, for comparisons that print well.
inline QStringList columnOf(const QAbstractItemModel &model, int column, int role = Qt::DisplayRole)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts += model.index(row, column).data(role).toString();
    return texts;
}

} // namespace stagewatch::test
