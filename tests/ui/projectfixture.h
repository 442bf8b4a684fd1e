// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "model/stream.h"
#include "protocol/decoder.h"
#include "protocol/jsonvalue.h"

#include <memory>

namespace stagewatch::test {

/// One project on one server, without a network: what is said here goes through the real decoder and a real journal
/// into a Stream. Its clock stands until at() moves it.
class ProjectFixture
{
public:
    ProjectFixture(int id, const QString &project, const QString &server, protocol::Timestamp start,
                   std::vector<model::PlannedStage> plan = {})
        : m_project(project)
        , m_start(start)
        , m_time(start)
    {
        QString error;
        m_journal = journal::Journal::openTemporary(&error);
        if (!m_journal)
            qFatal("%s", qPrintable(error));
        protocol::Endpoint endpoint;
        endpoint.projectId = project;
        endpoint.streamUrl = QUrl(QStringLiteral("wss://") + server + QStringLiteral("/stream"));
        m_stream = std::make_unique<model::Stream>(id, endpoint, m_journal, std::move(plan));
    }

    [[nodiscard]] model::Stream *stream() const { return m_stream.get(); }
    [[nodiscard]] model::RunModels *run() const { return m_stream->currentRun(); }
    [[nodiscard]] protocol::Timestamp time() const { return m_time; }
    void destroyStream() { m_stream.reset(); }

    /// The next events happen this many seconds after the start.
    ProjectFixture &at(double seconds)
    {
        m_time = m_start + std::chrono::milliseconds(qint64(seconds * 1000));
        return *this;
    }
    ProjectFixture &send(const char *type, const QByteArray &data)
    {
        const QByteArray message = QByteArray(R"({"event_type": ")") + type + R"(", "project_id": )"
            + protocol::JsonValue::string(m_project).toJson() + R"(, "timestamp": ")"
            + protocol::formatTimestamp(m_time).toUtf8() + R"(", "sequence": )" + QByteArray::number(++m_sequence)
            + R"(, "data": )" + data + "}";
        auto decoded = m_decoder.decode(message, m_time);
        journal::Batch batch;
        batch.firstRow = m_journal->size();
        batch.problems = std::move(decoded.problems);
        if (decoded.event) {
            m_journal->append(message, *decoded.event, m_stage);
            if (const auto *transition = decoded.event->as<protocol::StageTransition>())
                m_stage = transition->stage.id;
            batch.events.push_back(std::move(*decoded.event));
        }
        QString error;
        if (!m_journal->flush(&error))
            qFatal("%s", qPrintable(error));
        m_stream->consume(std::move(batch));
        return *this;
    }
    ProjectFixture &stage(const QString &id, double progress, const QString &display = {})
    {
        protocol::JsonValue data = protocol::JsonValue::object();
        data.set(QStringLiteral("stage"), protocol::JsonValue::string(id));
        data.set(QStringLiteral("progress"), protocol::JsonValue::number(progress));
        if (!display.isEmpty())
            data.set(QStringLiteral("stage_display"), protocol::JsonValue::string(display));
        return send("stage_transition", data.toJson());
    }
    ProjectFixture &progress(double progress, const QString &message, double secondsLeft = -1)
    {
        protocol::JsonValue data = protocol::JsonValue::object();
        data.set(QStringLiteral("progress"), protocol::JsonValue::number(progress));
        data.set(QStringLiteral("message"), protocol::JsonValue::string(message));
        if (secondsLeft >= 0)
            data.set(QStringLiteral("estimated_time_remaining"), protocol::JsonValue::number(secondsLeft));
        return send("progress_update", data.toJson());
    }
    ProjectFixture &log(const char *level, const QString &message)
    {
        return send("log",
                    QByteArray(R"({"level": ")") + level + R"(", "message": )"
                        + protocol::JsonValue::string(message).toJson() + "}");
    }
    ProjectFixture &decision(const char *type, const char *decision, double confidence)
    {
        return send("decision",
                    QByteArray(R"({"stage": )") + protocol::JsonValue::string(m_stage).toJson()
                        + R"(, "decision_type": ")" + type + R"(", "decision": ")" + decision + R"(", "confidence": )"
                        + QByteArray::number(confidence) + R"(, "reasoning": "It did best on the held-out rows."})");
    }
    /// Connected, with an answer two seconds ago.
    ProjectFixture &connected(protocol::Timestamp now)
    {
        protocol::ConnectionStatus status;
        status.phase = protocol::ConnectionStatus::Phase::Connected;
        status.everConnected = true;
        status.hasExtensions = true;
        status.connectedSince = m_start;
        status.roundTrip = std::chrono::milliseconds(23);
        status.lastPong = now - std::chrono::seconds(2);
        status.lastEvent = now - std::chrono::milliseconds(400);
        m_stream->setStatus(status);
        return *this;
    }
    /// Lost 74 s ago, the third attempt of ten in four seconds.
    ProjectFixture &disconnected(protocol::Timestamp now)
    {
        protocol::ConnectionStatus status;
        status.phase = protocol::ConnectionStatus::Phase::Waiting;
        status.everConnected = true;
        status.attempt = 3;
        status.maxAttempts = 10;
        status.disconnectedSince = now - std::chrono::seconds(74);
        status.retryAt = now + std::chrono::milliseconds(3800);
        status.error = QStringLiteral("The server closed the connection without a word; the network may be down.");
        m_stream->setStatus(status);
        return *this;
    }

private:
    QString m_project;
    protocol::Timestamp m_start;
    protocol::Timestamp m_time;
    std::shared_ptr<journal::Journal> m_journal;
    protocol::Decoder m_decoder;
    std::unique_ptr<model::Stream> m_stream;
    QString m_stage;
    qint64 m_sequence = 0;
};

} // namespace stagewatch::test
