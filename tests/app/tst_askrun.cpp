// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/askrun.h"
#include "support/faultproxy.h"
#include "support/publishserver.h"
#include "support/rawserver.h"
#include "support/warningguard.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using app::AskRun;
using app::ExitCode;
using protocol::JsonValue;
using protocol::TimeoutAction;
using test::FaultProxy;
using test::PublishServer;
using test::RawServer;

namespace {

const JsonValue proposal = *JsonValue::parse(R"({"lr":0.10,"n":9007199254740993})");

/// A run of the command, with what it said.
class Asking
{
public:
    Asking(const QUrl &server, const QString &folder, AskRun::Setup setup = {}, int maxAttempts = 3,
           const QUrl &rest = {})
    {
        QUrl http = server;
        http.setScheme(u"http"_s);
        setup.connection.endpoint = *protocol::resolveEndpoint(http.toString(), u"proj_abc123"_s).endpoint;
        if (!rest.isEmpty())
            setup.connection.endpoint.apiUrl.setPort(rest.port());
        setup.connection.maxAttempts = maxAttempts;
        setup.connection.backoffBase = 5ms;
        setup.connection.backoffCap = 20ms;
        setup.question = u"Deploy the model?\nIt has run for a day."_s;
        setup.approvalType = u"deployment"_s;
        setup.note = [this](const QString &text) { notes.append(text); };
        setup.result = [this](const QByteArray &json) { results.append(json); };
        setup.resend = [](const QString &path) { return u"send "_s + path; };
        client::Publisher::Options options;
        options.connection = setup.connection;
        options.runId = setup.runId;
        options.spoolFolder = folder;
        QString error;
        auto publisher = client::Publisher::create(options, &error);
        if (!publisher)
            qFatal("%s", qPrintable(error));
        run = std::make_unique<AskRun>(setup, std::move(publisher));
        QObject::connect(run.get(), &AskRun::finished, run.get(), [this](ExitCode ended) { code = ended; });
        run->start();
    }
    [[nodiscard]] QString text() const { return notes.join(u'\n'); }
    [[nodiscard]] QJsonObject resolution(const QString &decision, const QJsonObject &more = {}) const
    {
        QJsonObject data = more;
        data.insert(u"approval_id"_s, run->approvalId());
        data.insert(u"decision"_s, decision);
        return data;
    }

    std::unique_ptr<AskRun> run;
    QStringList notes;
    QList<QByteArray> results;
    std::optional<ExitCode> code;
};

QJsonObject dataOf(const QJsonObject &event)
{
    return event.value("data"_L1).toObject();
}

} // namespace

class TestAskRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void asksInARunOfItsOwn();
    void printsWhatWasApproved_data();
    void printsWhatWasApproved();
    void endsRejected();
    void decidesByTimeout_data();
    void decidesByTimeout();
    void joinsTheRunItIsCalledFrom();
    void joinsTheRunThatIsUnderWay_data();
    void joinsTheRunThatIsUnderWay();
    void hearsADecisionThatFellWhileItWasAway();
    void waitsForAServerThatCameBack();
    void endsItsRunWhenInterrupted();
    void endsWhereTheRunIsCancelled();
    void saysWhereNobodyWasReached();
    void saysWhereItIsRefused();
    void saysWhereTheQuestionIsRefused();

private:
    [[nodiscard]] QString folder() const { return m_folder->path(); }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::WarningGuard> m_guard;
};

void TestAskRun::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_guard = std::make_unique<test::WarningGuard>();
}

void TestAskRun::cleanup()
{
    QCOMPARE(m_guard->take(), QStringList());
}

