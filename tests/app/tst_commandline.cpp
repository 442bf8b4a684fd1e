// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::app;

/// What a person types, and what comes of it.
class TestCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingOpensTheWindow();
    void aUrlOpensTheWindowOnAStream();
    void watchTakesItsOptions();
    void serveTakesItsOptions();
    void serveTakesItsAccessAndLimits();
    void tokenTakesItsOptions();
    void demoTakesItsOptions();
    void stateTakesAUrlOrNone();
    void cancelTakesItsOptions();
    void approveAndRejectDifferInTheDecisionAlone();
    void execTakesAProgramWithItsOwnOptions();
    void askTakesItsOptions();
    void publishReadsAFileOrStandardInput();
    void tokenTakesNamesAndRoles();
    void helpAndVersionArePrinted_data();
    void helpAndVersionArePrinted();
    void wrongArgumentsAreNamed_data();
    void wrongArgumentsAreNamed();

private:
    static Command parse(const QString &line)
    {
        return parseCommandLine(QStringList{ u"stagewatch"_s } + line.split(u' ', Qt::SkipEmptyParts));
    }
};

void TestCommandLine::nothingOpensTheWindow()
{
    const Command command = parse(QString());
    QVERIFY(std::holds_alternative<WindowCommand>(command));
    QVERIFY(std::get<WindowCommand>(command).address.isEmpty());
}

void TestCommandLine::aUrlOpensTheWindowOnAStream()
{
    const auto command =
        std::get<WindowCommand>(parse(u"https://ml.example.org --project churn --theme dark --size 1280x800"_s));
    QCOMPARE(command.address, u"https://ml.example.org"_s);
    QCOMPARE(command.projectId, u"churn"_s);
    QCOMPARE(command.look.theme, u"dark"_s);
    QCOMPARE(command.look.size, QSize(1280, 800));
}

void TestCommandLine::watchTakesItsOptions()
{
    const auto command =
        std::get<WatchCommand>(parse(u"watch localhost:8000 --project p --json --max-attempts 0 --token-file t"_s));
    QCOMPARE(command.address, u"localhost:8000"_s);
    QVERIFY(command.json);
    QCOMPARE(command.maxAttempts, 0);
    QCOMPARE(command.tokenFile, u"t"_s);
}

void TestCommandLine::serveTakesItsOptions()
{
    const auto defaults = std::get<ServeCommand>(parse(u"serve"_s));
    QCOMPARE(defaults.host, u"127.0.0.1"_s);
    QCOMPARE(defaults.port, quint16(8000));
    QVERIFY2(defaults.scenarios.isEmpty(), "without a scenario, real pipelines are hosted");
    QVERIFY(defaults.dataFolder.isEmpty());
    QCOMPARE(defaults.limits, ServeCommand::Limits());

    const auto command =
        std::get<ServeCommand>(parse(u"serve --listen [::1]:0 --scenario flood --scenario flaky --speed 2.5 --loop"_s));
    QCOMPARE(command.host, u"::1"_s);
    QCOMPARE(command.port, quint16(0));
    QCOMPARE(command.scenarios, (QStringList{ u"flood"_s, u"flaky"_s }));
    QCOMPARE(command.speed, 2.5);
    QVERIFY(command.loop);

    const auto scripted = std::get<ServeCommand>(parse(u"serve --project p --speed 3"_s));
    QCOMPARE(scripted.scenarios, QStringList{ u"success"_s });
    QCOMPARE(scripted.projectId, u"p"_s);

    const auto team = std::get<ServeCommand>(parse(
        u"serve --listen 0.0.0.0:8443 --data d --token-file t --tls-cert c --tls-key k --allow-host ml.example.org "
        "--allow-origin https://a.example --allow-origin http://b.example:81 --keep-events 5 --keep-days 7 "
        "--max-watchers-per-project 1 --max-connections 2 --max-body 4096"_s));
    QCOMPARE(team.dataFolder, u"d"_s);
    QCOMPARE(team.tokenFile, u"t"_s);
    QCOMPARE(team.tlsCertificateFile, u"c"_s);
    QCOMPARE(team.tlsKeyFile, u"k"_s);
    QCOMPARE(team.allowedHosts, QStringList{ u"ml.example.org"_s });
    QCOMPARE(team.allowedOrigins, (QStringList{ u"https://a.example"_s, u"http://b.example:81"_s }));
    QCOMPARE(team.keepEvents, 5);
    QCOMPARE(team.keepDays, 7);
    QCOMPARE(team.limits.watchersPerProject, 1);
    QCOMPARE(team.limits.connections, 2);
    QCOMPARE(team.limits.bodyBytes, 4096);
    QVERIFY(!team.limits.projects);
}

