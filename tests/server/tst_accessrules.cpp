// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accessrules.h"
#include "server/serveroptions.h"

#include <QTest>

using namespace stagewatch::server;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(stagewatch::server::Occupancy)
Q_DECLARE_METATYPE(stagewatch::server::ProjectOccupancy)
Q_DECLARE_METATYPE(stagewatch::server::Roles)

class TestAccessRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostsAndOrigins_data();
    void hostsAndOrigins();
    void namesThatWereGiven_data();
    void namesThatWereGiven();
    void occupancy_data();
    void occupancy();
    void rolesByPath_data();
    void rolesByPath();
    void tokens_data();
    void tokens();
    void bodies_data();
    void bodies();
    void healthIsOpenAlsoWhenFull();
    void needsTokensBeyondThisMachine_data();
    void needsTokensBeyondThisMachine();
    void readsHeads_data();
    void readsHeads();
    void recognisesWebSocket_data();
    void recognisesWebSocket();
    void readsPaths_data();
    void readsPaths();

private:
    static int statusOf(const Verdict &verdict)
    {
        const auto *refusal = std::get_if<Refusal>(&verdict);
        return refusal ? refusal->status : 0;
    }
    static std::optional<Caller> anybody(const QByteArray &) { return Caller{ {}, Role::Watch, {} }; }
    static AccessRules loopbackRules()
    {
        return AccessRules({ QHostAddress(QHostAddress::LocalHost), {}, {}, 8 * 1024 * 1024 });
    }
    static RequestHead request(const QByteArray &method, const QByteArray &path, bool upgrade = false)
    {
        RequestHead head{ method, path, {}, { { "host", "localhost" } } };
        if (upgrade) {
            head.headers.emplace_back("upgrade", "websocket");
            head.headers.emplace_back("connection", "Upgrade");
            head.headers.emplace_back("sec-websocket-version", "13");
            head.headers.emplace_back("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
        }
        return head;
    }
    static ProjectOccupancy emptyRoom(const QString &) { return { true, 0, 5, 0, 5, false }; }
    static RequestHead stream(const QByteArray &host, const QByteArray &origin = {})
    {
        RequestHead head{ "GET",
                          "/api/v1/projects/p/stream",
                          {},
                          { { "host", host },
                            { "upgrade", "WebSocket" },
                            { "connection", "keep-alive, Upgrade" },
                            { "sec-websocket-version", "13" },
                            { "sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==" } } };
        if (!origin.isEmpty())
            head.headers.emplace_back("origin", origin);
        return head;
    }
};

void TestAccessRules::hostsAndOrigins_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    const QString loopback = u"127.0.0.1"_s;
    const QString any = u"0.0.0.0"_s;
    QTest::newRow("localhost") << loopback << "LocalHost:8000"_ba
                               << ""_ba << 0;
    QTest::newRow("loopback address") << loopback << "127.0.0.2"_ba
                                      << ""_ba << 0;
    QTest::newRow("rebound name") << loopback << "evil.example"_ba
                                  << ""_ba << 403;
    QTest::newRow("LAN address to loopback") << loopback << "192.168.1.5:8000"_ba
                                             << ""_ba << 403;
    QTest::newRow("LAN address") << any << "192.168.1.5:8000"_ba
                                 << ""_ba << 0;
    QTest::newRow("own name") << any << "workstation:8000"_ba
                              << ""_ba << 0;
    QTest::newRow("foreign name") << any << "evil.example"_ba
                                  << ""_ba << 403;
    QTest::newRow("name with a user") << loopback << "localhost@evil.example"_ba
                                      << ""_ba << 403;
    QTest::newRow("empty") << loopback << ""_ba
                           << ""_ba << 403;
    QTest::newRow("own origin") << loopback << "localhost"_ba
                                << "http://127.0.0.1:5173"_ba << 0;
    QTest::newRow("https origin") << any << "workstation"_ba
                                  << "https://workstation"_ba << 0;
    QTest::newRow("foreign origin") << any << "workstation"_ba
                                    << "https://evil.example"_ba << 403;
    QTest::newRow("file origin") << loopback << "localhost"_ba
                                 << "file://localhost"_ba << 403;
    QTest::newRow("null origin") << loopback << "localhost"_ba
                                 << "null"_ba << 403;
    QTest::newRow("extension origin") << loopback << "localhost"_ba
                                      << "moz-extension://localhost"_ba << 403;
}

