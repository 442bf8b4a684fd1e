// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "protocol/decoder.h"

#include <list>
#include <unordered_map>

namespace stagewatch::model {

/// The last few hundred rows of a journal that were looked at, decoded. Not thread-safe: one a model.
class RowCache
{
public:
    explicit RowCache(std::shared_ptr<journal::Journal> journal, size_t capacity = 512);

    /// The event of a published row, or null where its line no longer reads. Valid until the next call.
    [[nodiscard]] const protocol::Event *event(qint64 row);
    void clear();

private:
    struct Entry
    {
        qint64 row = 0;
        std::optional<protocol::Event> event;
    };
    std::shared_ptr<journal::Journal> m_journal;
    protocol::Decoder m_decoder;
    size_t m_capacity;
    std::list<Entry> m_entries; ///< the last used first
    std::unordered_map<qint64, std::list<Entry>::iterator> m_byRow;
};

} // namespace stagewatch::model
