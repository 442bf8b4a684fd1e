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

QString stageOf(const protocol::Event &event)
{
    const auto *log = event.as<protocol::Log>();
    return log ? log->stage.display : QString();
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
            m_stages.insert(stage.name.id, stage.name.display);
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

LogLines::Parts LogLines::partsOf(qint64 row, const journal::Row &fixed)
{
    const auto decoded = m_decoder.decode(m_journal->text(row), fromMs(fixed.timeMs));
    if (!decoded.event)
        return {};
    const QString id = m_journal->stageName(fixed.stage);
    QString stage = m_stages.value(id);
    if (stage.isEmpty())
        stage = stageOf(*decoded.event);
    if (stage.isEmpty())
        stage = protocol::titleFromId(id);
    const auto level = logLevelOf(*decoded.event);
    QString word = m_format == LogFormat::Csv ? protocol::wireName(level) : TextForm::level(level);
    if (m_format == LogFormat::Text && fixed.kind == RowKind::Gap)
        word = LogModel::tr("Gap");
    else if (m_format == LogFormat::Text && fixed.kind == RowKind::Terminal)
        word = LogModel::tr("End");
    return { word, visibleText(stage, 256), visibleLines(logTextOf(*m_journal, row, *decoded.event, m_times)) };
}

void LogLines::appendText(QByteArray &out, qint64 row)
{
    const journal::Row fixed = m_journal->row(row);
    const Parts parts = partsOf(row, fixed);
    const bool relative = m_times.form == LogTimes::Form::Relative;
    out +=
        (relative ? m_times.text(fixed.timeMs) : isoTime(fixed.timeMs, m_times.form == LogTimes::Form::Utc)).toUtf8();
    out += '\t' + parts.level.toUtf8() + '\t' + parts.stage.toUtf8() + '\t';
    out += parts.message.toUtf8().replace('\n', "\n\t") + '\n';
}

void LogLines::appendCsv(QByteArray &out, qint64 row)
{
    const journal::Row fixed = m_journal->row(row);
    const Parts parts = partsOf(row, fixed);
    out += isoTime(fixed.timeMs, m_times.form == LogTimes::Form::Utc).toUtf8() + ',' + parts.level.toUtf8() + ',';
    appendCell(out, parts.stage);
    out += ',';
    appendCell(out, parts.message);
    out += "\r\n";
}

} // namespace stagewatch::model
