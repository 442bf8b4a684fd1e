// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stagewatch::ui {

class Theme;

/// What the window shows before the first connection: what Stagewatch is for, two ways to begin, and what to type to
/// get a stream. The theme outlives it.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(const Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    void connectRequested();
    void demoRequested();
};

} // namespace stagewatch::ui
