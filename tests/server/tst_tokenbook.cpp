// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tokenbook.h"
#include "server/tokenfile.h"
#include "server/tokenkeeper.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLockFile>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stagewatch::server;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(stagewatch::server::Roles)

/// Tokens: the file, the value, and the one who keeps up with it.
class TestTokenBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_folder.reset(); }
    void tokensAreRandomAndFitAHeader();
    void readsBearer_data();
    void readsBearer();
    void identifiesByTheHashAlone();
    void textStaysAsItWas();
    void wrongLinesAreNamed_data();
    void wrongLinesAreNamed();
    void namesAreChecked_data();
    void namesAreChecked();
    void saysWhoMayLess_data();
    void saysWhoMayLess();
    void fileIsForItsOwnerAlone();
    void openFilesAreRefused_data();
    void openFilesAreRefused();
    void editingWaitsForOthers();
    void failedEditLeavesTheFile();
    void keeperFollowsTheFile();
    void keeperKeepsWhatItHadWhenTheFileIsBroken();
    void keeperLetsNobodyInWithoutTheFile();
    void withoutTokensEverybodyMay();
    void oneVisitorIsOneAddress_data();
    void oneVisitorIsOneAddress();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"config/tokens"_s); }
    /// Adds a token to the file and returns it.
    QByteArray addToken(const QString &name, Roles roles);
    void write(const QByteArray &text, QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner);
    static QByteArray header(const QByteArray &token) { return "Bearer " + token; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestTokenBook::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QByteArray TestTokenBook::addToken(const QString &name, Roles roles)
{
    const QByteArray token = makeToken();
    QString error;
    const bool done = editTokenBook(
        path(),
        [&](TokenBook &book, QString *) { return book.add(name, roles, token, QDateTime::currentDateTimeUtc()); },
        &error);
    return done ? token : QByteArray();
}

void TestTokenBook::write(const QByteArray &text, QFile::Permissions permissions)
{
    QVERIFY(QDir().mkpath(m_folder->filePath(u"config"_s)));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    QVERIFY(file.setPermissions(permissions));
}

void TestTokenBook::tokensAreRandomAndFitAHeader()
{
    static const QRegularExpression form(u"^swt_[A-Za-z0-9_-]{43}$"_s);
    QSet<QByteArray> seen;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray token = makeToken();
        QVERIFY2(form.match(QString::fromLatin1(token)).hasMatch(), token.constData());
        QCOMPARE(bearerToken(header(token)), token);
        seen.insert(token);
    }
    QCOMPARE(seen.size(), 1000);
}

void TestTokenBook::readsBearer_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("plain") << "Bearer swt_x"_ba
                           << "swt_x"_ba;
    QTest::newRow("scheme in any case") << "bEARER swt_x"_ba
                                        << "swt_x"_ba;
    QTest::newRow("blanks around") << "Bearer   swt_x "_ba
                                   << "swt_x"_ba;
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("scheme alone") << "Bearer "_ba << QByteArray();
    QTest::newRow("token alone") << "swt_x"_ba << QByteArray();
    QTest::newRow("other scheme") << "Basic c3d0X3g="_ba << QByteArray();
    QTest::newRow("two words") << "Bearer swt_x swt_y"_ba << QByteArray();
    QTest::newRow("line break") << "Bearer swt_x\r\nX-Evil: 1"_ba << QByteArray();
    QTest::newRow("NUL") << QByteArray("Bearer swt_x\0y", 14) << QByteArray();
    QTest::newRow("not ASCII") << "Bearer swt_\xc3\xa4"_ba << QByteArray();
    QTest::newRow("longest") << "Bearer " + QByteArray(512, 'x') << QByteArray(512, 'x');
    QTest::newRow("too long") << "Bearer " + QByteArray(513, 'x') << QByteArray();
}

void TestTokenBook::readsBearer()
{
    QFETCH(QByteArray, authorization);
    QTEST(bearerToken(authorization), "token");
}

