// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/linescan.h"

#include <algorithm>
#include <cstring>
#include <hs.h>
#include <utility>

namespace stagewatch::journal {

namespace {

/// A match in fewer bytes than this, on an average, is no help: every line has one.
constexpr size_t fewestBytesAMatch = 64;

hs_database_t *compileOne(const char *expression, unsigned flags)
{
    hs_database_t *database = nullptr;
    hs_compile_error_t *error = nullptr;
    if (hs_compile(expression, flags, HS_MODE_BLOCK, nullptr, &database, &error) != HS_SUCCESS) {
        hs_free_compile_error(error);
        return nullptr;
    }
    return database;
}

struct Scan
{
    std::span<const char> block;
    std::vector<quint32> &places;
    size_t lineEnd = 0; ///< of the last line that was found
    size_t matchesLeft;
};

int take(unsigned, unsigned long long, unsigned long long to, unsigned, void *context)
{
    auto &scan = *static_cast<Scan *>(context);
    if (scan.matchesLeft-- == 0)
        return 1;
    const size_t place = size_t(to) - 1;
    if (place < scan.lineEnd)
        return 0;
    const size_t rest = scan.block.size() - place;
    const auto *end = static_cast<const char *>(std::memchr(scan.block.data() + place, '\n', rest));
    scan.lineEnd = end ? size_t(end - scan.block.data()) + 1 : scan.block.size();
    scan.places.push_back(quint32(place));
    return 0;
}

/// Whether the library finds what it should: Vectorscan 5.4.9 misses matches of short expressions on processors with
/// AVX-512, and a line that is missed would never be heard of.
bool isReliable()
{
    if (hs_valid_platform() != HS_SUCCESS)
        return false;
    const QByteArray line = R"({"event_type": "log", "data": {"level": "info", "message": "xa9 \n"}})";
    for (const char *expression : { R"((?:\\n|\\u000[aA]))", R"([^\x00-\x1f]{1,}9)", "a9", R"([\x30-\x39])" }) {
        for (const qsizetype length : { qsizetype(80), qsizetype(200), qsizetype(300) }) {
            const QByteArray block = line.leftJustified(length, ' ') + '\n';
            hs_database_t *database = compileOne(expression, 0);
            hs_scratch_t *scratch = nullptr;
            hs_alloc_scratch(database, &scratch);
            std::vector<quint32> places;
            Scan scan{ { block.constData(), size_t(block.size()) }, places, 0, 1000 };
            hs_scan(database, block.constData(), unsigned(block.size()), 0, scratch, take, &scan);
            hs_free_scratch(scratch);
            hs_free_database(database);
            if (places.empty())
                return false;
        }
    }
    return true;
}

} // namespace

std::shared_ptr<const LineFilter> LineFilter::compile(const Prefilter &prefilter)
{
    static const bool reliable = isReliable();
    if (prefilter.expression.isEmpty() || !reliable)
        return nullptr;
    std::shared_ptr<LineFilter> filter(new LineFilter);
    filter->m_expression = compileOne(prefilter.expression.constData(), prefilter.caseless ? HS_FLAG_CASELESS : 0U);
    filter->m_escapedAscii = compileOne(escapedAscii, 0);
    if (prefilter.alsoKelvinAndLongS)
        filter->m_kelvinAndLongS = compileOne(kelvinAndLongS, 0);
    const bool ok =
        filter->m_expression && filter->m_escapedAscii && (filter->m_kelvinAndLongS || !prefilter.alsoKelvinAndLongS);
    return ok ? filter : nullptr;
}

LineFilter::~LineFilter()
{
    for (void *database : { m_expression, m_escapedAscii, m_kelvinAndLongS })
        hs_free_database(static_cast<hs_database_t *>(database));
}

LineScan::LineScan(std::shared_ptr<const LineFilter> filter)
    : m_filter(std::move(filter))
{
    hs_scratch_t *scratch = nullptr;
    for (void *database : { m_filter->m_expression, m_filter->m_escapedAscii, m_filter->m_kelvinAndLongS }) {
        if (database)
            hs_alloc_scratch(static_cast<hs_database_t *>(database), &scratch);
    }
    m_scratch = scratch;
}

LineScan::~LineScan()
{
    hs_free_scratch(static_cast<hs_scratch_t *>(m_scratch));
}

bool LineScan::scanFor(void *database, std::span<const char> block, std::vector<quint32> &places)
{
    Scan scan{ block, places, 0, block.size() / fewestBytesAMatch + 16 };
    const hs_error_t result = hs_scan(static_cast<hs_database_t *>(database), block.data(), unsigned(block.size()), 0,
                                      static_cast<hs_scratch_t *>(m_scratch), take, &scan);
    return result == HS_SUCCESS;
}

bool LineScan::scan(std::span<const char> block, std::vector<quint32> &places, bool &isSpelledPlainly)
{
    // In pieces that stay in the processor's cache from one expression to the next.
    constexpr size_t pieceSize = 128 * 1024;
    const bool wasPlain = std::exchange(isSpelledPlainly, true);
    places.clear();
    for (size_t from = 0; from < block.size();) {
        size_t to = std::min(block.size(), from + pieceSize);
        const auto *end = static_cast<const char *>(std::memchr(block.data() + to - 1, '\n', block.size() - to + 1));
        to = end ? size_t(end - block.data()) + 1 : block.size();
        const auto piece = block.subspan(from, to - from);
        const size_t begin = places.size();
        if (!scanFor(m_filter->m_expression, piece, places))
            return isSpelledPlainly = false;
        const size_t found = places.size();
        if (!wasPlain && !scanFor(m_filter->m_escapedAscii, piece, places))
            return isSpelledPlainly = false;
        isSpelledPlainly = isSpelledPlainly && places.size() == found;
        if (m_filter->m_kelvinAndLongS && !scanFor(m_filter->m_kelvinAndLongS, piece, places))
            return isSpelledPlainly = false;
        const auto first = places.begin() + qsizetype(begin);
        if (places.size() != found) // each expression finds places in order
            std::sort(first, places.end());
        std::for_each(first, places.end(), [from](quint32 &place) { place += quint32(from); });
        from = to;
    }
    return true;
}

} // namespace stagewatch::journal
