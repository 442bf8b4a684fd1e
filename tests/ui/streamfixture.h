// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "model/stream.h"
#include "protocol/decoder.h"
#include "protocol/jsonvalue.h"

#include <QByteArrayList>
#include <memory>

namespace stagewatch::test {

/// A stream without a network: what a server would send goes through the real decoder and a real journal into a Stream.
class StreamFixture
{
public:
    StreamFixture()
    {
        QString error;
        m_journal = journal::Journal::openTemporary(&error);
        Q_ASSERT_X(m_journal, "StreamFixture", qPrintable(error));
        protocol::Endpoint endpoint;
        endpoint.projectId = QStringLiteral("churn-model");
        m_stream = std::make_unique<model::Stream>(1, endpoint, m_journal);
    }

    [[nodiscard]] model::Stream *stream() const { return m_stream.get(); }
    [[nodiscard]] model::RunModels *run() const { return m_stream->currentRun(); }

    /// One batch.
    void receive(const QByteArrayList &messages)
    {
        journal::Batch batch;
        batch.firstRow = m_journal->size();
        for (const auto &message : messages) {
            auto decoded = m_decoder.decode(message, startOfTime);
            for (auto &problem : decoded.problems)
                batch.problems.push_back(std::move(problem));
            if (!decoded.event)
                continue;
            m_journal->append(message, *decoded.event, m_stage);
            if (const auto *transition = decoded.event->as<protocol::StageTransition>())
                m_stage = transition->stage.id;
            batch.events.push_back(std::move(*decoded.event));
        }
        QString error;
        if (!m_journal->flush(&error))
            qFatal("%s", qPrintable(error));
        m_stream->consume(std::move(batch));
    }

    [[nodiscard]] QByteArray event(const QString &type, const QByteArray &data)
    {
        m_clock += std::chrono::milliseconds(817);
        return "{\"event_type\": " + protocol::JsonValue::string(type).toJson()
            + ", \"project_id\": \"churn-model\", \"timestamp\": \"" + protocol::formatTimestamp(m_clock).toUtf8()
            + "\", \"sequence\": " + QByteArray::number(++m_sequence) + ", \"data\": " + data + "}";
    }
    [[nodiscard]] QByteArray stage(const QString &id, double progress)
    {
        return event(QStringLiteral("stage_transition"),
                     "{\"stage\": " + protocol::JsonValue::string(id).toJson()
                         + ", \"progress\": " + QByteArray::number(progress) + "}");
    }
    [[nodiscard]] QByteArray log(const QString &level, const QString &message)
    {
        return event(QStringLiteral("log"),
                     "{\"level\": " + protocol::JsonValue::string(level).toJson()
                         + ", \"message\": " + protocol::JsonValue::string(message).toJson() + "}");
    }

private:
    static constexpr protocol::Timestamp startOfTime{ std::chrono::milliseconds(1'780'000'000'000) };
    std::shared_ptr<journal::Journal> m_journal;
    protocol::Decoder m_decoder;
    std::unique_ptr<model::Stream> m_stream;
    QString m_stage;
    protocol::Timestamp m_clock = startOfTime;
    qint64 m_sequence = 0;
};

} // namespace stagewatch::test
