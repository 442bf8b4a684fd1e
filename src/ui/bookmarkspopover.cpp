// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bookmarkspopover.h"

#include "ui/label.h"

#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

BookmarksPopover::BookmarksPopover(const Theme &theme, QWidget *over)
    : Popover(theme, over)
    , m_title(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text, this))
    , m_hint(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
    , m_list(new PopoverList(theme, this))
{
    setObjectName(u"bookmarksPopover"_s);
    m_list->setObjectName(u"bookmarkList"_s);
    m_list->setAccessibleName(tr("Bookmarks"));
    m_title->setText(tr("Bookmarks"));
    m_hint->setObjectName(u"bookmarksHint"_s);
    m_hint->setWrapping();
    setFocusProxy(m_list);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * Theme::grid, 3 * Theme::grid, 3 * Theme::grid, 2 * Theme::grid);
    layout->setSpacing(2 * Theme::grid);
    layout->addWidget(m_title);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_hint);
    connect(m_list, &PopoverList::chosen, this, [this](const QVariant &key) { Q_EMIT chosen(key.toLongLong()); });
}

void BookmarksPopover::setEntries(const QList<PopoverList::Entry> &entries)
{
    m_list->setEntries(entries);
    m_list->setVisible(!entries.isEmpty());
    m_hint->setText(entries.isEmpty()
                        ? tr("No line of this run is marked yet. Ctrl+B marks the current one, and so does "
                             "a click in front of its time; Ctrl+Shift+B adds a note.")
                        : tr("Enter goes there, Delete removes the bookmark."));
}

QSize BookmarksPopover::sizeHint() const
{
    return { 380, Popover::sizeHint().height() };
}

void BookmarksPopover::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && m_list->currentKey().isValid())
        Q_EMIT removeRequested(m_list->currentKey().toLongLong());
    else
        Popover::keyPressEvent(event);
}

} // namespace stagewatch::ui
