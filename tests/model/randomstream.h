// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/decoder.h"

#include <QTest>
#include <random>

namespace stagewatch::test {

/// Streams of one run as servers send them, made from a seed: the same seed, the same stream.
class RandomStream
{
public:
    struct Habits
    {
        bool extended =
            false; ///< our server: connected with protocol, ids for approvals, resolutions, sequence, run_id
        bool stageScope = false; ///< progress counts each stage from 0 to 1
        bool careless =
            false; ///< times run backwards, fields are missing or odd, stages come again, events after the end
        int events = 150;
    };

    RandomStream(unsigned seed, Habits habits)
        : m_random(seed)
        , m_habits(habits)
    {
    }

    [[nodiscard]] std::vector<protocol::Event> make()
    {
        std::vector<protocol::Event> events;
        protocol::Decoder decoder;
        const protocol::Timestamp receipt{ std::chrono::seconds{ 1'704'110'400 } };
        for (const QByteArray &message : messages()) {
            auto decoded = decoder.decode(message, receipt);
            if (!decoded.event)
                qFatal("not an event: %s", message.constData());
            events.push_back(std::move(*decoded.event));
        }
        return events;
    }

    /// The same as they come over the wire.
    QByteArrayList messages()
    {
        QByteArrayList list;
        if (m_habits.extended)
            list += message("connected",
                            R"({"protocol":"stagewatch/1","capabilities":[],"progress_scope":")"
                                + QByteArray(m_habits.stageScope ? "stage" : "pipeline")
                                + R"(","stages":[{"stage":"stage_0"},{"stage":"stage_1"},{"stage":"stage_2"}]})",
                            false);
        list += transition();
        while (list.size() < m_habits.events)
            list += next();
        list += end();
        for (int i = 0; m_habits.careless && i < 10; ++i)
            list += oneIn(4) ? end() : next();
        return list;
    }

private:
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(m_random); }
    bool oneIn(int count) { return below(count) == 0; }

    QByteArray message(const char *type, const QByteArray &data, bool numbered = true)
    {
        m_seconds += below(5);
        if (m_habits.careless && oneIn(10))
            m_seconds -= below(60);
        const int seconds = std::clamp(m_seconds, 0, 3'599);
        QByteArray text = "{\"event_type\":\"" + QByteArray(type) + "\",\"project_id\":\"churn\"";
        if (!m_habits.careless || !oneIn(20))
            text += ",\"timestamp\":\"2024-01-01T12:" + QByteArray::number(seconds / 60).rightJustified(2, '0') + ':'
                + QByteArray::number(seconds % 60).rightJustified(2, '0') + ".000Z\"";
        if (m_habits.extended) {
            text += ",\"stream_id\":\"s\",\"run_id\":\"r1\"";
            if (numbered)
                text += ",\"sequence\":" + QByteArray::number(++m_sequence);
        }
        return text + ",\"data\":" + data + "}";
    }

    QByteArray progressFields()
    {
        double number = m_inStage;
        if (!m_habits.stageScope)
            number = (m_stage + m_inStage) / stageCount;
        if (m_habits.careless && oneIn(15))
            number = std::array{ -5.0, 1e308, 65.0, 0.0, 1.0 }[size_t(below(5))];
        if (m_habits.careless && oneIn(30))
            return ",\"progress\":NaN";
        return ",\"progress\":" + QByteArray::number(number, 'g', 6);
    }

    [[nodiscard]] QByteArray stageField() const { return "\"stage\":\"stage_" + QByteArray::number(m_stage) + '"'; }

    QByteArray transition()
    {
        return message("stage_transition",
                       "{" + stageField() + (m_habits.careless && oneIn(5) ? "" : progressFields()) + "}");
    }

    QByteArray next()
    {
        const QByteArray number = QByteArray::number(++m_count);
        switch (below(12)) {
        case 0:
            if (m_inStage < 0.8 && !m_habits.careless)
                break;
            m_stage = m_habits.careless && oneIn(4) ? below(stageCount) : std::min(m_stage + 1, stageCount - 1);
            m_inStage = m_stage == stageCount - 1 ? m_inStage : 0;
            return transition();
        case 1:
        case 2:
            return message("log", R"({"level":"warn","message":"line )" + number + "\"}");
        case 3:
            return message("decision", R"({"decision":"d)" + number + R"(","confidence":0.9,"reasoning":"r"})");
        case 4:
            return approval(number);
        case 5:
            if (m_habits.extended && !m_asked.isEmpty())
                return message("approval_resolved",
                               R"({"approval_id":")" + m_asked.takeAt(below(int(m_asked.size())))
                                   + R"(","decision":"rejected","responder":"ana"})");
            break;
        case 6:
            return message("error", R"({"error":"e)" + number + R"(","recoverable":true})");
        case 7:
            if (oneIn(20))
                return message("cancel_requested", R"({"reason":"slow","requester":"ana"})");
            break;
        case 8:
            return message("something_new", R"({"a":1})");
        default:
            break;
        }
        m_inStage = std::min(1.0, m_inStage + 0.01 * below(10));
        const QByteArray metrics = oneIn(3) ? R"(,"metrics":{"loss":NaN,"validation":{"loss":0.5}})" : "";
        const QByteArray eta =
            oneIn(3) ? ",\"estimated_time_remaining\":" + QByteArray::number(below(500)) : QByteArray();
        return message("progress_update",
                       "{" + (m_habits.careless && oneIn(5) ? "\"message\":\"m\"" : stageField()) + progressFields()
                           + metrics + eta + "}");
    }

    QByteArray approval(const QByteArray &number)
    {
        QByteArray data = R"({"approval_type":"t)" + number + R"(","message":"m","approval_data":{"lr":0.10}})";
        if (m_habits.extended) {
            data.insert(1, "\"approval_id\":\"a" + number + "\",");
            m_asked += "a" + number;
        }
        return message("approval_required", data);
    }

    QByteArray end()
    {
        switch (below(m_habits.careless ? 6 : 3)) {
        case 0:
            return message("pipeline_completed", R"({"result":{"model_id":"x","accuracy":0.90}})");
        case 1:
            return message("pipeline_failed", R"({"error":"out of memory",)" + stageField() + "}");
        case 2:
            return message("pipeline_cancelled", R"({"reason":"slow","requester":"ana"})");
        case 3:
            return message("stage_transition", R"({"stage":"failed"})");
        case 4:
            return message("stage_transition", R"({"stage":"cancelled"})");
        default:
            return message("stage_transition", R"({"stage":"completed","progress":1})");
        }
    }

    static constexpr int stageCount = 5;
    std::mt19937 m_random;
    Habits m_habits;
    int m_seconds = 0;
    int m_sequence = 0;
    int m_count = 0;
    int m_stage = 0;
    double m_inStage = 0;
    QByteArrayList m_asked;
};

/// Columns "seed", "extended", "stageScope", "careless" and rows for a test that wants many streams.
inline void addStreamRows(int seeds)
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<bool>("extended");
    QTest::addColumn<bool>("stageScope");
    QTest::addColumn<bool>("careless");
    for (int seed = 0; seed < seeds; ++seed) {
        for (int habit = 0; habit < 8; ++habit) {
            QTest::addRow("seed %d%s%s%s", seed, habit & 1 ? ", extended" : "", habit & 2 ? ", by stage" : "",
                          habit & 4 ? ", careless" : "")
                << unsigned(seed) << bool(habit & 1) << bool(habit & 2) << bool(habit & 4);
        }
    }
}

/// The stream of the current row.
inline std::vector<protocol::Event> streamOfTheRow()
{
    QFETCH(const unsigned, seed);
    QFETCH(const bool, extended);
    QFETCH(const bool, stageScope);
    QFETCH(const bool, careless);
    return RandomStream(seed, { extended, stageScope, careless }).make();
}

} // namespace stagewatch::test
