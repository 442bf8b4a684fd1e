// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/publishrun.h"
#include "support/publishserver.h"
#include "support/rawserver.h"
#include "support/warningguard.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using app::ExitCode;
using app::PublishRun;
using test::PublishServer;
using test::RawServer;
using Answer = PublishServer::Answer;

namespace {

QByteArray log(int number, const char *beside = "")
{
    return R"({"event_type":"log","data":{"message":")" + QByteArray::number(number) + "\"}" + beside + "}\n";
}

QByteArray logs(int from, int to)
{
    QByteArray lines;
    for (int i = from; i <= to; ++i)
        lines += log(i);
    return lines;
}

QStringList numbers(int from, int to)
{
    QStringList list;
    for (int i = from; i <= to; ++i)
        list.append(QString::number(i));
    return list;
}

/// A run of the command over a pipe or a file, with what it said.
class Running
{
public:
    Running(const QUrl &server, const QString &folder, int descriptor, bool isFile)
    {
        QUrl http = server;
        http.setScheme(u"http"_s);
        client::Publisher::Options options;
        options.connection.endpoint = *protocol::resolveEndpoint(http.toString(), u"proj_abc123"_s).endpoint;
        options.connection.maxAttempts = 3;
        options.connection.backoffBase = 5ms;
        options.connection.backoffCap = 20ms;
        options.spoolFolder = folder;
        QString error;
        auto publisher = client::Publisher::create(options, &error);
        if (!publisher)
            qFatal("%s", qPrintable(error));
        run = std::make_unique<PublishRun>(
            PublishRun::Setup{ .inputName = u"the input"_s,
                               .descriptor = descriptor,
                               .isFile = isFile,
                               .note = [this](const QString &text) { notes.append(text); },
                               .resend = [](const QString &path) { return u"send "_s + path; } },
            std::move(publisher));
        QObject::connect(run.get(), &PublishRun::finished, run.get(), [this](ExitCode ended) { code = ended; });
        run->start();
    }
    [[nodiscard]] QString text() const { return notes.join(u'\n'); }

    std::unique_ptr<PublishRun> run;
    QStringList notes;
    std::optional<ExitCode> code;
};

} // namespace

class TestPublishRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void sendsLinesAsTheyCome();
    void goesOnAfterWrongLines();
    void keepsNumbersThatLinesCarry();
    void readsALongFile();
    void pausesAPipeThatIsFasterThanTheServer();
    void putsAFileAsideThatTheServerDoesNotGet();
    void sendsASpoolAgain();
    void leavesNoSecondSpoolOfASpool();
    void saysWhereItIsRefused();
    void keepsWhatWasReadWhenInterrupted();

private:
    void write(const QByteArray &bytes)
    {
        QCOMPARE(::write(m_pipe[1], bytes.constData(), size_t(bytes.size())), ssize_t(bytes.size()));
    }
    void endInput() { ::close(std::exchange(m_pipe[1], -1)); }
    int openFile(const QByteArray &contents);
    [[nodiscard]] QStringList spools() const { return QDir(m_folder->filePath(u"spool"_s)).entryList(QDir::Files); }

    int m_pipe[2] = { -1, -1 };
    int m_file = -1;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::WarningGuard> m_guard;
};

void TestPublishRun::init()
{
    QCOMPARE(::pipe2(m_pipe, O_CLOEXEC), 0);
    m_folder = std::make_unique<QTemporaryDir>();
    m_guard = std::make_unique<test::WarningGuard>();
}

void TestPublishRun::cleanup()
{
    for (int *end : { &m_pipe[0], &m_pipe[1], &m_file }) {
        if (*end >= 0)
            ::close(std::exchange(*end, -1));
    }
    QCOMPARE(m_guard->take(), QStringList());
}

