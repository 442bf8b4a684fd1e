// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/server.h"
#include "server/tlsidentity.h"
#include "streamclient.h"
#include "support/certificates.h"

#include <QProcess>
#include <QSignalSpy>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// The same door behind TLS.
class TestServerTls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_server.reset(); }
    void identitiesAreChecked_data();
    void identitiesAreChecked();
    void openKeysAreWarnedOf();
    void servesBothKindsOfKey_data();
    void servesBothKindsOfKey();
    void oldProtocolsAreRefused();
    void refusalsArriveWhole();
    void silentHandshakesBlockNobody();
    void plainHttpIsEnded();
    void slowHeadIsEnded();
    void stalledWatcherIsSeen();
    void renewsItsCertificate();

private:
    void open(const QString &certificate, const QString &key);
    [[nodiscard]] bool stillServes();
    [[nodiscard]] QByteArray speak(const QByteArray &bytes) const;
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] QSslConfiguration clientTls() const;

    QTemporaryDir m_folder;
    std::unique_ptr<Certificates> m_certificates;
    QList<QSslCertificate> m_trusted;
    std::unique_ptr<Server> m_server;
    QStringList m_logged;
};

void TestServerTls::write(const QString &name, const QByteArray &bytes) const
{
    QFile out(file(name));
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size());
    out.close();
    QVERIFY(out.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
}

void TestServerTls::initTestCase()
{
    m_certificates = std::make_unique<Certificates>();
    const QSslConfiguration first = m_certificates->server(u"localhost"_s);
    const QSslConfiguration second = m_certificates->server(u"ml.example.org"_s);
    const QSslConfiguration expired = m_certificates->server(u"localhost"_s, QDate::currentDate().addDays(-1));
    QString error;
    QVERIFY2(m_certificates->isValid(&error), qPrintable(error));
    write(u"ec.pem"_s, first.localCertificate().toPem());
    write(u"chain.pem"_s, first.localCertificate().toPem() + m_certificates->authority().toPem());
    write(u"ec.key"_s, first.privateKey().toPem());
    write(u"other.pem"_s, second.localCertificate().toPem());
    write(u"other.key"_s, second.privateKey().toPem());
    write(u"expired.pem"_s, expired.localCertificate().toPem());
    write(u"expired.key"_s, expired.privateKey().toPem());
    write(u"nonsense"_s, "nonsense\n");
    QProcess openssl;
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start(u"openssl"_s,
                  { u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s, file(u"rsa.key"_s),
                    u"-out"_s, file(u"rsa.pem"_s), u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=localhost"_s, u"-addext"_s,
                    u"subjectAltName=DNS:localhost"_s });
    QVERIFY(openssl.waitForFinished());
    QVERIFY2(openssl.exitCode() == 0, openssl.readAll().constData());
    m_trusted = QSslCertificate::fromPath(file(u"rsa.pem"_s)) + QList{ m_certificates->authority() };
}

void TestServerTls::init()
{
    m_logged.clear();
}

void TestServerTls::open(const QString &certificate, const QString &key)
{
    ServerOptions options;
    options.port = 0;
    options.speed = 0.01;
    options.hosted.push_back({ QString(), builtInScenario(u"approval"_s).value() });
    options.tlsCertificateFile = file(certificate);
    options.tlsKeyFile = file(key);
    m_server = std::make_unique<Server>(options);
    connect(m_server.get(), &Server::logged, this, [this](const QString &line) { m_logged.append(line); });
    QString error;
    QVERIFY2(m_server->start(&error), qPrintable(error));
    QCOMPARE(m_server->url().scheme(), u"https"_s);
}

QSslConfiguration TestServerTls::clientTls() const
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(m_trusted);
    return tls;
}

bool TestServerTls::stillServes()
{
    QWebSocket socket;
    bool greeted = false;
    connect(&socket, &QWebSocket::textMessageReceived, &socket,
            [&](const QString &text) { greeted = greeted || text.contains(u"connected"_s); });
    socket.setSslConfiguration(clientTls());
    socket.open(QUrl(u"wss://localhost:%1/api/v1/ws/projects/p/stream"_s.arg(m_server->url().port())));
    const bool served = QTest::qWaitFor([&] { return greeted; });
    socket.abort();
    return served;
}

