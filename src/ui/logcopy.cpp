// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logcopy.h"

#include "model/logmodel.h"

namespace stagewatch::ui {

using model::LogModel;
using namespace Qt::StringLiterals;

namespace {
QString line(const LogModel &log, int row, LogCopy what)
{
    const auto first = log.index(row, 0);
    switch (what) {
    case LogCopy::Messages:
        return first.data(LogModel::FullTextRole).toString();
    case LogCopy::Json:
        return QString::fromUtf8(first.data(LogModel::RawJsonRole).toByteArray());
    case LogCopy::Lines:
        break;
    }
    QString text;
    for (const int column : { LogModel::TimeColumn, LogModel::LevelColumn, LogModel::StageColumn })
        text += first.siblingAtColumn(column).data().toString() + u'\t';
    text += first.data(LogModel::FullTextRole).toString();
    const int folded = first.data(LogModel::FoldCountRole).toInt();
    return folded > 1 ? text + u"\t×"_s + QString::number(folded) : text;
}
} // namespace

QString logCopyText(const LogModel &log, const std::vector<RowTable::RowRange> &rows, LogCopy what)
{
    QString text;
    qint64 left = copiedRowsLimit;
    for (const auto &range : rows) {
        for (int row = range.first; row <= range.last && left > 0; ++row, --left) {
            if (!text.isEmpty())
                text += u'\n';
            text += line(log, row, what);
        }
    }
    return text;
}

} // namespace stagewatch::ui
