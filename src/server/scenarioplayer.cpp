// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/scenarioplayer.h"

#include "server/channel.h"
#include "server/placeholders.h"
#include "server/posting.h"
#include "server/scenariotime.h"

#include <algorithm>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace protocol;

namespace {
constexpr int stepsATurn = 200;
constexpr qint64 floodATurn = 2000;
constexpr auto floodTick = 5ms;
constexpr auto pauseBetweenRuns = 3s;
} // namespace

ScenarioPlayer::ScenarioPlayer(const Scenario &scenario, Channel &channel, Settings settings, QObject *parent)
    : QObject(parent)
    , m_scenario(scenario)
    , m_channel(channel)
    , m_settings(std::move(settings))
    , m_onCancel(stepsOnCancel(scenario))
{
    for (QTimer *timer : { &m_timer, &m_timeout }) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_timer, &QTimer::timeout, this, [this] { m_playing ? (m_flooding ? flood() : turn()) : beginRun(); });
    connect(&m_timeout, &QTimer::timeout, this, [this] { m_channel.expireApproval(m_channel.lastApproval()); });
    connect(&m_channel, &Channel::approvalResolved, this, &ScenarioPlayer::resolved);
    connect(&m_channel, &Channel::cancelRequested, this, &ScenarioPlayer::cancel);
}

void ScenarioPlayer::start()
{
    if (m_words.run == 0)
        beginRun();
}

void ScenarioPlayer::beginRun()
{
    const int run = m_words.run + 1;
    m_words = {};
    m_words.run = run;
    m_playing = true;
    m_cancelled = false;
    m_asking = nullptr;
    m_flooding = nullptr;
    m_frames = { { &m_scenario.steps, 0 } };
    m_channel.beginRun(m_settings.makeRunId());
    if (!std::exchange(m_attached, true))
        m_channel.publisherCame();
    m_due = Clock::now();
    m_timer.start(0ms);
}

std::chrono::milliseconds ScenarioPlayer::scaled(std::chrono::milliseconds time) const
{
    return std::chrono::milliseconds(qint64(double(time.count()) / m_settings.speed));
}

const ScenarioStep *ScenarioPlayer::next() const
{
    for (auto frame = m_frames.rbegin(); frame != m_frames.rend(); ++frame) {
        if (frame->index < frame->steps->size())
            return &(*frame->steps)[frame->index];
    }
    return nullptr;
}

void ScenarioPlayer::turn()
{
    for (int played = 0; played < stepsATurn; ++played) {
        const ScenarioStep *step = next();
        if (!step) {
            finish();
            return;
        }
        const Clock::time_point now = Clock::now();
        const Clock::time_point due = m_due + scaled(step->delay);
        if (now < due) {
            m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(due - now));
            return;
        }
        // Small delays of the machine are caught up with; after a long one the scenario goes on from here.
        m_due = now - due > 1s ? now : due;
        while (m_frames.back().index >= m_frames.back().steps->size())
            m_frames.pop_back();
        ++m_frames.back().index;
        perform(*step);
        if (!m_playing || m_asking || m_flooding)
            return;
    }
    m_timer.start(0ms);
}

void ScenarioPlayer::perform(const ScenarioStep &step)
{
    using Action = ScenarioStep::Action;
    switch (step.action) {
    case Action::Event:
        publish(step.event);
        break;
    case Action::Wait:
        ask(step);
        break;
    case Action::Drop:
        m_channel.commit();
        Q_EMIT m_channel.dropAsked(step.how);
        break;
    case Action::Stall:
        m_channel.commit();
        Q_EMIT m_channel.stallAsked(scaled(step.duration));
        break;
    case Action::Garbage:
        m_channel.commit();
        Q_EMIT m_channel.rawAsked(step.raw);
        break;
    case Action::Flood: {
        const JsonValue *data = step.event.find(u"data");
        m_floodType = step.event.find(u"event_type")->toText();
        m_floodData = encode(m_words.fill(data ? *data : JsonValue::object()));
        m_flooding = &step;
        m_flooded = 0;
        m_floodStart = Clock::now();
        m_timer.start(floodTick);
        break;
    }
    case Action::Goto:
        for (size_t i = 0; i < m_scenario.steps.size(); ++i) {
            if (m_scenario.steps[i].label == step.target) {
                m_frames = { { &m_scenario.steps, i } };
                return;
            }
        }
        break; // the reader saw to it that the label exists
    case Action::End:
        finish();
        break;
    }
}

QByteArray ScenarioPlayer::encode(const JsonValue &value) const
{
    return m_scenario.pythonNumbers ? toPythonJson(value) : value.toJson();
}

void ScenarioPlayer::publish(const JsonValue &event)
{
    const JsonValue filled = m_words.fill(event);
    const QString type = filled.find(u"event_type")->toText();
    JsonValue data = filled.find(u"data") ? *filled.find(u"data") : JsonValue::object();
    if (m_scenario.estimatesTime && type == "progress_update"_L1 && !data.find(u"estimated_time_remaining"))
        addEstimate(data, scaled(timeLeft()));
    if (!post(type, encode(data)))
        return;
    m_channel.commit();
    if (m_channel.run().isEnded())
        finish();
}

