// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/endpoint.h"

#include <QTest>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

class TestEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheStream_data();
    void findsTheStream();
    void forcesTls_data();
    void forcesTls();
    void namesTheServer_data();
    void namesTheServer();
    void refusesWithASentence_data();
    void refusesWithASentence();
    void neverRepeatsAPassword();
    void environmentForcesTls_data();
    void environmentForcesTls();
    void checksTokens();
    void checksProjectIds();
};

void TestEndpoint::findsTheStream_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("project");
    QTest::addColumn<QString>("stream");
    QTest::addColumn<QString>("fallback");
    QTest::addColumn<QString>("api");
    const auto row = [](const char *name, const QString &address, const QString &project, const QString &stream,
                        const QString &fallback,
                        const QString &api) { QTest::newRow(name) << address << project << stream << fallback << api; };
    const QString plain = u"ws://localhost:8000/api/v1/ws/projects/p1/stream"_s;
    const QString other = u"ws://localhost:8000/api/v1/projects/p1/stream"_s;
    const QString api = u"http://localhost:8000/api/v1/projects/p1"_s;
    row("host and port", u"localhost:8000"_s, u"p1"_s, plain, other, api);
    row("ws", u"ws://localhost:8000"_s, u"p1"_s, plain, other, api);
    row("http", u"http://localhost:8000"_s, u"p1"_s, plain, other, api);
    row("a slash at the end", u"http://localhost:8000/"_s, u"p1"_s, plain, other, api);
    row("the base of the API is not doubled", u"http://localhost:8000/api/v1"_s, u"p1"_s, plain, other, api);
    row("nor with a slash", u"http://localhost:8000/api/v1/"_s, u"p1"_s, plain, other, api);
    row("nor without a scheme", u"localhost:8000/api/v1"_s, u"p1"_s, plain, other, api);
    row("blanks around", u"  localhost:8000 "_s, u" p1 "_s, plain, other, api);
    row("scheme in capitals", u"WS://LOCALHOST:8000"_s, u"p1"_s, plain, other, api);
    row("a full path", plain, u"p1"_s, plain, {}, api);
    row("a full path names the project", plain, {}, plain, {}, api);
    row("the guide's other path", other, {}, other, {}, api);
    row("a full path without a scheme", plain.mid(5), {}, plain, {}, api);
    row("a full path over http", u"http"_s + plain.mid(2), {}, plain, {}, api);
    row("a base below a prefix", u"https://example.org/ml/api/v1"_s, u"p1"_s,
        u"wss://example.org/ml/api/v1/ws/projects/p1/stream"_s, u"wss://example.org/ml/api/v1/projects/p1/stream"_s,
        u"https://example.org/ml/api/v1/projects/p1"_s);
    row("a full path below a prefix", u"wss://example.org/ml/ws/projects/p%201/stream"_s, {},
        u"wss://example.org/ml/ws/projects/p%201/stream"_s, {}, u"https://example.org/ml/projects/p%201"_s);
    row("a path of its own", u"ws://example.org/feed"_s, u"p1"_s, u"ws://example.org/feed"_s, {},
        u"http://example.org/api/v1/projects/p1"_s);
    row("a query of its own", u"ws://example.org/feed?since=4&x=%20"_s, u"p1"_s,
        u"ws://example.org/feed?since=4&x=%20"_s, {}, u"http://example.org/api/v1/projects/p1"_s);
    row("https", u"https://example.org"_s, u"p1"_s, u"wss://example.org/api/v1/ws/projects/p1/stream"_s,
        u"wss://example.org/api/v1/projects/p1/stream"_s, u"https://example.org/api/v1/projects/p1"_s);
    row("IPv6", u"[::1]:8000"_s, u"p1"_s, u"ws://[::1]:8000/api/v1/ws/projects/p1/stream"_s,
        u"ws://[::1]:8000/api/v1/projects/p1/stream"_s, u"http://[::1]:8000/api/v1/projects/p1"_s);
    row("IPv6 without a port", u"wss://[fe80::1]"_s, u"p1"_s, u"wss://[fe80::1]/api/v1/ws/projects/p1/stream"_s,
        u"wss://[fe80::1]/api/v1/projects/p1/stream"_s, u"https://[fe80::1]/api/v1/projects/p1"_s);
    row("a host alone", u"example.org"_s, u"p1"_s, u"ws://example.org/api/v1/ws/projects/p1/stream"_s,
        u"ws://example.org/api/v1/projects/p1/stream"_s, u"http://example.org/api/v1/projects/p1"_s);
    row("an id is one segment", u"example.org"_s, u"a/../b c?d#e%2f"_s,
        u"ws://example.org/api/v1/ws/projects/a%2F..%2Fb%20c%3Fd%23e%252f/stream"_s,
        u"ws://example.org/api/v1/projects/a%2F..%2Fb%20c%3Fd%23e%252f/stream"_s,
        u"http://example.org/api/v1/projects/a%2F..%2Fb%20c%3Fd%23e%252f"_s);
    row("an id that is not ASCII", u"example.org"_s, u"prüfung"_s,
        u"ws://example.org/api/v1/ws/projects/pr%C3%BCfung/stream"_s,
        u"ws://example.org/api/v1/projects/pr%C3%BCfung/stream"_s,
        u"http://example.org/api/v1/projects/pr%C3%BCfung"_s);
}