void TestAskRun::asksInARunOfItsOwn()
{
    PublishServer server;
    AskRun::Setup setup;
    setup.proposal = proposal;
    setup.timeout = 1h;
    setup.onTimeout = TimeoutAction::Reject;
    const auto before = protocol::currentTimestamp();
    Asking asking(server.url(), folder(), setup);
    QTRY_COMPARE(server.types(), QStringList(u"approval_required"_s));
    const QJsonObject event = server.stored().first();
    const QJsonObject data = dataOf(event);
    QCOMPARE(data.value("approval_id"_L1), asking.run->approvalId());
    QCOMPARE(data.value("approval_type"_L1), u"deployment"_s);
    QCOMPARE(data.value("title"_L1), u"Deploy the model?"_s);
    QCOMPARE(data.value("message"_L1), u"Deploy the model?\nIt has run for a day."_s);
    QCOMPARE(data.value("on_timeout"_L1), u"reject"_s);
    QVERIFY(data.value("options"_L1).isArray());
    const auto expires = protocol::parseTimestamp(data.value("expires_at"_L1).toString());
    QVERIFY(expires && *expires >= before + 1h && *expires <= protocol::currentTimestamp() + 1h);
    const QString run = event.value("run_id"_L1).toString();
    QVERIFY(!run.isEmpty());
    server.tell(u"approval_resolved"_s, { { u"approval_id"_s, u"another"_s }, { u"decision"_s, u"rejected"_s } },
                { { u"sequence"_s, 2 } });
    server.tell(u"approval_resolved"_s,
                asking.resolution(u"approved"_s, { { u"responder"_s, u"ann"_s }, { u"comment"_s, u"looks good"_s } }),
                { { u"sequence"_s, 3 }, { u"run_id"_s, run } });
    QTRY_COMPARE(asking.code, ExitCode::Completed);
    QVERIFY2(asking.text().contains(u"Approved by ann: looks good"_s), qPrintable(asking.text()));
    QCOMPARE(asking.results, QList<QByteArray>{ R"({"lr":0.10,"n":9007199254740993})" });
    QCOMPARE(server.types(), (QStringList{ u"approval_required"_s, u"pipeline_completed"_s }));
    QCOMPARE(server.stored().last().value("run_id"_L1), run);
    QCOMPARE(dataOf(server.stored().last()).value("result"_L1).toObject().value("responder"_L1), u"ann"_s);
    QTRY_COMPARE(server.closeCodes(), QList<int>{ 1000 });
    QVERIFY(QDir(folder()).isEmpty());
}

void TestAskRun::printsWhatWasApproved_data()
{
    QTest::addColumn<JsonValue>("proposed");
    QTest::addColumn<QJsonObject>("edited");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("as proposed") << proposal << QJsonObject() << QByteArray(R"({"lr":0.10,"n":9007199254740993})");
    QTest::newRow("edited") << proposal << QJsonObject{ { u"approval_data"_s, QJsonObject{ { u"lr"_s, 0.5 } } } }
                            << QByteArray(R"({"lr":0.5})");
    QTest::newRow("nothing proposed") << JsonValue() << QJsonObject() << QByteArray("{}");
}

void TestAskRun::printsWhatWasApproved()
{
    QFETCH(JsonValue, proposed);
    QFETCH(QJsonObject, edited);
    QFETCH(QByteArray, expected);
    PublishServer server;
    AskRun::Setup setup;
    setup.proposal = proposed;
    Asking asking(server.url(), folder(), setup);
    QTRY_COMPARE(server.storedCount(), 1);
    QVERIFY(!dataOf(server.stored().first()).contains("expires_at"_L1));
    server.tell(u"approval_resolved"_s, asking.resolution(u"approved"_s, edited));
    QTRY_COMPARE(asking.code, ExitCode::Completed);
    QCOMPARE(asking.results, QList<QByteArray>{ expected });
}

void TestAskRun::endsRejected()
{
    PublishServer server;
    Asking asking(server.url(), folder());
    QTRY_COMPARE(server.storedCount(), 1);
    server.tell(u"approval_resolved"_s, asking.resolution(u"rejected"_s, { { u"comment"_s, u"too slow"_s } }));
    QTRY_COMPARE(asking.code, ExitCode::Failed);
    QVERIFY2(asking.text().contains(u"Rejected: too slow"_s), qPrintable(asking.text()));
    QVERIFY(asking.results.isEmpty());
    QCOMPARE(server.types().last(), u"pipeline_cancelled"_s);
}