bool ScenarioPlayer::post(const QString &type, QByteArrayView dataJson)
{
    const Posting posting = makePosting(type, m_channel.envelope().projectId, dataJson, currentTimestamp());
    if (const QString refusal = m_channel.sizeRefusal(posting); !refusal.isEmpty()) {
        Q_EMIT m_channel.failed(u"An event of type %1 was left out. %2"_s.arg(type, refusal));
        return false;
    }
    m_channel.post(posting);
    return true;
}

std::chrono::milliseconds ScenarioPlayer::timeLeft() const
{
    std::chrono::milliseconds left{ 0 };
    for (const Frame &frame : m_frames)
        left += durationOf(*frame.steps, frame.index);
    return left;
}

void ScenarioPlayer::ask(const ScenarioStep &step)
{
    JsonValue event = m_words.fill(step.event);
    JsonValue data = event.find(u"data") ? *event.find(u"data") : JsonValue::object();
    if (m_channel.envelope().plainGuide) {
        for (const QString &extension :
             { u"approval_id"_s, u"title"_s, u"options"_s, u"editable_schema"_s, u"on_timeout"_s, u"expires_at"_s })
            data.remove(extension);
    } else {
        // Unique in the stream, also where the scenario is played again.
        const JsonValue *given = data.find(u"approval_id");
        const QString id = (given ? given->toText() : u"apr_%1"_s.arg(m_channel.lastSequence() + 1))
            + (m_words.run > 1 ? u"_run%1"_s.arg(m_words.run) : QString());
        data.set(u"approval_id"_s, JsonValue::string(id));
        if (step.duration > 0ms)
            data.set(u"expires_at"_s, JsonValue::string(formatTimestamp(currentTimestamp() + scaled(step.duration))));
    }
    m_words.proposal = data.find(u"approval_data") ? *data.find(u"approval_data") : JsonValue::object();
    m_words.answer = {};
    m_asking = &step;
    if (!post(u"approval_required"_s, encode(data))) {
        fail(u"The approval could not be asked for"_s);
        return;
    }
    m_channel.commit();
    if (step.duration > 0ms)
        m_timeout.start(scaled(step.duration));
}

void ScenarioPlayer::resolved(const ApprovalResolved &resolution)
{
    if (!m_playing || !m_asking || resolution.approvalId != m_channel.lastApproval())
        return;
    const ScenarioStep *step = std::exchange(m_asking, nullptr);
    m_timeout.stop();
    m_words.answer = resolution;
    m_due = Clock::now();
    branch(*step, resolution);
}

void ScenarioPlayer::branch(const ScenarioStep &step, const ApprovalResolved &resolution)
{
    const bool timedOut = resolution.source == ResolutionSource::Timeout;
    const QString decision = wireName(resolution.decision);
    auto found = step.branches.find(timedOut ? u"timeout"_s : decision);
    if (found == step.branches.end() && timedOut)
        found = step.branches.find(decision);
    if (found != step.branches.end())
        m_frames.push_back({ &found->second, 0 });
    else if (resolution.decision == ApprovalDecision::Rejected) {
        fail(timedOut ? u"The approval was not answered in time"_s : u"The approval was rejected"_s);
        return;
    }
    m_timer.start(0ms);
}

void ScenarioPlayer::fail(const QString &error)
{
    JsonValue data = JsonValue::object(
        { { u"status"_s, JsonValue::string(u"failed"_s) }, { u"error"_s, JsonValue::string(error) } });
    if (const model::Stage *stage = m_channel.run().currentStage()) {
        data.set(u"stage"_s, JsonValue::string(stage->name.id));
        data.set(u"stage_display"_s, JsonValue::string(stage->name.display));
        data.set(u"message"_s, JsonValue::string(u"Pipeline failed during "_s + stage->name.display));
    }
    post(u"pipeline_failed"_s, data.toJson());
    finish();
}

void ScenarioPlayer::cancel(const CancelRequested &request)
{
    if (!m_playing || m_cancelled)
        return;
    m_cancelled = true;
    m_words.cancel = request;
    m_asking = nullptr;
    m_flooding = nullptr;
    m_timeout.stop();
    m_frames = { { &m_onCancel, 0 } };
    m_due = Clock::now();
    m_timer.start(0ms);
}

void ScenarioPlayer::flood()
{
    const ScenarioStep &step = *m_flooding;
    const double elapsed = std::chrono::duration<double>(Clock::now() - m_floodStart).count();
    const auto owed = qint64(std::min(double(step.count), elapsed * step.rate * m_settings.speed));
    const qint64 until = std::min(owed, m_flooded + floodATurn);
    while (m_flooded < until) {
        QByteArray data = m_floodData;
        data.replace("{i}", QByteArray::number(++m_flooded));
        post(m_floodType, data);
    }
    if (m_flooded >= step.count) {
        m_flooding = nullptr;
        m_due = Clock::now();
        m_timer.start(0ms);
    } else {
        m_timer.start(m_flooded < owed ? 0ms : floodTick);
    }
}

void ScenarioPlayer::finish()
{
    if (!m_playing)
        return;
    m_playing = false;
    m_asking = nullptr;
    m_timer.stop();
    m_timeout.stop();
    if (std::exchange(m_attached, false))
        m_channel.publisherLeft();
    m_channel.commit();
    Q_EMIT ended(m_channel.run().status());
    if (m_settings.loop)
        m_timer.start(scaled(pauseBetweenRuns));
}

} // namespace stagewatch::server
