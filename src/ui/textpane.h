// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace stagewatch::ui {

class Theme;

/// Read-only plain text in the fixed font, without wrapping unless asked: JSON, bytes, a whole log line. Can be
/// selected and walked with the keyboard. GUI thread.
class TextPane : public QPlainTextEdit
{
    Q_OBJECT
public:
    /// `theme` outlives the pane.
    explicit TextPane(const Theme &theme, QWidget *parent = nullptr);
};

} // namespace stagewatch::ui
