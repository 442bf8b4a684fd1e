// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notepopover.h"

#include "ui/label.h"
#include "ui/linkbutton.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

namespace {
constexpr int lines = 3;
}

NotePopover::NotePopover(const Theme &theme, QWidget *over)
    : Popover(theme, over)
    , m_text(new QPlainTextEdit(this))
    , m_remove(new LinkButton(theme, tr("Remove bookmark"), this))
{
    setObjectName(u"notePopover"_s);
    m_text->setObjectName(u"note"_s);
    m_text->setAccessibleName(tr("Note on this line"));
    m_text->setPlaceholderText(tr("A note on this line"));
    m_text->setFont(theme.font(Theme::Text::Body));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(lines * QFontMetrics(m_text->font()).lineSpacing() + 4 * Theme::grid);
    m_text->installEventFilter(this);
    m_remove->setObjectName(u"removeBookmark"_s);
    setFocusProxy(m_text);
    auto *hint = new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this);
    hint->setText(tr("Shift+Enter begins a line"));

    auto *foot = new QHBoxLayout;
    foot->setSpacing(2 * Theme::grid);
    foot->addWidget(hint, 1);
    foot->addWidget(m_remove);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * Theme::grid, 3 * Theme::grid, 3 * Theme::grid, 2 * Theme::grid);
    layout->setSpacing(2 * Theme::grid);
    layout->addWidget(m_text);
    layout->addLayout(foot);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_isRemoved = true;
        Q_EMIT removeRequested();
        hide();
    });
    connect(this, &Popover::closed, this, [this] {
        if (!m_isRemoved)
            Q_EMIT written(m_text->toPlainText().trimmed());
    });
}

void NotePopover::edit(const QRect &line, const QString &note, bool isMarked)
{
    m_isRemoved = false;
    m_text->setPlainText(note);
    m_text->moveCursor(QTextCursor::End);
    m_remove->setVisible(isMarked);
    openAt(line);
}

QSize NotePopover::sizeHint() const
{
    return { 360, Popover::sizeHint().height() };
}

bool NotePopover::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && !(key->modifiers() & Qt::ShiftModifier)) {
            hide();
            return true;
        }
    }
    return Popover::eventFilter(watched, event);
}

} // namespace stagewatch::ui
