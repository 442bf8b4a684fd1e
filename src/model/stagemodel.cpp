// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/stagemodel.h"

#include "model/displaytext.h"
#include "model/textform.h"

#include <algorithm>

namespace stagewatch::model {

namespace {

constexpr qsizetype nameLimit = 200;

QVariant msOrNothing(const std::optional<protocol::Timestamp> &time)
{
    return time ? QVariant(toMs(*time)) : QVariant();
}

QVariant numberOrNothing(const std::optional<double> &number)
{
    return number ? QVariant(*number) : QVariant();
}

} // namespace

StageModel::StageModel(const Run &run, QObject *parent)
    : QAbstractListModel(parent)
    , m_run(run)
{
    sync();
}

int StageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_stages.size());
}

QVariant StageModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Stage &stage = m_stages[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case StageDisplayRole:
        return visibleText(stage.name.display.isEmpty() ? stage.name.id : stage.name.display, nameLimit);
    case Qt::AccessibleTextRole:
        return tr("%1: %2", "stage: its state")
            .arg(visibleText(stage.name.display, nameLimit), TextForm::stageStatus(stage.status));
    case IdRole:
        return stage.name.id;
    case StatusRole:
        return int(stage.status);
    case ProgressRole:
        return numberOrNothing(stage.progress);
    case StartedAtRole:
        return msOrNothing(stage.startedAt);
    case EndedAtRole:
        return msOrNothing(stage.endedAt);
    case MessageRole:
        return visibleText(stage.message);
    case IsCurrentRole:
        return index.row() == m_current;
    case UsualSecondsRole:
        return numberOrNothing(stage.usualSeconds);
    default:
        return {};
    }
}

QHash<int, QByteArray> StageModel::roleNames() const
{
    auto names = QAbstractListModel::roleNames();
    names.insert({ { IdRole, "stageId" },
                   { StageDisplayRole, "stageDisplay" },
                   { StatusRole, "status" },
                   { ProgressRole, "progress" },
                   { StartedAtRole, "startedAt" },
                   { EndedAtRole, "endedAt" },
                   { MessageRole, "message" },
                   { IsCurrentRole, "isCurrent" },
                   { UsualSecondsRole, "usualSeconds" } });
    return names;
}

int StageModel::rowOf(QStringView stageId) const
{
    const auto it =
        std::find_if(m_stages.begin(), m_stages.end(), [&](const Stage &stage) { return stage.name.id == stageId; });
    return it == m_stages.end() ? -1 : int(it - m_stages.begin());
}

void StageModel::sync()
{
    const auto &stages = m_run.stages();
    for (size_t row = 0; row < stages.size() && row < m_stages.size(); ++row)
        takeRow(int(row), stages[row]);
    if (stages.size() > m_stages.size()) {
        beginInsertRows({}, int(m_stages.size()), int(stages.size()) - 1);
        m_stages.insert(m_stages.end(), stages.begin() + qsizetype(m_stages.size()), stages.end());
        endInsertRows();
    } else if (stages.size() < m_stages.size()) {
        beginRemoveRows({}, int(stages.size()), int(m_stages.size()) - 1);
        m_stages.resize(stages.size());
        endRemoveRows();
    }
    const Stage *current = m_run.currentStage();
    const int currentRow = current ? int(current - stages.data()) : -1;
    if (currentRow == m_current)
        return;
    const int changed[] = { std::exchange(m_current, currentRow), currentRow };
    for (const int row : changed) {
        if (row >= 0 && row < rowCount())
            Q_EMIT dataChanged(index(row), index(row), { IsCurrentRole });
    }
}

/// Makes `row` hold `stage`: a stage that only moved is moved, so that whatever is selected stays the same stage.
void StageModel::takeRow(int row, const Stage &stage)
{
    if (m_stages[size_t(row)] == stage)
        return;
    if (m_stages[size_t(row)].name.id != stage.name.id) {
        const auto later = std::find_if(m_stages.begin() + row + 1, m_stages.end(),
                                        [&](const Stage &s) { return s.name.id == stage.name.id; });
        if (later != m_stages.end()) {
            const int from = int(later - m_stages.begin());
            beginMoveRows({}, from, from, {}, row);
            std::rotate(m_stages.begin() + row, later, later + 1);
            endMoveRows();
        } else {
            beginInsertRows({}, row, row);
            m_stages.insert(m_stages.begin() + row, stage);
            endInsertRows();
            return;
        }
    }
    m_stages[size_t(row)] = stage;
    Q_EMIT dataChanged(index(row), index(row));
}

} // namespace stagewatch::model