void TestTokenBook::identifiesByTheHashAlone()
{
    TokenBook book;
    const QDateTime now(QDate(2026, 1, 31), QTime(12, 0, 5, 678), Qt::UTC);
    QVERIFY(book.add(u"ann"_s, Role::Control, "swt_ann", now));
    QVERIFY(book.add(u"ci"_s, Role::Publish | Role::Watch, "swt_ci", now));
    QVERIFY(!book.add(u"ann"_s, Role::Watch, "swt_other", now));
    QCOMPARE(book.entries().size(), size_t(2));
    QCOMPARE(book.identify("swt_ci")->name, u"ci"_s);
    QCOMPARE(book.identify("swt_ci")->roles, Role::Publish | Role::Watch);
    for (const QByteArray &wrong : { "swt_c"_ba, "swt_cii"_ba, "SWT_CI"_ba, "swt_other"_ba, QByteArray(),
                                     QCryptographicHash::hash("swt_ci", QCryptographicHash::Sha256),
                                     QCryptographicHash::hash("swt_ci", QCryptographicHash::Sha256).toHex() })
        QVERIFY2(!book.identify(wrong), wrong.constData());
    const QByteArray text = book.toText();
    QVERIFY(!text.contains("swt_"));
    QCOMPARE(text,
             "ann control " + QCryptographicHash::hash("swt_ann", QCryptographicHash::Sha256).toHex()
                 + " 2026-01-31T12:00:05Z\nci watch,publish "
                 + QCryptographicHash::hash("swt_ci", QCryptographicHash::Sha256).toHex() + " 2026-01-31T12:00:05Z\n");
    QVERIFY(book.remove(u"ann"_s));
    QVERIFY(!book.remove(u"ann"_s));
    QVERIFY(!book.identify("swt_ann"));
    QVERIFY(book.identify("swt_ci"));
}

void TestTokenBook::textStaysAsItWas()
{
    const QByteArray hash(64, 'a');
    const QByteArray text = "# who may what\n\nann watch " + hash + " 2026-01-31T12:00:00Z\n# the build\nci publish "
        + QByteArray(64, 'b') + " 2026-02-01T08:30:00Z\n";
    QString error;
    std::optional<TokenBook> book = TokenBook::parse(text, &error);
    QVERIFY2(book, qPrintable(error));
    QCOMPARE(book->toText(), text);
    QVERIFY(book->remove(u"ann"_s));
    QCOMPARE(book->toText(),
             "# who may what\n\n# the build\nci publish "_ba + QByteArray(64, 'b') + " 2026-02-01T08:30:00Z\n");
    QVERIFY(TokenBook::parse("ann  watch\t" + hash.toUpper() + " 2026-01-31T12:00:00Z\r\n", &error));
    QVERIFY(TokenBook::parse({}, &error)->entries().empty());
}

void TestTokenBook::wrongLinesAreNamed_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("says");
    const QByteArray hash = ' ' + QByteArray(64, 'a');
    const QByteArray time = " 2026-01-31T12:00:00Z";
    QTest::newRow("too few words") << "ann watch"_ba << u"name roles sha256 created"_s;
    QTest::newRow("too many words") << "ann watch" + hash + time + " x" << u"name roles sha256 created"_s;
    QTest::newRow("unknown role") << "ann admin" + hash + time << u"\"admin\""_s;
    QTest::newRow("empty role") << "ann watch," + hash + time << u"watch, control and publish"_s;
    QTest::newRow("odd name") << "a/b watch" + hash + time << u"a name is"_s;
    QTest::newRow("short hash") << "ann watch abcdef" + time << u"SHA-256"_s;
    QTest::newRow("the token itself") << "ann watch " + makeToken() + time << u"SHA-256"_s;
    QTest::newRow("no time") << "ann watch" + hash + " yesterday" << u"yesterday"_s;
    QTest::newRow("name twice") << "bob watch" + hash + time << u"bob stands there twice"_s;
}

void TestTokenBook::wrongLinesAreNamed()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, says);
    QString error;
    const QByteArray good = "bob watch " + QByteArray(64, 'b') + " 2026-01-31T12:00:00Z\n";
    QVERIFY(!TokenBook::parse("# comment\n" + good + line + '\n', &error));
    QVERIFY2(error.startsWith(u"line 3: "_s) && error.contains(says), qPrintable(error));
    // A token that was put there by mistake must not end up in a log.
    QVERIFY(!error.contains(u"swt_"_s));
}

void TestTokenBook::namesAreChecked_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("valid");
    QTest::newRow("plain") << u"ann"_s << true;
    QTest::newRow("all kinds") << u"A.b_c-9"_s << true;
    QTest::newRow("longest") << QString(64, u'a') << true;
    QTest::newRow("too long") << QString(65, u'a') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("blank") << u"a b"_s << false;
    QTest::newRow("line break") << u"a\nb"_s << false;
    QTest::newRow("comment") << u"#a"_s << false;
    QTest::newRow("letter of another script") << u"änn"_s << false;
}

void TestTokenBook::namesAreChecked()
{
    QFETCH(QString, name);
    QTEST(TokenBook::isValidName(name), "valid");
}

void TestTokenBook::saysWhoMayLess_data()
{
    QTest::addColumn<Roles>("roles"); // afterwards; none: removed
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("revoked");
    QTest::newRow("the same") << Roles(Role::Watch | Role::Control) << "swt_ann"_ba << false;
    QTest::newRow("more") << Roles(Role::Watch | Role::Control | Role::Publish) << "swt_ann"_ba << false;
    QTest::newRow("less") << Roles(Role::Watch) << "swt_ann"_ba << true;
    QTest::newRow("other") << Roles(Role::Watch | Role::Publish) << "swt_ann"_ba << true;
    QTest::newRow("another token") << Roles(Role::Watch | Role::Control) << "swt_new"_ba << true;
    QTest::newRow("gone") << Roles() << QByteArray() << true;
}