void TestAccessRules::hostsAndOrigins()
{
    QFETCH(QString, address);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    QFETCH(int, status);
    const AccessRules rules({ QHostAddress(address), { u"workstation"_s }, {}, 1024 });
    const Verdict verdict = rules.judge(stream(host, origin), { false, 1, 10 }, anybody, emptyRoom);
    QCOMPARE(statusOf(verdict), status);
    if (status == 0) {
        QCOMPARE(std::get<Admission>(verdict).route, Admission::Route::Stream);
        QCOMPARE(std::get<Admission>(verdict).projectId, u"p"_s);
    }
}

void TestAccessRules::namesThatWereGiven_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("reason"); // empty: let in
    QTest::newRow("host") << "ml.example.org:443"_ba << QByteArray() << QByteArray();
    QTest::newRow("host in capitals") << "ML.Example.ORG"_ba << QByteArray() << QByteArray();
    QTest::newRow("host that ends like it") << "evil-ml.example.org"_ba << QByteArray() << "foreign_host"_ba;
    QTest::newRow("host below it") << "evil.ml.example.org"_ba << QByteArray() << "foreign_host"_ba;
    QTest::newRow("origin") << "localhost"_ba
                            << "https://board.example.org:8443"_ba << QByteArray();
    QTest::newRow("origin on another port") << "localhost"_ba
                                            << "https://board.example.org"_ba
                                            << "foreign_origin"_ba;
    QTest::newRow("origin without TLS") << "localhost"_ba
                                        << "http://board.example.org:8443"_ba
                                        << "foreign_origin"_ba;
    QTest::newRow("origin with more behind") << "localhost"_ba
                                             << "https://board.example.org:8443.evil"_ba
                                             << "foreign_origin"_ba;
    QTest::newRow("origin of the host itself") << "ml.example.org"_ba
                                               << "https://ml.example.org"_ba << QByteArray();
    QTest::newRow("origin on the address that is called") << "10.0.0.5:8000"_ba
                                                          << "http://10.0.0.5:8000"_ba << QByteArray();
    QTest::newRow("origin on some other address") << "10.0.0.5:8000"_ba
                                                  << "http://6.6.6.6"_ba
                                                  << "foreign_origin"_ba;
}

void TestAccessRules::namesThatWereGiven()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, reason);
    const AccessRules rules({ QHostAddress(QHostAddress::AnyIPv4),
                              { u"ml.example.org"_s },
                              { u"https://board.example.org:8443"_s },
                              1024 });
    const Verdict verdict = rules.judge(stream(host, origin), { false, 1, 10 }, anybody, emptyRoom);
    const auto *refusal = std::get_if<Refusal>(&verdict);
    QCOMPARE(refusal ? reasonLabel(*refusal) : QByteArray(), reason);
    if (refusal)
        QCOMPARE(refusal->status, 403);
}

void TestAccessRules::occupancy_data()
{
    QTest::addColumn<bool>("publishes");
    QTest::addColumn<Occupancy>("house");
    QTest::addColumn<ProjectOccupancy>("room");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reason");
    const Occupancy calm{ false, 10, 10, 3, 3 };
    const ProjectOccupancy room{ true, 4, 5, 1, 2, false };
    QTest::newRow("room to watch") << false << calm << room << 0 << QByteArray();
    QTest::newRow("room to publish") << true << calm << room << 0 << QByteArray();
    QTest::newRow("stopping") << false << Occupancy{ true, 1, 10, 1, 3 } << room << 503 << "service_unavailable"_ba;
    QTest::newRow("house is full") << false << Occupancy{ false, 11, 10, 1, 3 } << room << 429 << "full_server"_ba;
    QTest::newRow("address has enough") << false << Occupancy{ false, 5, 10, 4, 3 } << room << 429 << "full_address"_ba;
    QTest::newRow("project is full of watchers")
        << false << calm << ProjectOccupancy{ true, 5, 5, 0, 2, false } << 429 << "full_watchers"_ba;
    QTest::newRow("watchers keep no publisher out")
        << true << calm << ProjectOccupancy{ true, 5, 5, 0, 2, false } << 0 << QByteArray();
    QTest::newRow("project is full of publishers")
        << true << calm << ProjectOccupancy{ true, 0, 5, 2, 2, false } << 429 << "full_publishers"_ba;
    QTest::newRow("no such project") << false << calm << ProjectOccupancy{ false, 0, 5, 0, 2, false } << 404
                                     << "not_found"_ba;
    QTest::newRow("no room for a new project")
        << true << calm << ProjectOccupancy{ false, 0, 5, 0, 2, true } << 429 << "full_projects"_ba;
}

