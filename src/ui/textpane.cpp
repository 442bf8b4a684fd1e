// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/textpane.h"

#include "ui/theme.h"

#include <QTextDocument>

namespace stagewatch::ui {

TextPane::TextPane(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(NoWrap);
    setFont(theme.font(Theme::Text::Mono));
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(Theme::cardPadding);
    auto option = document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight);
    document()->setDefaultTextOption(option);
}

} // namespace stagewatch::ui
