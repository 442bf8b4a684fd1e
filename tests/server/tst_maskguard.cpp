// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/maskguard.h"

#include <QTest>

using namespace stagewatch::server;

/// Frames are followed whatever their length and however they are cut.
class TestMaskGuard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsFrames_data();
    void followsFrames();
};

namespace {
QByteArray frame(qsizetype size, bool masked)
{
    const char mask = masked ? char(0x80) : char(0);
    QByteArray bytes(1, char(0x82));
    if (size < 126) {
        bytes += char(mask | char(size));
    } else if (size < 65'536) {
        bytes += char(mask | char(126));
        bytes += char(size >> 8);
        bytes += char(size & 0xff);
    } else {
        bytes += char(mask | char(127));
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes += char((size >> shift) & 0xff);
    }
    // A payload that looks like frames without a mask, were it taken for frames.
    return bytes + (masked ? QByteArray(4, '\1') : QByteArray()) + QByteArray(size, '\1');
}
} // namespace

void TestMaskGuard::followsFrames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isMasked");
    QByteArray all;
    for (const qsizetype size : { 0, 1, 125, 126, 127, 65'535, 65'536, 100'000 }) {
        QTest::addRow("%d bytes", int(size)) << frame(size, true) << true;
        QTest::addRow("%d bytes, unmasked", int(size)) << frame(size, false) << false;
        all += frame(size, true);
    }
    QTest::newRow("many") << all.repeated(3) << true;
    QTest::newRow("an unmasked one behind many") << all + frame(5, false) << false;
    QTest::newRow("an unmasked one between many") << all + frame(0, false) + all << false;
    QTest::newRow("a head that breaks off") << all + frame(100'000, true).left(9) << true;
    QTest::newRow("a length of 2^63") << QByteArray("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10) + all << true;
}

void TestMaskGuard::followsFrames()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isMasked);
    for (const qsizetype piece : { qsizetype(1), qsizetype(2), qsizetype(7), qsizetype(4096), bytes.size() }) {
        FrameFollower follower;
        bool masked = true;
        for (qsizetype at = 0; masked && at < bytes.size(); at += piece)
            masked = follower.take(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
        QCOMPARE(masked, isMasked);
    }
}

QTEST_GUILESS_MAIN(TestMaskGuard)
#include "tst_maskguard.moc"
