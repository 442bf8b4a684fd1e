// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/frameblocks.h"

#include "server/eventstore.h"
#include "server/messages.h"
#include "server/posting.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace stagewatch::server {

namespace {
/// Of one block: what is written with one call, and fits the processor's cache while it is written to many.
constexpr qsizetype blockBytes = qsizetype(64) * 1024;
/// A block that holds less can be added to; rather a new one than the one message that would still fit.
constexpr qsizetype growsBelow = blockBytes * 3 / 4;
/// Of all blocks of a stream.
constexpr qsizetype keptBytes = 32 * blockBytes;

/// The head of a frame that is a whole text message, and not masked.
void appendHead(QByteArray &frames, qsizetype length)
{
    constexpr char finalText = char(0x81);
    frames += finalText;
    if (length < 126) {
        frames += char(length);
    } else if (length <= 0xffff) {
        char bytes[2];
        qToBigEndian(quint16(length), bytes);
        frames += char(126);
        frames.append(bytes, sizeof bytes);
    } else {
        char bytes[8];
        qToBigEndian(quint64(length), bytes);
        frames += char(127);
        frames.append(bytes, sizeof bytes);
    }
}

void appendFrame(QByteArray &frames, QByteArrayView message, Dress dress)
{
    switch (dress) {
    case Dress::Live:
        break;
    case Dress::Replayed:
        appendHead(frames, message.size() - 1 + replayedEnd.size());
        frames += message.chopped(1);
        frames += replayedEnd;
        return;
    case Dress::Plain: {
        const QByteArray plain = withoutTail(message.toByteArray());
        appendHead(frames, plain.size());
        frames += plain;
        return;
    }
    }
    appendHead(frames, message.size());
    frames += message;
}
} // namespace

FrameSpan FrameBlocks::from(const EventStore &store, qint64 sequence, qint64 end, Dress dress)
{
    Block *block = find(sequence, dress);
    if (!block) {
        makeRoom();
        block = &m_blocks.emplace_front(Block{ dress, sequence, {}, {}, true });
    }
    block->used = true;
    if (sequence == block->end())
        grow(*block, store, end);
    if (block->ends.empty())
        m_blocks.pop_front(); // nothing could be read for it
    if (sequence >= block->end())
        return {};
    const auto skipped = size_t(sequence - block->first);
    const quint32 begin = skipped == 0 ? 0 : block->ends[skipped - 1];
    return { block->bytes.constData() + begin, begin, std::span(block->ends).subspan(skipped) };
}

/// The block that holds the message, or that it can be added to; it is then in front.
FrameBlocks::Block *FrameBlocks::find(qint64 sequence, Dress dress)
{
    const auto found = std::find_if(m_blocks.begin(), m_blocks.end(), [&](const Block &block) {
        return block.dress == dress && block.first <= sequence
            && (sequence < block.end() || (sequence == block.end() && block.bytes.size() < growsBelow));
    });
    if (found == m_blocks.end())
        return nullptr;
    m_blocks.splice(m_blocks.begin(), m_blocks, found);
    return &m_blocks.front();
}

void FrameBlocks::grow(Block &block, const EventStore &store, qint64 end)
{
    const EventStore::Lines lines = store.readSome(block.end(), blockBytes - block.bytes.size());
    const auto count = std::min(lines.ends.size(), size_t(end - block.end()));
    const qsizetype before = block.bytes.size();
    qsizetype begin = 0;
    for (size_t line = 0; line < count; ++line) {
        const auto lineEnd = qsizetype(lines.ends[line]);
        appendFrame(block.bytes, QByteArrayView(lines.bytes).sliced(begin, lineEnd - 1 - begin), block.dress);
        block.ends.push_back(quint32(block.bytes.size()));
        begin = lineEnd;
    }
    m_bytes += block.bytes.size() - before;
}

void FrameBlocks::makeRoom()
{
    while (!m_blocks.empty() && m_bytes > keptBytes) {
        m_bytes -= m_blocks.back().bytes.size();
        m_blocks.pop_back();
    }
}

bool FrameBlocks::forgetUnused()
{
    std::erase_if(m_blocks, [this](Block &block) {
        if (std::exchange(block.used, false))
            return false;
        m_bytes -= block.bytes.size();
        return true;
    });
    return !m_blocks.empty();
}

} // namespace stagewatch::server