void TestEndpoint::findsTheStream()
{
    QFETCH(QString, address);
    QFETCH(QString, project);
    QFETCH(QString, stream);
    QFETCH(QString, fallback);
    QFETCH(QString, api);
    const ResolvedEndpoint resolved = resolveEndpoint(address, project);
    QVERIFY2(resolved.endpoint.has_value(), qPrintable(resolved.error));
    QCOMPARE(resolved.endpoint->streamUrl.toString(QUrl::FullyEncoded), stream);
    QCOMPARE(resolved.endpoint->fallbackStreamUrl.toString(QUrl::FullyEncoded), fallback);
    QCOMPARE(resolved.endpoint->apiUrl.toString(QUrl::FullyEncoded), api);
    if (!project.isEmpty())
        QCOMPARE(resolved.endpoint->projectId, project.trimmed());
    else
        QVERIFY(resolved.endpoint->projectId == u"p1" || resolved.endpoint->projectId == u"p 1");
    QVERIFY(resolved.error.isEmpty());
}

void TestEndpoint::forcesTls_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("stream");
    QTest::newRow("ws") << u"ws://h:8000"_s << u"wss://h:8000/api/v1/ws/projects/p/stream"_s;
    QTest::newRow("http") << u"http://h"_s << u"wss://h/api/v1/ws/projects/p/stream"_s;
    QTest::newRow("host") << u"h:1"_s << u"wss://h:1/api/v1/ws/projects/p/stream"_s;
    QTest::newRow("wss") << u"wss://h"_s << u"wss://h/api/v1/ws/projects/p/stream"_s;
    QTest::newRow("full path") << u"ws://h/x"_s << u"wss://h/x"_s;
}

void TestEndpoint::forcesTls()
{
    QFETCH(QString, address);
    QFETCH(QString, stream);
    const ResolvedEndpoint resolved = resolveEndpoint(address, u"p"_s, { true });
    QVERIFY2(resolved.endpoint.has_value(), qPrintable(resolved.error));
    QCOMPARE(resolved.endpoint->streamUrl.toString(), stream);
    QCOMPARE(resolved.endpoint->apiUrl.scheme(), u"https"_s);
    if (!resolved.endpoint->fallbackStreamUrl.isEmpty())
        QCOMPARE(resolved.endpoint->fallbackStreamUrl.scheme(), u"wss"_s);
}

void TestEndpoint::namesTheServer_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("server");
    QTest::newRow("port") << u"localhost:8000"_s << u"localhost:8000"_s;
    QTest::newRow("usual port") << u"example.org"_s << u"example.org"_s;
    QTest::newRow("usual port, written") << u"ws://example.org:80"_s << u"example.org"_s;
    QTest::newRow("usual TLS port, written") << u"https://example.org:443"_s << u"example.org"_s;
    QTest::newRow("TLS on another port") << u"https://example.org:80"_s << u"example.org:80"_s;
    QTest::newRow("IPv6") << u"[::1]:8000"_s << u"[::1]:8000"_s;
}

void TestEndpoint::namesTheServer()
{
    QFETCH(QString, address);
    QFETCH(QString, server);
    QCOMPARE(resolveEndpoint(address, u"p"_s).endpoint->server(), server);
}

