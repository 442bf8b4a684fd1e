// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipelineload.h"

using namespace Qt::StringLiterals;
using stagewatch::protocol::JsonValue;

namespace stagewatch::bench {

PipelineLoad::PipelineLoad(const Options &options)
    : m_options(options)
{
    client::Publisher::Options publisher;
    publisher.connection.endpoint = *protocol::resolveEndpoint(options.server.toString(), options.project).endpoint;
    publisher.connection.maxAttempts = 0;
    publisher.connection.backoffBase = options.backoffBase;
    publisher.connection.stableAfter = options.stableAfter;
    QString error;
    m_publisher = client::Publisher::create(publisher, &error);
    if (!m_publisher)
        qFatal("%s", qUtf8Printable(error));
    connect(m_publisher.get(), &client::Publisher::acknowledged, this, [this](qint64 number, qint64 sequence) {
        qint64 &known = m_sequences[size_t(number - 1)];
        if (known != 0 && known != sequence && m_fault.isEmpty())
            m_fault = u"Event %1 was acknowledged as %2, then as %3."_s.arg(number).arg(known).arg(sequence);
        m_acknowledged += known == 0 ? 1 : 0;
        known = sequence;
        m_newest = std::max(m_newest, sequence);
    });
    connect(m_publisher.get(), &client::Publisher::rejected, this, [this](qint64 number, const QString &sentence) {
        if (m_fault.isEmpty())
            m_fault = u"Event %1 was refused: %2"_s.arg(number).arg(sentence);
    });
    m_timer.setInterval(2);
    connect(&m_timer, &QTimer::timeout, this, &PipelineLoad::tick);
}

void PipelineLoad::go()
{
    m_before = published();
    m_clock.start();
    m_timer.start();
}

void PipelineLoad::halt()
{
    m_timer.stop();
}

void PipelineLoad::tick()
{
    const qint64 due = m_before + qint64(double(m_clock.nsecsElapsed()) * 1e-9 * m_options.eventsASecond);
    while (published() < due)
        publishOne(published() + 1);
}

void PipelineLoad::publishOne(qint64 number)
{
    const qint64 place = m_options.runEvents > 0 ? (number - 1) % m_options.runEvents : number - 1;
    const auto text = [](const QString &string) { return JsonValue::string(string); };
    const QString message = u"event %1 "_s.arg(number).leftJustified(m_options.messageBytes, u'.');
    m_sequences.push_back(0);
    if (place == 0)
        m_publisher->publish(
            u"stage_transition"_s,
            JsonValue::object({ { u"stage"_s, text(u"training"_s) }, { u"message"_s, text(message) } }));
    else if (m_options.runEvents > 0 && place + 1 == m_options.runEvents)
        m_publisher->publish(u"pipeline_completed"_s, JsonValue::object({ { u"message"_s, text(message) } }));
    else if (place % 50 == 0)
        m_publisher->publish(u"progress"_s,
                             JsonValue::object({ { u"stage"_s, text(u"training"_s) },
                                                 { u"progress"_s, JsonValue::number(double(place % 1000) / 1000) },
                                                 { u"message"_s, text(message) } }));
    else
        m_publisher->publish(u"log"_s,
                             JsonValue::object({ { u"level"_s, text(u"info"_s) }, { u"message"_s, text(message) } }));
}

} // namespace stagewatch::bench
