// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalserver.h"
#include "streamclient.h"

#include <QTest>

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// What frames and floods of a hostile peer cost, over real sockets.
class TestHostileFrames : public QObject, private ApprovalServer
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_server.reset(); }
    void hostileFramesCostNobodyElse_data();
    void hostileFramesCostNobodyElse();
    void answersThatNobodyReadsEndTheConnection_data();
    void answersThatNobodyReadsEndTheConnection();
};

void TestHostileFrames::hostileFramesCostNobodyElse_data()
{
    QTest::addColumn<QByteArray>("frames");
    QTest::addColumn<int>("closeCode"); // 0: whatever
    const QByteArray mask(4, '\0');
    QTest::newRow("unmasked") << QByteArray("\x81\x05hello", 7) << 1002;
    QTest::newRow("unmasked behind a masked one")
        << QByteArray("\x81\x8f", 2) + mask + R"({"type":"ping"})" + QByteArray("\x81\x05hello", 7) << 1002;
    QTest::newRow("1 GiB announced") << QByteArray("\x81\xff\x00\x00\x00\x00\x40\x00\x00\x00", 10) + mask << 1009;
    QTest::newRow("length of 2^63") << QByteArray("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10) + mask << 0;
    QTest::newRow("not UTF-8") << QByteArray("\x81\x82", 2) + mask + QByteArray("\xc3\x28", 2) << 1007;
    QTest::newRow("reserved opcode") << QByteArray("\x83\x80", 2) + mask << 1002;
    QTest::newRow("a million empty fragments")
        << QByteArray("\x01\x80", 2) + mask + (QByteArray("\x00\x80", 2) + mask).repeated(1'000'000) << 0;
    QTest::newRow("fragments of one message without end") << QByteArray("\x01\xfe\xff\xff", 4) + mask
            + QByteArray(65'535, 'x') + (QByteArray("\x00\xfe\xff\xff", 4) + mask + QByteArray(65'535, 'x')).repeated(8)
                                                          << 1009;
}

void TestHostileFrames::hostileFramesCostNobodyElse()
{
    QFETCH(QByteArray, frames);
    QFETCH(int, closeCode);
    StreamClient good(m_server->url());
    QTRY_VERIFY(good.has(u"connected"_s));
    QTcpSocket socket;
    socket.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write(handshake("/api/v1/ws/projects/proj_abc123/stream", "localhost"));
    QByteArray answer;
    QTRY_VERIFY((answer += socket.readAll()).contains("connected"));
    socket.write(frames);
    if (closeCode != 0) {
        const QByteArray code = QByteArray(1, char(closeCode >> 8)) + QByteArray(1, char(closeCode & 0xff));
        QTRY_VERIFY2((answer += socket.readAll()).contains(code) && answer.lastIndexOf('\x88') >= 0,
                     answer.right(80).toHex().constData());
    } else {
        QTRY_COMPARE(socket.bytesToWrite(), 0);
    }
    good.send({ { u"type"_s, u"ping"_s } });
    QTRY_VERIFY(good.has(u"pong"_s));
    QVERIFY(!good.has(u"error"_s));
}

void TestHostileFrames::answersThatNobodyReadsEndTheConnection_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("frame");
    const QByteArray mask(4, '\0');
    const QByteArray ping = QByteArray("\x89\xfd", 2) + mask + QByteArray(125, 'p');
    for (const char *kind : { "stream", "publish" }) {
        const QByteArray path = "/api/v1/ws/projects/p/" + QByteArray(kind);
        QTest::addRow("pings to %s", kind) << path << ping;
        QTest::addRow("binary messages to %s", kind) << path << QByteArray("\x82\x80", 2) + mask;
        QTest::addRow("texts to %s", kind) << path << QByteArray("\x81\x81", 2) + mask + '{';
    }
}

void TestHostileFrames::answersThatNobodyReadsEndTheConnection()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, frame);
    open(hostAny);
    QTcpSocket deaf;
    deaf.setReadBufferSize(1);
    deaf.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(deaf.state(), QAbstractSocket::ConnectedState);
    deaf.write(handshake(path, "localhost"));
    QTRY_VERIFY(deaf.bytesAvailable() > 0);
    constexpr qsizetype chunk = 64 * 1024;
    constexpr qint64 most = 64 * 1024 * 1024; // many times what the system holds between the two
    const QByteArray frames = frame.repeated(chunk / frame.size());
    for (qint64 sent = 0; sent < most && deaf.state() == QAbstractSocket::ConnectedState; sent += frames.size()) {
        deaf.write(frames);
        QVERIFY(QTest::qWaitFor(
            [&] { return deaf.bytesToWrite() == 0 || deaf.state() != QAbstractSocket::ConnectedState; }, 20'000));
    }
    QTRY_COMPARE(deaf.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(stillServes());
}

QTEST_GUILESS_MAIN(TestHostileFrames)
#include "tst_hostileframes.moc"
