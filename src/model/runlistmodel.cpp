// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runlistmodel.h"

#include "model/displaytext.h"
#include "model/runsubtitle.h"
#include "model/textform.h"

#include <algorithm>
#include <limits>

namespace stagewatch::model {

namespace {

constexpr qsizetype titleLimit = 200;

int placeIn(auto &list, const auto &item)
{
    if (const auto known = list.indexOf(item); known >= 0)
        return int(known);
    list.append(item);
    return int(list.size()) - 1;
}

QVariant msOrNothing(const std::optional<protocol::Timestamp> &time)
{
    return time ? QVariant(toMs(*time)) : QVariant();
}

QVariant numberOrNothing(const std::optional<double> &number)
{
    return number ? QVariant(*number) : QVariant();
}

} // namespace

RunListModel::RunListModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

int RunListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

/// Server, its header first, project, then the newest; a run that has not begun is the newest of all.
bool RunListModel::before(const Row &a, const Row &b)
{
    const auto key = [](const Row &row) {
        return std::tuple(row.server, row.kind == RowKind::Run, row.project, ~row.startedMs, -row.streamId, -row.run);
    };
    return key(a) < key(b);
}

RunListModel::Row RunListModel::runRow(Row row, int run) const
{
    row.run = run;
    row.startedMs = std::numeric_limits<qint64>::max();
    if (run < 0)
        return row;
    row.shown = shownOf(*row.stream->run(run));
    if (const auto startedAt = row.stream->run(run)->run().startedAt())
        row.startedMs = toMs(*startedAt);
    // A later run is the newer one, also where a server's clock was set back. The row before already knows that of all
    // before it.
    if (const int before = rowOf(row.stream, run - 1); run > 0 && before >= 0)
        row.startedMs = std::max(row.startedMs, m_rows[size_t(before)].startedMs);
    return row;
}

RunListModel::Shown RunListModel::shownOf(const RunModels &models)
{
    const Run &run = models.run();
    const std::optional<double> remaining = run.estimatedTimeRemaining();
    return { .status = run.status(),
             .progress = run.progress(),
             .remainingSeconds = remaining ? std::optional(qint64(*remaining)) : std::nullopt,
             .stage = run.currentStage() ? run.currentStage()->name : protocol::StageName(),
             .failedStage = run.failedStage(),
             .message = run.message(),
             .startedAt = run.startedAt(),
             .endedAt = run.endedAt(),
             .pendingApprovals = run.pendingApprovalCount(),
             .number = models.number() };
}

int RunListModel::rowOf(const Stream *stream, int run) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&](const Row &row) { return row.stream == stream && row.run == run; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

bool RunListModel::isNewest(int place) const
{
    const Row &row = m_rows[size_t(place)];
    if (place == 0 || row.kind != RowKind::Run)
        return false;
    const Row &above = m_rows[size_t(place) - 1];
    return above.kind == RowKind::ServerHeader || above.project != row.project;
}

QVariant RunListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case KindRole:
        return int(row.kind);
    case Qt::DisplayRole:
    case TitleRole:
        return row.title;
    default:
        return row.kind == RowKind::Run ? runData(index.row(), role) : QVariant();
    }
}

QVariant RunListModel::runData(int place, int role) const
{
    const Row &row = m_rows[size_t(place)];
    if (!row.stream)
        return {}; // on its way out
    const RunModels *models = row.stream->run(row.run);
    const Run *run = models ? &models->run() : nullptr;
    const protocol::ConnectionStatus &connection = row.stream->status();
    switch (role) {
    case SubtitlePiecesRole:
        return runSubtitle(run, connection);
    case Qt::AccessibleTextRole:
        return QString(row.title + QLatin1String(", ") + runSubtitle(run, connection).join(QLatin1String(", ")));
    case StatusRole:
        return int(run ? run->status() : protocol::RunStatus::Pending);
    case PhaseRole:
        return int(connection.phase);
    case IsDisconnectedRole:
        return isDisconnected(run, connection);
    case StreamIdRole:
        return row.streamId;
    case RunIndexRole:
        return row.run;
    case IsNewestRole:
        return isNewest(place);
    case PendingApprovalsRole:
        return pendingIn(row);
    default:
        break;
    }
    if (!run)
        return {};
    switch (role) {
    case ProgressRole:
        return numberOrNothing(run->progress());
    case StageTextRole:
        return run->currentStage() ? visibleText(run->currentStage()->name.display, titleLimit) : QString();
    case MessageRole:
        return visibleText(run->message());
    case EtaSecondsRole:
        return numberOrNothing(run->estimatedTimeRemaining());
    case RunNumberRole:
        return models->number();
    case StartedAtRole:
        return msOrNothing(run->startedAt());
    case EndedAtRole:
        return msOrNothing(run->endedAt());
    default:
        return {};
    }
}

Qt::ItemFlags RunListModel::flags(const QModelIndex &index) const
{
    if (index.isValid() && m_rows[size_t(index.row())].kind == RowKind::ServerHeader)
        return Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return QAbstractListModel::flags(index);
}

