// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hexdump.h"

namespace stagewatch::ui {

namespace {
constexpr qsizetype bytesPerLine = 16;

void appendHex(QString &out, quint32 value, int digits)
{
    static constexpr char16_t digit[] = u"0123456789abcdef";
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        out += QChar(digit[(value >> shift) & 0xfU]);
}

/// Bytes of the character that begins here, 0 if it is no UTF-8. A run of ASCII counts as one.
qsizetype sequenceLength(QByteArrayView bytes)
{
    qsizetype ascii = 0;
    while (ascii < bytes.size() && quint8(bytes[ascii]) < 0x80)
        ++ascii;
    if (ascii > 0)
        return ascii;
    const auto lead = quint8(bytes[0]);
    const qsizetype length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || bytes.size() < length)
        return 0;
    return bytes.first(length).isValidUtf8() ? length : 0;
}
} // namespace

QString hexDump(QByteArrayView bytes)
{
    QString out;
    out.reserve((bytes.size() / bytesPerLine + 1) * 78);
    for (qsizetype start = 0; start < bytes.size(); start += bytesPerLine) {
        const auto line = bytes.sliced(start, qMin(bytesPerLine, bytes.size() - start));
        if (start > 0)
            out += u'\n';
        appendHex(out, quint32(start), 6);
        out += u"  ";
        for (qsizetype i = 0; i < bytesPerLine; ++i) {
            if (i == bytesPerLine / 2)
                out += u' ';
            if (i < line.size()) {
                appendHex(out, quint8(line[i]), 2);
                out += u' ';
            } else {
                out += u"   ";
            }
        }
        out += u' ';
        for (const char c : line)
            out += c >= 0x20 && c < 0x7f ? QChar::fromLatin1(c) : QChar(u'.');
    }
    return out;
}

QString byteText(QByteArrayView bytes)
{
    QString out;
    out.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size();) {
        const qsizetype length = sequenceLength(bytes.sliced(i));
        if (length > 0) {
            out += QString::fromUtf8(bytes.sliced(i, length));
            i += length;
        } else {
            out += u"\\x";
            appendHex(out, quint8(bytes[i]), 2);
            ++i;
        }
    }
    return out;
}

} // namespace stagewatch::ui
