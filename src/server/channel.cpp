// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/channel.h"

#include "protocol/encoder.h"
#include "server/storereading.h"

#include <QUuid>

#include <algorithm>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace protocol;

namespace {
/// Room for the mark of a replayed event.
constexpr qsizetype eventSizeLimit = messageSizeLimit - 64;
/// What may wait for a disk that refuses, before publishers have to wait as well.
constexpr qint64 waitingLimit = 32 * 1024 * 1024;
/// And how many times events that wait may be sent again meanwhile; each time is answered.
constexpr size_t repeatsLimit = 100'000;
/// How far back a restart looks for what publishers sent and for approvals: beyond what anybody sends again.
constexpr qint64 remembered = 100'000;
/// For watchers that come to the same place a little later.
constexpr auto framesKept = 2s;
constexpr auto sequenceMark = ",\"sequence\":";

QString freshRunId()
{
    return u"run_"_s + QUuid::createUuid().toString(QUuid::Id128).left(16);
}
} // namespace

Channel::Channel(ChannelSettings settings, std::unique_ptr<EventStore> store, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_store(std::move(store))
    , m_envelope{ m_settings.projectId, m_store->streamId(), m_settings.plainGuide }
    , m_fold(m_settings.projectId)
    , m_control(*this, m_fold)
{
    m_gather.setSingleShot(true);
    m_gather.setTimerType(Qt::PreciseTimer);
    connect(&m_gather, &QTimer::timeout, this, [this] { m_store->commit(); });
    m_forget.setInterval(framesKept);
    connect(&m_forget, &QTimer::timeout, this, [this] {
        if (!m_frames.forgetUnused())
            m_forget.stop();
    });
    connect(m_store.get(), &EventStore::stored, this, &Channel::onStored);
    connect(m_store.get(), &EventStore::advanced, this, &Channel::fold);
    connect(m_store.get(), &EventStore::failed, this, [this](const QString &sentence) {
        Q_EMIT failed(u"The events of project %1 cannot be stored now: %2"_s.arg(m_settings.projectId, sentence));
    });
    m_fold.setPlan(m_settings.plan);
    load();
}

Channel::~Channel() = default;

/// The fold needs the run that was under way from its first event on, the run before that for its stages, and what
/// publishers sent lately.
void Channel::load()
{
    const qint64 first = m_store->first();
    const qint64 end = m_store->end();
    m_folded = end - 1;
    if (first >= end)
        return;
    qint64 begin = beginOfLastRun(*m_store, end);
    if (begin > first) {
        const qint64 before = beginOfLastRun(*m_store, begin);
        if (begin - before <= remembered) // a longer one would take its time for a hint
            begin = before;
    }
    for (qint64 sequence = std::max(first, end - remembered); sequence < begin; ++sequence)
        m_fold.remember(m_store->read(sequence));
    readToEnd(*m_store, begin, [this](const QByteArray &message) {
        if (!m_fold.putByLog(message))
            (void)m_fold.apply(message);
    });
    m_fold.applyLogs();
    if (std::min(begin, end - remembered) > first)
        m_fold.ledger().forgetEarlier();
    m_writtenRun = m_fold.runId();
    m_writtenEnd = m_fold.run().isEnded();
    m_control.watchExpiry();
}

void Channel::beginRun(const QString &runId)
{
    m_writtenRun = runId;
    m_writtenEnd = false;
}

QString Channel::sizeRefusal(const Posting &posting) const
{
    constexpr qsizetype tailSize = 512;
    if (posting.head.size() + tailSize <= eventSizeLimit)
        return {};
    return u"The event has %1 bytes; a message may have %2 KiB."_s.arg(posting.head.size())
        .arg(messageSizeLimit / 1024);
}

QString Channel::refusal(const Posting &posting) const
{
    return refusal(posting, m_fold.desk(), nullptr);
}

std::optional<Channel::BatchFault> Channel::refusal(const std::vector<Posting> &batch) const
{
    const bool asksOften = std::count_if(batch.begin(), batch.end(), std::mem_fn(&Posting::asksApproval)) > 1;
    // What the batch asks for takes ids and room from what it asks for next.
    std::optional<ApprovalDesk> ahead = asksOften ? std::optional(m_fold.desk()) : std::nullopt;
    for (size_t index = 0; index < batch.size(); ++index) {
        std::optional<ApprovalRequired> asked;
        const QString sentence = refusal(batch[index], ahead ? *ahead : m_fold.desk(), &asked);
        if (!sentence.isEmpty())
            return BatchFault{ index, sentence };
        if (ahead && asked)
            ahead->announce(*asked);
    }
    return std::nullopt;
}

QString Channel::refusal(const Posting &posting, const ApprovalDesk &desk, std::optional<ApprovalRequired> *asked) const
{
    if (const QString tooLarge = sizeRefusal(posting); !tooLarge.isEmpty())
        return tooLarge;
    if (posting.publisherSequence) {
        const QByteArray id = posting.publisherId.toLatin1();
        if (m_fold.ledger().find(id, *posting.publisherSequence))
            return {};
        if (m_fold.ledger().isForgotten(id, *posting.publisherSequence))
            return u"The publisher_sequence %1 lies so far back that nobody can tell whether it was stored."_s.arg(
                *posting.publisherSequence);
    }
    if (posting.readsBack)
        return {};
    const Decoded decoded = m_decoder.decode(posting.head + '}', currentTimestamp());
    if (!decoded.event)
        return u"The event does not read back as one."_s;
    const auto *request = decoded.event->as<ApprovalRequired>();
    if (request && asked)
        *asked = *request;
    return request ? desk.refusalOf(*request) : QString();
}

void Channel::post(const Posting &posting, Stored stored)
{
    const QByteArray publisherId = posting.publisherId.toLatin1();
    const qint64 number = posting.publisherSequence.value_or(0);
    if (posting.publisherSequence) {
        if (const auto known = m_fold.ledger().find(publisherId, number)) {
            if (known->sequence == 0)
                m_repeats.emplace(std::pair(publisherId, number), std::move(stored));
            else if (stored)
                stored(known->sequence);
            return;
        }
        m_fold.ledger().begin(publisherId, number);
    }
    const Decoded decoded = posting.isLog ? Decoded() : m_decoder.decode(posting.head + '}', currentTimestamp());
    // What the server says of a run that is over does not take the stream back to it. A recording says such things of
    // the run that is played, and names none.
    const bool isOrder = decoded.event && !posting.runId.isEmpty()
        && (decoded.event->as<ApprovalResolved>() || decoded.event->as<CancelRequested>());
    if (posting.isLog || (decoded.event && !isOrder))
        m_writtenRun = nextRunId(posting, decoded.event && isTerminal(*decoded.event));
    if (decoded.event && decoded.event->as<ApprovalRequired>())
        m_fold.desk().announce(*decoded.event->as<ApprovalRequired>());
    m_waiting.push_back({ publisherId, number, std::move(stored) });
    m_store->append({ posting.head + sequenceMark, tailOf(posting, isOrder ? posting.runId : m_writtenRun) });
    if (!m_gather.isActive())
        m_gather.start(m_settings.gatherTime);
}

QByteArray Channel::tailOf(const Posting &posting, const QString &runId)
{
    if (posting.publisherSequence)
        return makeTail(m_envelope.streamId, runId, posting);
    if (m_tail.isEmpty() || m_tailRun != runId) {
        m_tail = makeTail(m_envelope.streamId, runId, posting);
        m_tailRun = runId;
    }
    return m_tail;
}

QString Channel::nextRunId(const Posting &posting, bool ends)
{
    const bool other = !posting.runId.isEmpty() && posting.runId != m_writtenRun;
    if (other || m_writtenRun.isEmpty() || (m_writtenEnd && posting.runId.isEmpty())) {
        m_writtenEnd = ends;
        return posting.runId.isEmpty() ? freshRunId() : posting.runId;
    }
    m_writtenEnd = m_writtenEnd || ends;
    return m_writtenRun;
}

void Channel::commit()
{
    m_gather.stop();
    m_store->commit();
}

bool Channel::isFull() const
{
    return m_store->waitingBytes() > waitingLimit || m_repeats.size() > repeatsLimit;
}

void Channel::onStored(qint64 firstSequence, qint64 count)
{
    // Whoever is told may post, and with a store that writes at once that leads here again: nothing of this round may
    // be waiting any more then.
    const auto end = m_waiting.begin() + std::min(std::ptrdiff_t(count), std::ptrdiff_t(m_waiting.size()));
    const std::vector<Waiting> safe(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
    m_waiting.erase(m_waiting.begin(), end);
    for (qint64 sequence = firstSequence; const Waiting &waiting : safe) {
        if (!waiting.publisherId.isEmpty())
            m_fold.ledger().stored(waiting.publisherId, waiting.publisherSequence, sequence);
        ++sequence;
    }
    for (qint64 sequence = firstSequence; const Waiting &waiting : safe)
        tell(waiting, sequence++);
}

void Channel::tell(const Waiting &waiting, qint64 sequence)
{
    std::vector<Stored> repeats;
    if (!waiting.publisherId.isEmpty()) {
        const auto [from, to] = m_repeats.equal_range({ waiting.publisherId, waiting.publisherSequence });
        for (auto repeat = from; repeat != to; ++repeat)
            repeats.push_back(std::move(repeat->second));
        m_repeats.erase(from, to);
    }
    if (waiting.stored)
        waiting.stored(sequence);
    for (const Stored &stored : repeats) {
        if (stored)
            stored(sequence);
    }
}

void Channel::fold()
{
    // What listeners do may lead here again: each message is folded once, in order.
    const qint64 end = m_store->end();
    while (m_folded + 1 < end) {
        const EventStore::Lines lines = m_store->readSome(m_folded + 1, storeBytesAtATime);
        if (lines.ends.empty())
            ++m_folded; // it cannot be read
        qint64 sequence = m_folded;
        quint32 begin = 0;
        for (const quint32 lineEnd : lines.ends) {
            if (m_folded != sequence)
                break; // a listener has led further
            m_folded = ++sequence;
            foldOne(lines.bytes.mid(begin, lineEnd - 1 - begin), sequence);
            begin = lineEnd;
        }
    }
    m_fold.applyLogs();
    Q_EMIT advanced();
}

void Channel::foldOne(const QByteArray &message, qint64 sequence)
{
    if (m_fold.putByLog(message))
        return;
    const ChannelFold::Folded folded = m_fold.apply(message);
    if (!folded.event)
        return;
    if (const auto *resolved = folded.event->as<ApprovalResolved>()) {
        Q_EMIT ordered(sequence); // first: what a listener posts now may be an order as well
        Q_EMIT approvalResolved(*resolved);
    } else if (const auto *request = folded.event->as<CancelRequested>()) {
        Q_EMIT ordered(sequence);
        Q_EMIT cancelRequested(*request);
    } else if (folded.event->as<ApprovalRequired>()) {
        m_control.watchExpiry();
    }
    if (folded.runEnded)
        Q_EMIT runEnded(m_fold.run().status());
}

FrameSpan Channel::frames(qint64 sequence, Dress dress)
{
    if (!m_forget.isActive())
        m_forget.start();
    return m_frames.from(*m_store, sequence, lastSequence() + 1, dress);
}

RunStatus Channel::status() const
{
    return m_fold.run().status();
}

Greeting Channel::greeting() const
{
    const ProgressScope scope =
        m_settings.progressScope == ProgressScope::Unknown ? run().progressScope() : m_settings.progressScope;
    Greeting greeting{ firstSequence(), lastSequence(), m_writtenRun, scope, {} };
    for (const model::PlannedStage &stage : m_fold.plan())
        greeting.stages.push_back(stage.name);
    return greeting;
}

QByteArray Channel::stateMessage() const
{
    if (m_stateAt == m_folded)
        return m_state;
    Event state;
    state.eventType = u"state"_s;
    state.projectId = m_settings.projectId;
    state.time = currentTimestamp();
    state.sequence = m_folded;
    state.streamId = m_envelope.streamId;
    state.runId = runId();
    Snapshot snapshot = run().snapshot();
    snapshot.runId = runId();
    if (m_settings.progressScope != ProgressScope::Unknown)
        snapshot.progressScope = m_settings.progressScope;
    state.payload = std::move(snapshot);
    m_state = encodeWithin(std::move(state), messageSizeLimit);
    m_stateAt = m_folded;
    return m_state;
}

void Channel::watcherCame()
{
    ++m_watchers;
    Q_EMIT watched();
}

} // namespace stagewatch::server