QByteArray TestServerTls::speak(const QByteArray &bytes) const
{
    QSslSocket socket;
    socket.setSslConfiguration(clientTls());
    QByteArray answer;
    bool ended = false;
    QObject::connect(&socket, &QSslSocket::encrypted, &socket, [&] { socket.write(bytes); });
    QObject::connect(&socket, &QSslSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    QObject::connect(&socket, &QSslSocket::disconnected, &socket, [&] { ended = true; });
    socket.connectToHostEncrypted(u"127.0.0.1"_s, quint16(m_server->url().port()), u"localhost"_s);
    return QTest::qWaitFor([&] { return ended; }, 12'000) ? answer : QByteArray();
}

void TestServerTls::identitiesAreChecked_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("error"); // empty: taken
    QTest::addColumn<QString>("warning");
    QTest::newRow("EC") << u"ec.pem"_s << u"ec.key"_s << QString() << QString();
    QTest::newRow("RSA") << u"rsa.pem"_s << u"rsa.key"_s << QString() << QString();
    QTest::newRow("chain") << u"chain.pem"_s << u"ec.key"_s << QString() << QString();
    QTest::newRow("expired") << u"expired.pem"_s << u"expired.key"_s << QString() << u"expired at"_s;
    QTest::newRow("another EC key") << u"ec.pem"_s << u"other.key"_s << u"does not belong"_s << QString();
    QTest::newRow("RSA key, EC certificate") << u"ec.pem"_s << u"rsa.key"_s << u"does not belong"_s << QString();
    QTest::newRow("no certificate") << u"nonsense"_s << u"ec.key"_s << u"holds no certificate"_s << QString();
    QTest::newRow("no key") << u"ec.pem"_s << u"nonsense"_s << u"holds no RSA or EC private key"_s << QString();
    QTest::newRow("the two exchanged") << u"ec.key"_s << u"ec.pem"_s << u"holds no certificate"_s << QString();
    QTest::newRow("certificate is missing")
        << u"nowhere.pem"_s << u"ec.key"_s << u"--tls-cert: cannot read"_s << QString();
    QTest::newRow("key is missing") << u"ec.pem"_s << u"nowhere.key"_s << u"--tls-key: cannot read"_s << QString();
}

void TestServerTls::identitiesAreChecked()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, error);
    QFETCH(QString, warning);
    QString said;
    const std::optional<TlsIdentity> identity = loadTlsIdentity(file(certificate), file(key), &said);
    QCOMPARE(identity.has_value(), error.isEmpty());
    QVERIFY2(said.contains(error), qPrintable(said));
    if (!identity) {
        QVERIFY2(said.endsWith(u'.') && (said.contains(file(certificate)) || said.contains(file(key))),
                 qPrintable(said));
        return;
    }
    QCOMPARE(identity->warning.isEmpty(), warning.isEmpty());
    QVERIFY2(identity->warning.contains(warning), qPrintable(identity->warning));
    QCOMPARE(identity->names, QStringList{ u"localhost"_s });
    QCOMPARE(identity->configuration.protocol(), QSsl::TlsV1_2OrLater);
}

