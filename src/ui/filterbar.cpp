// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filterbar.h"

#include "model/run.h"
#include "ui/choicebutton.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>

#include <array>
#include <bit>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using protocol::LogLevel;

namespace {
constexpr std::array allLevels{ LogLevel::Trace,   LogLevel::Debug, LogLevel::Info,
                                LogLevel::Warning, LogLevel::Error, LogLevel::Critical };

QString levelText(LogLevel level)
{
    switch (level) {
    case LogLevel::Trace:
        return FilterBar::tr("All levels");
    case LogLevel::Debug:
        return FilterBar::tr("Debug and above");
    case LogLevel::Info:
        return FilterBar::tr("Info and above");
    case LogLevel::Warning:
        return FilterBar::tr("Warning and above");
    case LogLevel::Error:
        return FilterBar::tr("Error and above");
    case LogLevel::Critical:
        return FilterBar::tr("Critical only");
    }
    return {};
}
} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_levels(new QPushButton)
    , m_stages(new ChoiceButton(tr("All stages"), [](int count) { return tr("%n stage(s)", nullptr, count); }))
{
    m_levels->setObjectName(u"levelFilter"_s);
    m_levels->setAccessibleName(tr("Level filter"));
    m_levels->setToolTip(tr("Which levels of the log are shown"));
    m_stages->setObjectName(u"stageFilter"_s);
    m_stages->setAccessibleName(tr("Stage filter"));
    m_stages->setToolTip(tr("The log of which stages is shown"));

    auto *menu = new QMenu(m_levels);
    auto *group = new QActionGroup(menu);
    for (const auto level : allLevels) {
        auto *action = menu->addAction(levelText(level));
        action->setCheckable(true);
        action->setChecked(level == m_level);
        action->setData(int(level));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, level] { setLevel(level); });
    }
    m_levels->setMenu(menu);
    m_levels->setText(levelText(m_level));
    connect(m_stages, &ChoiceButton::chosenChanged, this, &FilterBar::filterChanged);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_levels);
    layout->addWidget(m_stages);
}

model::LogFilter FilterBar::filter() const
{
    return { model::LogFilter::from(m_level), m_stages->chosen() };
}

void FilterBar::setFilter(const model::LogFilter &wanted)
{
    if (wanted == filter())
        return;
    {
        const QSignalBlocker blocker(this);
        m_stages->setChosen(wanted.stages);
        setLevel(wanted.levels == 0 ? LogLevel::Critical : LogLevel(std::countr_zero(wanted.levels)));
    }
    Q_EMIT filterChanged();
}

void FilterBar::setStages(const std::vector<model::Stage> &stages)
{
    QList<ChoiceButton::Choice> choices;
    choices.reserve(qsizetype(stages.size()) + 1);
    for (const auto &stage : stages)
        choices.append({ stage.name.id, stage.name.display });
    choices.append({ QString(), tr("Without a stage") });
    m_stages->setChoices(choices);
}

void FilterBar::setLevel(LogLevel level)
{
    if (m_level == level)
        return;
    m_level = level;
    m_levels->setText(levelText(level));
    const auto actions = m_levels->menu()->actions();
    for (auto *action : actions)
        action->setChecked(action->data().toInt() == int(level));
    Q_EMIT filterChanged();
}

} // namespace stagewatch::ui
