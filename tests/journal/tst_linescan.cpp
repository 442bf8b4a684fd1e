// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/characterset.h"
#include "journal/linescan.h"
#include "journal/messagematcher.h"
#include "journal/plainmessage.h"

#include <QRegularExpression>
#include <QTest>
#include <random>

using namespace stagewatch;
using namespace Qt::StringLiterals;
using journal::LineFilter;
using journal::LineScan;
using journal::MessageMatcher;
using journal::MessagePattern;

class TestLineScan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rewritesWhatItUnderstands_data();
    void rewritesWhatItUnderstands();
    void leavesAloneWhatItDoesNot_data();
    void leavesAloneWhatItDoesNot();
    void knowsWhichCharactersHaveCase();
    void missesNoLine_data();
    void missesNoLine();
    void findsTextAsAnExpressionDoes();
    void readsMessages_data();
    void readsMessages();
    void givesUpOnWhatMatchesInTooManyWays();
};

namespace {

/// Ways to write a message between quotes.
enum class Spelling { Utf8, Python, Slashes, Everything, Mixed, Count };

QByteArray escapeOf(QChar unit, bool upper)
{
    const QByteArray digits = QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
    return "\\u" + (upper ? digits.toUpper() : digits);
}

QByteArray spell(const QString &message, Spelling spelling, std::mt19937 &random)
{
    QByteArray out;
    for (const uint c : message.toUcs4()) {
        const auto code = char32_t(c);
        const QString text = QString::fromUcs4(&code, 1);
        const bool mixed = spelling == Spelling::Mixed && random() % 2 == 0;
        const bool mustEscape = c < 0x20 || c == '"' || c == '\\';
        const bool escapes = mixed || spelling == Spelling::Everything || (spelling == Spelling::Python && c >= 0x80);
        const char *known = "\b\f\n\r\t\"\\";
        const char *at = c != 0 && c < 0x80 ? std::strchr(known, int(c)) : nullptr;
        if (at && !escapes) {
            out += '\\';
            out += "bfnrt\"\\"[at - known];
        } else if (escapes || mustEscape) {
            for (const QChar unit : text)
                out += escapeOf(unit, random() % 2 == 0);
        } else if (c == '/' && spelling == Spelling::Slashes) {
            out += "\\/";
        } else {
            out += text.toUtf8();
        }
    }
    return out;
}

/// Characters that are awkward in one way or another: in JSON, in expressions, in case folding.
const QString alphabet =
    QString::fromUtf16(u"aAbkKsSiIzZ059 _-./\\\"{}[]()+*?|^$,:\n\r\t\b\u001b\u007fäÄßẞéσςΣµμK\u017fıİ°≥"
                       u"训练\u00a0\u2028\ufffd😀𝔘");

QString randomText(std::mt19937 &random, int longest)
{
    const QList<uint> letters = alphabet.toUcs4();
    QString out;
    for (auto count = int(random() % unsigned(longest + 1)); count > 0; --count) {
        const auto c = char32_t(letters[qsizetype(random() % size_t(letters.size()))]);
        out += QString::fromUcs4(&c, 1);
    }
    return out;
}

QString randomPattern(std::mt19937 &random, int depth = 0)
{
    static const QStringList atoms{ u"."_s,       u"\\d"_s,         u"\\w"_s,          u"\\W"_s,    u"\\s"_s,
                                    u"\\S"_s,     u"[a-k]"_s,       u"[^a-k]"_s,       u"[äσ-ω]"_s, u"[^\\w/]"_s,
                                    u"[\\s\"]"_s, u"\\n"_s,         u"\\/"_s,          u"\\x1b"_s,  u"\\x{1f600}"_s,
                                    u"\\p{Lu}"_s, u"[[:alpha:]]"_s, u"[k-s]"_s,        u"\\D"_s,    u"[^\\D5]"_s,
                                    u"[\\\\]"_s,  u"\\Qa.b\\E"_s,   u"[\\x00-\\x1f]"_s };
    static const QStringList marks{
        u"^"_s, u"$"_s, u"\\b"_s, u"\\B"_s, u"(?=a)"_s, u"(?<!b)"_s, u"(?i)"_s, u"(?!\\d)"_s
    };
    static const QStringList repeats{ u"*"_s, u"+"_s, u"?"_s, u"{2}"_s, u"{1,3}"_s, u"{0,2}?"_s, u"+?"_s, u"{14}"_s };
    QString out;
    for (auto parts = 1 + random() % 4; parts > 0; --parts) {
        switch (random() % 10) {
        case 0:
            out += marks[qsizetype(random() % size_t(marks.size()))];
            continue;
        case 1:
        case 2:
            out += atoms[qsizetype(random() % size_t(atoms.size()))];
            break;
        case 3:
            if (depth < 2) {
                static const QStringList opens{ u"("_s, u"(?:"_s, u"(?>"_s, u"(?<n%1>"_s };
                QString open = opens[qsizetype(random() % size_t(opens.size()))];
                if (open.contains(u'%'))
                    open = open.arg(random());
                out += open + randomPattern(random, depth + 1) + u'|' + randomPattern(random, depth + 1) + u')';
                break;
            }
            [[fallthrough]];
        default:
            out += QRegularExpression::escape(randomText(random, 2));
            continue;
        }
        if (random() % 3 == 0)
            out += repeats[qsizetype(random() % size_t(repeats.size()))];
    }
    return out;
}

std::shared_ptr<const MessagePattern> compile(const QString &pattern, bool caseSensitive)
{
    QString error;
    qsizetype at = 0;
    return MessagePattern::compile(pattern, caseSensitive, &error, &at);
}

bool mayMatch(const QString &pattern, bool caseSensitive, const QByteArray &line)
{
    const auto filter = LineFilter::compile(journal::prefilterOf(pattern, caseSensitive));
    if (!filter)
        return true;
    LineScan scan(filter);
    std::vector<quint32> places;
    bool isPlain = false;
    return !scan.scan({ line.constData(), size_t(line.size()) }, places, isPlain) || !places.empty();
}

QByteArray lineOf(const QByteArray &content)
{
    return R"({"event_type": "log", "timestamp": "2024-01-01T12:00:00Z", "data": {"level": "info", "message": ")"
        + content + "\"}}\n";
}

} // namespace