void RunListModel::addStream(Stream *stream)
{
    Row row;
    row.server = placeIn(m_servers, stream->server());
    row.project = placeIn(m_projects, std::pair(stream->server(), stream->name()));
    const bool hasHeader =
        std::any_of(m_rows.begin(), m_rows.end(), [&](const Row &r) { return r.server == row.server; });
    if (!hasHeader) {
        Row header = row;
        header.kind = RowKind::ServerHeader;
        header.title = visibleText(stream->server(), titleLimit);
        insertSorted(header);
    }
    row.stream = stream;
    row.streamId = stream->id();
    row.title = visibleText(stream->name(), titleLimit);
    for (int run = stream->runCount() > 0 ? 0 : -1; run < stream->runCount(); ++run)
        insertSorted(runRow(row, run));
    connect(stream, &Stream::runAdded, this, [this, stream](int run) { onRunAdded(stream, run); });
    connect(stream, &Stream::runChanged, this, [this, stream](int run) { onRunChanged(stream, run); });
    connect(stream, &Stream::statusChanged, this, [this, stream] { onStatusChanged(stream); });
    connect(stream, &QObject::destroyed, this, [this, stream] { dropRows(stream); });
    Q_EMIT totalsChanged();
}

void RunListModel::removeStream(Stream *stream)
{
    stream->disconnect(this);
    dropRows(stream);
}

void RunListModel::insertSorted(const Row &row)
{
    const auto at = std::upper_bound(m_rows.begin(), m_rows.end(), row, before);
    const int place = int(at - m_rows.begin());
    beginInsertRows({}, place, place);
    m_rows.insert(at, row);
    endInsertRows();
    announceNewest(place + 1);
}

/// A row's neighbour above came, went or moved, so it may now be, or no longer be, the newest of its project.
void RunListModel::announceNewest(int place)
{
    if (place < rowCount())
        Q_EMIT dataChanged(index(place), index(place), { IsNewestRole });
}

/// Puts another value in a row and moves it where that belongs, so that a selection follows it.
void RunListModel::replace(int place, const Row &row)
{
    const auto at = m_rows.begin() + place;
    auto target = std::upper_bound(m_rows.begin(), at, row, before);
    if (target == at)
        target = std::upper_bound(at + 1, m_rows.end(), row, before) - 1;
    const int to = int(target - m_rows.begin());
    *at = row;
    if (to != place) {
        beginMoveRows({}, place, place, {}, to < place ? to : to + 1);
        if (to < place)
            std::rotate(target, at, at + 1);
        else
            std::rotate(at, at + 1, target + 1);
        endMoveRows();
        announceNewest(place);
        announceNewest(place + 1);
        announceNewest(to + 1);
    }
    Q_EMIT dataChanged(index(to), index(to));
}

void RunListModel::onRunAdded(Stream *stream, int run)
{
    const int waiting = rowOf(stream, -1);
    if (waiting >= 0) {
        replace(waiting, runRow(m_rows[size_t(waiting)], run));
    } else if (const auto sibling =
                   std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.stream == stream; });
               sibling != m_rows.end() && rowOf(stream, run) < 0) {
        insertSorted(runRow(*sibling, run));
    }
    Q_EMIT totalsChanged();
}

void RunListModel::onRunChanged(Stream *stream, int run)
{
    const int place = rowOf(stream, run);
    if (place < 0)
        return;
    const Row &known = m_rows[size_t(place)];
    const Row changed = runRow(known, run);
    if (changed.startedMs == known.startedMs && changed.shown == known.shown)
        return; // log lines, say: nothing of them is in the list
    replace(place, changed);
    Q_EMIT totalsChanged();
}

void RunListModel::onStatusChanged(const Stream *stream)
{
    for (int place = 0; place < rowCount(); ++place) {
        if (m_rows[size_t(place)].stream == stream)
            Q_EMIT dataChanged(index(place), index(place));
    }
}

void RunListModel::dropRows(const Stream *stream)
{
    for (Row &row : m_rows) {
        if (row.stream == stream)
            row.stream = nullptr; // whoever asks while the rows go must not reach a stream that may be gone
    }
    for (int place = rowCount() - 1; place >= 0; --place) {
        const Row &row = m_rows[size_t(place)];
        const bool isHeader = row.kind == RowKind::ServerHeader;
        const bool isBare =
            isHeader && (place + 1 == rowCount() || m_rows[size_t(place) + 1].kind == RowKind::ServerHeader);
        if (!isBare && (isHeader || row.stream))
            continue;
        beginRemoveRows({}, place, place);
        m_rows.erase(m_rows.begin() + place);
        endRemoveRows();
        announceNewest(place);
    }
    Q_EMIT totalsChanged();
}

Stream *RunListModel::streamAt(const QModelIndex &index) const
{
    return index.isValid() && index.model() == this ? m_rows[size_t(index.row())].stream : nullptr;
}

QModelIndex RunListModel::indexOf(int streamId, int runIndex) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) {
        return row.stream && row.streamId == streamId && row.run == runIndex;
    });
    return it == m_rows.end() ? QModelIndex() : index(int(it - m_rows.begin()));
}

int RunListModel::runCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.run >= 0; }));
}

int RunListModel::pendingIn(const Row &row) const
{
    const RunModels *models = row.stream ? row.stream->run(row.run) : nullptr;
    return models && !models->run().isEnded() ? models->run().pendingApprovalCount() : 0;
}

int RunListModel::pendingApprovalCount() const
{
    int count = 0;
    for (const Row &row : m_rows)
        count += pendingIn(row);
    return count;
}

} // namespace stagewatch::model
