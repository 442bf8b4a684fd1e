// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channelhouse.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace stagewatch;
using namespace stagewatch::protocol;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// The rules of one project's stream, with a store whose disk the test holds.
class TestChannel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyHearsOfWhatIsNotStored();
    void aRepeatIsStoredOnce();
    void aRepeatOnItsWayIsAnsweredOnceStored();
    void repeatsOfWhatWaitsAreLimited();
    void runsAreToldApart();
    void theFirstAnswerWinsAndIsStoredFirst();
    void aDecisionSurvivesARestart();
    void aDecisionOnAnEarlierRunLeavesTheNextOneAlone();
    void aDecisionOutOfARecordingBelongsToItsRun();
    void anAnswerThatFitsNoMessageIsRefused();
    void anEditMustFitItsSchema_data();
    void anEditMustFitItsSchema();
    void anApprovalExpires_data();
    void anApprovalExpires();
    void anAnswerAfterTheExpiryIsLateBeforeTheTimerToo();
    void anExpiredApprovalResolvesAfterARestart();
    void cancelReachesThePipeline();
    void cancelOfNothingIsNotDelivered();
    void aTokensNameWinsOverWhatIsSaid();
    void anIdIsUsedOnce();
    void aHugeEventIsRefused();
    void publishersAreRememberedAfterARestart();
    void aRestartFoldsTheLastRunWhole_data();
    void aRestartFoldsTheLastRunWhole();
    void aRestartKnowsTheStagesOfTheRunBefore();
    void theNewestOrdersAreKept();
    void ordersKeepTheirOrderWhenOneLeadsToAnother();
    void whoeverIsToldMayPostMore();

private:
    static ApprovalResponse response(ApprovalDecision decision, const QString &requestId = {})
    {
        ApprovalResponse made;
        made.approvalId = u"a"_s;
        made.decision = decision;
        made.requestId = requestId;
        return made;
    }
    static QByteArray asking(const QByteArray &more = {})
    {
        return R"({"event_type":"approval_required","data":{"approval_id":"a","approval_data":{"depth":6})" + more
            + "}}";
    }
};

void TestChannel::nobodyHearsOfWhatIsNotStored()
{
    ChannelHouse house(false);
    QSignalSpy advanced(house.channel.get(), &Channel::advanced);
    QCOMPARE(house.post(R"({"event_type":"log","data":{"message":"x"}})"), 0);
    QCOMPARE(house.channel->lastSequence(), 0);
    QVERIFY(house.channel->run().isEmpty());
    QCOMPARE(advanced.size(), 0);
    house.store->storeNow();
    QCOMPARE(house.channel->lastSequence(), 1);
    QVERIFY(!house.channel->run().isEmpty());
    QCOMPARE(advanced.size(), 1);
}

void TestChannel::aRepeatIsStoredOnce()
{
    ChannelHouse house;
    const QByteArray event = R"({"event_type":"log","data":{"message":"x"},"publisher_id":"w","publisher_sequence":7})";
    QCOMPARE(house.post(event), 1);
    QCOMPARE(house.post(R"({"event_type":"log","data":{"message":"y"}})"), 2);
    QCOMPARE(house.post(event), 1);
    QCOMPARE(house.channel->lastSequence(), 2);
}

void TestChannel::aRepeatOnItsWayIsAnsweredOnceStored()
{
    ChannelHouse house(false);
    const Posting event = house.posting(R"({"event_type":"log","publisher_id":"w","publisher_sequence":7})");
    QList<qint64> told;
    for (int i = 0; i < 3; ++i)
        house.channel->post(event, [&](qint64 sequence) { told.append(sequence); });
    QVERIFY(told.isEmpty());
    house.store->storeNow();
    QCOMPARE(told, QList<qint64>({ 1, 1, 1 }));
    QCOMPARE(house.store->messages.size(), 1);
}

void TestChannel::repeatsOfWhatWaitsAreLimited()
{
    ChannelHouse house(false);
    const Posting event = house.posting(R"({"event_type":"log","publisher_id":"w","publisher_sequence":7})");
    int told = 0;
    int sent = 0;
    for (; sent < 1'000'000 && !house.channel->isFull(); ++sent)
        house.channel->post(event, [&](qint64) { ++told; });
    QVERIFY(house.channel->isFull());
    house.store->storeNow();
    QVERIFY(!house.channel->isFull());
    QCOMPARE(told, sent);
    QCOMPARE(house.store->messages.size(), 1);
}