void TestLineScan::rewritesWhatItUnderstands_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QByteArray>("finds"); ///< between the quotes of a line
    QTest::addColumn<QByteArray>("leaves");
    QTest::newRow("text") << u"loss"_s << QByteArray("the loss is") << QByteArray("the los is");
    QTest::newRow("a number") << u"loss=0\\.0[0-9]+"_s << QByteArray("loss=0.07") << QByteArray("loss=0.17");
    QTest::newRow("alternatives") << u"epoch-1[0-9]{2}|CUDA"_s << QByteArray("epoch-144") << QByteArray("epoch-44");
    QTest::newRow("beyond ASCII, as it is") << u"Größe"_s << QByteArray("die Größe") << QByteArray("die Grösse");
    QTest::newRow("beyond ASCII, escaped")
        << u"Größe"_s << QByteArray("die Gr\\u00f6\\u00DFe") << QByteArray("die Gr\\u00f6sse");
    QTest::newRow("a pair") << u"😀"_s << QByteArray("a \\uD83d\\ude00") << QByteArray("a \\uD83d\\ude01");
    QTest::newRow("a quote") << u"say \"x\""_s << QByteArray("say \\\"x\\\"") << QByteArray("say x");
    QTest::newRow("a slash") << u"a/b"_s << QByteArray("a\\/b") << QByteArray("a\\\\b");
    QTest::newRow("a line break") << u"a\\nb"_s << QByteArray("a\\nb") << QByteArray("a\\tb");
    QTest::newRow("anchors") << u"^a$"_s << QByteArray("xab") << QByteArray("xyz"); // too much, but not all
    QTest::newRow("digits beyond ASCII") << u"no \\d!"_s << QByteArray("no \\u0663!") << QByteArray("no x!");
    QTest::newRow("an escape without need") << u"abc"_s << QByteArray("\\u0061bc") << QByteArray("bc");
}

