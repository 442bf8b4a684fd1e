// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/execpump.h"
#include "app/processtree.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace stagewatch::app;

namespace {

struct Pipe
{
    int read = -1;
    int write = -1;
    Pipe()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
            read = ends[0];
            write = ends[1];
        }
    }
    ~Pipe()
    {
        closeRead();
        closeWrite();
    }
    Q_DISABLE_COPY_MOVE(Pipe)
    void closeRead() { close(read); }
    void closeWrite() { close(write); }

private:
    static void close(int &end)
    {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
};

bool put(int end, const QByteArray &bytes)
{
    return ::write(end, bytes.constData(), size_t(bytes.size())) == bytes.size();
}

QByteArray get(int end)
{
    QByteArray bytes(4096, Qt::Uninitialized);
    const ssize_t size = ::read(end, bytes.data(), size_t(bytes.size()));
    bytes.truncate(std::max<ssize_t>(size, 0));
    return bytes;
}

} // namespace

/// A program's stream goes to our own as it is, and the program feels what our reader does.
class TestExecPump : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }
    void carriesEveryByteAndKeepsACopy();
    void closesTheProgramsPipeWhenOurReaderGoes();
    void aFullDiskIsNamed();
    void stopsWithoutWaitingForMore();
    void stopsAlthoughMoreComes();
    void findsTheFamilyOfAProcess();
};

void TestExecPump::carriesEveryByteAndKeepsACopy()
{
    Pipe program;
    Pipe ours;
    ExecPump pump(std::exchange(program.read, -1), ours.write);
    int ready = 0;
    connect(&pump, &ExecPump::outputReady, this, [&ready] { ++ready; });
    int ended = 0;
    connect(&pump, &ExecPump::ended, this, [&ended] { ++ended; });
    pump.start();
    const QByteArray bytes("a\0b\xff\n\r", 6);
    QVERIFY(put(program.write, bytes));
    QCOMPARE(get(ours.read), bytes);
    QTRY_COMPARE(ready, 1);
    QCOMPARE(pump.take(), bytes);
    QVERIFY(put(program.write, "last"_ba));
    program.closeWrite();
    QTRY_COMPARE(ended, 1);
    QCOMPARE(pump.take(), "last"_ba);
    QCOMPARE(get(ours.read), "last"_ba);
    QCOMPARE(pump.sinkError(), 0);
}

void TestExecPump::closesTheProgramsPipeWhenOurReaderGoes()
{
    Pipe program;
    Pipe ours;
    ExecPump pump(std::exchange(program.read, -1), ours.write);
    int ended = 0;
    connect(&pump, &ExecPump::ended, this, [&ended] { ++ended; });
    pump.start();
    ours.closeRead(); // before the program has written a thing
    QTRY_COMPARE(ended, 1);
    QVERIFY(!put(program.write, "text"_ba));
    QCOMPARE(errno, EPIPE);
    QCOMPARE(pump.sinkError(), 0);
}

void TestExecPump::aFullDiskIsNamed()
{
    Pipe program;
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    if (full < 0)
        QSKIP("This system has no /dev/full.");
    ExecPump pump(std::exchange(program.read, -1), full);
    int ended = 0;
    connect(&pump, &ExecPump::ended, this, [&ended] { ++ended; });
    pump.start();
    QVERIFY(put(program.write, "text"_ba));
    QTRY_COMPARE(ended, 1);
    QCOMPARE(pump.sinkError(), ENOSPC);
    QCOMPARE(pump.take(), "text"_ba); // it was said all the same
    QVERIFY(!put(program.write, "text"_ba));
    ::close(full);
}

void TestExecPump::stopsWithoutWaitingForMore()
{
    Pipe program;
    Pipe ours;
    ExecPump pump(std::exchange(program.read, -1), ours.write);
    int ended = 0;
    connect(&pump, &ExecPump::ended, this, [&ended] { ++ended; });
    QVERIFY(put(program.write, "text"_ba));
    pump.start();
    pump.requestStop();
    QTRY_COMPARE(ended, 1); // although the program's end is open
    QCOMPARE(pump.take(), "text"_ba);
    QCOMPARE(get(ours.read), "text"_ba);
}

void TestExecPump::stopsAlthoughMoreComes()
{
    Pipe program;
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ExecPump pump(std::exchange(program.read, -1), nowhere);
    int ready = 0;
    connect(&pump, &ExecPump::outputReady, this, [&ready] { ++ready; });
    int ended = 0;
    connect(&pump, &ExecPump::ended, this, [&ended] { ++ended; });
    pump.start();
    std::thread writer([&program] {
        while (put(program.write, QByteArray(10'000, 'x'))) { }
    });
    QTRY_COMPARE(ready, 1);
    pump.requestStop();
    QTRY_COMPARE(ended, 1);
    writer.join(); // its pipe was closed
    ::close(nowhere);
}

void TestExecPump::findsTheFamilyOfAProcess()
{
    QProcess shell;
    shell.start(u"sh"_s, { u"-c"_s, u"sleep 60 & echo $!; wait"_s });
    QVERIFY(shell.waitForReadyRead());
    const pid_t child = shell.readLine().trimmed().toInt();
    QVERIFY(child > 0);
    const auto family = descendantsOf(::getpid());
    QVERIFY(std::find(family.begin(), family.end(), pid_t(shell.processId())) != family.end());
    QVERIFY(std::find(family.begin(), family.end(), child) != family.end());
    QVERIFY(std::find(family.begin(), family.end(), ::getpid()) == family.end());
    ::kill(child, SIGKILL);
    QVERIFY(shell.waitForFinished());
    QVERIFY(descendantsOf(::getpid()).empty());
}

QTEST_GUILESS_MAIN(TestExecPump)
#include "tst_execpump.moc"
