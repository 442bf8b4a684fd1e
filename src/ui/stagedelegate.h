// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace stagewatch::ui {

class StageList;
class Theme;

/// Paints one stage: sign, name, duration at the right, a bar, and under the current one its message.
class StageDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int rowHeight = 44;
    static constexpr int messageHeight = 20;

    StageDelegate(const Theme &theme, StageList *list);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// "0:48", "usually 2:10", or nothing.
    [[nodiscard]] QString durationText(const QModelIndex &index) const;
    /// Name, state and duration in one sentence, for screen readers and the tooltip.
    [[nodiscard]] QString description(const QModelIndex &index) const;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    const Theme &m_theme;
    StageList *m_list;
};

} // namespace stagewatch::ui
