// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/choicebutton.h"

#include "model/displaytext.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

namespace {
constexpr qsizetype longestLabel = 40;

/// A server's text as the label of a menu entry or button: an ampersand is no mnemonic.
QString menuText(const QString &label)
{
    return model::visibleText(label, longestLabel).replace(u'&', u"&&"_s);
}
} // namespace

ChoiceButton::ChoiceButton(const QString &allText, std::function<QString(int)> someText, QWidget *parent)
    : QPushButton(parent)
    , m_allText(allText)
    , m_someText(std::move(someText))
    , m_menu(new QMenu(this))
{
    m_menu->installEventFilter(this);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &ChoiceButton::rebuild);
    rebuild();
}

void ChoiceButton::setChoices(const QList<Choice> &choices)
{
    if (m_choices == choices)
        return;
    m_choices = choices;
    m_isStale = true;
    // An open menu keeps its entries, so that nothing moves under the mouse.
    if (!m_menu->isVisible())
        rebuild();
    refresh();
}

void ChoiceButton::setChosen(const std::optional<QStringList> &keys)
{
    const bool isOther = m_chosen != keys;
    m_chosen = keys;
    refresh();
    if (isOther)
        Q_EMIT chosenChanged();
}

void ChoiceButton::rebuild()
{
    if (!std::exchange(m_isStale, false))
        return;
    m_menu->clear();
    auto *all = m_menu->addAction(m_allText);
    all->setCheckable(true);
    connect(all, &QAction::triggered, this, [this] { setChosen(std::nullopt); });
    m_menu->addSeparator();
    for (const auto &choice : m_choices.first(qMin(m_choices.size(), qsizetype(listedChoices)))) {
        auto *action = m_menu->addAction(menuText(choice.label));
        action->setCheckable(true);
        action->setData(choice.key);
        connect(action, &QAction::triggered, this, [this, key = choice.key] { toggle(key); });
    }
    if (m_choices.size() > listedChoices)
        m_menu->addAction(tr("%n more are not listed", nullptr, int(m_choices.size() - listedChoices)))
            ->setEnabled(false);
    refresh();
}

void ChoiceButton::refresh()
{
    const auto actions = m_menu->actions();
    for (auto *action : actions) {
        if (!action->isCheckable())
            continue;
        const bool isAll = !action->data().isValid();
        action->setChecked(isAll ? !m_chosen : m_chosen && m_chosen->contains(action->data().toString()));
    }
    retitle();
}

void ChoiceButton::toggle(const QString &key)
{
    // From "all", the first click picks that one: nobody wants to untick nine of ten.
    auto keys = m_chosen.value_or(QStringList());
    if (!keys.removeOne(key))
        keys.append(key);
    const bool everything = std::all_of(m_choices.cbegin(), m_choices.cend(),
                                        [&keys](const Choice &choice) { return keys.contains(choice.key); });
    setChosen(keys.isEmpty() || everything ? std::nullopt : std::optional(keys));
}

void ChoiceButton::retitle()
{
    QString title = m_allText;
    if (m_chosen && m_chosen->size() == 1) {
        const auto found = std::find_if(m_choices.cbegin(), m_choices.cend(),
                                        [this](const Choice &choice) { return choice.key == m_chosen->first(); });
        title = menuText(found == m_choices.cend() ? m_chosen->first() : found->label);
    } else if (m_chosen) {
        title = m_someText(int(m_chosen->size()));
    }
    setText(title);
}

bool ChoiceButton::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_menu)
        return QPushButton::eventFilter(watched, event);
    QAction *action = nullptr;
    if (event->type() == QEvent::MouseButtonRelease)
        action = m_menu->actionAt(static_cast<QMouseEvent *>(event)->position().toPoint());
    else if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space)
        action = m_menu->activeAction();
    if (!action || !action->isEnabled() || !action->isCheckable())
        return QPushButton::eventFilter(watched, event);
    action->trigger(); // ticked without closing the menu
    return true;
}

} // namespace stagewatch::ui
