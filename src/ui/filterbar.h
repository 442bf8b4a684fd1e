// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/logfilter.h"

#include <QWidget>

class QPushButton;

namespace stagewatch::model {
struct Stage;
}

namespace stagewatch::ui {

class ChoiceButton;

/// The two filters of the log: the lowest level that is shown, and which stages. GUI thread.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);

    /// Starts as "Info and above", all stages.
    [[nodiscard]] model::LogFilter filter() const;
    /// Emits filterChanged() if it is another filter. A set of levels with holes counts from its lowest level.
    void setFilter(const model::LogFilter &filter);
    void setStages(const std::vector<model::Stage> &stages);

Q_SIGNALS:
    void filterChanged();

private:
    void setLevel(protocol::LogLevel level);

    protocol::LogLevel m_level = protocol::LogLevel::Info;
    QPushButton *m_levels;
    ChoiceButton *m_stages;
};

} // namespace stagewatch::ui