void TestChannel::runsAreToldApart()
{
    ChannelHouse house;
    house.post(R"({"event_type":"log","data":{"message":"x"}})");
    const QString first = house.channel->runId();
    QVERIFY(!first.isEmpty());
    house.post(R"({"event_type":"pipeline_completed","data":{"result":{}}})");
    QCOMPARE(house.channel->runId(), first);
    QCOMPARE(house.channel->status(), RunStatus::Completed);
    house.post(R"({"event_type":"log","data":{"message":"y"}})");
    QVERIFY(house.channel->runId() != first);
    house.post(R"({"event_type":"log","data":{"message":"z"},"run_id":"mine"})");
    QCOMPARE(house.channel->runId(), u"mine"_s);
    QCOMPARE(house.channel->run().logCount(), 1);
}

void TestChannel::theFirstAnswerWinsAndIsStoredFirst()
{
    ChannelHouse house(false);
    house.post(asking());
    house.store->storeNow();
    QStringList heard;
    const auto hear = [&](const ApprovalDesk::Outcome &outcome) {
        const auto *answer = std::get_if<ApprovalDesk::Answer>(&outcome);
        heard.append(answer ? wireName(answer->acknowledgement.resolution->decision)
                             + (answer->acknowledgement.accepted ? u"+"_s : u"-"_s)
                            : std::get<QString>(outcome));
    };
    house.channel->answer(response(ApprovalDecision::Approved, u"r1"_s), {}, hear);
    house.channel->answer(response(ApprovalDecision::Rejected, u"r2"_s), {}, hear);
    QVERIFY2(heard.isEmpty(), "an answer was confirmed before it was stored");
    QCOMPARE(house.channel->run().pendingApprovalCount(), 1);
    QSignalSpy resolved(house.channel.get(), &Channel::approvalResolved);
    house.store->storeNow();
    QCOMPARE(heard, QStringList({ u"approved+"_s, u"approved-"_s }));
    QCOMPARE(resolved.size(), 1);
    house.channel->answer(response(ApprovalDecision::Approved, u"r1"_s), {}, hear);
    QCOMPARE(heard.last(), u"approved+"_s);
    QCOMPARE(house.store->messages.size(), 2);
}

void TestChannel::aDecisionSurvivesARestart()
{
    ChannelHouse before;
    before.post(asking());
    before.channel->answer(response(ApprovalDecision::Approved, u"r1"_s), { u"ann"_s, {}, {} }, [](const auto &) {});
    ChannelHouse after(true, before.store->messages);
    QVector<bool> accepted;
    const auto hear = [&](const ApprovalDesk::Outcome &outcome) {
        const auto &answer = std::get<ApprovalDesk::Answer>(outcome);
        accepted.append(answer.acknowledgement.accepted);
        QCOMPARE(answer.acknowledgement.resolution->responder, u"ann"_s);
    };
    after.channel->answer(response(ApprovalDecision::Approved, u"r1"_s), {}, hear);
    after.channel->answer(response(ApprovalDecision::Rejected, u"r2"_s), {}, hear);
    QCOMPARE(accepted, QVector<bool>({ true, false }));
    QCOMPARE(after.store->messages.size(), 2);
}

void TestChannel::aDecisionOnAnEarlierRunLeavesTheNextOneAlone()
{
    ChannelHouse house(false);
    house.post(R"({"event_type":"approval_required","data":{"approval_id":"a"},"run_id":"one"})");
    house.store->storeNow();
    house.post(R"({"event_type":"log","data":{"message":"x"},"run_id":"two"})");
    house.channel->answer(response(ApprovalDecision::Approved), {}, [](const auto &) {});
    house.post(R"({"event_type":"log","data":{"message":"y"},"run_id":"two"})");
    house.store->storeNow();
    QVERIFY(house.store->messages[2].contains(R"("event_type":"approval_resolved")"));
    QVERIFY(house.store->messages[2].contains(R"("run_id":"one")"));
    QCOMPARE(house.channel->runId(), u"two"_s);
    QCOMPARE(house.channel->run().logCount(), 2);
    ChannelHouse after(true, house.store->messages);
    QCOMPARE(after.channel->runId(), u"two"_s);
}

void TestChannel::aDecisionOutOfARecordingBelongsToItsRun()
{
    ChannelHouse house;
    house.post(asking());
    const QString run = house.channel->runId();
    house.channel->post(makePosting(u"approval_resolved"_s, u"p"_s, R"({"approval_id":"a","decision":"approved"})",
                                    currentTimestamp()));
    house.channel->commit();
    QCOMPARE(house.channel->runId(), run);
    QCOMPARE(house.channel->run().pendingApprovalCount(), 0);
    QVERIFY(house.store->messages.last().contains("\"run_id\":\"" + run.toUtf8() + '"'));
}