void TestCommandLine::serveTakesItsAccessAndLimits()
{
    const auto command = std::get<ServeCommand>(
        parse(u"serve --data d --token-file t --tls-cert c --tls-key k --allow-host ml.example.org --allow-host a "
              "--allow-origin https://board.example.org:8443 --keep-events 1000 --keep-days 7 "
              "--max-watchers-per-project 1 --max-publishers-per-project 2 --max-connections 3 "
              "--max-connections-per-address 4 --max-projects 5 --max-body 2048"_s));
    QCOMPARE(command.dataFolder, u"d"_s);
    QCOMPARE(command.tokenFile, u"t"_s);
    QCOMPARE(command.tlsCertificateFile, u"c"_s);
    QCOMPARE(command.tlsKeyFile, u"k"_s);
    QCOMPARE(command.allowedHosts, (QStringList{ u"ml.example.org"_s, u"a"_s }));
    QCOMPARE(command.allowedOrigins, QStringList{ u"https://board.example.org:8443"_s });
    QCOMPARE(command.keepEvents, 1000);
    QCOMPARE(command.keepDays, 7);
    QCOMPARE(command.limits, (ServeCommand::Limits{ 1, 2, 3, 4, 5, 2048 }));
}

void TestCommandLine::tokenTakesItsOptions()
{
    const auto add =
        std::get<TokenCommand>(parse(u"token add --name ann --role control --role watch --token-file t"_s));
    QCOMPARE(add, (TokenCommand{ TokenCommand::Action::Add, u"t"_s, u"ann"_s, { u"control"_s, u"watch"_s } }));
    QCOMPARE(std::get<TokenCommand>(parse(u"token list"_s)), TokenCommand());
    QCOMPARE(std::get<TokenCommand>(parse(u"token remove --name ann"_s)),
             (TokenCommand{ TokenCommand::Action::Remove, {}, u"ann"_s, {} }));
}

void TestCommandLine::demoTakesItsOptions()
{
    const auto command =
        std::get<DemoCommand>(parse(u"demo --scenario failure --speed 4 --screenshot a.png --language zh_CN"_s));
    QCOMPARE(command.scenario, u"failure"_s);
    QCOMPARE(command.speed, 4.0);
    QCOMPARE(command.screenshot, u"a.png"_s);
    QCOMPARE(command.look.language, u"zh_CN"_s);
}

void TestCommandLine::stateTakesAUrlOrNone()
{
    QCOMPARE(std::get<StateCommand>(parse(u"state"_s)), StateCommand());
    const auto command =
        std::get<StateCommand>(parse(u"state localhost:1 --json --project p --token-file t --ca-file c"_s));
    QCOMPARE(command.access, (ServerAccess{ u"localhost:1"_s, u"p"_s, u"t"_s, u"c"_s }));
    QVERIFY(command.json);
    QCOMPARE(std::get<StateCommand>(parse(u"state --server localhost:1"_s)).access.server, u"localhost:1"_s);
    // The project may stand in the URL's own path.
    const QString url = u"https://ml.example.org/api/v1/projects/churn/state"_s;
    QCOMPARE(std::get<StateCommand>(parse(u"state "_s + url)).access.server, url);
}

void TestCommandLine::cancelTakesItsOptions()
{
    const auto command = std::get<CancelCommand>(parse(u"cancel localhost:1 --project p --reason late --force"_s));
    QCOMPARE(command.access.projectId, u"p"_s);
    QCOMPARE(command.reason, u"late"_s);
    QVERIFY(command.force);
    QVERIFY(!std::get<CancelCommand>(parse(u"cancel"_s)).force);
}

