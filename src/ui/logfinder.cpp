// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logfinder.h"

#include "model/logmodel.h"
#include "ui/findbar.h"
#include "ui/logdelegate.h"
#include "ui/logtable.h"

#include <chrono>

using namespace std::chrono_literals;

namespace stagewatch::ui {

using model::LogModel;

namespace {
constexpr auto searchingDelay = 150ms; ///< a search that ends sooner is not worth a word
}

LogFinder::LogFinder(FindBar &bar, LogTable &table, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_table(table)
{
    m_searching.setSingleShot(true);
    m_searching.setInterval(searchingDelay);
    connect(&m_searching, &QTimer::timeout, this, [this] {
        if (m_table.log() && m_table.log()->isFinding())
            m_bar.setStatus(tr("searching…"));
    });
    connect(&bar, &FindBar::expressionChanged, this, &LogFinder::markMatches);
}

void LogFinder::leaveLog()
{
    if (auto *log = m_table.log()) {
        log->cancelFind();
        disconnect(log, nullptr, this, nullptr);
    }
    m_bar.setStatus({});
}

void LogFinder::takeLog()
{
    auto *log = m_table.log();
    if (!log)
        return;
    connect(log, &LogModel::found, this, &LogFinder::onFound);
    connect(log, &LogModel::notFound, this, [this] { m_bar.setStatus(tr("no match")); });
    connect(log, &LogModel::findFailed, this, [this](const QString &sentence) { m_bar.showError(sentence); });
}

void LogFinder::markMatches()
{
    m_table.logDelegate()->setMarked(m_bar.expression());
    m_table.viewport()->update();
    if (auto *log = m_table.log())
        log->cancelFind();
}

int LogFinder::startRow() const
{
    const auto current = m_table.currentIndex();
    if (current.isValid() && m_table.viewport()->rect().intersects(m_table.visualRect(current)))
        return current.row();
    return -1;
}

void LogFinder::find(bool forward)
{
    auto *log = m_table.log();
    if (!log || log->rowCount() == 0 || !m_bar.expression())
        return;
    const int rows = log->rowCount();
    m_forward = forward;
    m_from = startRow();
    int from = forward ? m_from + 1 : m_from - 1;
    if (m_from < 0)
        from = forward ? qMax(0, m_table.rowAt(0)) : rows - 1;
    m_bar.setStatus({});
    m_searching.start();
    log->find(m_bar.text(), m_bar.isRegex(), m_bar.isCaseSensitive(), (from + rows) % rows, forward);
}

void LogFinder::onFound(int row)
{
    // The model is asked from the row beside the current one, so only this class knows whether the search came round.
    const bool cameRound = m_from >= 0 && (m_forward ? row <= m_from : row >= m_from);
    m_bar.setStatus(!cameRound ? QString() : m_forward ? tr("from the top") : tr("from the end"));
    m_table.goToMatch(row);
}

void LogFinder::stepToError(int step)
{
    const auto *log = m_table.log();
    if (!log)
        return;
    const int rows = log->rowCount();
    const int current = startRow();
    int row = current >= 0 ? current + step : step > 0 ? qMax(0, m_table.rowAt(0)) : rows - 1;
    for (; row >= 0 && row < rows; row += step) {
        if (log->index(row, 0).data(LogModel::LevelRole).toInt() < int(protocol::LogLevel::Error))
            continue;
        m_table.goToMatch(row);
        m_table.setFocus();
        return;
    }
}

} // namespace stagewatch::ui