void TestChannel::anAnswerThatFitsNoMessageIsRefused()
{
    ChannelHouse house;
    house.post(asking());
    ApprovalResponse wordy = response(ApprovalDecision::Approved);
    wordy.comment = QString(70 * 1024, u'x');
    QString refused;
    house.channel->answer(wordy, {}, [&](const ApprovalDesk::Outcome &outcome) {
        refused = std::holds_alternative<QString>(outcome) ? std::get<QString>(outcome) : QString();
    });
    QVERIFY2(refused.contains(u"64 KiB"_s), qPrintable(refused));
    QCOMPARE(house.channel->run().pendingApprovalCount(), 1);
    const QByteArray large = R"({"event_type":"approval_required","data":{"approval_id":"b","approval_data":{"text":")"
        + QByteArray(130 * 1024, 'x') + "\"}}}";
    QVERIFY(house.channel->refusal(house.posting(large)).contains(u"128 KiB"_s));
}

void TestChannel::anEditMustFitItsSchema_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("fault");
    QTest::newRow("fits") << R"({"depth":8})"_ba << QString();
    QTest::newRow("too large") << R"({"depth":80})"_ba << u"/depth"_s;
    QTest::newRow("a text for a number") << R"({"depth":"8"})"_ba << u"/depth"_s;
    QTest::newRow("missing") << R"({})"_ba << u"depth"_s;
    QTest::newRow("a name that does not match") << R"({"depth":8,"name":"Ärger"})"_ba << u"/name"_s;
    QTest::newRow("a name that takes a pattern for ever")
        << R"({"depth":8,"name":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"})"_ba << u"/name"_s;
}

void TestChannel::anEditMustFitItsSchema()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, fault);
    ChannelHouse house;
    house.post(asking(
        R"(,"editable_schema":{"type":"object","required":["depth"],"properties":{"depth":{"type":"integer","maximum":12},"name":{"type":"string","pattern":"^(a+)+$"}}})"));
    ApprovalResponse edited = response(ApprovalDecision::Approved);
    edited.approvalData = JsonValue::parse(data);
    QString refused;
    bool taken = false;
    house.channel->answer(edited, {}, [&](const ApprovalDesk::Outcome &outcome) {
        taken = std::holds_alternative<ApprovalDesk::Answer>(outcome);
        refused = taken ? QString() : std::get<QString>(outcome);
    });
    QCOMPARE(taken, fault.isEmpty());
    QVERIFY2(refused.contains(fault), qPrintable(refused));
    QCOMPARE(house.channel->run().pendingApprovalCount(), fault.isEmpty() ? 0 : 1);
}

void TestChannel::anApprovalExpires_data()
{
    QTest::addColumn<QByteArray>("onTimeout");
    QTest::addColumn<ApprovalDecision>("decision");
    QTest::newRow("approve") << R"(,"on_timeout":"approve")"_ba << ApprovalDecision::Approved;
    QTest::newRow("reject") << R"(,"on_timeout":"reject")"_ba << ApprovalDecision::Rejected;
    QTest::newRow("fail") << R"(,"on_timeout":"fail")"_ba << ApprovalDecision::Rejected;
    QTest::newRow("unsaid") << ""_ba << ApprovalDecision::Rejected;
}

