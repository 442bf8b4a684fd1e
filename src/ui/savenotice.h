// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QWidget>

class QPushButton;

namespace stagewatch::ui {

class Label;
class ProgressBar;

/// One line below the log on a file that is written: how far it is, with a way to cancel, and at its end what came of
/// it. Hidden until there is something to tell. GUI thread.
class SaveNotice : public QWidget
{
    Q_OBJECT
public:
    /// `theme` outlives the notice.
    explicit SaveNotice(const Theme &theme, QWidget *parent = nullptr);

    void showProgress(const QString &sentence, double share);
    /// Stays until the reader closes it.
    void showEnd(const QString &sentence, bool isError);

Q_SIGNALS:
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Label *m_text;
    ProgressBar *m_bar;
    QPushButton *m_cancel;
    QPushButton *m_close;
};

} // namespace stagewatch::ui