void TestEndpoint::refusesWithASentence_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("project");
    QTest::addColumn<QString>("named"); // what the sentence has to name
    const auto row = [](const char *address, const char *project, const char *named) {
        QTest::newRow(*address ? address : "empty")
            << QString::fromLatin1(address) << QString::fromLatin1(project) << QString::fromLatin1(named);
    };
    row("", "p", "empty");
    row("ftp://example.org", "p", "ftp");
    row("file:///etc/passwd", "p", "file");
    row("javascript://x", "p", "javascript");
    row("ws://", "p", "no host");
    row("ws:///path", "p", "no host");
    row(":8000", "p", "no host");
    row("localhost:http", "p", "\"http\"");
    row("localhost:0", "p", "port \"0\"");
    row("localhost:65536", "p", "65536");
    row("localhost:-1", "p", "-1");
    row("::1", "p", "brackets");
    row("[::1", "p", "bracket");
    row("[::1]8000", "p", "colon");
    row("[nonsense]:8000", "p", "nonsense");
    row("exa mple.org", "p", "blank");
    row("example.org/\x01", "p", "control character");
    row("exa_mple<>.org", "p", "host");
    row("ws://ada@example.org", "p", "user name");
    row("ws://example.org?token=abc", "p", "token");
    row("http://example.org/x?a=1&access_token=abc", "p", "token");
    row("http://example.org/x?API-KEY=abc", "p", "token");
    row("example.org", "", "project");
    row("ws://example.org/feed", "", "project");
    row("example.org ", ".", "\".\"");
    row("example.org  ", "..", "\"..\"");
    row("ws://example.org/api/v1/projects/a/stream", "b", "\"a\"");
}

void TestEndpoint::refusesWithASentence()
{
    QFETCH(QString, address);
    QFETCH(QString, project);
    QFETCH(QString, named);
    const ResolvedEndpoint resolved = resolveEndpoint(address, project);
    QVERIFY(!resolved.endpoint);
    QVERIFY2(resolved.error.contains(named), qPrintable(resolved.error));
    QVERIFY2(resolved.error.endsWith(u'.'), qPrintable(resolved.error));
}

void TestEndpoint::neverRepeatsAPassword()
{
    for (const QString &address :
         { u"ws://ada:sesame@example.org"_s, u"ada:sesame@example.org"_s, u"ws://example.org/?token=sesame"_s }) {
        const ResolvedEndpoint resolved = resolveEndpoint(address, u"p"_s);
        QVERIFY(!resolved.endpoint);
        QVERIFY2(!resolved.error.contains(u"sesame"_s), qPrintable(resolved.error));
    }
}

void TestEndpoint::environmentForcesTls_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("forced");
    QTest::newRow("production") << "STAGEWATCH_PRODUCTION"_ba
                                << "true"_ba << true;
    QTest::newRow("our own") << "STAGEWATCH_FORCE_WSS"_ba
                             << "1"_ba << true;
    QTest::newRow("the guide's") << "VITE_FORCE_WSS"_ba
                                 << "TRUE"_ba << true;
    QTest::newRow("false") << "STAGEWATCH_FORCE_WSS"_ba
                           << "false"_ba << false;
    QTest::newRow("empty") << "VITE_FORCE_WSS"_ba
                           << ""_ba << false;
}

void TestEndpoint::environmentForcesTls()
{
    QFETCH(QByteArray, variable);
    QFETCH(QByteArray, value);
    QFETCH(bool, forced);
    for (const char *name : { "STAGEWATCH_PRODUCTION", "STAGEWATCH_FORCE_WSS", "VITE_FORCE_WSS" })
        qunsetenv(name);
    QVERIFY(!EndpointOptions::fromEnvironment().forceTls);
    qputenv(variable.constData(), value);
    QCOMPARE(EndpointOptions::fromEnvironment().forceTls, forced);
    qunsetenv(variable.constData());
}

void TestEndpoint::checksTokens()
{
    QVERIFY(isValidToken(u"eyJhbGciOi.J9-_~+/="));
    QVERIFY(!isValidToken(u""));
    QVERIFY(!isValidToken(u"a b"));
    QVERIFY(!isValidToken(u"a\r\nX-Evil: 1"));
    QVERIFY(!isValidToken(u"tökén"));
    QVERIFY(!isValidToken(u"a\x7f"));
}

void TestEndpoint::checksProjectIds()
{
    QVERIFY(isValidProjectId(u"proj_abc123"));
    QVERIFY(isValidProjectId(u"A.b~c-d"));
    QVERIFY(isValidProjectId(QString(128, u'x')));
    for (const QString &bad :
         { u""_s, u"."_s, u".."_s, u"a/b"_s, u"a b"_s, u"%00"_s, u"..%2f"_s, u"ä"_s, QString(129, u'x') })
        QVERIFY2(!isValidProjectId(bad), qPrintable(bad));
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
