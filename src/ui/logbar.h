// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;

namespace stagewatch::ui {

class FilterBar;
class FindBar;

/// What stands above the log: the filters, the find field and two buttons. In one line where there is room. Where an
/// expression could not be read beside the others, the find field has a line of its own for as long as it is used;
/// where there is hardly room for it at all, always, and the buttons stand there too. GUI thread.
class LogBar : public QWidget
{
    Q_OBJECT
public:
    LogBar(FilterBar *filter, FindBar *find, QWidget *follow, QWidget *view, QWidget *parent = nullptr);

    /// Puts everything where there is room for it; tells whether that is another place than before.
    bool arrange();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Form { OneLine, FindBelow, AllBelow };
    [[nodiscard]] Form wantedForm() const;
    void place(Form form);

    FilterBar *m_filter;
    FindBar *m_find;
    QWidget *m_follow;
    QWidget *m_view;
    QGridLayout *m_grid;
    Form m_form = Form::OneLine;
};

} // namespace stagewatch::ui
