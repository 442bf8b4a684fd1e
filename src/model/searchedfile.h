// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <array>
#include <atomic>
#include <memory>
#include <mutex>

namespace stagewatch::model {

/// What one search of a journal leaves for the next: the file, mapped, and what was learned of it. Any thread. Letting
/// go of it takes a while where the file is large; the GUI thread should not be the last to do so.
class SearchedFile
{
public:
    static constexpr qint64 rowsAGroup = 4096;

    /// The file as far as it is written by now.
    [[nodiscard]] std::shared_ptr<const journal::MappedFile> map(const journal::Journal &journal);

    /// Whether a group of journal rows (a row / rowsAGroup) is known to hold no ASCII that is escaped without need.
    [[nodiscard]] bool isSpelledPlainly(qint64 group) const { return flag(group).load(std::memory_order_relaxed); }
    void setSpelledPlainly(qint64 group) { flag(group).store(true, std::memory_order_relaxed); }

private:
    static constexpr size_t mostGroups = 262'144; ///< a thousand million rows
    using Flags = std::array<std::atomic<bool>, mostGroups>;
    [[nodiscard]] std::atomic<bool> &flag(qint64 group) const { return (*m_plain)[size_t(group) % mostGroups]; }

    std::mutex m_mutex;
    std::shared_ptr<const journal::MappedFile> m_map;
    const std::unique_ptr<Flags> m_plain = std::make_unique<Flags>();
};

} // namespace stagewatch::model
