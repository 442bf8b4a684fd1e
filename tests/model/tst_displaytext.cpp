// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/displaytext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::model;

class TestDisplayText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLineDrawnAnewIsItsLastState_data();
    void aLineDrawnAnewIsItsLastState();
    void showsWhatWouldHide_data();
    void showsWhatWouldHide();
    void cutsLongText_data();
    void cutsLongText();
    void neverCutsASurrogatePair();
    void keepsLinesForATextView();
    void isStable();
};

void TestDisplayText::showsWhatWouldHide_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QStringLiteral("epoch 5/10 loss 0.28") << QStringLiteral("epoch 5/10 loss 0.28");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("html stays text") << QStringLiteral("<img src=\"file:///fifo\"> a < b")
                                     << QStringLiteral("<img src=\"file:///fifo\"> a < b");
    QTest::newRow("line break") << QStringLiteral("a\nb\r\nc\td") << QStringLiteral("a\\nb\\r\\nc\\td");
    QTest::newRow("nul") << QString::fromUtf16(u"a\0b", 3) << QStringLiteral("a\\x00b");
    QTest::newRow("ansi") << QStringLiteral("\x1b[31mred") << QStringLiteral("\\x1b[31mred");
    QTest::newRow("delete and c1") << QString::fromUtf16(u"\u007f\u009b") << QStringLiteral("\\x7f\\x9b");
    QTest::newRow("bidi override") << QString::fromUtf16(u"a\u202etxt.exe") << QStringLiteral("a\\u202etxt.exe");
    QTest::newRow("bidi isolate") << QString::fromUtf16(u"\u2066x\u2069") << QStringLiteral("\\u2066x\\u2069");
    QTest::newRow("zero width") << QString::fromUtf16(u"a\u200bb\u200dc\ufeffd")
                                << QStringLiteral("a\\u200bb\\u200dc\\ufeffd");
    QTest::newRow("soft hyphen") << QString::fromUtf16(u"a\u00adb") << QStringLiteral("a\\xadb");
    QTest::newRow("line separator") << QString::fromUtf16(u"a\u2028b\u2029c") << QStringLiteral("a\\u2028b\\u2029c");
    QTest::newRow("hangul filler") << QString::fromUtf16(u"a\u3164b") << QStringLiteral("a\\u3164b");
    QTest::newRow("tag characters") << QString::fromUcs4(U"a\U000e0041b") << QStringLiteral("a\\U000e0041b");
    const char16_t lone[] = { u'a', 0xd800, u'b', 0 };
    QTest::newRow("lone surrogate") << QString::fromUtf16(lone) << QStringLiteral("a\\ud800b");
    QTest::newRow("other scripts") << QString::fromUtf16(u"Prüfung 模型 данные")
                                   << QString::fromUtf16(u"Prüfung 模型 данные");
    QTest::newRow("emoji") << QString::fromUcs4(U"ok \U0001f680") << QString::fromUcs4(U"ok \U0001f680");
}

void TestDisplayText::showsWhatWouldHide()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(visibleText(text), shown);
}

void TestDisplayText::cutsLongText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("limit");
    QTest::addColumn<bool>("isCut");
    QTest::newRow("as long as allowed") << QString(100, u'x') << qsizetype(100) << false;
    QTest::newRow("one more") << QString(101, u'x') << qsizetype(100) << true;
    QTest::newRow("escapes count as what they show") << QString(100, u'\x01') << qsizetype(100) << true;
    QTest::newRow("ten megabytes") << QString(10'000'000, u'x') << cellTextLimit << true;
    QTest::newRow("not cut") << QString(100'000, u'x') << qsizetype(-1) << false;
}

void TestDisplayText::cutsLongText()
{
    QFETCH(QString, text);
    QFETCH(qsizetype, limit);
    QFETCH(bool, isCut);
    const QString shown = visibleText(text, limit);
    QCOMPARE(shown.endsWith(QChar(0x2026)), isCut);
    if (isCut)
        QVERIFY(shown.size() <= limit + 10); // one escape may stand over the edge, and the dots
    else
        QCOMPARE(shown, text);
}

void TestDisplayText::neverCutsASurrogatePair()
{
    const QString rockets = QString::fromUcs4(U"\U0001f680").repeated(10);
    for (qsizetype limit = 1; limit < 10; ++limit) {
        const QString shown = visibleText(rockets, limit);
        QVERIFY2(shown.isValidUtf16(), qPrintable(QString::number(limit)));
        QVERIFY(!shown.contains(u'\\'));
    }
}

void TestDisplayText::keepsLinesForATextView()
{
    QCOMPARE(visibleLines(QString::fromUtf16(u"a\r\n\tb\u202e\rc")), QStringLiteral("a\n\tb\\u202e\\rc"));
    QCOMPARE(visibleLines(QStringLiteral("abc"), 2), QStringLiteral("ab") + QChar(0x2026));
}

void TestDisplayText::isStable()
{
    const QString once = visibleText(QString::fromUtf16(u"a\u202e\n\x1b"));
    QCOMPARE(visibleText(once), once);
}

void TestDisplayText::aLineDrawnAnewIsItsLastState_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("drawn");
    QTest::newRow("plain") << u"loading"_s << u"loading"_s;
    QTest::newRow("begins") << u"\rshard 100%"_s << u"shard 100%"_s;
    QTest::newRow("ends") << u"shard 40%\r"_s << u"shard 40%"_s;
    QTest::newRow("several") << u"10%\r50%\r90%\r"_s << u"90%"_s;
    QTest::newRow("lines") << u"head\r\n10%\r20%\nfoot"_s << u"head\n20%\nfoot"_s;
    QTest::newRow("nothing else") << u"\r\r"_s << QString();
}

void TestDisplayText::aLineDrawnAnewIsItsLastState()
{
    QFETCH(QString, text);
    QFETCH(QString, drawn);
    QCOMPARE(drawnText(text), drawn);
}

QTEST_GUILESS_MAIN(TestDisplayText)
#include "tst_displaytext.moc"
