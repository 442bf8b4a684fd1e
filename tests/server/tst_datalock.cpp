// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/datalock.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <optional>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace stagewatch;
using namespace Qt::StringLiterals;

namespace {

/// No file can grow while it lives, as on a full disk.
class FullDisk
{
public:
    FullDisk()
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit none{ 0, m_before.rlim_max };
        ::setrlimit(RLIMIT_FSIZE, &none);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
    }
    ~FullDisk()
    {
        std::signal(SIGXFSZ, m_handler);
        ::setrlimit(RLIMIT_FSIZE, &m_before);
    }

private:
    rlimit m_before{};
    sighandler_t m_handler = SIG_DFL;
};

} // namespace

class TestDataLock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFolderIsForOneServer();
    void aKilledServerLeavesNoLock_data();
    void aKilledServerLeavesNoLock();
    void aFolderThatCannotBeWrittenIsSaid();
};

void TestDataLock::aFolderIsForOneServer()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"data"_s);
    QString error;
    auto first = server::lockDataFolder(path, &error);
    QVERIFY2(first, qPrintable(error));
    QCOMPARE(QFileInfo(path).permissions() & QFileDevice::Permissions(0x0077), QFileDevice::Permissions());
    QVERIFY(!server::lockDataFolder(path, &error));
    QVERIFY2(error.contains(path) && error.contains(QString::number(::getpid())), qPrintable(error));
    first.reset();
    QVERIFY2(server::lockDataFolder(path, &error), qPrintable(error));
}

void TestDataLock::aKilledServerLeavesNoLock_data()
{
    QTest::addColumn<bool>("diskIsFull");
    QTest::newRow("with room on the disk") << false;
    QTest::newRow("on a full disk") << true;
}

void TestDataLock::aKilledServerLeavesNoLock()
{
    QFETCH(bool, diskIsFull);
    const QTemporaryDir folder;
    int ready[2];
    QCOMPARE(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        QString error;
        const auto lock = server::lockDataFolder(folder.path(), &error);
        const char held = lock ? 1 : 0;
        (void)!::write(ready[1], &held, 1);
        for (;;)
            ::pause();
    }
    char held = 0;
    QCOMPARE(::read(ready[0], &held, 1), 1);
    QString error;
    const bool refused = !server::lockDataFolder(folder.path(), &error);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(ready[0]);
    ::close(ready[1]);
    QVERIFY(held == 1 && refused);
    QVERIFY2(error.contains(QString::number(child)), qPrintable(error));
    std::optional<FullDisk> full;
    if (diskIsFull)
        full.emplace();
    const auto lock = server::lockDataFolder(folder.path(), &error);
    full.reset();
    QVERIFY2(lock, qPrintable(error));
    QVERIFY(!server::lockDataFolder(folder.path(), &error));
}

void TestDataLock::aFolderThatCannotBeWrittenIsSaid()
{
    QString error;
    QVERIFY(!server::lockDataFolder(u"/proc/stagewatch"_s, &error));
    QVERIFY2(error.contains(u"/proc/stagewatch"_s), qPrintable(error));
}

QTEST_GUILESS_MAIN(TestDataLock)
#include "tst_datalock.moc"
