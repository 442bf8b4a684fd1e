// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/prefilter.h"

#include <memory>
#include <span>
#include <vector>

namespace stagewatch::journal {

/// A Prefilter, compiled with Hyperscan, or Vectorscan, which has its interface. Immutable; any thread.
class LineFilter
{
public:
    /// Null where the processor or the library cannot do it, or the filter lets every line pass.
    [[nodiscard]] static std::shared_ptr<const LineFilter> compile(const Prefilter &prefilter);
    ~LineFilter();
    LineFilter(const LineFilter &) = delete;
    LineFilter &operator=(const LineFilter &) = delete;

private:
    friend class LineScan;
    LineFilter() = default;
    /// Each expression alone: a single literal is found faster than several at once.
    void *m_expression = nullptr;
    void *m_escapedAscii = nullptr;
    void *m_kelvinAndLongS = nullptr; ///< null: not needed
};

/// Looks for the lines that may match, gigabytes a second. One a thread.
class LineScan
{
public:
    explicit LineScan(std::shared_ptr<const LineFilter> filter);
    ~LineScan();
    LineScan(const LineScan &) = delete;
    LineScan &operator=(const LineScan &) = delete;

    /// Gives a place or several within each line of `block` that may match, ascending. `block` is whole lines, with or
    /// without the last line break, below 4 GiB. False where so many match that it is faster to look at every line;
    /// `places` is then of no use. `isSpelledPlainly`: the block is known to have no escapedAscii; set where that is
    /// found.
    [[nodiscard]] bool scan(std::span<const char> block, std::vector<quint32> &places, bool &isSpelledPlainly);

private:
    [[nodiscard]] bool scanFor(void *database, std::span<const char> block, std::vector<quint32> &places);

    std::shared_ptr<const LineFilter> m_filter;
    void *m_scratch = nullptr;
};

} // namespace stagewatch::journal