int TestPublishRun::openFile(const QByteArray &contents)
{
    QFile file(m_folder->filePath(u"input"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
        return -1;
    file.close();
    m_file = ::open(QFile::encodeName(file.fileName()).constData(), O_RDONLY | O_CLOEXEC);
    return m_file;
}

void TestPublishRun::sendsLinesAsTheyCome()
{
    PublishServer server;
    Running running(server.url(), m_folder->filePath(u"spool"_s), m_pipe[0], false);
    write(log(1) + "\n  \n" + log(2).chopped(10));
    QTRY_COMPARE(server.messages(), numbers(1, 1));
    write(log(2).right(10));
    QTRY_COMPARE(server.messages(), numbers(1, 2));
    QVERIFY(!running.code);
    write(log(3).chopped(1));
    endInput();
    QTRY_COMPARE(running.code, ExitCode::Completed);
    QCOMPARE(server.messages(), numbers(1, 3));
    QCOMPARE(running.text(), u"3 events are stored."_s);
    QVERIFY(spools().isEmpty());
}

void TestPublishRun::goesOnAfterWrongLines()
{
    PublishServer server;
    server.judge = [](const QJsonObject &event) {
        return event.value("event_type"_L1) == "pong"_L1 ? Answer::Refuse : Answer::Store;
    };
    Running running(server.url(), m_folder->filePath(u"spool"_s), m_pipe[0], false);
    write(log(1) + "{\"event_type\":\n\n[1]\n{\"event_type\":\"pong\"}\n");
    write(log(6, R"(,"publisher_id":"x")"));
    endInput();
    QTRY_COMPARE(running.code, ExitCode::Failed);
    QCOMPARE(server.messages(), numbers(1, 1));
    for (const char16_t *part :
         { u"Line 2 of the input", u"Line 4 of", u"Line 5 of", u"Line 6 of", u"1 event is stored, 4 lines were" })
        QVERIFY2(running.text().contains(QStringView(part)), qPrintable(running.text()));
    QVERIFY(!running.text().contains(u"Line 3 "_s));
}

void TestPublishRun::keepsNumbersThatLinesCarry()
{
    PublishServer server;
    Running running(server.url(), m_folder->filePath(u"spool"_s), m_pipe[0], false);
    write(log(1, R"(,"publisher_id":"x","publisher_sequence":7)")
          + log(1, R"(,"publisher_id":"x","publisher_sequence":7)") + log(2));
    endInput();
    QTRY_COMPARE(running.code, ExitCode::Completed);
    QCOMPARE(server.messages(), numbers(1, 2));
    QCOMPARE(server.stored().first().value("publisher_id"_L1), u"x"_s);
    QCOMPARE(server.stored().first().value("publisher_sequence"_L1), 7);
}

void TestPublishRun::readsALongFile()
{
    PublishServer server;
    const QByteArray tooLong = R"({"event_type":"log","data":{"message":")" + QByteArray(3'000'000, 'x') + "\"}}\n";
    Running running(server.url(), m_folder->filePath(u"spool"_s), openFile(logs(1, 3000) + tooLong + logs(3001, 5000)),
                    true);
    QTRY_COMPARE_WITH_TIMEOUT(running.code, ExitCode::Failed, 20'000);
    QCOMPARE(server.messages(), numbers(1, 5000));
    QVERIFY2(running.text().contains(u"Line 3001 of"_s), qPrintable(running.text()));
}

void TestPublishRun::pausesAPipeThatIsFasterThanTheServer()
{
    PublishServer server;
    bool hold = true;
    server.judge = [&hold](const QJsonObject &) { return hold ? Answer::StoreLater : Answer::Store; };
    Running running(server.url(), m_folder->filePath(u"spool"_s), m_pipe[0], false);
    QCOMPARE(::fcntl(m_pipe[1], F_SETFL, O_NONBLOCK), 0);
    // A server that answers nothing: in the end the pipe is full.
    int next = 1;
    QByteArray rest;
    const auto writeMore = [&] {
        for (;;) {
            if (rest.isEmpty())
                rest = log(next++);
            const ssize_t written = ::write(m_pipe[1], rest.constData(), size_t(rest.size()));
            if (written < 0)
                return;
            rest.remove(0, written);
        }
    };
    const auto isStuck = [&] {
        const int before = next;
        writeMore();
        QTest::qWait(30);
        return next == before;
    };
    QTRY_VERIFY(isStuck());
    QVERIFY2(next < 10'000, QByteArray::number(next).constData());
    hold = false;
    server.answerLater();
    const int goal = next + 5000;
    const auto writeOn = [&] {
        writeMore();
        return next > goal;
    };
    QTRY_VERIFY_WITH_TIMEOUT(writeOn(), 20'000);
    const auto writeRest = [&] {
        rest.remove(0, std::max<ssize_t>(0, ::write(m_pipe[1], rest.constData(), size_t(rest.size()))));
        return rest.isEmpty();
    };
    QTRY_VERIFY(writeRest());
    endInput();
    QTRY_COMPARE_WITH_TIMEOUT(running.code, ExitCode::Completed, 20'000);
    QCOMPARE(server.messages(), numbers(1, next - 1));
}

void TestPublishRun::putsAFileAsideThatTheServerDoesNotGet()
{
    PublishServer server;
    server.stop();
    Running running(server.url(), m_folder->filePath(u"spool"_s), openFile(logs(1, 6000)), true);
    QTRY_COMPARE_WITH_TIMEOUT(running.code, ExitCode::NotConnected, 20'000);
    QCOMPARE(spools().size(), 1);
    const QString path = m_folder->filePath(u"spool/"_s + spools().first());
    QVERIFY2(running.text().contains(u"6000 events"_s) && running.text().contains(u"send "_s + path),
             qPrintable(running.text()));
    QFile spool(path);
    QVERIFY(spool.open(QIODevice::ReadOnly));
    QCOMPARE(spool.readAll().count('\n'), 6000);
}

void TestPublishRun::sendsASpoolAgain()
{
    PublishServer server;
    // Half of it is stored before the answers are lost, and the server goes away.
    server.judge = [](const QJsonObject &) { return Answer::StoreSilently; };
    {
        Running running(server.url(), m_folder->filePath(u"spool"_s), openFile(logs(1, 100)), true);
        QTRY_COMPARE(server.storedCount(), 100);
        server.stop();
        QTRY_COMPARE(running.code, ExitCode::NotConnected);
    }
    QCOMPARE(spools().size(), 1);
    server.judge = {};
    QVERIFY(server.start());
    const QString path = m_folder->filePath(u"spool/"_s + spools().first());
    ::close(std::exchange(m_file, ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC)));
    Running again(server.url(), m_folder->filePath(u"spool2"_s), m_file, true);
    QTRY_COMPARE(again.code, ExitCode::Completed);
    QCOMPARE(again.text(), u"100 events are stored."_s);
    QCOMPARE(server.messages(), numbers(1, 100));
}

void TestPublishRun::leavesNoSecondSpoolOfASpool()
{
    PublishServer server;
    server.stop();
    Running running(server.url(), m_folder->filePath(u"spool"_s),
                    openFile(log(1, R"(,"publisher_id":"x","publisher_sequence":1)")), true);
    QTRY_COMPARE(running.code, ExitCode::NotConnected);
    QVERIFY(spools().isEmpty());
    QVERIFY2(running.text().contains(u"Send the input again"_s), qPrintable(running.text()));
}

void TestPublishRun::saysWhereItIsRefused()
{
    RawServer server;
    server.answer("/", RawServer::http("401 Unauthorized"));
    Running running(server.url(u"ws"_s), m_folder->filePath(u"spool"_s), openFile(logs(1, 3)), true);
    QTRY_COMPARE(running.code, ExitCode::Refused);
    QVERIFY2(running.text().contains(u"401"_s), qPrintable(running.text()));
    QCOMPARE(spools().size(), 1);
}

void TestPublishRun::keepsWhatWasReadWhenInterrupted()
{
    PublishServer server;
    server.judge = [](const QJsonObject &event) {
        return event.value("publisher_sequence"_L1).toInt() > 2 ? Answer::Ignore : Answer::Store;
    };
    Running running(server.url(), m_folder->filePath(u"spool"_s), m_pipe[0], false);
    write(logs(1, 3));
    QTRY_COMPARE(server.received(), 3);
    running.run->interrupt();
    QTRY_COMPARE(running.code, ExitCode::Interrupted);
    QVERIFY2(running.text().contains(u"2 events are stored."_s) && running.text().contains(u"not confirmed 1 event,"_s),
             qPrintable(running.text()));
    QCOMPARE(spools().size(), 1);
    QFile spool(m_folder->filePath(u"spool/"_s + spools().first()));
    QVERIFY(spool.open(QIODevice::ReadOnly));
    QVERIFY(spool.readAll().contains(R"("publisher_sequence":3})"));
}

QTEST_GUILESS_MAIN(TestPublishRun)
#include "tst_publishrun.moc"
