// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

class QDialog;
class QLabel;
class QPushButton;
class QVBoxLayout;

/// What all dialogs have in common.
namespace stagewatch::ui {

class Label;

/// Card ground, the margins of a dialog, and a column to fill. Enter presses no button unless one is made the default.
[[nodiscard]] QVBoxLayout *makeDialogColumn(const Theme &theme, QDialog *dialog);
/// The heading of a dialog, 17 px, in at most a few lines.
[[nodiscard]] Label *makeDialogTitle(const Theme &theme, const QString &text, QWidget *parent);
[[nodiscard]] QPushButton *makeDialogButton(const QString &text, Theme::Button kind, const QString &objectName,
                                            QWidget *parent);
/// A small dim caption above a field, which it names for screen readers and for Alt+letter.
[[nodiscard]] QLabel *makeCaption(const Theme &theme, const QString &text, QWidget *buddy, QWidget *parent);

} // namespace stagewatch::ui
