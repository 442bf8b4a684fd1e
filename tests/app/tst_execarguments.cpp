// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::app;
using namespace std::chrono_literals;

/// Which words of the command line are exec's own, and which are the program's.
class TestExecArguments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theProgramKeepsItsWords_data();
    void theProgramKeepsItsWords();
    void takesItsOptions();
    void theStageIsNamedAfterTheCommand_data();
    void theStageIsNamedAfterTheCommand();
    void wrongArgumentsAreNamed_data();
    void wrongArgumentsAreNamed();
    void helpIsPrinted();

private:
    static Command parse(const QStringList &words)
    {
        return parseCommandLine(QStringList{ u"stagewatch"_s, u"exec"_s } + words);
    }
};

void TestExecArguments::theProgramKeepsItsWords_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("program");
    const QStringList train{ u"train.py"_s, u"--project"_s, u"x"_s, u"-h"_s };
    QTest::newRow("behind the dashes") << QStringList{ u"--project"_s, u"p"_s, u"--"_s } + train << train;
    QTest::newRow("without dashes") << QStringList{ u"--project"_s, u"p"_s } + train << train;
    QTest::newRow("value behind =") << QStringList{ u"--project=p"_s } + train << train;
    QTest::newRow("no options") << train << train;
    QTest::newRow("dashes of its own") << QStringList{ u"--"_s, u"sh"_s, u"--"_s, u"--"_s, QString() }
                                       << QStringList{ u"sh"_s, u"--"_s, u"--"_s, QString() };
}

void TestExecArguments::theProgramKeepsItsWords()
{
    QFETCH(QStringList, words);
    QFETCH(QStringList, program);
    const Command command = parse(words);
    QVERIFY2(std::holds_alternative<ExecCommand>(command),
             qPrintable(std::holds_alternative<UsageError>(command) ? std::get<UsageError>(command).text : QString()));
    QCOMPARE(std::get<ExecCommand>(command).program, program);
}

void TestExecArguments::takesItsOptions()
{
    const auto defaults = std::get<ExecCommand>(parse({ u"true"_s }));
    QCOMPARE(defaults.grace, 10s);
    QCOMPARE(defaults.patience, 10s);
    const auto command = std::get<ExecCommand>(
        parse({ u"--server"_s, u"localhost:8000"_s, u"--project"_s, u"churn"_s, u"--stage"_s, u"Model training"_s,
                u"--grace"_s, u"2.5"_s, u"--patience"_s, u"0"_s, u"--token-file"_s, u"t"_s, u"--"_s, u"true"_s }));
    QCOMPARE(command.access.server, u"localhost:8000"_s);
    QCOMPARE(command.access.projectId, u"churn"_s);
    QCOMPARE(command.access.tokenFile, u"t"_s);
    QCOMPARE(command.stage, u"Model training"_s);
    QCOMPARE(command.grace, 2500ms);
    QCOMPARE(command.patience, 0ms);
}

void TestExecArguments::theStageIsNamedAfterTheCommand_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("stage");
    QTest::newRow("a name") << u"train"_s << u"train"_s;
    QTest::newRow("a path") << u"/opt/bin/Train Model.py"_s << u"train_model"_s;
    QTest::newRow("a relative path") << u"./train.sh"_s << u"train"_s;
    QTest::newRow("odd characters") << u"__(größe)__"_s << u"gr_e"_s;
    QTest::newRow("nothing usable") << u"进度"_s << u"running"_s;
}

void TestExecArguments::theStageIsNamedAfterTheCommand()
{
    QFETCH(QString, program);
    QFETCH(QString, stage);
    QCOMPARE(std::get<ExecCommand>(parse({ u"--"_s, program })).stage, stage);
}

void TestExecArguments::wrongArgumentsAreNamed_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("names");
    QTest::newRow("no program") << QStringList{ u"--project"_s, u"p"_s } << u"program"_s;
    QTest::newRow("nothing behind the dashes") << QStringList{ u"--"_s } << u"program"_s;
    QTest::newRow("an empty program") << QStringList{ u"--"_s, QString() } << u"program"_s;
    QTest::newRow("an unknown option") << QStringList{ u"--colour"_s, u"--"_s, u"true"_s } << u"colour"_s;
    QTest::newRow("an odd project") << QStringList{ u"--project"_s, u"a/b"_s, u"true"_s } << u"a/b"_s;
    QTest::newRow("grace as a word") << QStringList{ u"--grace"_s, u"soon"_s, u"true"_s } << u"soon"_s;
    QTest::newRow("negative patience") << QStringList{ u"--patience"_s, u"-1"_s, u"true"_s } << u"patience"_s;
    QTest::newRow("an option without its value") << QStringList{ u"--stage"_s, u"--"_s, u"true"_s } << u"--stage"_s;
    QTest::newRow("an empty stage") << QStringList{ u"--stage"_s, u" "_s, u"true"_s } << u"--stage"_s;
}

void TestExecArguments::wrongArgumentsAreNamed()
{
    QFETCH(QStringList, words);
    QFETCH(QString, names);
    const Command command = parse(words);
    QVERIFY(std::holds_alternative<UsageError>(command));
    QVERIFY2(std::get<UsageError>(command).text.contains(names), qPrintable(std::get<UsageError>(command).text));
}

void TestExecArguments::helpIsPrinted()
{
    const Command command = parse({ u"--help"_s });
    QVERIFY(std::holds_alternative<PrintCommand>(command));
    for (const QString &word : { u"--grace"_s, u"--patience"_s, u"--stage"_s, u"-- COMMAND"_s })
        QVERIFY2(std::get<PrintCommand>(command).text.contains(word), qPrintable(word));
}

QTEST_GUILESS_MAIN(TestExecArguments)
#include "tst_execarguments.moc"
