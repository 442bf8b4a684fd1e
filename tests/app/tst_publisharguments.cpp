// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/serveraccess.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::app;
namespace client = stagewatch::client;
namespace protocol = stagewatch::protocol;

/// The arguments of `publish` and `ask`, and how a command finds its server.
class TestPublishArguments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void readsPublish_data();
    void readsPublish();
    void readsAsk();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void findsServerAndProject_data();
    void findsServerAndProject();
    void saysWhereNoProjectIsNamed();
    void takesTheTokenFromTheEnvironment();
    void writesACommandThatAShellReads();
};

void TestPublishArguments::init()
{
    for (const char *name : { "STAGEWATCH_SERVER", "STAGEWATCH_PROJECT", "STAGEWATCH_TOKEN" })
        qunsetenv(name);
}

void TestPublishArguments::readsPublish_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<PublishCommand>("expected");
    QTest::newRow("nothing") << QStringList{} << PublishCommand{ .access = {}, .file = u"-"_s };
    QTest::newRow("stdin") << QStringList{ u"-"_s } << PublishCommand{ .access = {}, .file = u"-"_s };
    QTest::newRow("all")
        << QStringList{ u"--project"_s, u"p-1"_s,       u"--server"_s, u"localhost:9"_s, u"--token-file"_s,
                        u"t"_s,         u"--ca-file"_s, u"c"_s,        u"e.ndjson"_s,    u"--max-attempts"_s,
                        u"0"_s }
        << PublishCommand{ .access = { u"localhost:9"_s, u"p-1"_s, u"t"_s, u"c"_s },
                           .file = u"e.ndjson"_s,
                           .maxAttempts = 0 };
}

void TestPublishArguments::readsPublish()
{
    QFETCH(QStringList, arguments);
    QFETCH(PublishCommand, expected);
    const Command command = parseCommandLine(QStringList{ u"stagewatch"_s, u"publish"_s } + arguments);
    QVERIFY(command == Command(expected));
}

void TestPublishArguments::readsAsk()
{
    const QStringList few{ u"stagewatch"_s, u"ask"_s, u"Deploy?"_s };
    AskCommand expected;
    expected.question = u"Deploy?"_s;
    expected.approvalType = u"question"_s;
    QVERIFY(parseCommandLine(few) == Command(expected));
    expected.access.projectId = u"p"_s;
    expected.approvalType = u"deployment"_s;
    expected.dataFile = u"-"_s;
    expected.timeoutSeconds = 1.5;
    expected.onTimeout = protocol::TimeoutAction::Reject;
    QVERIFY(parseCommandLine(few
                             + QStringList{ u"--project"_s, u"p"_s, u"--type"_s, u"deployment"_s, u"--data"_s, u"-"_s,
                                            u"--timeout"_s, u"1.5"_s, u"--on-timeout"_s, u"reject"_s })
            == Command(expected));
}

void TestPublishArguments::namesWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("no question") << QStringList{ u"ask"_s } << u"question"_s;
    QTest::newRow("an empty question") << QStringList{ u"ask"_s, u"  "_s } << u"question"_s;
    QTest::newRow("two questions") << QStringList{ u"ask"_s, u"a"_s, u"b"_s } << u"\"b\""_s;
    QTest::newRow("no time") << QStringList{ u"ask"_s, u"a"_s, u"--timeout"_s, u"soon"_s } << u"--timeout"_s;
    QTest::newRow("time 0") << QStringList{ u"ask"_s, u"a"_s, u"--timeout"_s, u"0"_s } << u"--timeout"_s;
    QTest::newRow("no action") << QStringList{ u"ask"_s, u"a"_s, u"--timeout"_s, u"1"_s, u"--on-timeout"_s, u"wait"_s }
                               << u"--on-timeout"_s;
    QTest::newRow("an action without a time")
        << QStringList{ u"ask"_s, u"a"_s, u"--on-timeout"_s, u"fail"_s } << u"--timeout"_s;
    QTest::newRow("no type") << QStringList{ u"ask"_s, u"a"_s, u"--type"_s, QString() } << u"--type"_s;
    QTest::newRow("a bad project") << QStringList{ u"publish"_s, u"--project"_s, u"a/b"_s } << u"--project"_s;
    QTest::newRow("a bad server") << QStringList{ u"publish"_s, u"--server"_s, u"ftp://x"_s } << u"ftp"_s;
    QTest::newRow("an empty server") << QStringList{ u"publish"_s, u"--server"_s, QString() } << u"--server"_s;
    QTest::newRow("two files") << QStringList{ u"publish"_s, u"a"_s, u"b"_s } << u"\"b\""_s;
    QTest::newRow("no attempts") << QStringList{ u"publish"_s, u"--max-attempts"_s, u"-1"_s } << u"--max-attempts"_s;
}

