// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/decisionmodel.h"

#include "model/displaytext.h"
#include "model/textform.h"

namespace stagewatch::model {

DecisionModel::DecisionModel(const Run &run, QObject *parent)
    : GrowingTable(int(run.decisions().size()), parent)
    , m_run(run)
{
}

int DecisionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const protocol::DecisionEntry &DecisionModel::entry(int row) const
{
    return m_run.decisions()[size_t(row)];
}

QString DecisionModel::cellText(const protocol::DecisionEntry &entry, int column) const
{
    const protocol::Decision &decision = entry.decision;
    switch (column) {
    case TimeColumn:
        return TextForm::time(entry.time);
    case StageColumn:
        return visibleText(decision.stage.display.isEmpty() ? decision.stage.id : decision.stage.display);
    case TypeColumn:
        return visibleText(protocol::titleFromId(decision.decisionType));
    case DecisionColumn:
        return visibleText(decision.decision);
    case ConfidenceColumn:
        return decision.confidence ? TextForm::percent(*decision.confidence) : QString();
    default:
        return {};
    }
}

QVariant DecisionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.row() >= int(m_run.decisions().size()))
        return {};
    const protocol::DecisionEntry &shown = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(shown, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == ConfidenceColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case ConfidenceRole:
        return shown.decision.confidence ? QVariant(*shown.decision.confidence) : QVariant();
    case ReasoningRole:
        return visibleLines(shown.decision.reasoning);
    case MetadataRole:
        return shown.decision.metadata.isNull() ? QByteArray() : shown.decision.metadata.toIndentedJson();
    case StageIdRole:
        return shown.decision.stage.id;
    case TimeMsRole:
        return toMs(shown.time);
    default:
        return {};
    }
}

QVariant DecisionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case StageColumn:
        return tr("Stage");
    case TypeColumn:
        return tr("Type");
    case DecisionColumn:
        return tr("Decision");
    case ConfidenceColumn:
        return tr("Confidence");
    default:
        return {};
    }
}

void DecisionModel::sync()
{
    followRows(int(m_run.decisions().size()));
}

} // namespace stagewatch::model
