// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/plaintext.h"

namespace stagewatch::capture {

using namespace Qt::StringLiterals;

namespace {

constexpr char escape = '\x1b';
constexpr char bell = '\x07';

/// How many bytes the escape sequence at the start of `bytes` has (ECMA-48). One that is cut off goes to the end.
qsizetype sequenceLength(QByteArrayView bytes)
{
    if (bytes.size() < 2)
        return bytes.size();
    const char kind = bytes[1];
    if (kind == '[') { // CSI: parameters and intermediates, then one final byte
        qsizetype at = 2;
        while (at < bytes.size() && bytes[at] >= 0x20 && bytes[at] <= 0x3f)
            ++at;
        const bool isWhole = at < bytes.size() && bytes[at] >= 0x40 && bytes[at] <= 0x7e;
        return isWhole ? at + 1 : at;
    }
    if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^'
        || kind == '_') { // a string up to BEL or ESC backslash
        for (qsizetype at = 2; at < bytes.size(); ++at) {
            if (bytes[at] == bell)
                return at + 1;
            if (bytes[at] == escape)
                return at + 1 < bytes.size() && bytes[at + 1] == '\\' ? at + 2 : at;
        }
        return bytes.size();
    }
    qsizetype at = 1;
    while (at < bytes.size() && bytes[at] >= 0x20 && bytes[at] <= 0x2f)
        ++at;
    const bool isWhole = at < bytes.size() && bytes[at] >= 0x30 && bytes[at] <= 0x7e;
    return isWhole ? at + 1 : at;
}

QByteArray withoutSequences(QByteArrayView line)
{
    QByteArray kept;
    kept.reserve(line.size());
    for (qsizetype at = 0; at < line.size();) {
        if (line[at] == escape) {
            at += sequenceLength(line.sliced(at));
            continue;
        }
        kept.append(line[at++]);
    }
    return kept;
}

void applyBackspaces(QString &text)
{
    qsizetype end = 0;
    for (const QChar c : std::as_const(text)) {
        if (c != u'\b')
            text[end++] = c;
        else if (end > 0)
            --end;
    }
    text.truncate(end);
}

} // namespace

QString plainText(QByteArrayView line)
{
    QString text = line.contains(escape) ? QString::fromUtf8(withoutSequences(line)) : QString::fromUtf8(line);
    if (text.contains(u'\b'))
        applyBackspaces(text);
    qsizetype end = text.size();
    while (end > 0 && text[end - 1].isSpace())
        --end;
    text.truncate(end);
    return text;
}

QString cutText(const QString &text, qsizetype limit, qint64 omittedBytes)
{
    if (text.size() <= limit && omittedBytes == 0)
        return text;
    qsizetype end = std::min(limit, text.size());
    if (end > 0 && end < text.size() && text[end - 1].isHighSurrogate())
        --end;
    const qint64 missing = QStringView(text).sliced(end).toUtf8().size() + omittedBytes;
    return text.left(end) + u" … [%1 more bytes]"_s.arg(missing);
}

} // namespace stagewatch::capture