void TestLineScan::rewritesWhatItUnderstands()
{
    QFETCH(QString, pattern);
    QFETCH(QByteArray, finds);
    QFETCH(QByteArray, leaves);
    QVERIFY(!journal::prefilterOf(pattern, true).expression.isEmpty());
    QVERIFY(mayMatch(pattern, true, "{\"message\":\"" + finds + "\"}\n"));
    QVERIFY(!mayMatch(pattern, true, "{\"xyz_k\":\"" + leaves + "\"}\n"));
}

void TestLineScan::leavesAloneWhatItDoesNot_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char16_t *pattern : { u"a*", u"", u"(?x)a b", u"(?R)a", u"a(?(1)b|c)", u"(*UCP)a", u"a|", u"(?|a|b)c",
                                     u"\\g{1}a", u"a{,3}b", u"^$", u"(?=abc)", u"\\o{101}" })
        QTest::newRow(qPrintable(QString::fromUtf16(pattern))) << QString::fromUtf16(pattern);
}

void TestLineScan::leavesAloneWhatItDoesNot()
{
    QFETCH(QString, pattern);
    QVERIFY(journal::prefilterOf(pattern, true).expression.isEmpty());
}

/// What matches beside itself when case does not count, PCRE2 is the judge of.
void TestLineScan::knowsWhichCharactersHaveCase()
{
    const auto matches = [](char32_t pattern, char32_t text) {
        MessageMatcher matcher(compile(QStringLiteral("\\x{%1}").arg(uint(pattern), 0, 16), false));
        return matcher.match(QString::fromUcs4(&text, 1).toUtf8()) == MessageMatcher::Answer::Yes;
    };
    for (char32_t c = 0x80; c < 0x1f000; ++c) {
        if (QChar::isSurrogate(c))
            continue;
        for (const char32_t other :
             { QChar::toLower(c), QChar::toUpper(c), QChar::toTitleCase(c), QChar::toCaseFolded(c) }) {
            if (other == c || !matches(c, other))
                continue;
            QVERIFY2(journal::canHaveCase(c) && (other < 0x80 || journal::canHaveCase(other)),
                     qPrintable(QString::number(uint(c), 16)));
            if (other < 0x80)
                QVERIFY2(c == 0x212a || c == 0x17f, qPrintable(QString::number(uint(c), 16)));
        }
    }
}

