// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"
#include "server/scenario.h"
#include "server/scenariowords.h"

#include <QObject>
#include <QTimer>
#include <chrono>
#include <functional>

namespace stagewatch::server {

class Channel;

/// Plays a scenario into a channel as a pipeline would: at its times, waiting for approvals, hearing a cancel. The
/// channel and the scenario outlive it.
class ScenarioPlayer : public QObject
{
    Q_OBJECT
public:
    struct Settings
    {
        double speed = 1;
        bool loop = false;
        std::function<QString()> makeRunId;
    };
    ScenarioPlayer(const Scenario &scenario, Channel &channel, Settings settings, QObject *parent = nullptr);

    /// Begins, unless it has begun.
    void start();

Q_SIGNALS:
    void ended(stagewatch::protocol::RunStatus status);

private:
    using Clock = std::chrono::steady_clock;
    struct Frame
    {
        const std::vector<ScenarioStep> *steps;
        size_t index;
    };
    void beginRun();
    void turn();
    [[nodiscard]] const ScenarioStep *next() const;
    void perform(const ScenarioStep &step);
    void publish(const protocol::JsonValue &event);
    bool post(const QString &type, QByteArrayView dataJson);
    void ask(const ScenarioStep &step);
    void resolved(const protocol::ApprovalResolved &resolution);
    void branch(const ScenarioStep &step, const protocol::ApprovalResolved &resolution);
    void cancel(const protocol::CancelRequested &request);
    void flood();
    void finish();
    void fail(const QString &error);
    [[nodiscard]] std::chrono::milliseconds scaled(std::chrono::milliseconds time) const;
    [[nodiscard]] QByteArray encode(const protocol::JsonValue &value) const;
    [[nodiscard]] std::chrono::milliseconds timeLeft() const;

    const Scenario &m_scenario;
    Channel &m_channel;
    Settings m_settings;
    QTimer m_timer;
    QTimer m_timeout; ///< of the open approval
    ScenarioWords m_words;
    std::vector<Frame> m_frames; ///< the innermost last
    std::vector<ScenarioStep> m_onCancel;
    Clock::time_point m_due; ///< when the last step was to be played
    bool m_playing = false;
    bool m_attached = false; ///< the channel counts it as a pipeline that hears
    bool m_cancelled = false;
    const ScenarioStep *m_asking = nullptr; ///< the approval that is waited for

    const ScenarioStep *m_flooding = nullptr;
    QString m_floodType;
    QByteArray m_floodData; ///< with {i} in it
    qint64 m_flooded = 0;
    Clock::time_point m_floodStart;
};

} // namespace stagewatch::server
