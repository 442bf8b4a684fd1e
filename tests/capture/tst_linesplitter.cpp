// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/linesplitter.h"
#include "capture/plaintext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::capture;

namespace {

/// Lines as one text: "|" where a line break ended one, "~" where a carriage return drew over it, "$" at the end.
QByteArray shown(const std::vector<OutputLine> &lines)
{
    QByteArray text;
    for (const OutputLine &line : lines) {
        text += line.bytes;
        text += line.end == OutputLine::End::LineBreak ? '|' : line.end == OutputLine::End::Redraw ? '~' : '$';
    }
    return text;
}

QByteArray split(const QByteArray &bytes, qsizetype piece, qsizetype limit = 1000)
{
    LineSplitter splitter(limit);
    QByteArray text;
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        text += shown(splitter.take(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at))));
    if (const auto last = splitter.finish())
        text += shown({ *last });
    return text;
}

} // namespace

/// Bytes become the lines that a terminal shows, wherever they are cut.
class TestLineSplitter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cutsWhereATerminalDoes_data();
    void cutsWhereATerminalDoes();
    void saysThatALineWasRedrawn();
    void keepsNoMoreThanTheLimit();
    void plainTextIsWhatATerminalShows_data();
    void plainTextIsWhatATerminalShows();
    void cutTextSaysHowMuchIsMissing();
};

void TestLineSplitter::cutsWhereATerminalDoes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("lines") << "one\ntwo\n"_ba
                           << "one|two|"_ba;
    QTest::newRow("last line without a break") << "one\ntwo"_ba
                                               << "one|two$"_ba;
    QTest::newRow("blank lines") << "\n\none\n\n"_ba
                                 << "||one||"_ba;
    QTest::newRow("nothing") << ""_ba
                             << ""_ba;
    QTest::newRow("CR LF is one break") << "one\r\ntwo\r\n"_ba
                                        << "one|two|"_ba;
    QTest::newRow("CR CR LF too") << "one\r\r\ntwo"_ba
                                  << "one|two$"_ba;
    QTest::newRow("a bar with the CR in front") << "\r10%\r50%\r100%\nend\n"_ba
                                                << "10%~50%~100%|end|"_ba;
    QTest::newRow("a bar with the CR behind") << "10%\r50%\r100%\r\nend\n"_ba
                                              << "10%~50%~100%|end|"_ba;
    QTest::newRow("a bar that is wiped out") << "10%\r   \rtext\n"_ba
                                             << "10%~   ~text|"_ba;
    QTest::newRow("a bar at the end") << "10%\r50%\r"_ba
                                      << "10%~50%$"_ba;
    QTest::newRow("zeros and wild bytes") << QByteArray("a\0b\xff\xfe\n\x80", 7) << QByteArray("a\0b\xff\xfe|\x80$", 8);
}

void TestLineSplitter::cutsWhereATerminalDoes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, lines);
    for (const qsizetype piece : { 1, 2, 3, 7, 1000 })
        QCOMPARE(split(bytes, piece), lines);
}

void TestLineSplitter::saysThatALineWasRedrawn()
{
    LineSplitter splitter(100);
    const auto lines = splitter.take("10%\r20%\nplain\ncr lf\r\n");
    QCOMPARE(lines.size(), size_t(4));
    QVERIFY(!lines[0].wasRedrawn);
    QVERIFY(lines[1].wasRedrawn);
    QVERIFY(!lines[2].wasRedrawn);
    QVERIFY(!lines[3].wasRedrawn);
}

void TestLineSplitter::keepsNoMoreThanTheLimit()
{
    LineSplitter splitter(10);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(splitter.take("0123456789").empty());
    QCOMPARE(splitter.pending().size(), 10);
    const auto lines = splitter.take("x\nshort\n");
    QCOMPARE(lines.size(), size_t(2));
    QCOMPARE(lines[0].bytes, "0123456789"_ba);
    QCOMPARE(lines[0].omitted, 9991);
    QCOMPARE(lines[1].bytes, "short"_ba);
    QCOMPARE(lines[1].omitted, 0);
}

void TestLineSplitter::plainTextIsWhatATerminalShows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << "plain text"_ba << u"plain text"_s;
    QTest::newRow("indented") << "    at line 3  \t"_ba << u"    at line 3"_s;
    QTest::newRow("colour") << "\x1b[1;31mred\x1b[0m and \x1b[38;5;200mpink\x1b[m"_ba << u"red and pink"_s;
    QTest::newRow("erase and move") << "\x1b[2K\x1b[1Atext\x1b[K"_ba << u"text"_s;
    QTest::newRow("title by BEL") << "\x1b]0;a title\x07text"_ba << u"text"_s;
    QTest::newRow("link by ST") << "\x1b]8;;http://x/\x1b\\link\x1b]8;;\x1b\\ end"_ba << u"link end"_s;
    QTest::newRow("character set") << "\x1b(Btext\x1b"
                                      "7"_ba
                                   << u"text"_s;
    QTest::newRow("cut off") << "text\x1b[1;3"_ba << u"text"_s;
    QTest::newRow("a lone escape") << "text\x1b"_ba << u"text"_s;
    QTest::newRow("backspaces") << "10%\b\b\b20%"_ba << u"20%"_s;
    QTest::newRow("too many backspaces") << "\b\b1\b\b2"_ba << u"2"_s;
    QTest::newRow("invalid UTF-8") << "a\xff\xfe z"_ba << u"a\uFFFD\uFFFD z"_s;
    QTest::newRow("beyond ASCII") << "Größe 进度"_ba << u"Größe 进度"_s;
}

void TestLineSplitter::plainTextIsWhatATerminalShows()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(plainText(bytes), text);
}

void TestLineSplitter::cutTextSaysHowMuchIsMissing()
{
    QCOMPARE(cutText(u"short"_s, 10), u"short"_s);
    QCOMPARE(cutText(u"0123456789abc"_s, 10), u"0123456789 … [3 more bytes]"_s);
    QCOMPARE(cutText(u"short"_s, 10, 7), u"short … [7 more bytes]"_s);
    QCOMPARE(cutText(u"0123456789äb"_s, 10, 7), u"0123456789 … [10 more bytes]"_s);
    const QString pairs = u"😀😀"_s;
    QCOMPARE(cutText(pairs, 3), u"😀 … [4 more bytes]"_s);
}

QTEST_GUILESS_MAIN(TestLineSplitter)
#include "tst_linesplitter.moc"
