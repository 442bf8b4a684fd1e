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
    void demoTakesItsOptions();
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
    QCOMPARE(defaults.scenarios, QStringList{ u"success"_s });

    const auto command =
        std::get<ServeCommand>(parse(u"serve --listen [::1]:0 --scenario flood --scenario flaky --speed 2.5 --loop"_s));
    QCOMPARE(command.host, u"::1"_s);
    QCOMPARE(command.port, quint16(0));
    QCOMPARE(command.scenarios, (QStringList{ u"flood"_s, u"flaky"_s }));
    QCOMPARE(command.speed, 2.5);
    QVERIFY(command.loop);
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

void TestCommandLine::helpAndVersionArePrinted_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("contains");
    QTest::newRow("help") << u"--help"_s << u"stagewatch watch URL"_s;
    QTest::newRow("short") << u"-h"_s << u"--project"_s;
    QTest::newRow("watch") << u"watch --help"_s << u"--max-attempts"_s;
    QTest::newRow("serve") << u"serve --help"_s << u"--listen"_s;
    QTest::newRow("demo") << u"demo --help"_s << u"--scenario"_s;
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
    QTest::newRow("speed of zero") << u"serve --speed 0"_s << u"speed"_s;
    QTest::newRow("speed not a number") << u"serve --speed nan"_s << u"nan"_s;
    QTest::newRow("project for two") << u"serve --scenario flood --scenario flaky --project p"_s << u"--project"_s;
    QTest::newRow("odd project id") << u"serve --project a/b"_s << u"a/b"_s;
    QTest::newRow("odd theme") << u"demo --theme pink"_s << u"pink"_s;
    QTest::newRow("odd size") << u"demo --size 1280"_s << u"1280"_s;
    QTest::newRow("demo with an argument") << u"demo extra"_s << u"extra"_s;
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
