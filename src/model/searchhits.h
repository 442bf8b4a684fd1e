// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/hitset.h"

#include <optional>
#include <vector>

namespace stagewatch::model {

/// The lines of a log that a search found, as journal rows. They come block by block, in any order, so that a search
/// may begin where the reader is; what is asked is answered as soon as the blocks that matter are there.
class SearchHits
{
public:
    /// A stretch of the journal that is searched next; it lies behind all others. Returns its number.
    size_t addBlock(qint64 firstRow, qint64 endRow);
    /// The hits of a block. Once a block.
    void setFound(size_t block, HitSet &&hits);
    /// Makes few of many small blocks at the end, as they come with new lines. Numbers of blocks change; only while
    /// isComplete().
    void settle();

    [[nodiscard]] qint64 count() const { return m_count; } ///< found up to now
    [[nodiscard]] bool isComplete() const { return m_open == 0; }

    enum class Outcome { Found, None, NotYetKnown };
    struct Next
    {
        Outcome outcome = Outcome::None;
        qint64 row = -1;
    };
    /// The nearest hit, from `row` (included) on or back.
    [[nodiscard]] Next next(qint64 row, bool forward) const;
    /// Which hit a journal row is, from 0; nothing if it is none, or while what lies before it is being searched.
    [[nodiscard]] std::optional<qint64> numberOf(qint64 row) const;
    [[nodiscard]] bool contains(qint64 row) const;

private:
    struct Block
    {
        HitSet hits;
        bool isDone = false;
    };
    /// The last block that begins at or before `row`; -1: none.
    [[nodiscard]] qint64 blockBefore(qint64 row) const;

    std::vector<Block> m_blocks;
    qint64 m_count = 0;
    qint64 m_open = 0; ///< blocks that are not done
};

} // namespace stagewatch::model
