// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/timestamp.h"

#include <QStyledItemDelegate>
#include <functional>

namespace stagewatch::ui {

class Theme;

/// Paints one run of the overview on a line of fixed columns: who, how it stands, where it is, how far, since when.
/// Theme and clock outlive it.
class OverviewDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int rowHeight = 52;

    OverviewDelegate(const Theme &theme, std::function<protocol::Timestamp()> now, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    [[nodiscard]] QString whenText(const QModelIndex &index) const;
    const Theme &m_theme;
    std::function<protocol::Timestamp()> m_now;
};

} // namespace stagewatch::ui
