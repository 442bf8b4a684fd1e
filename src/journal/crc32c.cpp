// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/crc32c.h"

#include <QtEndian>

#include <array>
#include <cstring>

namespace stagewatch::journal {

namespace {

using Tables = std::array<std::array<quint32, 256>, 8>;

constexpr Tables makeTables()
{
    Tables tables{};
    for (quint32 byte = 0; byte < 256; ++byte) {
        quint32 rest = byte;
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest >> 1) ^ (rest & 1 ? 0x82F63B78U : 0U);
        tables[0][byte] = rest;
    }
    for (size_t table = 1; table < 8; ++table)
        for (size_t byte = 0; byte < 256; ++byte)
            tables[table][byte] = (tables[table - 1][byte] >> 8) ^ tables[0][tables[table - 1][byte] & 0xff];
    return tables;
}

constexpr Tables tables = makeTables();

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) quint32 byInstruction(QByteArrayView bytes, quint32 seed)
{
    quint64 state = ~seed;
    const char *at = bytes.data();
    qsizetype left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        quint64 word = 0;
        std::memcpy(&word, at, 8);
        state = __builtin_ia32_crc32di(state, word);
    }
    auto narrow = quint32(state);
    for (; left > 0; --left, ++at)
        narrow = __builtin_ia32_crc32qi(narrow, static_cast<unsigned char>(*at));
    return ~narrow;
}
#endif

} // namespace

quint32 crc32cByTable(QByteArrayView bytes, quint32 seed)
{
    quint32 state = ~seed;
    const char *at = bytes.data();
    qsizetype left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        const quint64 word = qFromLittleEndian<quint64>(at) ^ state;
        quint32 next = 0;
        for (size_t byte = 0; byte < 8; ++byte)
            next ^= tables[7 - byte][(word >> (8 * byte)) & 0xff];
        state = next;
    }
    for (; left > 0; --left, ++at)
        state = (state >> 8) ^ tables[0][(state ^ static_cast<unsigned char>(*at)) & 0xff];
    return ~state;
}

quint32 crc32c(QByteArrayView bytes, quint32 seed)
{
#if defined(__x86_64__)
    static const bool hasInstruction = __builtin_cpu_supports("sse4.2");
    if (hasInstruction)
        return byInstruction(bytes, seed);
#endif
    return crc32cByTable(bytes, seed);
}

} // namespace stagewatch::journal
