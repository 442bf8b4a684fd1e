// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/loglines.h"

#include "model/displaytext.h"
#include "model/logmodel.h"
#include "model/rowcache.h"
#include "model/textform.h"

using namespace Qt::StringLiterals;

namespace stagewatch::model {

using journal::RowKind;

namespace {

/// A comma in a number of the locale or a formula of a server: neither may leave its cell.
void appendCell(QByteArray &out, const QString &text)
{
    QByteArray cell = text.toUtf8();
    if (!cell.isEmpty() && QByteArrayView("=+-@\t\r").contains(cell.front()))
        cell.prepend('\'');
    if (cell.contains('"') || cell.contains(',') || cell.contains('\n') || cell.contains('\r'))
        cell = '"' + cell.replace('"', "\"\"") + '"';
    out += cell;
}

} // namespace

LogLines::LogLines(std::shared_ptr<const journal::Journal> journal, const Run &run, LogFormat format,
                   const LogTimes &times)
    : m_journal(std::move(journal))
    , m_format(format)
    , m_times(times)
{
    for (const Stage &stage : run.stages()) {
        if (!stage.name.display.isEmpty())
            m_displays.insert(stage.name.id, stage.name.display);
    }
    for (size_t level = 0; level < m_levels.size(); ++level) {
        const auto value = protocol::LogLevel(level);
        m_levels[level] = (format == LogFormat::Csv ? protocol::wireName(value) : TextForm::level(value)).toUtf8();
    }
}

QByteArray LogLines::head() const
{
    return m_format == LogFormat::Csv ? "time,level,stage,message\r\n"_ba : QByteArray();
}

void LogLines::append(QByteArray &out, qint64 row)
{
    switch (m_format) {
    case LogFormat::Text:
        appendText(out, row);
        break;
    case LogFormat::Ndjson:
        out += m_journal->text(row);
        out += '\n';
        break;
    case LogFormat::Csv:
        appendCsv(out, row);
        break;
    }
}

QString LogLines::stageOf(quint16 stage, const protocol::Event &event)
{
    if (const auto known = m_stages.constFind(stage); known != m_stages.cend())
        return *known;
    const QString id = m_journal->stageName(stage);
    const QString display = m_displays.value(id);
    const auto *log = event.as<protocol::Log>();
    if (display.isEmpty() && log && !log->stage.display.isEmpty())
        return visibleText(log->stage.display, 256); // this event's own word for it
    return *m_stages.insert(stage, visibleText(display.isEmpty() ? protocol::titleFromId(id) : display, 256));
}

QByteArray LogLines::levelWord(const journal::Row &fixed, protocol::LogLevel level) const
{
    if (m_format == LogFormat::Text && fixed.kind == RowKind::Gap)
        return LogModel::tr("Gap").toUtf8();
    if (m_format == LogFormat::Text && fixed.kind == RowKind::Terminal)
        return LogModel::tr("End").toUtf8();
    return m_levels[size_t(level)];
}

LogLines::Parts LogLines::partsOf(qint64 row, const journal::Row &fixed)
{
    const auto decoded = m_decoder.decode(m_journal->text(row), fromMs(fixed.timeMs));
    if (!decoded.event)
        return {};
    return { levelWord(fixed, logLevelOf(*decoded.event)), stageOf(fixed.stage, *decoded.event),
             visibleLines(logTextOf(*m_journal, row, *decoded.event, m_times)) };
}

// Lines come by the thousand a second: the calendar and the zone are asked once for all of them.
void LogLines::appendTime(QByteArray &out, qint64 timeMs)
{
    const qint64 inSecond = (timeMs % 1000 + 1000) % 1000;
    if (timeMs - inSecond != m_secondMs) {
        m_secondMs = timeMs - inSecond;
        const QByteArray whole = isoTime(m_secondMs, m_times.form == LogTimes::Form::Utc).toLatin1();
        const qsizetype point = whole.indexOf('.');
        m_second = whole.left(point + 1);
        m_zone = whole.mid(point + 4);
    }
    out += m_second + QByteArray::number(inSecond).rightJustified(3, '0') + m_zone;
}

void LogLines::appendText(QByteArray &out, qint64 row)
{
    const journal::Row fixed = m_journal->row(row);
    const Parts parts = partsOf(row, fixed);
    if (m_times.form == LogTimes::Form::Relative)
        out += m_times.text(fixed.timeMs).toUtf8();
    else
        appendTime(out, fixed.timeMs);
    out += '\t' + parts.level + '\t' + parts.stage.toUtf8() + '\t';
    const QByteArray message = parts.message.toUtf8();
    out += (message.contains('\n') ? QByteArray(message).replace('\n', "\n\t") : message) + '\n';
}

void LogLines::appendCsv(QByteArray &out, qint64 row)
{
    const journal::Row fixed = m_journal->row(row);
    const Parts parts = partsOf(row, fixed);
    appendTime(out, fixed.timeMs);
    out += ',' + parts.level + ',';
    appendCell(out, parts.stage);
    out += ',';
    appendCell(out, parts.message);
    out += "\r\n";
}

} // namespace stagewatch::model
