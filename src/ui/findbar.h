// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/logsearch.h"

#include <QRegularExpression>
#include <QWidget>
#include <optional>

class QLineEdit;
class QKeyEvent;
class QToolButton;

namespace stagewatch::ui {

class Label;
class Theme;

/// The find field of the log: what to look for, whether it is a regular expression and whether case counts, and steps
/// to the next and the previous match. A wrong expression is a sentence under the field. GUI thread.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    /// `theme` outlives the bar.
    explicit FindBar(const Theme &theme, QWidget *parent = nullptr);

    /// What to look for; nothing while the field is empty or its expression is wrong.
    [[nodiscard]] std::optional<QRegularExpression> expression() const { return m_expression; }
    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    /// The same, for a log.
    [[nodiscard]] model::LogSearch search() const;
    /// The keyboard is in the field, or was when the window had it last, or something is written there.
    [[nodiscard]] bool isUsed() const { return m_isUsed; }
    /// A word or two inside the field on how the search goes: "3 of 1,204", say. Empty: nothing to tell.
    void setStatus(const QString &status);
    /// A sentence under the field; empty takes it away.
    void showError(const QString &sentence);
    /// Puts the keyboard into the field, its text selected.
    void activate();

Q_SIGNALS:
    void expressionChanged();
    void nextRequested();
    void previousRequested();
    void usedChanged();
    /// Escape in an empty field: the reader is done here.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(const Theme &theme);
    QToolButton *addButton(const QString &text, const QString &name, const QString &tip);
    void refresh();
    void refreshButtons();
    [[nodiscard]] QToolButton *toggleFor(const QKeyEvent *event) const; ///< the toggle that a key flips, or null
    bool handleKey(const QKeyEvent *event);

    QLineEdit *m_field = nullptr;
    Label *m_status = nullptr;
    Label *m_error = nullptr;
    QToolButton *m_case = nullptr;
    QToolButton *m_regex = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    std::optional<QRegularExpression> m_expression;
    bool m_isUsed = false;
};

} // namespace stagewatch::ui
