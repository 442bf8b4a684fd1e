// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "memorystore.h"
#include "server/framewriter.h"

#include <QDeadlineTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// Frames on their way past a socket of Qt, to a peer that reads when the test says so.
class TestFrameWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsLostBehindAFullPeer();
    void whatWaitsGoesFirst();
    void aPeerThatIsGoneIsNoticed();
    void aSocketThatIsGoneTakesNothing();

private:
    QByteArray readSome(size_t most = 65'536) const
    {
        QByteArray bytes(qsizetype(most), '\0');
        const ssize_t got = ::recv(m_peer, bytes.data(), most, MSG_DONTWAIT);
        bytes.truncate(std::max<ssize_t>(0, got));
        return bytes;
    }
    QTcpServer m_server;
    int m_peer = -1;
    QPointer<QTcpSocket> m_socket;
    qint64 m_passed = 0;
    qint64 m_written = 0;
    MemoryStore m_store;
    FrameBlocks m_blocks;
};

void TestFrameWriter::init()
{
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
    m_peer = ::socket(AF_INET, SOCK_STREAM, 0);
    const int small = 4096;
    ::setsockopt(m_peer, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_server.serverPort());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QCOMPARE(::connect(m_peer, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    QTRY_VERIFY(m_server.hasPendingConnections());
    m_socket = m_server.nextPendingConnection();
    m_passed = 0;
    m_written = 0;
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) { m_written += bytes; });
    m_store.messages.clear();
    for (int i = 0; i < 50'000; ++i)
        m_store.messages.append("message " + QByteArray::number(i).leftJustified(200, '.'));
    m_blocks = {};
}

void TestFrameWriter::cleanup()
{
    ::close(m_peer);
    delete m_socket.data();
    m_server.close();
}

void TestFrameWriter::nothingIsLostBehindAFullPeer()
{
    FrameWriter writer(m_socket, [this](qint64 bytes) { m_passed += bytes; });
    qint64 next = 1;
    QByteArray expected;
    int fullTimes = 0;
    const auto writeAll = [&] {
        while (next < m_store.end()) {
            const FrameSpan frames = m_blocks.from(m_store, next, m_store.end(), Dress::Live);
            const qsizetype taken = writer.write(frames, 0);
            expected.append(frames.bytes, frames.sizeOf(taken));
            next += taken;
            if (taken < frames.count()) {
                ++fullTimes;
                // Whoever is told so waits for bytesWritten(), and that must come.
                QVERIFY(m_socket->bytesToWrite() > 0);
                return;
            }
        }
    };
    connect(m_socket, &QTcpSocket::bytesWritten, this, writeAll);
    writeAll();
    QVERIFY(next < m_store.end());
    QByteArray got;
    // Without a pause between reads, for this peer takes a little at a time.
    const QDeadlineTimer deadline(60'000);
    while (!deadline.hasExpired() && (next < m_store.end() || got.size() < expected.size())) {
        got += readSome();
        QCoreApplication::processEvents();
    }
    QCOMPARE(next, m_store.end());
    QCOMPARE(got.size(), expected.size());
    QVERIFY(got == expected);
    QVERIFY(fullTimes > 1);
    QCOMPARE(m_passed + m_written, expected.size());
}

void TestFrameWriter::whatWaitsGoesFirst()
{
    FrameWriter writer(m_socket, [this](qint64 bytes) { m_passed += bytes; });
    m_socket->write("an answer");
    QCOMPARE(m_socket->bytesToWrite(), 9);
    const FrameSpan frames = m_blocks.from(m_store, 1, 3, Dress::Live);
    QCOMPARE(writer.write(frames, 0), 2);
    m_socket->write("another");
    QByteArray got;
    QTRY_VERIFY((got += readSome(), got.endsWith("another")));
    QCOMPARE(got, "an answer" + QByteArray(frames.bytes, frames.sizeOf(2)) + "another");
    QCOMPARE(m_passed, frames.sizeOf(2));
    QCOMPARE(m_written, 16);
}

void TestFrameWriter::aPeerThatIsGoneIsNoticed()
{
    FrameWriter writer(m_socket, [this](qint64 bytes) { m_passed += bytes; });
    const linger atOnce{ 1, 0 };
    ::setsockopt(m_peer, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    ::close(std::exchange(m_peer, -1));
    bool ended = false;
    connect(m_socket, &QTcpSocket::disconnected, this, [&ended] { ended = true; });
    (void)writer.write(m_blocks.from(m_store, 1, m_store.end(), Dress::Live), 0);
    QTRY_VERIFY(ended);
    QCOMPARE(m_passed, 0);
}

void TestFrameWriter::aSocketThatIsGoneTakesNothing()
{
    FrameWriter writer(m_socket, [this](qint64 bytes) { m_passed += bytes; });
    m_socket->abort();
    QCOMPARE(writer.write(m_blocks.from(m_store, 1, 9, Dress::Live), 0), 0);
    delete m_socket.data();
    QCOMPARE(writer.write(m_blocks.from(m_store, 1, 9, Dress::Live), 0), 0);
    QCOMPARE(m_passed, 0);
}

QTEST_GUILESS_MAIN(TestFrameWriter)
#include "tst_framewriter.moc"
