// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedserver.h"
#include "streamclient.h"

#include <QFile>
#include <QTest>

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// What a watcher that does not read costs, and how it ends.
class TestUnreadWatcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unreadWatcherHoldsNoMemory();
    void unreadWatcherIsClosedInTheEnd();
    void whoReadsAgainHearsWhyItIsClosed();
};

void TestUnreadWatcher::unreadWatcherHoldsNoMemory()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("AddressSanitizer keeps freed memory for a while, so that its size says nothing");
#endif
    const auto residentPages = [] {
        QFile file(u"/proc/self/statm"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() : 0;
    };
    const auto server =
        serve(parse(R"([{"enter":"processing","progress":0.2},{"flood":120000,"rate":60000,"message":"line {i} )"
                    + QByteArray(200, 'x') + R"("},{"complete":{"result":{}}}])"),
              1);
    // A watcher that takes the handshake's answer and then reads nothing, with a small window.
    QTcpSocket silent;
    silent.setReadBufferSize(1);
    silent.connectToHost(server->url().host(), quint16(server->url().port()));
    QTRY_COMPARE(silent.state(), QAbstractSocket::ConnectedState);
    silent.write(handshake("/api/v1/ws/projects/p/stream", "localhost"));
    const auto lastSequence = [&] {
        return request(server->url(), u"/api/v1/projects"_s).json["projects"_L1][0]["last_sequence"_L1].toInteger();
    };
    QTRY_VERIFY(lastSequence() > 1000);
    const qint64 before = residentPages();
    QTRY_VERIFY_WITH_TIMEOUT(lastSequence() == 120'002, 60'000);
    const qint64 grownBytes = (residentPages() - before) * 4096;
    // 45 MB of messages went by: the journal keeps a row of 32 bytes of each.
    QVERIFY2(grownBytes < 24 * 1024 * 1024, qPrintable(QString::number(grownBytes)));
}

void TestUnreadWatcher::unreadWatcherIsClosedInTheEnd()
{
    const auto server =
        serve(parse(R"([{"enter":"s","progress":0.2},{"flood":100000,"rate":50000,"message":"line {i} )"
                    + QByteArray(200, 'x') + R"("},{"log":"later","after":600}])"),
              1, [](ServerOptions &options) { options.watcherPatience = std::chrono::milliseconds(500); });
    QTcpSocket silent;
    silent.setReadBufferSize(1);
    silent.connectToHost(server->url().host(), quint16(server->url().port()));
    QTRY_COMPARE(silent.state(), QAbstractSocket::ConnectedState);
    silent.write(handshake("/api/v1/ws/projects/p/stream", "localhost"));
    StreamClient reader(server->url(), u"p"_s);
    const auto watchers = [&] {
        return request(server->url(), u"/api/v1/projects/p/connections"_s).json["active_connections"_L1].toInt();
    };
    QTRY_COMPARE(watchers(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(watchers(), 1, 30'000);
    // Who reads is not concerned, however quiet the stream is afterwards.
    QTRY_COMPARE_WITH_TIMEOUT(reader.sequences().size(), 100'001, 30'000);
    QVERIFY(reader.sequences().constFirst() == 1 && reader.sequences().constLast() == 100'001);
    reader.send({ { u"type"_s, u"ping"_s } });
    QTRY_VERIFY(reader.has(u"pong"_s));
}

void TestUnreadWatcher::whoReadsAgainHearsWhyItIsClosed()
{
    const auto server =
        serve(parse(R"([{"enter":"s","progress":0.2},{"flood":100000,"rate":50000,"message":"line {i} )"
                    + QByteArray(200, 'x') + R"("},{"log":"later","after":600}])"),
              1, [](ServerOptions &options) { options.watcherPatience = std::chrono::milliseconds(500); });
    QTcpSocket sleepy;
    QByteArray end; // the last that came
    bool awake = false;
    const auto read = [&] {
        if (awake)
            end = (end + sleepy.readAll()).right(200);
    };
    connect(&sleepy, &QTcpSocket::readyRead, this, read);
    connect(server.get(), &Server::logged, this, [&](const QString &line) {
        if (!line.contains(u"is let go with 4008"_s))
            return;
        awake = true;
        sleepy.setReadBufferSize(0);
        read();
    });
    sleepy.setReadBufferSize(1);
    sleepy.connectToHost(server->url().host(), quint16(server->url().port()));
    QTRY_COMPARE(sleepy.state(), QAbstractSocket::ConnectedState);
    sleepy.write(handshake("/api/v1/ws/projects/p/stream", "localhost"));
    QTRY_VERIFY_WITH_TIMEOUT(awake, 30'000);
    constexpr char code[] = { char(4008 >> 8), char(4008 & 0xff) };
    QTRY_VERIFY2(end.contains(QByteArray(code, 2) + "Nothing was taken"), end.constData());
}

QTEST_GUILESS_MAIN(TestUnreadWatcher)
#include "tst_unreadwatcher.moc"
