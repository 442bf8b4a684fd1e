// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logquery.h"

#include "model/rowcache.h"
#include "model/textform.h"

#include <QRegularExpression>
#include <algorithm>

namespace stagewatch::model {

using journal::Journal;
using journal::Row;
using journal::RowKind;

namespace {

constexpr qint64 rowsBetweenStops = 4096;

/// Matches messages, and skips lines that cannot match before they are decoded.
class Matcher
{
public:
    explicit Matcher(const LogSearch &search)
        : m_search(search)
    {
        if (search.regex) {
            QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
            if (!search.caseSensitive)
                options |= QRegularExpression::CaseInsensitiveOption;
            m_regex = QRegularExpression(search.pattern, options);
            m_regex.optimize();
        } else if (search.caseSensitive && isPlain(search.pattern)) {
            m_needle = search.pattern.toLatin1();
        }
    }
    [[nodiscard]] QString error() const
    {
        if (!m_search.regex || m_regex.isValid())
            return {};
        return QCoreApplication::translate(
                   "stagewatch::model::LogModel",
                   "The pattern is no regular expression: %1, at character %2. Correct it, or search for plain text.")
            .arg(m_regex.errorString())
            .arg(m_regex.patternErrorOffset() + 1);
    }
    /// False only if the message of this log line cannot contain the pattern, however the line is escaped.
    [[nodiscard]] bool mayMatch(const QByteArray &line) const
    {
        return m_needle.isEmpty() || line.contains(m_needle) || line.contains("\\u");
    }
    [[nodiscard]] bool matches(const QString &message) const
    {
        if (m_search.regex)
            return m_regex.match(message).hasMatch();
        return message.contains(m_search.pattern, m_search.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive);
    }

private:
    /// Characters that JSON writes as themselves, or as \u escapes.
    static bool isPlain(const QString &text)
    {
        return std::all_of(text.begin(), text.end(), [](QChar c) {
            return c.unicode() >= 0x20 && c.unicode() < 0x7f && c.unicode() != u'"' && c.unicode() != u'\\'
                && c.unicode() != u'/';
        });
    }
    const LogSearch &m_search;
    QRegularExpression m_regex;
    QByteArray m_needle;
};

} // namespace

bool isLogRow(const Row &row)
{
    return row.kind == RowKind::Log || row.kind == RowKind::Error || row.kind == RowKind::Gap
        || row.kind == RowKind::Terminal;
}

RowFilter::RowFilter(const LogFilter &filter, const Journal &journal)
    : m_levels(filter.levels)
    , m_allStages(!filter.stages)
{
    if (m_allStages)
        return;
    for (const QString &id : *filter.stages) {
        const quint16 index = journal.stageIndex(id);
        if (index != 0 || id.isEmpty()) // a stage that the journal has not seen has no rows
            m_stages.push_back(index);
    }
    std::sort(m_stages.begin(), m_stages.end());
}

bool RowFilter::shows(const Row &row) const
{
    if (row.kind == RowKind::Gap || row.kind == RowKind::Terminal)
        return true;
    const auto level = row.kind == RowKind::Error ? std::max(row.level, protocol::LogLevel::Error) : row.level;
    if (!(m_levels & LogFilter::bit(level)))
        return false;
    return m_allStages || std::binary_search(m_stages.begin(), m_stages.end(), row.stage);
}

FilteredRows filterRows(const Journal &journal, const RowSpans &rows, const LogFilter &filter,
                        const std::stop_token &stop)
{
    FilteredRows result;
    const RowFilter rowFilter(filter, journal);
    const qint64 end = rows.countBelow(journal.size());
    for (; result.seen < end; ++result.seen) {
        if (result.seen % rowsBetweenStops == 0 && stop.stop_requested())
            return result;
        const qint64 at = rows.at(result.seen);
        const Row row = journal.row(at);
        if (!isLogRow(row))
            continue;
        ++result.candidates;
        if (rowFilter.shows(row))
            result.shown.append(at);
    }
    return result;
}

LogSearchResult searchRows(const Journal &journal, const RowList &rows, const LogSearch &search,
                           const std::stop_token &stop)
{
    const Matcher matcher(search);
    if (const QString error = matcher.error(); !error.isEmpty())
        return { -1, false, error };
    const qint64 count = rows.size();
    if (count == 0 || search.pattern.isEmpty())
        return {};
    const qint64 from = std::clamp<qint64>(search.from, 0, count - 1);
    protocol::Decoder decoder;
    for (qint64 step = 0; step < count && !stop.stop_requested(); ++step) {
        const qint64 unwrapped = search.forward ? from + step : from - step;
        const qint64 place = (unwrapped + count) % count;
        const qint64 at = rows.at(place);
        const Row row = journal.row(at);
        const QByteArray line = journal.text(at);
        if (row.kind == RowKind::Log && !matcher.mayMatch(line))
            continue;
        const auto decoded = decoder.decode(line, fromMs(row.timeMs));
        if (decoded.event && matcher.matches(logTextOf(journal, at, *decoded.event)))
            return { place, place != unwrapped, {} };
    }
    return {};
}

} // namespace stagewatch::model
