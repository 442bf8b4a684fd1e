// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchtask.h"

#include "journal/mappedfile.h"
#include "journal/plainmessage.h"
#include "model/rowcache.h"
#include "model/textform.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

using namespace std::chrono_literals;

namespace stagewatch::model {

using journal::MessageMatcher;
using journal::Row;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::model::LogModel)
};

/// Divides the journal's chunks, so that the rows of a block lie side by side.
constexpr qint64 rowsABlock = SearchedFile::rowsAGroup;
constexpr quint64 bytesABlock = 8 * 1024 * 1024;
constexpr auto betweenNotes = 50ms;
constexpr qint64 mostUndecided = 20; ///< then the search is given up: it would take for ever
constexpr size_t fewBlocks = 4; ///< so few are read and not mapped
constexpr size_t linesBetweenStops = 256;

} // namespace

const QString &CompiledSearch::compile()
{
    std::call_once(m_once, [this] {
        const QString pattern = m_search.isRegex ? m_search.pattern : QRegularExpression::escape(m_search.pattern);
        QString cause;
        qsizetype at = 0;
        m_pattern = !m_search.isRegex && m_search.isCaseSensitive
            ? journal::MessagePattern::ofText(m_search.pattern)
            : journal::MessagePattern::compile(pattern, m_search.isCaseSensitive, &cause, &at);
        if (m_pattern)
            m_filter = journal::LineFilter::compile(journal::prefilterOf(pattern, m_search.isCaseSensitive));
        else
            m_error = Text::tr("The pattern is no regular expression: %1, at character %2. Correct it, or search for "
                               "plain text.")
                          .arg(cause)
                          .arg(QString::fromUtf8(pattern.toUtf8().first(at)).size() + 1);
    });
    return m_error;
}

/// What one thread needs to search.
struct SearchTask::Worker
{
    Worker(const CompiledSearch &search, std::shared_ptr<const journal::MappedFile> mapped)
        : matcher(search.pattern())
        , file(std::move(mapped))
    {
        if (search.filter())
            scan = std::make_unique<journal::LineScan>(search.filter());
    }

    /// Whole lines of the file, as far as they can be read.
    std::span<const char> bytes(const journal::Journal &journal, quint64 offset, qint64 length)
    {
        if (file) {
            if (const auto mapped = file->bytes(offset, length); !mapped.empty())
                return mapped;
        }
        if (qint64(buffer.size()) < length)
            buffer.resize(size_t(length));
        const qint64 got = journal.readBytes(offset, { buffer.data(), size_t(length) });
        return { buffer.data(), size_t(got == length ? got : 0) };
    }

    MessageMatcher matcher;
    std::shared_ptr<const journal::MappedFile> file; ///< null: read
    std::unique_ptr<journal::LineScan> scan;
    journal::PlainMessageReader reader;
    protocol::Decoder decoder;
    std::vector<char> buffer;
    std::vector<quint32> places;
};

SearchTask::SearchTask(std::shared_ptr<CompiledSearch> search, SearchedLines lines, std::shared_ptr<SearchedFile> file,
                       qint64 nearRow, bool forward)
    : m_search(std::move(search))
    , m_lines(std::move(lines))
    , m_file(std::move(file))
{
    planBlocks();
    orderBlocks(nearRow, forward);
}

void SearchTask::planBlocks()
{
    qint64 first = -1; // of the block under way
    qint64 end = 0;
    m_lines.rows.forEachStretch(m_lines.from, m_lines.to, [&](qint64 stretch, qint64 count) {
        const qint64 stretchEnd = stretch + count;
        while (stretch < stretchEnd) {
            const qint64 groupEnd = (stretch / rowsABlock + 1) * rowsABlock;
            if (first >= 0 && first / rowsABlock != stretch / rowsABlock) {
                addBlock(first, end);
                first = -1;
            }
            first = first < 0 ? stretch : first;
            end = std::min(stretchEnd, groupEnd);
            stretch = end;
        }
    });
    if (first >= 0)
        addBlock(first, end);
}

void SearchTask::addBlock(qint64 firstRow, qint64 endRow)
{
    const quint64 bytes = m_lines.journal->row(endRow - 1).offset - m_lines.journal->row(firstRow).offset;
    if (bytes > bytesABlock && endRow - firstRow > 1) {
        const qint64 middle = firstRow + (endRow - firstRow) / 2;
        addBlock(firstRow, middle);
        addBlock(middle, endRow);
        return;
    }
    m_blocks.push_back({ firstRow, endRow });
}

void SearchTask::orderBlocks(qint64 nearRow, bool forward)
{
    const auto count = qint64(m_blocks.size());
    const auto after = std::upper_bound(m_blocks.begin(), m_blocks.end(), nearRow,
                                        [](qint64 row, const Block &block) { return row < block.firstRow; });
    const qint64 begin = std::max<qint64>(after - m_blocks.begin() - 1, 0);
    for (qint64 step = 0; step < count; ++step)
        m_order.push_back(quint32((forward ? begin + step : begin - step + count) % count));
}