void TestAskRun::decidesByTimeout_data()
{
    QTest::addColumn<TimeoutAction>("action");
    QTest::addColumn<bool>("byServer");
    QTest::addColumn<ExitCode>("code");
    QTest::addColumn<QString>("end");
    for (const bool byServer : { true, false }) {
        const char *who = byServer ? "the server" : "ask itself";
        QTest::addRow("approve, by %s", who)
            << TimeoutAction::Approve << byServer << ExitCode::Completed << u"pipeline_completed"_s;
        QTest::addRow("reject, by %s", who)
            << TimeoutAction::Reject << byServer << ExitCode::Failed << u"pipeline_cancelled"_s;
        QTest::addRow("fail, by %s", who)
            << TimeoutAction::Fail << byServer << ExitCode::TimedOut << u"pipeline_failed"_s;
    }
}

void TestAskRun::decidesByTimeout()
{
    QFETCH(TimeoutAction, action);
    QFETCH(bool, byServer);
    QFETCH(QString, end);
    PublishServer server;
    AskRun::Setup setup;
    setup.proposal = proposal;
    setup.timeout = byServer ? 1h : 20ms;
    setup.grace = 20ms;
    setup.onTimeout = action;
    Asking asking(server.url(), folder(), setup);
    QTRY_VERIFY(server.storedCount() >= 1);
    if (byServer)
        server.tell(u"approval_resolved"_s,
                    asking.resolution(action == TimeoutAction::Approve ? u"approved"_s : u"rejected"_s,
                                      { { u"source"_s, u"timeout"_s } }));
    QTRY_VERIFY(asking.code);
    QTEST(*asking.code, "code");
    QCOMPARE(asking.results.size(), action == TimeoutAction::Approve ? 1 : 0);
    QVERIFY2(asking.text().contains(u"Nobody decided within"_s), qPrintable(asking.text()));
    QCOMPARE(asking.text().contains(u"The server did not say so"_s), !byServer);
    QCOMPARE(server.types(), (QStringList{ u"approval_required"_s, end }));
}

void TestAskRun::joinsTheRunItIsCalledFrom()
{
    PublishServer server;
    server.runId = u"run-9"_s;
    AskRun::Setup setup;
    setup.runId = u"run-9"_s;
    Asking asking(server.url(), folder(), setup);
    QTRY_COMPARE(server.storedCount(), 1);
    QCOMPARE(server.stored().first().value("run_id"_L1), u"run-9"_s);
    server.tell(u"approval_resolved"_s, asking.resolution(u"approved"_s), { { u"run_id"_s, u"run-9"_s } });
    QTRY_COMPARE(asking.code, ExitCode::Completed);
    QCOMPARE(server.types(), QStringList(u"approval_required"_s));
}

void TestAskRun::joinsTheRunThatIsUnderWay_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QString>("runId"); // empty: one of its own
    QTest::addColumn<bool>("ends");
    const auto state = [](const char *status) {
        return RawServer::http("200 OK",
                               R"({"event_type":"state","run_id":"run-9","data":{"run_id":"run-9","status":")"
                                   + QByteArray(status) + "\"}}",
                               "Content-Type: application/json\r\n");
    };
    QTest::newRow("running") << state("running") << u"run-9"_s << false;
    QTest::newRow("over") << state("completed") << QString() << true;
    QTest::newRow("unknown") << RawServer::http("403 Forbidden") << u"none"_s << false;
}

void TestAskRun::joinsTheRunThatIsUnderWay()
{
    QFETCH(QByteArray, state);
    QFETCH(QString, runId);
    QFETCH(bool, ends);
    PublishServer server;
    server.runId = u"run-9"_s;
    RawServer rest;
    rest.answer("/state", state);
    Asking asking(server.url(), folder(), {}, 3, rest.url(u"http"_s));
    QTRY_COMPARE(server.storedCount(), 1);
    const QString used = server.stored().first().value("run_id"_L1).toString();
    QCOMPARE(used.isEmpty() ? u"none"_s : used.startsWith("ask-run-"_L1) ? QString() : used, runId);
    server.tell(u"approval_resolved"_s, asking.resolution(u"approved"_s));
    QTRY_COMPARE(asking.code, ExitCode::Completed);
    QCOMPARE(server.types().size(), ends ? 2 : 1);
}