void TestAccessRules::occupancy()
{
    QFETCH(bool, publishes);
    QFETCH(Occupancy, house);
    QFETCH(ProjectOccupancy, room);
    QFETCH(int, status);
    QFETCH(QByteArray, reason);
    RequestHead head = stream("localhost");
    head.path = publishes ? "/api/v1/ws/projects/p/publish" : head.path;
    const Verdict verdict = loopbackRules().judge(
        head, house,
        [](const QByteArray &) {
            return Caller{ {}, Role::Watch | Role::Publish, {} };
        },
        [&](const QString &) { return room; });
    QCOMPARE(statusOf(verdict), status);
    const auto *refusal = std::get_if<Refusal>(&verdict);
    QCOMPARE(refusal ? reasonLabel(*refusal) : QByteArray(), reason);
    QCOMPARE(refusal && httpResponse(*refusal).contains("\r\nRetry-After: "), status == 429 || status == 503);
    if (!refusal)
        QCOMPARE(std::get<Admission>(verdict).route, publishes ? Admission::Route::Publish : Admission::Route::Stream);
}

void TestAccessRules::rolesByPath_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("upgrade");
    QTest::addColumn<Roles>("needed");
    const QByteArray project = "/api/v1/projects/p";
    QTest::newRow("stream") << "GET"_ba << project + "/stream" << true << Roles(Role::Watch);
    QTest::newRow("stream with ws") << "GET"_ba
                                    << "/api/v1/ws/projects/p/stream"_ba << true << Roles(Role::Watch);
    QTest::newRow("publish") << "GET"_ba << project + "/publish" << true << Roles(Role::Publish);
    QTest::newRow("publish with ws") << "GET"_ba
                                     << "/api/v1/ws/projects/p/publish"_ba << true << Roles(Role::Publish);
    QTest::newRow("projects") << "GET"_ba
                              << "/api/v1/projects"_ba << false << Roles(Role::Watch);
    QTest::newRow("state") << "GET"_ba << project + "/state" << false << Roles(Role::Watch);
    QTest::newRow("state by HEAD") << "HEAD"_ba << project + "/state" << false << Roles(Role::Watch);
    QTest::newRow("events to read") << "GET"_ba << project + "/events" << false << Roles(Role::Watch);
    QTest::newRow("events to publish") << "POST"_ba << project + "/events" << false << Roles(Role::Publish);
    QTest::newRow("cancel") << "POST"_ba << project + "/cancel" << false << Roles(Role::Control);
    QTest::newRow("approval") << "POST"_ba << project + "/approvals/apr_1" << false << Roles(Role::Control);
    QTest::newRow("some other write") << "DELETE"_ba << project << false << Roles(Role::Control);
    QTest::newRow("metrics") << "GET"_ba
                             << "/metrics"_ba << false << Roles(Role::Watch);
    QTest::newRow("no path of ours") << "GET"_ba
                                     << "/favicon.ico"_ba << false << Roles(Role::Watch);
    QTest::newRow("health") << "GET"_ba
                            << "/healthz"_ba << false << Roles();
}

void TestAccessRules::rolesByPath()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(bool, upgrade);
    QFETCH(Roles, needed);
    // No role stands for another: only a token with the very one is let in.
    for (const Role role : { Role::Watch, Role::Control, Role::Publish }) {
        const Verdict verdict = loopbackRules().judge(
            request(method, path, upgrade), { false, 1, 10 },
            [&](const QByteArray &) {
                return Caller{ u"ann"_s, role, {} };
            },
            emptyRoom);
        QCOMPARE(statusOf(verdict), !needed || needed.testFlag(role) ? 0 : 403);
        if (needed && !needed.testFlag(role))
            QCOMPARE(reasonLabel(std::get<Refusal>(verdict)), "missing_role"_ba);
        else
            QCOMPARE(std::get<Admission>(verdict).caller.name, u"ann"_s);
    }
    const Verdict verdict = loopbackRules().judge(
        request(method, path, upgrade), { false, 1, 10 }, [](const QByteArray &) { return std::nullopt; }, emptyRoom);
    QCOMPARE(statusOf(verdict), needed ? 401 : 0);
}

void TestAccessRules::tokens_data()
{
    QTest::addColumn<QList<QByteArray>>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("challenge");
    const QByteArray plain = R"(Bearer realm="stagewatch")";
    const QByteArray wrong = R"(Bearer realm="stagewatch", error="invalid_token")";
    QTest::newRow("none") << QList<QByteArray>{} << 401 << plain;
    QTest::newRow("right") << QList<QByteArray>{ "Bearer swt_good" } << 0 << QByteArray();
    QTest::newRow("wrong") << QList<QByteArray>{ "Bearer swt_bad" } << 401 << wrong;
    QTest::newRow("twice") << QList<QByteArray>{ "Bearer swt_good", "Bearer swt_good" } << 400 << QByteArray();
}

