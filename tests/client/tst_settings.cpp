// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/access.h"
#include "client/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::client;

class TestSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsATokenFile_data();
    void readsATokenFile();
    void namesAFileThatCannotBeRead();
    void refusesAFileWithoutCertificate();
    void sendsTheTokenToItsOwnOriginOnly_data();
    void sendsTheTokenToItsOwnOriginOnly();
    void neverSendsATokenThatIsNone();
    void neverUsesAProxyForLoopback();

private:
    QString write(const QByteArray &content)
    {
        const QString path = m_folder.filePath(u"file"_s);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
    }
    QTemporaryDir m_folder;
};

void TestSettings::readsATokenFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("one line") << QByteArray("abc.def\n") << QByteArray("abc.def");
    QTest::newRow("no line break") << QByteArray("abc") << QByteArray("abc");
    QTest::newRow("Windows line break, second line") << QByteArray("abc\r\nremark\n") << QByteArray("abc");
    QTest::newRow("empty") << QByteArray("\nabc\n") << QByteArray();
    QTest::newRow("blank inside") << QByteArray("a b\n") << QByteArray();
    QTest::newRow("header smuggled in") << QByteArray("abc\rX-Evil: 1\n") << QByteArray();
    QTest::newRow("not ASCII") << QByteArray("abc\xc3\xa9\n") << QByteArray();
}

void TestSettings::readsATokenFile()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, token);
    QString error;
    QCOMPARE(readTokenFile(write(content), &error), token);
    QCOMPARE(error.isEmpty(), !token.isEmpty());
    QVERIFY(!error.contains(u"abc"_s));
}

void TestSettings::namesAFileThatCannotBeRead()
{
    QString error;
    QVERIFY(readTokenFile(u"/nowhere/token"_s, &error).isEmpty());
    QVERIFY(error.contains(u"/nowhere/token"_s));
    error.clear();
    QVERIFY(readAuthorities(u"/nowhere/ca.pem"_s, &error).isEmpty());
    QVERIFY(error.contains(u"/nowhere/ca.pem"_s));
}

void TestSettings::refusesAFileWithoutCertificate()
{
    QString error;
    QVERIFY(readAuthorities(write("no certificate\n"), &error).isEmpty());
    QVERIFY(error.contains(u"PEM"_s));
}

void TestSettings::sendsTheTokenToItsOwnOriginOnly_data()
{
    QTest::addColumn<QString>("stream");
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("sent");
    QTest::newRow("the stream") << u"wss://host/s"_s << u"wss://host/s"_s << true;
    QTest::newRow("REST beside it") << u"wss://host/s"_s << u"https://host:443/api"_s << true;
    QTest::newRow("plain beside it") << u"ws://host:8000/s"_s << u"http://host:8000/api"_s << true;
    QTest::newRow("another host") << u"wss://host/s"_s << u"wss://evil.example/s"_s << false;
    QTest::newRow("another port") << u"ws://host:8000/s"_s << u"ws://host:8001/s"_s << false;
    QTest::newRow("without encryption") << u"wss://host/s"_s << u"ws://host:443/s"_s << false;
}

void TestSettings::sendsTheTokenToItsOwnOriginOnly()
{
    QFETCH(QString, stream);
    QFETCH(QString, target);
    QFETCH(bool, sent);
    ConnectionSettings settings;
    settings.endpoint.streamUrl = QUrl(stream);
    settings.token = "secret";
    const QNetworkRequest request = Access(settings).request(QUrl(target));
    QCOMPARE(request.rawHeader("Authorization"), sent ? QByteArray("Bearer secret") : QByteArray());
}

void TestSettings::neverSendsATokenThatIsNone()
{
    ConnectionSettings settings;
    settings.endpoint.streamUrl = QUrl(u"ws://host/s"_s);
    settings.token = "a\r\nX-Evil: 1";
    QVERIFY(!Access(settings).request(settings.endpoint.streamUrl).hasRawHeader("Authorization"));
}

void TestSettings::neverUsesAProxyForLoopback()
{
    qputenv("http_proxy", "http://proxy.example:3128");
    for (const QString &host : { u"127.0.0.1"_s, u"localhost"_s, u"[::1]"_s, u"a.localhost"_s })
        QVERIFY(Access::proxyFor(QUrl(u"ws://%1:8000/s"_s.arg(host))).type() == QNetworkProxy::NoProxy);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