void TestTokenBook::saysWhoMayLess()
{
    QFETCH(Roles, roles);
    QFETCH(QByteArray, token);
    QFETCH(bool, revoked);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    TokenBook before;
    TokenBook after;
    QVERIFY(before.add(u"ann"_s, Role::Watch | Role::Control, "swt_ann", now));
    QVERIFY(before.add(u"bob"_s, Role::Watch, "swt_bob", now) && after.add(u"bob"_s, Role::Watch, "swt_bob", now));
    QVERIFY(after.add(u"new"_s, Role::Watch, "swt_new", now));
    if (roles)
        QVERIFY(after.add(u"ann"_s, roles, token, now));
    QCOMPARE(before.revokedBy(after), revoked ? QStringList{ u"ann"_s } : QStringList());
}

void TestTokenBook::fileIsForItsOwnerAlone()
{
    const QByteArray token = addToken(u"ann"_s, Role::Watch);
    QVERIFY(!token.isEmpty());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(path()) & others));
    QVERIFY(!(QFile::permissions(QFileInfo(path()).path()) & (others | QFile::ExeOther | QFile::ExeGroup)));
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(token));
    QString error;
    QCOMPARE(readTokenBook(path(), &error)->identify(token)->name, u"ann"_s);
    // Nothing is left behind beside it.
    QVERIFY(!addToken(u"bob"_s, Role::Watch).isEmpty());
    QCOMPARE(QDir(QFileInfo(path()).path()).entryList(QDir::Files | QDir::Hidden), QStringList{ u"tokens"_s });
}

void TestTokenBook::openFilesAreRefused_data()
{
    QTest::addColumn<QFile::Permissions>("permissions");
    const QFile::Permissions owner = QFile::ReadOwner | QFile::WriteOwner;
    QTest::newRow("everybody reads") << (owner | QFile::ReadGroup | QFile::ReadOther);
    QTest::newRow("the group reads") << (owner | QFile::ReadGroup);
    QTest::newRow("others write") << (owner | QFile::WriteOther);
}

void TestTokenBook::openFilesAreRefused()
{
    QFETCH(QFile::Permissions, permissions);
    write({}, permissions);
    QString error;
    QVERIFY(!readTokenBook(path(), &error));
    QVERIFY2(error.contains(u"chmod 600 "_s + path()), qPrintable(error));
    QVERIFY(addToken(u"ann"_s, Role::Watch).isEmpty());
    QVERIFY(!readTokenBook(m_folder->filePath(u"nowhere"_s), &error));
    QVERIFY2(error.contains(u"stagewatch token add"_s), qPrintable(error));
}

void TestTokenBook::editingWaitsForOthers()
{
    QVERIFY(!addToken(u"ann"_s, Role::Watch).isEmpty());
    {
        QLockFile other(path() + u".lock"_s);
        QVERIFY(other.lock());
        QVERIFY(addToken(u"bob"_s, Role::Watch).isEmpty());
    }
    QVERIFY(!addToken(u"bob"_s, Role::Watch).isEmpty());
    QString error;
    QCOMPARE(readTokenBook(path(), &error)->entries().size(), size_t(2));
}

void TestTokenBook::failedEditLeavesTheFile()
{
    const QByteArray token = addToken(u"ann"_s, Role::Watch);
    QString error;
    const auto edit = [](TokenBook &book, QString *problem) {
        *problem = u"No."_s;
        return !book.remove(u"ann"_s);
    };
    QVERIFY(!editTokenBook(path(), edit, &error));
    QCOMPARE(error, u"No."_s);
    QVERIFY(readTokenBook(path(), &error)->identify(token));
}

