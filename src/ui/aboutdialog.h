// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace stagewatch::ui {

class Theme;

/// Says what Stagewatch is, which version this is, and on what it stands. Not modal; the theme outlives it.
class AboutDialog : public QDialog
{
    Q_OBJECT
public:
    explicit AboutDialog(const Theme &theme, QWidget *parent = nullptr);
};

} // namespace stagewatch::ui