void TestCommandLine::approveAndRejectDifferInTheDecisionAlone()
{
    using stagewatch::protocol::ApprovalDecision;
    const QString rest = u" localhost:1 --project p --approval a --comment ok --data -"_s;
    auto approve = std::get<AnswerCommand>(parse(u"approve"_s + rest));
    QCOMPARE(approve.decision, ApprovalDecision::Approved);
    QCOMPARE(approve.approvalId, u"a"_s);
    QCOMPARE(approve.comment, u"ok"_s);
    QCOMPARE(approve.dataFile, u"-"_s);
    approve.decision = ApprovalDecision::Rejected;
    QCOMPARE(std::get<AnswerCommand>(parse(u"reject"_s + rest)), approve);
    QCOMPARE(std::get<AnswerCommand>(parse(u"reject --reason ok"_s)).comment, u"ok"_s);
    QCOMPARE(std::get<AnswerCommand>(parse(u"approve --reason ok"_s)).comment, u"ok"_s);
}

void TestCommandLine::execTakesAProgramWithItsOwnOptions()
{
    const QStringList program{ u"python3"_s, u"train.py"_s, u"--project"_s, u"theirs"_s };
    for (const QString &dashes : { u"-- "_s, QString() }) {
        const auto command = std::get<ExecCommand>(
            parse(u"exec --project p --grace 2.5 "_s + dashes + u"python3 train.py --project theirs"_s));
        QCOMPARE(command.access.projectId, u"p"_s);
        QCOMPARE(command.grace, std::chrono::milliseconds(2500));
        QCOMPARE(command.program, program);
        QVERIFY(!command.stage.isEmpty());
    }
}

void TestCommandLine::askTakesItsOptions()
{
    using stagewatch::protocol::TimeoutAction;
    const auto command =
        std::get<AskCommand>(parse(u"ask --project p --data - --timeout 1.5 --on-timeout reject Go?"_s));
    QCOMPARE(command.question, u"Go?"_s);
    QCOMPARE(command.dataFile, u"-"_s);
    QCOMPARE(command.timeoutSeconds, 1.5);
    QCOMPARE(command.onTimeout, TimeoutAction::Reject);
    QCOMPARE(std::get<AskCommand>(parse(u"ask Go?"_s)).onTimeout, TimeoutAction::Fail);
    QVERIFY(!std::get<AskCommand>(parse(u"ask Go?"_s)).timeoutSeconds);
}

void TestCommandLine::publishReadsAFileOrStandardInput()
{
    QCOMPARE(std::get<PublishCommand>(parse(u"publish --project p events.ndjson"_s)).file, u"events.ndjson"_s);
    QCOMPARE(std::get<PublishCommand>(parse(u"publish"_s)).file, u"-"_s);
}

void TestCommandLine::tokenTakesNamesAndRoles()
{
    const auto add = std::get<TokenCommand>(parse(u"token add --name ann --role watch --role control"_s));
    QCOMPARE(add.action, TokenCommand::Action::Add);
    QCOMPARE(add.name, u"ann"_s);
    QCOMPARE(add.roles, (QStringList{ u"watch"_s, u"control"_s }));
    QCOMPARE(std::get<TokenCommand>(parse(u"token list"_s)).action, TokenCommand::Action::List);
    const auto remove = std::get<TokenCommand>(parse(u"token remove --name ann --token-file t"_s));
    QCOMPARE(remove.action, TokenCommand::Action::Remove);
    QCOMPARE(remove.tokenFile, u"t"_s);
}

void TestCommandLine::helpAndVersionArePrinted_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("contains");
    QTest::newRow("help") << u"--help"_s << u"stagewatch watch URL"_s;
    QTest::newRow("short") << u"-h"_s << u"--project"_s;
    QTest::newRow("watch") << u"watch --help"_s << u"--max-attempts"_s;
    QTest::newRow("serve") << u"serve --help"_s << u"--listen"_s;
    QTest::newRow("token") << u"token --help"_s << u"--role"_s;
    QTest::newRow("demo") << u"demo --help"_s << u"--scenario"_s;
    QTest::newRow("state") << u"state --help"_s << u"STAGEWATCH_SERVER"_s;
    QTest::newRow("cancel") << u"cancel --help"_s << u"--force"_s;
    QTest::newRow("approve") << u"approve --help"_s << u"Approve what a run waits for"_s;
    QTest::newRow("exec") << u"exec --help"_s << u"--grace"_s;
    QTest::newRow("ask") << u"ask --help"_s << u"--on-timeout"_s;
    QTest::newRow("publish") << u"publish --help"_s << u"--server"_s;
    QTest::newRow("token") << u"token --help"_s << u"--role"_s;
    QTest::newRow("reject") << u"reject --help"_s << u"Reject what a run waits for"_s;
    QTest::newRow("version") << u"--version"_s << QStringLiteral(STAGEWATCH_VERSION);
}

