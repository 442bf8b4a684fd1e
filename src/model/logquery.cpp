// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logquery.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace stagewatch::model {

using journal::Journal;
using journal::Row;
using journal::RowKind;

namespace {

/// A worker is told to stop between two such parts; each takes well under a millisecond.
constexpr qint64 placesAPart = 131'072;

size_t workerCount()
{
    return std::clamp<size_t>(std::thread::hardware_concurrency(), 1, 4);
}

} // namespace

RowFilter::RowFilter(const LogFilter &filter, const Journal &journal)
    : m_levels(filter.levels)
    , m_allStages(!filter.stages)
{
    if (m_allStages)
        return;
    for (const QString &id : *filter.stages) {
        const quint16 index = journal.stageIndex(id);
        if (index == 0 && !id.isEmpty())
            continue; // a stage that the journal has not seen has no rows
        if (index >= m_stages.size())
            m_stages.resize(size_t(index) + 1);
        m_stages[index] = true;
    }
}

FilteredRows filterPlaces(const Journal &journal, const RowSpans &rows, qint64 from, qint64 to, const RowFilter &filter,
                          bool folds)
{
    FilteredRows result{ ShownRows(folds), 0, to - from };
    qint64 expected = from > 0 && from < to ? rows.at(from - 1) + 1 : -1;
    rows.forEachStretch(from, to, [&](qint64 first, qint64 count) {
        if (first != expected)
            result.shown.takeBreak();
        expected = first + count;
        while (first < expected) {
            const auto stretch = journal.rowsFrom(first);
            for (const Row &row : stretch.first(std::min(stretch.size(), size_t(expected - first)))) {
                const qint64 at = first++;
                if (!journal::isInLog(row.kind))
                    continue;
                ++result.candidates;
                if (filter.shows(row))
                    result.shown.takeShown(at, row);
                else
                    result.shown.takeBreak();
            }
        }
    });
    return result;
}

FilteredRows filterRows(const Journal &journal, const RowSpans &rows, const LogFilter &filter, bool folds,
                        const std::stop_token &stop)
{
    const RowFilter rowFilter(filter, journal);
    const qint64 end = rows.countBelow(journal.size());
    std::vector<FilteredRows> parts(size_t((end + placesAPart - 1) / placesAPart));
    std::atomic<size_t> next = 0;
    const auto work = [&] {
        for (size_t part; (part = next++) < parts.size() && !stop.stop_requested();) {
            const qint64 from = qint64(part) * placesAPart;
            parts[part] = filterPlaces(journal, rows, from, std::min(end, from + placesAPart), rowFilter, folds);
        }
    };
    {
        std::vector<std::jthread> helpers(parts.size() > 1 ? workerCount() - 1 : 0);
        for (std::jthread &helper : helpers)
            helper = std::jthread(work);
        work();
    }
    FilteredRows result{ ShownRows(folds), 0, 0 };
    for (FilteredRows &part : parts) {
        if (stop.stop_requested())
            break;
        result.shown.takeAll(part.shown);
        result.candidates += part.candidates;
        result.seen += part.seen;
        part = {};
    }
    return result;
}

} // namespace stagewatch::model