void TestAccessRules::tokens()
{
    QFETCH(QList<QByteArray>, headers);
    QFETCH(int, status);
    QFETCH(QByteArray, challenge);
    RequestHead head = request("GET", "/api/v1/projects");
    for (const QByteArray &header : headers)
        head.headers.emplace_back("authorization", header);
    const Verdict verdict = loopbackRules().judge(
        head, { false, 1, 10 },
        [](const QByteArray &authorization) {
            return authorization == "Bearer swt_good" ? std::optional(Caller{ u"ann"_s, Role::Watch, {} })
                                                      : std::nullopt;
        },
        emptyRoom);
    QCOMPARE(statusOf(verdict), status);
    if (!challenge.isEmpty())
        QVERIFY(httpResponse(std::get<Refusal>(verdict)).contains("\r\nWWW-Authenticate: " + challenge + "\r\n"));
}

void TestAccessRules::bodies_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    const QByteArray events = "/api/v1/projects/p/events";
    const QByteArray cancel = "/api/v1/projects/p/cancel";
    QTest::newRow("events up to the limit") << events << "8388608"_ba << 0 << "POST"_ba;
    QTest::newRow("events beyond it") << events << "8388609"_ba << 413 << "POST"_ba;
    QTest::newRow("another body is smaller") << cancel << "8388608"_ba << 413 << "POST"_ba;
    QTest::newRow("another body") << cancel << "1048576"_ba << 0 << "POST"_ba;
    QTest::newRow("100 GB") << events << "100000000000"_ba << 413 << "POST"_ba;
    QTest::newRow("more than a number holds") << events << "18446744073709551617"_ba << 400 << "POST"_ba;
    QTest::newRow("sign") << events << "+1"_ba << 400 << "POST"_ba;
    QTest::newRow("of a request that reads") << events << "1"_ba << 400 << "GET"_ba;
    QTest::newRow("none of a request that reads") << events << "0"_ba << 0 << "GET"_ba;
    QTest::newRow("of a question whether it lives") << "/healthz"_ba
                                                    << "1"_ba << 400 << "POST"_ba;
    QTest::newRow("list") << events << "1, 1"_ba << 400 << "POST"_ba;
}

void TestAccessRules::bodies()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, length);
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    RequestHead head = request(method, path);
    head.headers.emplace_back("content-length", length);
    const Verdict verdict = loopbackRules().judge(
        head, { false, 1, 10 },
        [](const QByteArray &) {
            return Caller{ {}, Role::Watch | Role::Control | Role::Publish, {} };
        },
        emptyRoom);
    QCOMPARE(statusOf(verdict), status);
    if (status == 0)
        QCOMPARE(std::get<Admission>(verdict).bodyBytes, length.toLongLong());
}

void TestAccessRules::healthIsOpenAlsoWhenFull()
{
    const auto nobody = [](const QByteArray &) { return std::nullopt; };
    const Verdict full =
        loopbackRules().judge(request("GET", "/healthz"), { false, 99, 10, 99, 10 }, nobody, emptyRoom);
    QCOMPARE(statusOf(full), 0);
    QCOMPARE(std::get<Admission>(full).caller.roles, Roles());
    // A page of another site learns nothing, not even that.
    RequestHead foreign = request("GET", "/healthz");
    foreign.headers.emplace_back("origin", "https://evil.example");
    QCOMPARE(statusOf(loopbackRules().judge(foreign, { false, 1, 10 }, nobody, emptyRoom)), 403);
}

void TestAccessRules::needsTokensBeyondThisMachine_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("tokens");
    QTest::addColumn<bool>("starts");
    QTest::newRow("this machine") << u"127.0.0.1"_s << false << true;
    QTest::newRow("this machine by another of its addresses") << u"127.9.9.9"_s << false << true;
    QTest::newRow("this machine over IPv6") << u"::1"_s << false << true;
    QTest::newRow("every address") << u"0.0.0.0"_s << false << false;
    QTest::newRow("every address over IPv6") << u"::"_s << false << false;
    QTest::newRow("one address") << u"192.168.1.5"_s << false << false;
    QTest::newRow("one address with tokens") << u"192.168.1.5"_s << true << true;
    QTest::newRow("every address with tokens") << u"0.0.0.0"_s << true << true;
}