void TestChannel::anApprovalExpires()
{
    QFETCH(QByteArray, onTimeout);
    QFETCH(ApprovalDecision, decision);
    ChannelHouse house;
    QSignalSpy resolved(house.channel.get(), &Channel::approvalResolved);
    const QByteArray at = formatTimestamp(currentTimestamp() + std::chrono::milliseconds(50)).toLatin1();
    house.post(asking(R"(,"expires_at":")" + at + '"' + onTimeout));
    QTRY_COMPARE(resolved.size(), 1);
    const auto resolution = resolved.first().first().value<ApprovalResolved>();
    QCOMPARE(resolution.decision, decision);
    QCOMPARE(resolution.source, ResolutionSource::Timeout);
    QCOMPARE(house.channel->run().pendingApprovalCount(), 0);
}

void TestChannel::anAnswerAfterTheExpiryIsLateBeforeTheTimerToo()
{
    ChannelHouse house;
    const Timestamp at = currentTimestamp() + std::chrono::milliseconds(50);
    house.post(asking(R"(,"expires_at":")" + formatTimestamp(at).toLatin1() + '"'));
    QCOMPARE(house.store->messages.size(), 1);
    // No event loop, as while a machine sleeps.
    while (currentTimestamp() <= at)
        QThread::yieldCurrentThread();
    std::optional<ApprovalDesk::Outcome> outcome;
    house.channel->answer(response(ApprovalDecision::Approved), {},
                          [&](const ApprovalDesk::Outcome &given) { outcome = given; });
    QVERIFY(outcome);
    const auto &acknowledgement = std::get<ApprovalDesk::Answer>(*outcome).acknowledgement;
    QVERIFY(!acknowledgement.accepted);
    QVERIFY(acknowledgement.resolution);
    QCOMPARE(acknowledgement.resolution->source, ResolutionSource::Timeout);
}

void TestChannel::anExpiredApprovalResolvesAfterARestart()
{
    ChannelHouse before;
    const QByteArray soon = formatTimestamp(currentTimestamp() + std::chrono::hours(1)).toLatin1();
    before.post(asking(R"(,"expires_at":")" + soon + R"(","on_timeout":"approve")"));
    QList<QByteArray> messages = before.store->messages;
    messages[0].replace(soon, formatTimestamp(currentTimestamp() - std::chrono::hours(1)).toLatin1());
    ChannelHouse after(true, messages);
    QTRY_COMPARE(after.store->messages.size(), 2);
    QVERIFY(after.store->messages[1].contains(R"("source":"timeout")"));
}

void TestChannel::cancelReachesThePipeline()
{
    ChannelHouse house(false);
    house.post(R"({"event_type":"log","data":{"message":"x"}})");
    house.store->storeNow();
    house.channel->publisherCame();
    QList<bool> delivered;
    QSignalSpy asked(house.channel.get(), &Channel::cancelRequested);
    house.channel->cancel({ u"enough"_s, false, {} }, { u"ann"_s, {}, {} },
                          [&](bool heard) { delivered.append(heard); });
    QVERIFY(delivered.isEmpty());
    house.store->storeNow();
    QCOMPARE(delivered, QList<bool>({ true }));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(house.channel->status(), RunStatus::Cancelling);
    QCOMPARE(house.channel->run().cancelRequester(), u"ann"_s);
    QCOMPARE(house.channel->orders(), std::vector<qint64>({ 2 }));
    house.channel->cancel({ u"again"_s, false, {} }, {}, [&](bool heard) { delivered.append(heard); });
    QCOMPARE(delivered, QList<bool>({ true, true }));
    QVERIFY(house.store->waiting.isEmpty());
}

void TestChannel::cancelOfNothingIsNotDelivered()
{
    ChannelHouse house;
    std::optional<bool> delivered;
    house.channel->cancel({}, {}, [&](bool heard) { delivered = heard; });
    QCOMPARE(delivered, std::optional(false));
    house.post(R"({"event_type":"log"})");
    house.channel->cancel({}, {}, [&](bool heard) { delivered = heard; });
    QCOMPARE(delivered, std::optional(false)); // nobody is attached, but the wish is kept for when somebody is
    QCOMPARE(house.channel->orders().size(), size_t(1));
}

void TestChannel::aTokensNameWinsOverWhatIsSaid()
{
    ChannelHouse house;
    house.post(asking());
    ApprovalResponse said = response(ApprovalDecision::Approved);
    said.responder = u"the boss"_s;
    house.channel->answer(said, { u"ann"_s, {}, {} }, [](const auto &) {});
    QCOMPARE(house.channel->run().approvals().front().resolution->responder, u"ann"_s);
}

void TestChannel::anIdIsUsedOnce()
{
    ChannelHouse house;
    house.post(asking());
    QVERIFY(house.channel->refusal(house.posting(asking())).contains(u"used before"_s));
    QVERIFY(house.channel->refusal(house.posting(R"({"event_type":"approval_required","data":{}})")).isEmpty());
}

void TestChannel::aHugeEventIsRefused()
{
    ChannelHouse house;
    const Posting huge =
        house.posting(R"({"event_type":"log","data":{"message":")" + QByteArray(300'000, 'x') + "\"}}");
    QVERIFY(house.channel->refusal(huge).contains(u"256 KiB"_s));
}

void TestChannel::publishersAreRememberedAfterARestart()
{
    ChannelHouse before;
    const QByteArray event = R"({"event_type":"pipeline_completed","publisher_id":"w","publisher_sequence":7})";
    before.post(event);
    before.post(R"({"event_type":"log","data":{"message":"another run"}})");
    ChannelHouse after(true, before.store->messages);
    QCOMPARE(after.post(event), 1);
    QCOMPARE(after.store->messages.size(), 2);
}

void TestChannel::aRestartFoldsTheLastRunWhole_data()
{
    QTest::addColumn<QList<int>>("lengths"); // of runs, one after the other
    QTest::newRow("one event") << QList<int>{ 1 };
    QTest::newRow("one run") << QList<int>{ 1000 };
    QTest::newRow("a short one last") << QList<int>{ 300, 2 };
    QTest::newRow("one event last") << QList<int>{ 300, 1 };
    QTest::newRow("a long one last") << QList<int>{ 1, 7, 1000 };
    QTest::newRow("short ones") << QList<int>{ 1, 1, 2, 3, 1, 2 };
    for (int length = 2; length < 20; ++length)
        QTest::addRow("of %d", length) << QList<int>{ 5, length };
}

void TestChannel::aRestartFoldsTheLastRunWhole()
{
    QFETCH(QList<int>, lengths);
    ChannelHouse before;
    qint64 total = 0;
    for (qsizetype run = 0; run < lengths.size(); ++run) {
        for (int i = 0; i < lengths[run]; ++i, ++total)
            before.post(R"({"event_type":"log","data":{"message":"m"},"run_id":"run)" + QByteArray::number(run)
                        + R"("})");
    }
    ChannelHouse after(true, before.store->messages);
    QCOMPARE(after.channel->runId(), u"run%1"_s.arg(lengths.size() - 1));
    QCOMPARE(after.channel->run().eventCount(), lengths.last());
    QCOMPARE(after.channel->run().snapshot(), before.channel->run().snapshot());
    QVERIFY2(after.store->reads <= total + 50, qPrintable(QString::number(after.store->reads)));
}

