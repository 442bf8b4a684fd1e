// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logfinder.h"

#include "model/logmodel.h"
#include "ui/findbar.h"
#include "ui/logdelegate.h"
#include "ui/logtable.h"

#include <QItemSelectionModel>
#include <QLocale>
#include <chrono>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::LogModel;

namespace {
constexpr auto patience = 150ms;
}

LogFinder::LogFinder(FindBar &bar, LogTable &table, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_table(table)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &LogFinder::showStatus);
    connect(&bar, &FindBar::expressionChanged, this, &LogFinder::search);
}

void LogFinder::leaveLog()
{
    if (auto *log = m_table.log()) {
        disconnect(log, nullptr, this, nullptr);
        disconnect(m_table.selectionModel(), nullptr, this, nullptr);
        log->cancelFind();
    }
    m_cameRound.clear();
    m_bar.setStatus({});
}

void LogFinder::takeLog()
{
    auto *log = m_table.log();
    if (!log)
        return;
    connect(log, &LogModel::found, this, &LogFinder::onFound);
    connect(log, &LogModel::notFound, this, &LogFinder::showStatus);
    connect(log, &LogModel::hitsChanged, this, &LogFinder::showStatus);
    connect(log, &LogModel::findFailed, this, [this](const QString &sentence) { m_bar.showError(sentence); });
    connect(m_table.selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_cameRound.clear();
        showStatus();
    });
    search();
}

/// Counts the matches of what the find field says now.
void LogFinder::search()
{
    m_table.logDelegate()->setMarked(m_bar.expression());
    m_table.viewport()->update();
    m_cameRound.clear();
    if (auto *log = m_table.log()) {
        if (m_bar.expression()) {
            m_patience.start();
            log->setSearch(m_bar.search(), rowInSight());
        } else {
            log->cancelFind();
        }
    }
    showStatus();
}

int LogFinder::startRow() const
{
    const auto current = m_table.currentIndex();
    if (current.isValid() && m_table.viewport()->rect().intersects(m_table.visualRect(current)))
        return current.row();
    return -1;
}

int LogFinder::rowInSight() const
{
    const int current = startRow();
    return current >= 0 ? current : m_table.topRow();
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
        from = forward ? m_table.topRow() : rows - 1;
    m_cameRound.clear();
    m_patience.start();
    log->find(m_bar.search(), (from + rows) % rows, forward);
}

void LogFinder::onFound(int row)
{
    // The model is asked from the row beside the current one, so only this class knows whether the search came round.
    const bool cameRound = m_from >= 0 && (m_forward ? row <= m_from : row >= m_from);
    m_table.goToMatch(row);
    if (cameRound)
        m_cameRound = m_forward ? tr("from the top") : tr("from the end");
    showStatus();
}

void LogFinder::showStatus()
{
    m_bar.setStatus(statusText());
    const auto *log = m_table.log();
    if (log && !log->isSearching() && log->undecidedCount() > 0)
        m_bar.showError(tr("On %n line(s) this expression has so many ways to match that they were left out. Repeat "
                           "nothing inside a repetition.",
                           nullptr, int(log->undecidedCount())));
}

/// "3 of 1,204", or how far that is known.
QString LogFinder::statusText() const
{
    const auto *log = m_table.log();
    if (!log || log->search().pattern.isEmpty())
        return {};
    const auto &hits = log->hits();
    const bool isCounting = log->isSearching() || log->isFiltering();
    if (hits.count() == 0) {
        if (!isCounting)
            return tr("no match");
        return m_patience.isActive() ? QString() : tr("searching…");
    }
    const QString more = isCounting ? u"…"_s : QString();
    std::optional<qint64> number;
    if (const auto current = m_table.currentIndex(); current.isValid()) {
        const auto first = hits.next(current.data(LogModel::JournalRowRole).toLongLong(), true);
        if (first.outcome == model::SearchHits::Outcome::Found
            && first.row <= current.data(LogModel::NewestRowRole).toLongLong())
            number = hits.numberOf(first.row);
    }
    const QLocale locale = m_bar.locale();
    const QString text = number ? tr("%1 of %2", "which match, of how many")
                                      .arg(locale.toString(*number + 1), locale.toString(hits.count()) + more)
                                : tr("%Ln match(es)", nullptr, int(hits.count())) + more;
    return m_cameRound.isEmpty() ? text : m_cameRound + u" · "_s + text;
}

void LogFinder::stepToError(int step)
{
    const auto *log = m_table.log();
    if (!log)
        return;
    const int current = startRow();
    const int from = current >= 0 ? current + step : step > 0 ? m_table.topRow() : log->rowCount() - 1;
    const int row = from < 0 ? -1 : log->nextError(from, step);
    if (row < 0)
        return;
    m_table.goToMatch(row);
    m_table.setFocus();
}

} // namespace stagewatch::ui