void TestTokenBook::keeperFollowsTheFile()
{
    const QByteArray ann = addToken(u"ann"_s, Role::Watch);
    TokenKeeper keeper;
    QString error;
    QVERIFY2(keeper.open(path(), &error), qPrintable(error));
    QVERIFY(keeper.needsTokens());
    QSignalSpy revoked(&keeper, &TokenKeeper::revoked);
    const QHostAddress peer(u"10.0.0.7"_s);
    QCOMPARE(*keeper.identify(header(ann), peer), (Caller{ u"ann"_s, Role::Watch, u"10.0.0.7"_s }));
    QVERIFY(!keeper.identify(header("swt_wrong"), peer));
    QVERIFY(!keeper.identify({}, peer));
    QCOMPARE(keeper.caller({}, peer), (Caller{ {}, {}, u"10.0.0.7"_s }));

    const QByteArray bob = addToken(u"bob"_s, Role::Control);
    QTRY_VERIFY(keeper.identify(header(bob), peer));
    QCOMPARE(revoked.size(), 0);

    QVERIFY(editTokenBook(
        path(), [](TokenBook &book, QString *) { return book.remove(u"ann"_s); }, &error));
    // Nobody calls: the system tells.
    QTRY_COMPARE(revoked.size(), 1);
    QCOMPARE(revoked.first().first().toStringList(), QStringList{ u"ann"_s });
    QVERIFY(!keeper.identify(header(ann), peer));
    QVERIFY(keeper.identify(header(bob), peer));
    // And once more, since the file that is watched is another one now.
    QVERIFY(editTokenBook(
        path(), [](TokenBook &book, QString *) { return book.remove(u"bob"_s); }, &error));
    QTRY_COMPARE(revoked.size(), 2);
}

void TestTokenBook::keeperKeepsWhatItHadWhenTheFileIsBroken()
{
    const QByteArray ann = addToken(u"ann"_s, Role::Watch);
    QString error;
    const QByteArray good = readTokenBook(path(), &error)->toText();
    TokenKeeper keeper;
    QVERIFY(keeper.open(path(), &error));
    QSignalSpy logged(&keeper, &TokenKeeper::logged);
    QSignalSpy revoked(&keeper, &TokenKeeper::revoked);
    write("nonsense\n");
    QTRY_COMPARE(logged.size(), 1);
    QVERIFY(logged.first().first().toString().contains(u"line 1"_s));
    QVERIFY(keeper.identify(header(ann), {}));
    // One that others can read is not taken either, until its permissions are set right; no more is needed.
    TokenBook more = TokenBook::parse(good, &error).value();
    QVERIFY(more.add(u"bob"_s, Role::Watch, "swt_bob", QDateTime::currentDateTimeUtc()));
    write(more.toText(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    QTRY_VERIFY(logged.last().first().toString().contains(u"chmod 600"_s));
    QVERIFY(!keeper.identify(header("swt_bob"), {}));
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
    QTRY_VERIFY(keeper.identify(header("swt_bob"), {}));
    QVERIFY(keeper.identify(header(ann), {}));
    QCOMPARE(revoked.size(), 0);
}

void TestTokenBook::keeperLetsNobodyInWithoutTheFile()
{
    const QByteArray ann = addToken(u"ann"_s, Role::Watch);
    TokenKeeper keeper;
    QString error;
    QVERIFY(keeper.open(path(), &error));
    QSignalSpy revoked(&keeper, &TokenKeeper::revoked);
    QVERIFY(QFile::remove(path()));
    QTRY_COMPARE(revoked.size(), 1);
    QVERIFY(!keeper.identify(header(ann), {}));
    QVERIFY(keeper.needsTokens());
    const QByteArray again = addToken(u"ann"_s, Role::Watch);
    QTRY_VERIFY(keeper.identify(header(again), {}));
}

void TestTokenBook::withoutTokensEverybodyMay()
{
    TokenKeeper keeper;
    QVERIFY(!keeper.needsTokens());
    const Caller caller = keeper.caller({}, QHostAddress(u"::ffff:127.0.0.1"_s));
    QCOMPARE(caller, (Caller{ {}, Role::Watch | Role::Control | Role::Publish, u"127.0.0.1"_s }));
    // A client that sends one nonetheless is let in as well.
    QVERIFY(keeper.identify("Bearer swt_x", {}));
    QString error;
    QVERIFY(!keeper.open(path(), &error));
    QVERIFY(!keeper.needsTokens());
}

void TestTokenBook::oneVisitorIsOneAddress_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("the same") << u"10.0.0.1"_s << u"10.0.0.1"_s << true;
    QTest::newRow("another") << u"10.0.0.1"_s << u"10.0.0.2"_s << false;
    QTest::newRow("IPv4 over IPv6") << u"10.0.0.1"_s << u"::ffff:10.0.0.1"_s << true;
    QTest::newRow("two IPv4 over IPv6") << u"::ffff:10.0.0.2"_s << u"::ffff:10.0.0.1"_s << false;
    QTest::newRow("one household") << u"2001:db8:1:2::1"_s << u"2001:db8:1:2:ffff::9"_s << true;
    QTest::newRow("two households") << u"2001:db8:1:2::1"_s << u"2001:db8:1:3::1"_s << false;
}

void TestTokenBook::oneVisitorIsOneAddress()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, same);
    QCOMPARE(addressKey(QHostAddress(one)) == addressKey(QHostAddress(other)), same);
}

QTEST_GUILESS_MAIN(TestTokenBook)
#include "tst_tokenbook.moc"
