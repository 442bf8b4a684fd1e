// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowcontroller.h"
#include "server/server.h"

#include <QApplication>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using protocol::RunStatus;

/// The window on a host, with real programs at the other end: what a person clicks reaches a shell script.
class TestHosted : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void answersAQuestion_data();
    void answersAQuestion();
    void cancelsAProgram();

private:
    [[nodiscard]] const model::Run *run() const
    {
        const model::Stream *stream = m_controller->workspace().stream(1);
        return stream && stream->currentRun() ? &stream->currentRun()->run() : nullptr;
    }
    [[nodiscard]] RunStatus status() const { return run() ? run()->status() : RunStatus::Pending; }
    [[nodiscard]] QPushButton *button(const QString &name) const
    {
        const auto buttons = m_controller->window().findChildren<QPushButton *>(name);
        for (QPushButton *candidate : buttons) {
            if (candidate->isVisible() && candidate->isEnabled())
                return candidate;
        }
        return nullptr;
    }
    bool press(const QString &name) const
    {
        QPushButton *found = button(name);
        if (!found)
            return false;
        QTest::mouseClick(found, Qt::LeftButton);
        return true;
    }
    void begin(QProcess &program, const QStringList &arguments);

    QTemporaryDir m_folder;
    std::unique_ptr<server::Server> m_server;
    std::unique_ptr<app::WindowController> m_controller;
};

void TestHosted::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QLocale::setDefault(QLocale::c());
}

void TestHosted::cleanup()
{
    m_controller.reset();
    m_server.reset();
}

void TestHosted::begin(QProcess &program, const QStringList &arguments)
{
    server::ServerOptions options;
    options.port = 0;
    options.hostsAny = true;
    options.dataDirectory =
        m_folder.filePath(QString::fromUtf8(QTest::currentTestFunction()) + QString::fromUtf8(QTest::currentDataTag()));
    m_server = std::make_unique<server::Server>(options);
    QString error;
    QVERIFY2(m_server->start(&error), qPrintable(error));

    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"STAGEWATCH_SERVER"_s, m_server->url().toString());
    environment.insert(u"STAGEWATCH_PROJECT"_s, u"churn"_s);
    environment.insert(u"XDG_DATA_HOME"_s, m_folder.path());
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(STAGEWATCH_PROGRAM), arguments);
    QVERIFY(program.waitForStarted());

    app::WindowLook look;
    look.theme = u"light"_s;
    look.size = { 1280, 800 };
    m_controller = std::make_unique<app::WindowController>(*qApp, look, m_folder.filePath(u"settings.ini"_s),
                                                           m_folder.filePath(u"data"_s));
    app::ConnectionInput input;
    input.address = m_server->url().toString();
    input.projectId = u"churn"_s;
    QVERIFY2(m_controller->connectTo(input, &error), qPrintable(error));
    m_controller->show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_controller->window()));
}

void TestHosted::answersAQuestion_data()
{
    QTest::addColumn<QString>("bannerButton");
    QTest::addColumn<QString>("dialogButton");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("output");
    QTest::newRow("approve in the banner") << u"bannerApprove"_s << QString() << 0 << R"({"depth":6.0})"_ba;
    QTest::newRow("approve in the dialog") << u"bannerReview"_s << u"approve"_s << 0 << R"({"depth":6.0})"_ba;
    QTest::newRow("reject in the dialog") << u"bannerReview"_s << u"reject"_s << 1 << ""_ba;
}

void TestHosted::answersAQuestion()
{
    QFETCH(QString, bannerButton);
    QFETCH(QString, dialogButton);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, output);
    QProcess ask;
    begin(ask, { u"ask"_s, u"--data"_s, u"-"_s, u"Deploy it?"_s });
    ask.write(R"({"depth": 6.0})");
    ask.closeWriteChannel();
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::WaitingForApproval, 20'000);
    // Pressed until it counts: the banner takes no click that was meant for what stood there before it came.
    const auto isAnswered = [&] {
        if (run()->approvals().front().resolution)
            return true;
        if (dialogButton.isEmpty() || !press(dialogButton))
            press(bannerButton);
        return false;
    };
    QVERIFY(QTest::qWaitFor(isAnswered, 20'000));
    QTRY_COMPARE_WITH_TIMEOUT(ask.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(ask.exitCode(), exitCode);
    QCOMPARE(ask.readAllStandardOutput().trimmed(), output);
}

void TestHosted::cancelsAProgram()
{
    QProcess exec;
    begin(exec, { u"exec"_s, u"--"_s, u"sleep"_s, u"600"_s });
    QTRY_COMPARE_WITH_TIMEOUT(status(), RunStatus::Running, 20'000);
    QVERIFY(QTest::qWaitFor([&] { return press(u"headerCancel"_s); }));
    QVERIFY(QTest::qWaitFor([&] { return press(u"cancelRun"_s); }));
    QTRY_COMPARE_WITH_TIMEOUT(exec.state(), QProcess::NotRunning, 30'000);
    QTRY_COMPARE(status(), RunStatus::Cancelled);
}

QTEST_MAIN(TestHosted)
#include "tst_hosted.moc"