void TestAskRun::hearsADecisionThatFellWhileItWasAway()
{
    PublishServer server;
    Asking asking(server.url(), folder());
    QTRY_COMPARE(server.storedCount(), 1);
    server.abortClients();
    QTRY_COMPARE(server.open(), 1);
    server.tell(u"approval_resolved"_s, asking.resolution(u"approved"_s),
                { { u"sequence"_s, 2 }, { u"replayed"_s, true } });
    QTRY_COMPARE(asking.code, ExitCode::Completed);
}

void TestAskRun::waitsForAServerThatCameBack()
{
    PublishServer server;
    FaultProxy proxy(server.port());
    Asking asking(proxy.url(), folder());
    QTRY_VERIFY(asking.text().contains(u"Waiting for an answer"_s));
    server.stop();
    // Far more attempts than it takes to give up on a server that was never there.
    QTRY_VERIFY(proxy.accepted() > 10);
    QVERIFY(!asking.code);
    QVERIFY2(!asking.text().contains(u"gave up"_s), qPrintable(asking.text()));
    QVERIFY(server.start());
    QTRY_COMPARE(server.open(), 1);
    server.tell(u"approval_resolved"_s, asking.resolution(u"approved"_s));
    QTRY_COMPARE(asking.code, ExitCode::Completed);
}

void TestAskRun::endsItsRunWhenInterrupted()
{
    PublishServer server;
    Asking asking(server.url(), folder());
    QTRY_COMPARE(server.storedCount(), 1);
    asking.run->interrupt();
    QTRY_COMPARE(asking.code, ExitCode::Interrupted);
    QCOMPARE(server.types(), (QStringList{ u"approval_required"_s, u"pipeline_cancelled"_s }));
}

void TestAskRun::endsWhereTheRunIsCancelled()
{
    PublishServer server;
    Asking asking(server.url(), folder());
    // Of a run before this one, and told again at the start.
    QTRY_COMPARE(server.storedCount(), 1);
    server.tell(u"cancel_requested"_s, { { u"reason"_s, u"old"_s } },
                { { u"run_id"_s, u"run-1"_s }, { u"sequence"_s, 1 } });
    server.tell(u"cancel_requested"_s, { { u"requester"_s, u"ann"_s }, { u"reason"_s, u"enough"_s } },
                { { u"run_id"_s, server.stored().first().value("run_id"_L1) }, { u"sequence"_s, 2 } });
    QTRY_COMPARE(asking.code, ExitCode::Cancelled);
    QCOMPARE(server.types().last(), u"pipeline_cancelled"_s);
    QCOMPARE(dataOf(server.stored().last()).value("reason"_L1), u"enough"_s);
    QVERIFY2(asking.text().contains(u"cancelled by ann"_s), qPrintable(asking.text()));
}

void TestAskRun::saysWhereNobodyWasReached()
{
    PublishServer server;
    server.stop();
    AskRun::Setup setup;
    setup.timeout = 1h;
    Asking asking(server.url(), folder(), setup);
    QTRY_COMPARE(asking.code, ExitCode::NotConnected);
    QVERIFY2(asking.text().contains(u"gave up"_s), qPrintable(asking.text()));
    QVERIFY2(QDir(folder()).isEmpty(), "a question that nobody saw is not kept");
}

void TestAskRun::saysWhereItIsRefused()
{
    RawServer server;
    server.answer("/", RawServer::http("403 Forbidden"));
    AskRun::Setup setup;
    setup.runId = u"run-9"_s;
    Asking asking(server.url(u"ws"_s), folder(), setup);
    QTRY_COMPARE(asking.code, ExitCode::Refused);
    QVERIFY2(asking.text().contains(u"403"_s), qPrintable(asking.text()));
    QVERIFY(QDir(folder()).isEmpty());
}

void TestAskRun::saysWhereTheQuestionIsRefused()
{
    PublishServer server;
    server.judge = [](const QJsonObject &) { return PublishServer::Answer::Refuse; };
    Asking asking(server.url(), folder());
    QTRY_COMPARE(asking.code, ExitCode::Refused);
    QVERIFY2(asking.text().contains(u"The event is not taken"_s), qPrintable(asking.text()));
}

QTEST_GUILESS_MAIN(TestAskRun)
#include "tst_askrun.moc"