void TestServerTls::openKeysAreWarnedOf()
{
    QVERIFY(QFile::copy(file(u"ec.key"_s), file(u"open.key"_s)));
    QVERIFY(QFile::setPermissions(file(u"open.key"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    open(u"ec.pem"_s, u"open.key"_s);
    QCOMPARE(m_logged.filter(u"chmod 600 "_s + file(u"open.key"_s)).size(), 1);
    QVERIFY(stillServes());
}

void TestServerTls::servesBothKindsOfKey_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::newRow("EC") << u"ec.pem"_s << u"ec.key"_s;
    QTest::newRow("EC with its chain") << u"chain.pem"_s << u"ec.key"_s;
    QTest::newRow("RSA") << u"rsa.pem"_s << u"rsa.key"_s;
}

void TestServerTls::servesBothKindsOfKey()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    open(certificate, key);
    QVERIFY(stillServes());
    const QByteArray health = speak("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY2(health.startsWith("HTTP/1.1 200 ") && health.endsWith(R"({"status":"ok"})"), health.constData());
    // A body in several records.
    const QByteArray body = R"({"reason":")" + QByteArray(600'000, 'x') + "\"}";
    const QByteArray cancel = speak("POST /api/v1/projects/p/cancel HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                                    "application/json\r\nContent-Length: "
                                    + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QVERIFY2(cancel.startsWith("HTTP/1.1 ") && cancel.contains("\r\n\r\n{"), cancel.left(300).constData());
}

void TestServerTls::oldProtocolsAreRefused()
{
    open(u"ec.pem"_s, u"ec.key"_s);
    QSslSocket socket;
    QSslConfiguration tls = clientTls();
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    tls.setProtocol(QSsl::TlsV1_1);
    QT_WARNING_POP
    socket.setSslConfiguration(tls);
    QSignalSpy encrypted(&socket, &QSslSocket::encrypted);
    QSignalSpy failed(&socket, &QSslSocket::errorOccurred);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, quint16(m_server->url().port()), u"localhost"_s);
    QTRY_VERIFY(!failed.isEmpty());
    QCOMPARE(encrypted.size(), 0);
    QVERIFY(stillServes());
}

void TestServerTls::refusalsArriveWhole()
{
    open(u"ec.pem"_s, u"ec.key"_s);
    for (const auto &[bytes, status] : QList<std::pair<QByteArray, int>>{
             { handshake("/api/v1/ws/projects/p/stream", "evil.example"), 403 },
             { handshake("/api/v1/ws/projects/p/stream", "localhost", "Origin: https://evil.example\r\n"), 403 },
             { handshake("/api/v1/ws/projects/a%00b/stream", "localhost"), 400 },
             { "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + QByteArray(1'000'000, 'x'), 431 } }) {
        const QByteArray answer = speak(bytes);
        QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '), answer.left(80).constData());
        QCOMPARE(QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object()["status"_L1].toInt(),
                 status);
    }
    QVERIFY(stillServes());
}

void TestServerTls::silentHandshakesBlockNobody()
{
    open(u"ec.pem"_s, u"ec.key"_s);
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    int ended = 0;
    for (int i = 0; i < 100; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        QTcpSocket *socket = silent.back().get();
        connect(socket, &QTcpSocket::disconnected, this, [&] { ++ended; });
        // Half of them begin a handshake that they never go on with.
        if (i % 2 == 0)
            connect(socket, &QTcpSocket::connected, socket,
                    [socket] { socket->write(QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)); });
        socket->connectToHost(u"127.0.0.1"_s, quint16(m_server->url().port()));
    }
    QTRY_VERIFY(std::all_of(silent.begin(), silent.end(), [](const auto &socket) {
        return socket->state() == QAbstractSocket::ConnectedState && socket->bytesToWrite() == 0;
    }));
    QVERIFY(stillServes());
    QCOMPARE(ended, 0); // they were all still there
    QTRY_COMPARE_WITH_TIMEOUT(ended, 100, 15'000);
    QVERIFY(stillServes());
}

void TestServerTls::plainHttpIsEnded()
{
    open(u"ec.pem"_s, u"ec.key"_s);
    const QByteArray answer = exchange(m_server->url(), "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(!answer.contains("ok"));
    QTRY_COMPARE(m_logged.filter(u"No TLS with 127.0.0.1"_s).size(), 1);
    QVERIFY(stillServes());
}

void TestServerTls::slowHeadIsEnded()
{
    open(u"ec.pem"_s, u"ec.key"_s);
    const QByteArray answer = speak("GET /healthz HTTP/1.1\r\nHost: local");
    QVERIFY2(answer.startsWith("HTTP/1.1 408 "), answer.constData());
}

void TestServerTls::stalledWatcherIsSeen()
{
    // Behind TLS as well, what a watcher does not read waits in the journal, not in memory, and in the end it is let
    // go.
    m_server.reset();
    ServerOptions options;
    options.port = 0;
    options.speed = 1000;
    options.loop = true;
    options.watcherPatience = std::chrono::milliseconds(1500);
    options.hosted.push_back({ QString(), builtInScenario(u"flood"_s).value() });
    options.tlsCertificateFile = file(u"ec.pem"_s);
    options.tlsKeyFile = file(u"ec.key"_s);
    m_server = std::make_unique<Server>(options);
    QString error;
    QVERIFY2(m_server->start(&error), qPrintable(error));
    QSslSocket socket;
    socket.setSslConfiguration(clientTls());
    socket.setReadBufferSize(1024);
    QSignalSpy encrypted(&socket, &QSslSocket::encrypted);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, quint16(m_server->url().port()), u"localhost"_s);
    QTRY_COMPARE(encrypted.size(), 1);
    socket.write(handshake("/api/v1/ws/projects/p/stream", "localhost"));
    const auto watchers = [this] {
        const QByteArray answer = speak("GET /api/v1/projects/p/connections HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4))
            .object()["active_connections"_L1]
            .toInt(-1);
    };
    QTRY_COMPARE(watchers(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(watchers(), 0, 20'000);
}

void TestServerTls::renewsItsCertificate()
{
    const auto replace = [this](const QString &name, const QString &by) {
        QFile::remove(file(name));
        QVERIFY(QFile::copy(file(by), file(name)));
    };
    replace(u"live.pem"_s, u"ec.pem"_s);
    replace(u"live.key"_s, u"ec.key"_s);
    open(u"live.pem"_s, u"live.key"_s);
    const auto presented = [this] {
        QSslSocket socket;
        socket.setSslConfiguration(clientTls());
        QSignalSpy encrypted(&socket, &QSslSocket::encrypted);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, quint16(m_server->url().port()), u"localhost"_s);
        return QTest::qWaitFor([&] { return !encrypted.isEmpty(); }) ? socket.peerCertificate() : QSslCertificate();
    };
    const QSslCertificate before = QSslCertificate::fromPath(file(u"ec.pem"_s)).value(0);
    const QSslCertificate after = QSslCertificate::fromPath(file(u"rsa.pem"_s)).value(0);
    QCOMPARE(presented(), before);
    // Half of a pair is no certificate to serve with.
    replace(u"live.key"_s, u"rsa.key"_s);
    QTRY_COMPARE(m_logged.filter(u"stays in use"_s).size(), 1);
    QCOMPARE(presented(), before);
    replace(u"live.pem"_s, u"rsa.pem"_s);
    QTRY_COMPARE(m_logged.filter(u"New connections get"_s).size(), 1);
    QCOMPARE(presented(), after);
}

QTEST_GUILESS_MAIN(TestServerTls)
#include "tst_servertls.moc"
