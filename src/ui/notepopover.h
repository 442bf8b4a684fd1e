// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/popover.h"

class QPlainTextEdit;
class QPushButton;

namespace stagewatch::ui {

/// The note of a bookmark, written beside its line. However it closes, what was written is kept: Enter, Escape and a
/// click elsewhere all do. GUI thread.
class NotePopover : public Popover
{
    Q_OBJECT
public:
    NotePopover(const Theme &theme, QWidget *over);

    /// Opens beside a line. `isMarked`: there is a bookmark that can be removed.
    void edit(const QRect &line, const QString &note, bool isMarked);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// It was closed with this note.
    void written(const QString &note);
    void removeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPlainTextEdit *m_text;
    QPushButton *m_remove;
    bool m_isRemoved = false;
};

} // namespace stagewatch::ui
