// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/shownrows.h"

#include <bit>

namespace stagewatch::model {

using journal::Row;
using journal::RowKind;

namespace {

constexpr qint64 bitsAWord = 64;

} // namespace

void ShownRows::takeShown(qint64 journalRow, const Row &row)
{
    const bool isMore = m_folds && (row.repeats || row.redraws);
    if (isMore && m_canFold) {
        foldIntoLast(journalRow, 1);
    } else {
        m_leads |= isMore && m_isOpen;
        m_first.append(journalRow);
    }
    if (row.level >= protocol::LogLevel::Error)
        setAlert(size() - 1);
    if (!row.isPlainLog)
        m_special.append(journalRow);
    ++m_lines;
    m_isOpen = false;
    m_canFold = row.kind == RowKind::Log;
}

bool ShownRows::takeFirst(const ShownRows &next)
{
    if (!m_canFold || !next.m_leads)
        return false;
    const Group group = next.at(0);
    foldIntoLast(group.newest, group.lines);
    if (next.nextAlert(0, 1) == 0)
        setAlert(size() - 1);
    m_lines += group.lines;
    return true;
}

void ShownRows::takeRest(const ShownRows &next, bool tookFirst)
{
    const qint64 from = tookFirst ? 1 : 0;
    const qint64 shift = size() - from; // of a place in `next` to the one here
    m_first.append(next.m_first, from);
    m_special.append(next.m_special, 0);
    for (const Fold &fold : next.m_folded) {
        if (fold.place >= from)
            m_folded.push_back({ quint32(fold.place + shift), fold.newest, fold.lines });
    }
    for (qint64 place = next.nextAlert(from, 1); place >= 0; place = next.nextAlert(place + 1, 1))
        setAlert(place + shift);
    m_lines += next.m_lines - (tookFirst ? next.at(0).lines : 0);
    if (m_isOpen)
        m_leads = next.m_leads;
    if (!next.m_isOpen) {
        m_canFold = next.m_canFold;
        m_isOpen = false;
    }
}

const ShownRows::Fold *ShownRows::foldAt(qint64 place) const
{
    const auto found = std::lower_bound(m_folded.begin(), m_folded.end(), place,
                                        [](const Fold &fold, qint64 p) { return fold.place < p; });
    return found != m_folded.end() && found->place == place ? &*found : nullptr;
}

void ShownRows::foldIntoLast(qint64 newest, qint64 lines)
{
    const auto place = quint32(size() - 1);
    if (m_folded.empty() || m_folded.back().place != place)
        m_folded.push_back({ place, 0, 1 });
    m_folded.back().newest = quint32(newest);
    m_folded.back().lines += quint32(lines);
}

ShownRows::Group ShownRows::at(qint64 place) const
{
    const qint64 first = m_first.at(place);
    if (const Fold *fold = foldAt(place))
        return { first, fold->newest, fold->lines };
    return { first, first, 1 };
}

qint64 ShownRows::newestAt(qint64 place) const
{
    const Fold *fold = foldAt(place);
    return fold ? fold->newest : m_first.at(place);
}

qint64 ShownRows::placeOf(qint64 journalRow) const
{
    const qint64 after = m_first.lowerBound(journalRow + 1);
    return after > 0 && newestAt(after - 1) >= journalRow ? after - 1 : after;
}

void ShownRows::setAlert(qint64 place)
{
    const auto word = size_t(place / bitsAWord);
    if (word >= m_alerts.size())
        m_alerts.resize(word + 1);
    m_alerts[word] |= quint64(1) << (place % bitsAWord);
}

qint64 ShownRows::nextAlert(qint64 place, int step) const
{
    const auto words = qint64(m_alerts.size());
    const bool forward = step > 0;
    if (words == 0 || place < 0)
        return -1;
    qint64 word = place / bitsAWord;
    const int bit = int(place % bitsAWord);
    // The bits from `place` on, in the direction of the search.
    quint64 mask = forward ? ~quint64(0) << bit : ~quint64(0) >> (bitsAWord - 1 - bit);
    if (!forward && word >= words) {
        word = words - 1;
        mask = ~quint64(0);
    }
    for (; word >= 0 && word < words; word += forward ? 1 : -1, mask = ~quint64(0)) {
        if (const quint64 bits = m_alerts[size_t(word)] & mask)
            return word * bitsAWord + (forward ? std::countr_zero(bits) : bitsAWord - 1 - std::countl_zero(bits));
    }
    return -1;
}

} // namespace stagewatch::model
