// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stagewatch::ui {

/// A horizontal hairline in the theme's line colour, by way of the palette.
class Rule : public QWidget
{
public:
    explicit Rule(QWidget *parent = nullptr)
        : QWidget(parent)
    {
        setFixedHeight(1);
        setAutoFillBackground(true);
        setBackgroundRole(QPalette::Mid);
    }
};

} // namespace stagewatch::ui
