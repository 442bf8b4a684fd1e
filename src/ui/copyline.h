// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stagewatch::ui {

class Theme;

/// A command to type into a terminal, in a fixed font on a quiet ground, with a button that copies it. The theme
/// outlives it.
class CopyLine : public QWidget
{
    Q_OBJECT
public:
    CopyLine(const Theme &theme, const QString &command, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace stagewatch::ui