void TestAccessRules::needsTokensBeyondThisMachine()
{
    QFETCH(QString, address);
    QFETCH(bool, tokens);
    QFETCH(bool, starts);
    ServerOptions options;
    options.address = QHostAddress(address);
    options.tokenFile = tokens ? u"tokens"_s : QString();
    const QString problem = problemWith(options);
    QCOMPARE(problem.isEmpty(), starts);
    if (!starts)
        QVERIFY2(problem.contains(address) && problem.contains(u"stagewatch token add"_s), qPrintable(problem));
}

void TestAccessRules::readsHeads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("plain") << "GET /a?b=c HTTP/1.1\r\nHost: x\r\nX-Y:  z \r\n\r\n"_ba << true;
    QTest::newRow("with a body behind") << "POST / HTTP/1.0\r\n\r\nbody\r\n\r\n"_ba << true;
    QTest::newRow("unfinished") << "GET / HTTP/1.1\r\nHost: x\r\n"_ba << false;
    QTest::newRow("no version") << "GET /\r\n\r\n"_ba << false;
    QTest::newRow("HTTP/2") << "GET / HTTP/2\r\n\r\n"_ba << false;
    QTest::newRow("absolute form") << "GET http://evil.example/ HTTP/1.1\r\n\r\n"_ba << false;
    QTest::newRow("space in the name") << "GET / HTTP/1.1\r\nHost : x\r\n\r\n"_ba << false;
    QTest::newRow("folded") << "GET / HTTP/1.1\r\nHost: x\r\n y\r\n\r\n"_ba << false;
    QTest::newRow("NUL") << QByteArray("GET / HTTP/1.1\r\nA: \0\r\n\r\n", 24) << false;
    QTest::newRow("lone line feed") << "GET / HTTP/1.1\r\nA: b\nHost: c\r\n\r\n"_ba << false;
    QTest::newRow("empty") << "\r\n\r\n"_ba << false;
}

void TestAccessRules::readsHeads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    const std::optional<RequestHead> head = parseRequestHead(bytes);
    QCOMPARE(head.has_value(), valid);
    if (head && head->count("host") == 1) {
        QCOMPARE(head->path, "/a"_ba);
        QCOMPARE(head->query, "b=c"_ba);
        QCOMPARE(head->value("x-y"), std::optional("z"_ba));
    }
}

void TestAccessRules::recognisesWebSocket_data()
{
    QTest::addColumn<QByteArray>("upgrade");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("wants");
    QTest::newRow("plain") << "websocket"_ba
                           << "Upgrade"_ba << true;
    QTest::newRow("Firefox") << "WebSocket"_ba
                             << "keep-alive, Upgrade"_ba << true;
    QTest::newRow("no connection") << "websocket"_ba
                                   << "close"_ba << false;
    QTest::newRow("other protocol") << "h2c"_ba
                                    << "Upgrade"_ba << false;
}

void TestAccessRules::recognisesWebSocket()
{
    QFETCH(QByteArray, upgrade);
    QFETCH(QByteArray, connection);
    QFETCH(bool, wants);
    QCOMPARE((RequestHead{ "GET", "/", {}, { { "upgrade", upgrade }, { "connection", connection } } }).wantsWebSocket(),
             wants);
}

void TestAccessRules::readsPaths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("stream");
    QTest::addColumn<QString>("project"); // null: none
    QTest::newRow("stream with ws") << "/api/v1/ws/projects/a.b/stream"_ba << true << u"a.b"_s;
    QTest::newRow("stream without ws") << "/api/v1/projects/a~b/stream"_ba << true << u"a~b"_s;
    QTest::newRow("encoded id") << "/api/v1/projects/%70/stream"_ba << true << u"p"_s;
    QTest::newRow("encoded slash stays in the id") << "/api/v1/projects/a%2fb/stream"_ba << true << u"a/b"_s;
    QTest::newRow("publish is no stream") << "/api/v1/ws/projects/p/publish"_ba << false << u"p"_s;
    QTest::newRow("state") << "/api/v1/projects/p/state"_ba << false << u"p"_s;
    QTest::newRow("REST below ws") << "/api/v1/ws/projects/p/state"_ba << false << QString();
    QTest::newRow("slash behind") << "/api/v1/projects/p/stream/"_ba << false << u"p"_s;
    QTest::newRow("list") << "/api/v1/projects"_ba << false << QString();
    QTest::newRow("root") << "/"_ba << false << QString();
}

void TestAccessRules::readsPaths()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, stream);
    QFETCH(QString, project);
    const ApiPath parsed = parseApiPath(path);
    QCOMPARE(parsed.isStream, stream);
    QCOMPARE(parsed.hasProject, !project.isNull());
    QCOMPARE(parsed.projectId, project);
}

QTEST_GUILESS_MAIN(TestAccessRules)
#include "tst_accessrules.moc"
