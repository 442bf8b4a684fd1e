// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificates.h"
#include "support/guideserver.h"
#include "support/warningguard.h"
#include "watched.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stagewatch;
using test::GuideServer;
using test::Watched;

class TestTls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { m_guard = std::make_unique<test::WarningGuard>(); }
    void cleanup() { QCOMPARE(m_guard->take(), QStringList()); }

    void takesACertificateOfAnAuthorityThatIsTrusted();
    void refusesACertificate_data();
    void refusesACertificate();
    void saysThatThePortHasNoTls_data();
    void saysThatThePortHasNoTls();
    void saysThatThePortHasTls();
    void readsTheAuthorityFromItsFile();

private:
    std::unique_ptr<test::Certificates> m_certificates;
    std::unique_ptr<test::WarningGuard> m_guard;
};

void TestTls::initTestCase()
{
    m_certificates = std::make_unique<test::Certificates>();
    QString error;
    QVERIFY2(m_certificates->isValid(&error), qPrintable(error));
}

void TestTls::takesACertificateOfAnAuthorityThatIsTrusted()
{
    GuideServer server(m_certificates->server(u"localhost"_s));
    Watched watched(server.url());
    watched.settings.extraAuthorities = { m_certificates->authority() };
    watched.settings.token = "secret-token";
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Connected);
    QCOMPARE(server.requests().first().rawHeader("Authorization"), "Bearer secret-token");
    server.serverSends(GuideServer::event(u"log"_s, { { u"message"_s, u"encrypted"_s } }));
    QTRY_COMPARE(watched.logs(), QStringList{ u"encrypted"_s });
}

void TestTls::refusesACertificate_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("expired");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("untrusted") << u"localhost"_s << false << false << u"is not trusted"_s;
    QTest::newRow("expired") << u"localhost"_s << true << true << u"not valid at this time"_s;
    QTest::newRow("wrong host") << u"other.example"_s << false << true << u"belongs to another host"_s;
}

void TestTls::refusesACertificate()
{
    QFETCH(QString, name);
    QFETCH(bool, expired);
    QFETCH(bool, trusted);
    QFETCH(QString, sentence);
    const QDate today = QDate::currentDate();
    GuideServer server(m_certificates->server(name, expired ? today.addDays(-2) : today.addDays(2)));
    QString error;
    QVERIFY2(m_certificates->isValid(&error), qPrintable(error));
    Watched watched(server.url());
    watched.settings.maxAttempts = 1;
    watched.settings.token = "secret-token";
    if (trusted)
        watched.settings.extraAuthorities = { m_certificates->authority() };
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QVERIFY2(watched.error().contains(sentence), qPrintable(watched.error()));
    QCOMPARE(server.accepted(), 0);
}

void TestTls::saysThatThePortHasNoTls_data()
{
    QTest::addColumn<bool>("silent");
    QTest::newRow("waits for a header") << true;
    QTest::newRow("answers 400") << false;
}

void TestTls::saysThatThePortHasNoTls()
{
    QFETCH(bool, silent);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server, silent] {
        QTcpSocket *socket = server.nextPendingConnection();
        if (!silent)
            connect(socket, &QIODevice::readyRead, socket,
                    [socket] { socket->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    });
    Watched watched(QUrl(u"wss://127.0.0.1:%1"_s.arg(server.serverPort())));
    watched.settings.maxAttempts = 1;
    watched.settings.connectTimeout = silent ? 200ms : 5s;
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QVERIFY2(watched.error().contains(u"does not seem to speak TLS"_s), qPrintable(watched.error()));
}

void TestTls::saysThatThePortHasTls()
{
    GuideServer server(m_certificates->server(u"localhost"_s));
    QUrl url = server.url();
    url.setScheme(u"ws"_s);
    Watched watched(url);
    watched.settings.maxAttempts = 1;
    watched.open();
    QTRY_COMPARE(watched.phase(), Watched::Phase::Latched);
    QVERIFY2(watched.error().contains(u"wss://"_s), qPrintable(watched.error()));
}

void TestTls::readsTheAuthorityFromItsFile()
{
    QString error;
    const QList<QSslCertificate> read = client::readAuthorities(m_certificates->authorityFile(), &error);
    QCOMPARE(read, QList<QSslCertificate>{ m_certificates->authority() });
    QVERIFY(error.isEmpty());
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
