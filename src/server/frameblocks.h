// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <list>
#include <span>
#include <vector>

namespace stagewatch::server {

class EventStore;

/// How a stored message is sent.
enum class Dress {
    Live, ///< as it is stored
    Replayed, ///< marked as sent again
    Plain, ///< without what the stream added
};

/// Whole frames that lie one behind the other; borrowed from whoever made them.
struct FrameSpan
{
    const char *bytes = nullptr; ///< of the first frame
    quint32 begin = 0; ///< of the first frame, as `ends` count
    std::span<const quint32> ends; ///< one beyond each frame
    [[nodiscard]] bool isEmpty() const { return ends.empty(); }
    [[nodiscard]] qsizetype count() const { return qsizetype(ends.size()); }
    [[nodiscard]] qsizetype sizeOf(qsizetype frames) const
    {
        return frames > 0 ? qsizetype(ends[size_t(frames) - 1] - begin) : 0;
    }
};

/// A stream's messages as WebSocket frames, in blocks that are made once for all watchers that come to the same place:
/// a server's frame is not masked, so the same bytes do for everybody. Keeps the blocks that were asked for last.
class FrameBlocks
{
public:
    /// Frames of the messages from `sequence` on, which is before `end`: some of them, good until the next call. Empty
    /// where the message cannot be read.
    [[nodiscard]] FrameSpan from(const EventStore &store, qint64 sequence, qint64 end, Dress dress);
    /// Lets go what nobody asked for since the last call. True where something is left.
    bool forgetUnused();
    [[nodiscard]] qsizetype bytes() const { return m_bytes; } ///< held

private:
    struct Block
    {
        Dress dress = Dress::Live;
        qint64 first = 0;
        QByteArray bytes;
        std::vector<quint32> ends;
        bool used = true;
        [[nodiscard]] qint64 end() const { return first + qint64(ends.size()); }
    };
    [[nodiscard]] Block *find(qint64 sequence, Dress dress);
    void grow(Block &block, const EventStore &store, qint64 end);
    void makeRoom();
    std::list<Block> m_blocks; ///< the one asked for last in front
    qsizetype m_bytes = 0;
};

} // namespace stagewatch::server