void TestCommandLine::helpAndVersionArePrinted()
{
    QFETCH(QString, line);
    QFETCH(QString, contains);
    const Command command = parse(line);
    QVERIFY(std::holds_alternative<PrintCommand>(command));
    QVERIFY2(std::get<PrintCommand>(command).text.contains(contains), qPrintable(std::get<PrintCommand>(command).text));
}

void TestCommandLine::wrongArgumentsAreNamed_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("names");
    QTest::newRow("unknown option") << u"--colour red"_s << u"colour"_s;
    QTest::newRow("two URLs") << u"localhost:1 localhost:2 --project p"_s << u"localhost:2"_s;
    QTest::newRow("project without URL") << u"--project p"_s << u"p"_s;
    QTest::newRow("URL without project") << u"localhost:8000"_s << u"project"_s;
    QTest::newRow("wrong scheme") << u"ftp://host --project p"_s << u"ftp"_s;
    QTest::newRow("watch without URL") << u"watch --json"_s << u"URL"_s;
    QTest::newRow("option without value") << u"watch localhost:1 --project"_s << u"project"_s;
    QTest::newRow("attempts as a word") << u"watch localhost:1 --project p --max-attempts many"_s << u"many"_s;
    QTest::newRow("attempts as a fraction") << u"watch localhost:1 --project p --max-attempts 1.5"_s << u"1.5"_s;
    QTest::newRow("negative attempts") << u"watch localhost:1 --project p --max-attempts=-1"_s << u"-1"_s;
    QTest::newRow("listen without port") << u"serve --listen localhost"_s << u"localhost"_s;
    QTest::newRow("listen port too large") << u"serve --listen localhost:70000"_s << u"70000"_s;
    QTest::newRow("speed of zero") << u"serve --scenario flood --speed 0"_s << u"speed"_s;
    QTest::newRow("speed not a number") << u"serve --scenario flood --speed nan"_s << u"nan"_s;
    QTest::newRow("speed of real pipelines") << u"serve --data d --speed 2"_s << u"--speed"_s;
    QTest::newRow("loop of real pipelines") << u"serve --data d --loop"_s << u"--loop"_s;
    QTest::newRow("project of real pipelines") << u"serve --data d --project p"_s << u"--project"_s;
    QTest::newRow("certificate without key") << u"serve --tls-cert c"_s << u"--tls-key"_s;
    QTest::newRow("key without certificate") << u"serve --tls-key k"_s << u"--tls-cert"_s;
    QTest::newRow("origin without scheme") << u"serve --allow-origin board.example.org"_s << u"--allow-origin"_s;
    QTest::newRow("origin with a path") << u"serve --allow-origin https://board.example.org/x"_s << u"/x"_s;
    QTest::newRow("origin with a slash") << u"serve --allow-origin https://board.example.org/"_s << u"--allow-origin"_s;
    QTest::newRow("origin of everybody") << u"serve --allow-origin *"_s << u"\"*\""_s;
    QTest::newRow("origin of nobody") << u"serve --allow-origin null"_s << u"null"_s;
    QTest::newRow("host with a port") << u"serve --allow-host ml.example.org:443"_s << u":443"_s;
    QTest::newRow("host with a path") << u"serve --allow-host a/b"_s << u"a/b"_s;
    QTest::newRow("keep nothing") << u"serve --keep-events 0"_s << u"--keep-events"_s;
    QTest::newRow("keep half a day") << u"serve --keep-days 0.5"_s << u"0.5"_s;
    QTest::newRow("no connections") << u"serve --max-connections 0"_s << u"--max-connections"_s;
    QTest::newRow("a body too small for an event") << u"serve --max-body 10"_s << u"--max-body"_s;
    QTest::newRow("token without action") << u"token"_s << u"add, list or remove"_s;
    QTest::newRow("token with an odd action") << u"token drop --name x"_s << u"drop"_s;
    QTest::newRow("token for nobody") << u"token add --role watch"_s << u"--name"_s;
    QTest::newRow("token for nothing") << u"token add --name x"_s << u"--role"_s;
    QTest::newRow("token with an odd role") << u"token add --name x --role admin"_s << u"admin"_s;
    QTest::newRow("token with an odd name") << u"token add --name a/b --role watch"_s << u"a/b"_s;
    QTest::newRow("list with a name") << u"token list --name x"_s << u"--name"_s;
    QTest::newRow("remove with a role") << u"token remove --name x --role watch"_s << u"--role"_s;
    QTest::newRow("project for two") << u"serve --scenario flood --scenario flaky --project p"_s << u"--project"_s;
    QTest::newRow("odd project id") << u"serve --project a/b"_s << u"a/b"_s;
    QTest::newRow("odd theme") << u"demo --theme pink"_s << u"pink"_s;
    QTest::newRow("odd size") << u"demo --size 1280"_s << u"1280"_s;
    QTest::newRow("demo with an argument") << u"demo extra"_s << u"extra"_s;
    QTest::newRow("certificate without key") << u"serve --tls-cert c"_s << u"--tls-key"_s;
    QTest::newRow("origin with a path") << u"serve --allow-origin https://a.example/x"_s << u"--allow-origin"_s;
    QTest::newRow("host with a port") << u"serve --allow-host a.example:8000"_s << u"--allow-host"_s;
    QTest::newRow("keeping no events") << u"serve --keep-events 0"_s << u"--keep-events"_s;
    QTest::newRow("no connections at all") << u"serve --max-connections 0"_s << u"--max-connections"_s;
    QTest::newRow("exec nothing") << u"exec --project p --"_s << u"program"_s;
    QTest::newRow("exec with odd patience") << u"exec --patience soon -- true"_s << u"soon"_s;
    QTest::newRow("ask nothing") << u"ask --project p"_s << u"question"_s;
    QTest::newRow("ask with an odd end") << u"ask --timeout 1 --on-timeout sleep Go?"_s << u"sleep"_s;
    QTest::newRow("ask for no time") << u"ask --timeout 0 Go?"_s << u"--timeout"_s;
    QTest::newRow("token of nobody") << u"token add --role watch"_s << u"--name"_s;
    QTest::newRow("token for nothing") << u"token add --name ann"_s << u"--role"_s;
    QTest::newRow("token for an odd role") << u"token add --name ann --role admin"_s << u"admin"_s;
    QTest::newRow("odd action on tokens") << u"token show"_s << u"show"_s;
    QTest::newRow("state of two servers") << u"state localhost:1 localhost:2"_s << u"localhost:2"_s;
    QTest::newRow("state of a server named twice") << u"state localhost:1 --server localhost:2"_s << u"twice"_s;
    QTest::newRow("state of an odd project") << u"state --project a/b"_s << u"a/b"_s;
    QTest::newRow("state of an odd address") << u"state ftp://host"_s << u"ftp"_s;
    QTest::newRow("cancel of two projects") << u"cancel http://h/api/v1/projects/a/stream --project b"_s << u"\"a\""_s;
    QTest::newRow("approve with two comments") << u"approve --comment a --reason b"_s << u"--reason"_s;
    QTest::newRow("approve of no id") << u"approve --approval="_s << u"--approval"_s;
    QTest::newRow("reject of a path") << u"reject --approval .."_s << u".."_s;
    QTest::newRow("reject with an unnamed file") << u"reject --data="_s << u"--data"_s;
}

void TestCommandLine::wrongArgumentsAreNamed()
{
    QFETCH(QString, line);
    QFETCH(QString, names);
    const Command command = parse(line);
    QVERIFY(std::holds_alternative<UsageError>(command));
    const QString text = std::get<UsageError>(command).text;
    QVERIFY2(text.contains(names), qPrintable(text));
    QVERIFY2(!text.contains(u'\n'), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