void TestChannel::aRestartKnowsTheStagesOfTheRunBefore()
{
    ChannelHouse before;
    for (const QByteArray &stage : { "analyzing"_ba, "training"_ba })
        before.post(R"({"event_type":"stage_transition","data":{"stage":")" + stage + R"(","progress":0.5}})");
    before.post(R"({"event_type":"pipeline_completed","data":{"result":{}}})");
    before.post(R"({"event_type":"stage_transition","data":{"stage":"analyzing","progress":0.1}})");
    QCOMPARE(before.channel->greeting().stages.size(), size_t(2));
    const ChannelHouse after(true, before.store->messages);
    QCOMPARE(after.channel->greeting().stages.size(), size_t(2));
    QCOMPARE(after.channel->runId(), before.channel->runId());
    QCOMPARE(after.channel->run().snapshot(), before.channel->run().snapshot());
}

void TestChannel::theNewestOrdersAreKept()
{
    constexpr qint64 count = 10'001;
    QList<QByteArray> messages;
    for (qint64 sequence = 1; sequence <= count; ++sequence)
        messages.append(R"({"event_type":"cancel_requested","project_id":"p","timestamp":"2026-01-01T00:00:00Z",)"
                        R"("data":{"reason":"x"},"sequence":)"
                        + QByteArray::number(sequence) + R"(,"stream_id":"str_test","run_id":"r"})");
    const ChannelHouse house(true, messages);
    QCOMPARE(house.channel->orders().size(), size_t(count - 1));
    QCOMPARE(house.channel->orders().front(), 2);
    QCOMPARE(house.channel->orders().back(), count);
}

void TestChannel::ordersKeepTheirOrderWhenOneLeadsToAnother()
{
    ChannelHouse house;
    house.post(R"({"event_type":"log","data":{"message":"x"}})");
    QList<qint64> ordered;
    connect(house.channel.get(), &Channel::ordered, this, [&](qint64 sequence) { ordered.append(sequence); });
    connect(house.channel.get(), &Channel::cancelRequested, this, [&](const CancelRequested &request) {
        if (!request.force)
            house.channel->cancel({ u"now"_s, true, {} }, {}, [](bool) {});
    });
    house.channel->cancel({ u"enough"_s, false, {} }, {}, [](bool) {});
    QCOMPARE(ordered, QList<qint64>({ 2, 3 }));
}

void TestChannel::whoeverIsToldMayPostMore()
{
    ChannelHouse house;
    const Posting event = house.posting(R"({"event_type":"log","data":{"message":"x"}})");
    QList<qint64> told;
    qint64 more = 0;
    house.channel->post(event, [&](qint64 sequence) {
        told.append(sequence);
        more = house.post(R"({"event_type":"log","data":{"message":"y"}})");
    });
    for (int i = 0; i < 2; ++i)
        house.channel->post(event, [&](qint64 sequence) { told.append(sequence); });
    house.channel->commit();
    QCOMPARE(told, QList<qint64>({ 1, 2, 3 }));
    QCOMPARE(more, 4);
}

QTEST_GUILESS_MAIN(TestChannel)
#include "tst_channel.moc"
