// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/popover.h"
#include "ui/popoverlist.h"

class QLineEdit;

namespace stagewatch::ui {

class Label;

/// Asks where in the log to go: a time is typed, a stage typed or picked. GUI thread.
class GoToPopover : public Popover
{
    Q_OBJECT
public:
    GoToPopover(const Theme &theme, QWidget *over);

    /// The stages to choose from; keys are what stageChosen() says.
    void setStages(const QList<PopoverList::Entry> &stages);
    /// A sentence about what was typed; empty takes it away.
    void showProblem(const QString &sentence);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// Enter after something that is no part of a stage's name.
    void textEntered(const QString &text);
    void stageChosen(const QString &stageId);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void filter();
    void enter();

    QList<PopoverList::Entry> m_stages;
    QLineEdit *m_field;
    Label *m_problem;
    PopoverList *m_list;
};

} // namespace stagewatch::ui
