// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/popover.h"
#include "ui/popoverlist.h"

namespace stagewatch::ui {

class Label;

/// The bookmarks of a run: choosing one goes there, Delete removes it. Without any it says how to make one. GUI thread.
class BookmarksPopover : public Popover
{
    Q_OBJECT
public:
    BookmarksPopover(const Theme &theme, QWidget *over);

    /// The key of an entry is the journal row, as qint64.
    void setEntries(const QList<PopoverList::Entry> &entries);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(qint64 journalRow);
    void removeRequested(qint64 journalRow);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    Label *m_title;
    Label *m_hint;
    PopoverList *m_list;
};

} // namespace stagewatch::ui