void TestPublishArguments::namesWhatIsWrong()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const Command command = parseCommandLine(QStringList{ u"stagewatch"_s } + arguments);
    const auto *error = std::get_if<UsageError>(&command);
    QVERIFY(error);
    QVERIFY2(error->text.contains(named), qPrintable(error->text));
}

void TestPublishArguments::findsServerAndProject_data()
{
    QTest::addColumn<ServerAccess>("access");
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("project");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *name, const QString &typedServer, const QString &typedProject, const char *server,
                        const char *project, const QString &url) {
        QTest::newRow(name) << ServerAccess{ typedServer, typedProject, {}, {} } << QByteArray(server)
                            << QByteArray(project) << url;
    };
    row("typed", u"h:1"_s, u"p"_s, "", "", u"ws://h:1/api/v1/ws/projects/p/stream"_s);
    row("the default server", {}, u"p"_s, "", "", u"ws://127.0.0.1:8000/api/v1/ws/projects/p/stream"_s);
    row("the environment", {}, {}, "https://h", "q", u"wss://h/api/v1/ws/projects/q/stream"_s);
    row("typed wins", u"h:1"_s, u"p"_s, "x:2", "q", u"ws://h:1/api/v1/ws/projects/p/stream"_s);
    row("the project in the URL", u"ws://h/api/v1/ws/projects/u/stream"_s, {}, "", "q",
        u"ws://h/api/v1/ws/projects/u/stream"_s);
}

void TestPublishArguments::findsServerAndProject()
{
    QFETCH(ServerAccess, access);
    QFETCH(QByteArray, server);
    QFETCH(QByteArray, project);
    if (!server.isEmpty())
        qputenv("STAGEWATCH_SERVER", server);
    if (!project.isEmpty())
        qputenv("STAGEWATCH_PROJECT", project);
    QString error;
    const auto settings = makeConnectionSettings(access, 7, &error);
    QVERIFY2(settings, qPrintable(error));
    QTEST(settings->endpoint.streamUrl.toString(), "url");
    QCOMPARE(settings->maxAttempts, 7);
}

void TestPublishArguments::saysWhereNoProjectIsNamed()
{
    QString error;
    QVERIFY(!makeConnectionSettings(ServerAccess{}, 1, &error));
    QVERIFY2(error.contains(u"STAGEWATCH_PROJECT"_s) && error.contains(u"--project"_s), qPrintable(error));
    qputenv("STAGEWATCH_PROJECT", "../x");
    QVERIFY(!makeConnectionSettings(ServerAccess{}, 1, &error));
    QVERIFY2(error.contains(u"../x"_s), qPrintable(error));
}

void TestPublishArguments::takesTheTokenFromTheEnvironment()
{
    qputenv("STAGEWATCH_TOKEN", "secret");
    QString error;
    QCOMPARE(makeConnectionSettings(ServerAccess{ {}, u"p"_s, {}, {} }, 1, &error)->token, "secret");
}

void TestPublishArguments::writesACommandThatAShellReads()
{
    QString error;
    ServerAccess access{ {}, u"p"_s, {}, {} };
    const auto settings = *makeConnectionSettings(access, 1, &error);
    QCOMPARE(resendCommand(access, settings, u"/a/b.ndjson"_s), u"stagewatch publish --project p /a/b.ndjson"_s);
    access.server = u"https://h:1"_s;
    access.tokenFile = u"it's mine"_s;
    QCOMPARE(resendCommand(access, settings, u"/a b"_s),
             u"stagewatch publish --server https://h:1 --project p --token-file 'it'\\''s mine' '/a b'"_s);
}

QTEST_GUILESS_MAIN(TestPublishArguments)
#include "tst_publisharguments.moc"
