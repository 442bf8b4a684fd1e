// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gotopopover.h"

#include "ui/label.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

GoToPopover::GoToPopover(const Theme &theme, QWidget *over)
    : Popover(theme, over)
    , m_field(new QLineEdit(this))
    , m_problem(new Label(theme, Theme::Text::Secondary, Theme::Role::Failed, this))
    , m_list(new PopoverList(theme, this))
{
    setObjectName(u"goToPopover"_s);
    m_field->setObjectName(u"goToField"_s);
    m_field->setAccessibleName(tr("Time or stage to go to"));
    m_field->setPlaceholderText(tr("Time or stage: 14:02, +12:41, training"));
    m_field->setMaxLength(300);
    m_field->installEventFilter(this);
    m_problem->setObjectName(u"goToProblem"_s);
    m_problem->setWrapping();
    m_problem->hide();
    m_list->setObjectName(u"goToStages"_s);
    m_list->setAccessibleName(tr("Stages of the run"));
    setFocusProxy(m_field);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * Theme::grid, 3 * Theme::grid, 3 * Theme::grid, 3 * Theme::grid);
    layout->setSpacing(2 * Theme::grid);
    layout->addWidget(m_field);
    layout->addWidget(m_problem);
    layout->addWidget(m_list, 1);
    connect(m_field, &QLineEdit::textChanged, this, [this] {
        showProblem({});
        filter();
    });
    connect(m_list, &PopoverList::chosen, this, [this](const QVariant &key) { Q_EMIT stageChosen(key.toString()); });
}

void GoToPopover::setStages(const QList<PopoverList::Entry> &stages)
{
    m_stages = stages;
    filter();
}

void GoToPopover::showProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

QSize GoToPopover::sizeHint() const
{
    return { 340, Popover::sizeHint().height() };
}

void GoToPopover::filter()
{
    const QString wanted = m_field->text().trimmed();
    QList<PopoverList::Entry> shown;
    for (const auto &stage : std::as_const(m_stages)) {
        if (stage.title.contains(wanted, Qt::CaseInsensitive)
            || stage.key.toString().contains(wanted, Qt::CaseInsensitive))
            shown.append(stage);
    }
    m_list->setEntries(shown);
    m_list->setVisible(!shown.isEmpty());
}

void GoToPopover::enter()
{
    if (m_list->count() > 0)
        Q_EMIT stageChosen(m_list->currentKey().toString());
    else
        Q_EMIT textEntered(m_field->text());
}

bool GoToPopover::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return Popover::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        enter();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event); // the list is chosen from while the field has the keyboard
        return true;
    default:
        return false;
    }
}

void GoToPopover::showEvent(QShowEvent *event)
{
    Popover::showEvent(event);
    m_field->clear();
}

} // namespace stagewatch::ui