void TestLineScan::missesNoLine_data()
{
    QTest::addColumn<unsigned>("seed");
#ifdef __SANITIZE_ADDRESS__
    constexpr unsigned seeds = 5; // each takes five seconds there
#else
    constexpr unsigned seeds = 20;
#endif
    for (unsigned seed = 1; seed <= seeds; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestLineScan::missesNoLine()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    int matched = 0;
    int filtered = 0;
    for (int round = 0; round < 150; ++round) {
        const bool caseSensitive = random() % 2 == 0;
        const QString pattern =
            random() % 3 ? randomPattern(random) : QRegularExpression::escape(randomText(random, 3));
        const auto compiled = compile(pattern, caseSensitive);
        if (!compiled)
            continue;
        MessageMatcher matcher(compiled);
        const auto filter = LineFilter::compile(journal::prefilterOf(pattern, caseSensitive));
        if (!filter)
            continue;
        ++filtered;
        LineScan scan(filter);
        std::vector<quint32> places;
        for (int text = 0; text < 30; ++text) {
            QString message = randomText(random, 12);
            if (MessageMatcher judge(compiled); judge.match(message.toUtf8()) != MessageMatcher::Answer::Yes)
                continue;
            ++matched;
            const QByteArray line = lineOf(spell(message, Spelling(random() % unsigned(Spelling::Count)), random));
            bool isPlain = false;
            const bool worthwhile = scan.scan({ line.constData(), size_t(line.size()) }, places, isPlain);
            QVERIFY2(!worthwhile || !places.empty(), qPrintable(pattern + u"  in  "_s + QString::fromUtf8(line)));
        }
    }
    QVERIFY(matched > 20 && filtered > 20);
}

void TestLineScan::findsTextAsAnExpressionDoes()
{
    std::mt19937 random(7);
    int matched = 0;
    for (int round = 0; round < 3000; ++round) {
        const QString text = randomText(random, 2);
        const QByteArray message = randomText(random, 12).toUtf8();
        MessageMatcher expression(compile(QRegularExpression::escape(text), true));
        const auto expected = expression.match(message);
        QCOMPARE(MessageMatcher(MessagePattern::ofText(text)).match(message), expected);
        matched += expected == MessageMatcher::Answer::Yes;
    }
    QVERIFY(matched > 100 && matched < 2900);
    MessageMatcher matcher(MessagePattern::ofText(u"loss"_s));
    QCOMPARE(matcher.match({}), MessageMatcher::Answer::No);
    QCOMPARE(MessageMatcher(MessagePattern::ofText(u"a z"_s)).match({}), MessageMatcher::Answer::No);
    QCOMPARE(MessageMatcher(MessagePattern::ofText(u"a z"_s)).match("a"), MessageMatcher::Answer::No);
    QCOMPARE(MessageMatcher(MessagePattern::ofText(u"a z"_s)).match("za z"), MessageMatcher::Answer::Yes);
    QCOMPARE(matcher.match("\xff loss"), MessageMatcher::Answer::Yes); // beside bytes that are no UTF-8, too
}

void TestLineScan::readsMessages_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("message");
    const auto with = [](const QByteArray &content) { return lineOf(content).chopped(1); };
    QTest::newRow("plain") << with("a b") << u"a b"_s;
    QTest::newRow("empty") << with("") << QString();
    QTest::newRow("escapes") << with(R"(\"q\" \\ \/ \b\f\n\r\t)") << u"\"q\" \\ / \b\f\n\r\t"_s;
    QTest::newRow("ends in a backslash") << with(R"(C:\\)") << u"C:\\"_s;
    QTest::newRow("units") << with(R"(\u00e9\u00C9 \u2265)") << u"éÉ ≥"_s;
    QTest::newRow("a pair") << with(R"(\ud83d\ude00!)") << u"😀!"_s;
    QTest::newRow("halves of pairs") << with(R"(\ud83d \ude00)") << u"\ufffd \ufffd"_s;
    QTest::newRow("no space") << QByteArray(
        R"({"timestamp":"2024-01-01T12:00:00Z","data":{"message":"x","level":"info"},"event_type":"log"})")
                              << u"x"_s;
    QTest::newRow("another message first") << QByteArray(
        R"({"event_type":"log","message":"no","timestamp":"2024-01-01T12:00:00Z","x":{"data":{"message":"nor"}},"data":{"y":{"message":"neither"},"message":"yes"}})")
                                           << u"yes"_s;
    QTest::newRow("numbers and words") << QByteArray(
        R"({"event_type":"log","n":-1.5e3,"b":true,"z":null,"l":[1,2],"timestamp":"2024-01-01T12:00:00Z","data":{"message":"yes"}})")
                                       << u"yes"_s;
    QTest::newRow("none") << QByteArray(
        R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"level":"info"}})")
                          << QString();
}

void TestLineScan::readsMessages()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, message);
    journal::PlainMessageReader reader;
    QCOMPARE(QString::fromUtf8(reader.read(line)), message);
}

void TestLineScan::givesUpOnWhatMatchesInTooManyWays()
{
    MessageMatcher matcher(compile(u"(x+x+)+[yz]"_s, true));
    QCOMPARE(matcher.match(QByteArray(5000, 'x')), MessageMatcher::Answer::TooHard);
    QCOMPARE(matcher.match("xxy"), MessageMatcher::Answer::Yes);
    QCOMPARE(matcher.match("yx"), MessageMatcher::Answer::No);
    QCOMPARE(matcher.match({}), MessageMatcher::Answer::No);
    QCOMPARE(matcher.match("\xff\xfe"), MessageMatcher::Answer::No);
}

QTEST_GUILESS_MAIN(TestLineScan)
#include "tst_linescan.moc"
