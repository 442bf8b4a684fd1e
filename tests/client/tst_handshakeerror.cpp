// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/handshakeerror.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::client;

class TestHandshakeError : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsNetworkFaultsApart_data();
    void tellsNetworkFaultsApart();
    void readsTheStatusAlsoFromATranslatedSentence();
    void namesEverythingThatIsWrongWithACertificate();
    void showsNeitherUserNorPasswordOfARedirect();
    void saysWhenARedirectWouldGiveUpEncryption();
    void latchesOnRefusalsOnly();
};

void TestHandshakeError::tellsNetworkFaultsApart_data()
{
    QTest::addColumn<int>("socketError");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("expected");
    using Socket = QAbstractSocket;
    QTest::newRow("host") << int(Socket::HostNotFoundError) << u"Host not found"_s << int(HandshakeError::UnknownHost);
    QTest::newRow("refused") << int(Socket::ConnectionRefusedError) << u"Connection refused"_s
                             << int(HandshakeError::ConnectionRefused);
    QTest::newRow("network") << int(Socket::NetworkError) << u"Network unreachable"_s
                             << int(HandshakeError::Unreachable);
    QTest::newRow("closed") << int(Socket::RemoteHostClosedError) << u"closed"_s << int(HandshakeError::ClosedEarly);
    QTest::newRow("proxy") << int(Socket::ProxyNotFoundError) << u"no proxy"_s << int(HandshakeError::ProxyFailed);
    QTest::newRow("plain port") << int(Socket::SslHandshakeFailedError)
                                << u"error:0A00010B:SSL routines::wrong version number"_s
                                << int(HandshakeError::PlainPort);
    QTest::newRow("TLS") << int(Socket::SslHandshakeFailedError) << u"handshake failure"_s
                         << int(HandshakeError::TlsFailed);
}

void TestHandshakeError::tellsNetworkFaultsApart()
{
    QFETCH(int, socketError);
    QFETCH(QString, text);
    QFETCH(int, expected);
    HandshakeEvidence evidence;
    evidence.url = QUrl(u"ws://host:8000/s"_s);
    evidence.socketError = static_cast<QAbstractSocket::SocketError>(socketError);
    evidence.errorString = text;
    const HandshakeFailure failure = classify(evidence);
    QCOMPARE(int(failure.error), expected);
    QVERIFY2(failure.sentence.contains(u"host"_s), qPrintable(failure.sentence));
    QVERIFY(outcomeOf(failure).kind == AttemptOutcome::Kind::Transient);
}

void TestHandshakeError::readsTheStatusAlsoFromATranslatedSentence()
{
    HandshakeEvidence evidence;
    evidence.url = QUrl(u"ws://10.404.1.2:403/s"_s);
    evidence.tcpConnected = true;
    evidence.socketError = QAbstractSocket::ConnectionRefusedError;
    evidence.errorString = u"Unbehandelter HTTP-Statuscode: 404 (Not Found)."_s;
    evidence.url = QUrl(u"ws://host/s"_s);
    QVERIFY(classify(evidence).error == HandshakeError::NotFound);
    QCOMPARE(classify(evidence).status, 404);
}

void TestHandshakeError::namesEverythingThatIsWrongWithACertificate()
{
    HandshakeEvidence evidence;
    evidence.url = QUrl(u"wss://host/s"_s);
    evidence.tcpConnected = true;
    evidence.sslErrors = { QSslError(QSslError::CertificateExpired), QSslError(QSslError::SelfSignedCertificate) };
    const HandshakeFailure failure = classify(evidence);
    QVERIFY(failure.error == HandshakeError::CertificateUntrusted);
    QVERIFY2(failure.sentence.contains(u"expired"_s), qPrintable(failure.sentence));
    QVERIFY2(failure.sentence.contains(u"self-signed"_s), qPrintable(failure.sentence));
}

void TestHandshakeError::showsNeitherUserNorPasswordOfARedirect()
{
    HandshakeEvidence evidence;
    evidence.url = QUrl(u"ws://host/s"_s);
    evidence.tcpConnected = true;
    evidence.head = parseResponseHead("HTTP/1.1 302 Found\r\nLocation: ws://me:secret@other/s\r\n\r\n");
    const HandshakeFailure failure = classify(evidence);
    QVERIFY(failure.error == HandshakeError::Redirect);
    QVERIFY(failure.sentence.contains(u"ws://other/s"_s));
    QVERIFY(!failure.sentence.contains(u"secret"_s));
}

void TestHandshakeError::saysWhenARedirectWouldGiveUpEncryption()
{
    HandshakeEvidence evidence;
    evidence.url = QUrl(u"wss://host/s"_s);
    evidence.tcpConnected = true;
    evidence.head = parseResponseHead("HTTP/1.1 301 Moved\r\nLocation: ws://host/s\r\n\r\n");
    QVERIFY(classify(evidence).sentence.contains(u"unencrypted"_s));
}

void TestHandshakeError::latchesOnRefusalsOnly()
{
    using Kind = AttemptOutcome::Kind;
    const auto kindFor = [](HandshakeError error) {
        HandshakeFailure failure;
        failure.error = error;
        return outcomeOf(failure).kind;
    };
    QVERIFY(kindFor(HandshakeError::Unauthorised) == Kind::Refused);
    QVERIFY(kindFor(HandshakeError::Forbidden) == Kind::Refused);
    QVERIFY(kindFor(HandshakeError::WrongUrl) == Kind::Fatal);
    for (const auto error : { HandshakeError::NotFound, HandshakeError::UpgradeRequired, HandshakeError::NotWebSocket,
                              HandshakeError::KeepAliveUpgrade })
        QVERIFY(kindFor(error) == Kind::Blocked);
    for (const auto error : { HandshakeError::Unavailable, HandshakeError::CertificateExpired, HandshakeError::Redirect,
                              HandshakeError::TimedOut })
        QVERIFY(kindFor(error) == Kind::Transient);
}

QTEST_GUILESS_MAIN(TestHandshakeError)
#include "tst_handshakeerror.moc"