void SearchTask::work()
{
    if (const QString &error = m_search->compile(); !error.isEmpty()) {
        fail(error);
        return;
    }
    std::optional<Worker> worker;
    for (size_t next; !m_cancelled && (next = m_next++) < m_order.size();) {
        if (!worker) {
            worker.emplace(*m_search, m_blocks.size() > fewBlocks ? m_file->map(*m_lines.journal) : nullptr);
        }
        const size_t block = m_order[next];
        HitSet found = search(m_blocks[block], *worker);
        if (m_undecided >= mostUndecided)
            fail(Text::tr("The pattern has so many ways to match that the search does not come to an end. Repeat "
                          "nothing inside a repetition, or search for plain text."));
        if (!m_cancelled)
            deliver(block, std::move(found));
    }
}

HitSet SearchTask::search(const Block &block, Worker &worker)
{
    HitSet found(block.firstRow, block.endRow);
    searchPlain(block, worker, found);
    searchSpecial(block, worker, found);
    return found;
}

bool SearchTask::isSearched(qint64 at, const Row &row) const
{
    return row.isPlainLog && m_lines.filter.shows(row) && (m_lines.rows.isOneSpan() || m_lines.rows.indexOf(at) >= 0);
}

void SearchTask::searchPlain(const Block &block, Worker &worker, HitSet &found)
{
    const auto count = size_t(block.endRow - block.firstRow);
    const auto rows = m_lines.journal->rowsFrom(block.firstRow).first(count);
    const quint64 begin = rows.front().offset;
    const auto length = qint64(rows.back().offset + rows.back().length - begin);
    const auto bytes = worker.bytes(*m_lines.journal, begin, length);
    if (bytes.empty())
        return; // a line that cannot be read has no text to find anything in
    const auto look = [&](size_t index) {
        const Row &row = rows[index];
        const qint64 at = block.firstRow + qint64(index);
        if (!isSearched(at, row))
            return;
        const QByteArrayView line(bytes.data() + (row.offset - begin), qsizetype(row.length));
        if (isMatch(worker.reader.read(line), worker))
            found.add(at);
    };
    const qint64 group = block.firstRow / rowsABlock;
    bool isPlain = m_file->isSpelledPlainly(group);
    if (worker.scan && !m_looksAtEveryLine && worker.scan->scan(bytes, worker.places, isPlain)) {
        if (isPlain && qint64(count) == rowsABlock)
            m_file->setSpelledPlainly(group);
        m_looksAtEveryLine = worker.places.size() > count / 3;
        size_t index = 0;
        for (size_t n = 0; n < worker.places.size() && !m_cancelled; ++n) {
            const quint64 offset = begin + worker.places[n];
            while (index < count && rows[index].offset + rows[index].length <= offset)
                ++index;
            if (index < count && rows[index].offset <= offset)
                look(index++);
        }
        return;
    }
    if (worker.scan)
        m_looksAtEveryLine = true;
    for (size_t index = 0; index < count; ++index) {
        if (index % linesBetweenStops == 0 && m_cancelled)
            return;
        look(index);
    }
}

void SearchTask::searchSpecial(const Block &block, Worker &worker, HitSet &found)
{
    const RowList &special = m_lines.special;
    for (qint64 place = special.lowerBound(block.firstRow); place < special.size() && !m_cancelled; ++place) {
        const qint64 at = special.at(place);
        if (at >= block.endRow)
            return;
        const Row row = m_lines.journal->row(at);
        const auto decoded = worker.decoder.decode(m_lines.journal->text(at), fromMs(row.timeMs));
        if (decoded.event && isMatch(logTextOf(*m_lines.journal, at, *decoded.event).toUtf8(), worker))
            found.add(at);
    }
}

bool SearchTask::isMatch(QByteArrayView message, Worker &worker)
{
    const auto answer = worker.matcher.match(message);
    if (answer == MessageMatcher::Answer::TooHard && ++m_undecided >= mostUndecided)
        m_cancelled = true;
    return answer == MessageMatcher::Answer::Yes;
}

void SearchTask::deliver(size_t block, HitSet &&hits)
{
    const auto now = std::chrono::steady_clock::now();
    {
        const std::lock_guard lock(m_mutex);
        const bool isFirst = hits.count() > 0 && !std::exchange(m_hadHits, true);
        m_found.push_back({ block, std::move(hits) });
        ++m_done;
        if (m_isNotified || !(isFirst || m_done == m_order.size() || now - m_notifiedAt >= betweenNotes))
            return;
        m_isNotified = true;
        m_notifiedAt = now;
    }
    m_notify();
}

void SearchTask::fail(const QString &error)
{
    m_cancelled = true;
    {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_error, error).isEmpty())
            return; // another thread said so
    }
    m_notify();
}

SearchTask::Progress SearchTask::collect()
{
    const std::lock_guard lock(m_mutex);
    m_isNotified = false;
    return { std::exchange(m_found, {}), m_done == m_order.size(), m_error, m_undecided };
}

} // namespace stagewatch::model
