// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QPointer>
#include <QWidget>

class QPushButton;

namespace stagewatch::ui {

class Label;
class LogTable;
class TextPane;

/// The current line of the log, wrapped, below the table: it follows from line to line. What is too long to be laid out
/// at once is cut, and said to be. GUI thread.
class LinePane : public QWidget
{
    Q_OBJECT
public:
    /// More characters than this take long to wrap.
    static constexpr qsizetype wrappedLimit = 20'000;

    /// Both outlive it.
    LinePane(const Theme &theme, LogTable &table, QWidget *parent = nullptr);

    /// The table shows another log: its lines are followed from now on.
    void followLog();

Q_SIGNALS:
    /// The whole text of the current line is wanted.
    void fullTextRequested(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void showCut(qsizetype whole);

    const Theme &m_theme;
    LogTable &m_table;
    Label *m_caption;
    Label *m_cut;
    QPushButton *m_whole;
    TextPane *m_text;
    QMetaObject::Connection m_current;
};

} // namespace stagewatch::ui
