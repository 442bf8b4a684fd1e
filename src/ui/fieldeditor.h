// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/proposalfield.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace stagewatch::ui {

class Theme;

/// The control in which one field of a proposal is edited: a line, a box of lines, a check box or a list, by the
/// field's kind. What stands in it is a text, as ProposalField::parse() reads it.
class FieldEditor : public QWidget
{
    Q_OBJECT
public:
    FieldEditor(const Theme &theme, const ProposalField &field, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    void setReadOnly(bool readOnly);
    /// Marks the control as holding something that cannot be sent.
    void setWrong(bool wrong);
    [[nodiscard]] bool isTall() const { return m_lines != nullptr; } ///< more than one line

Q_SIGNALS:
    void textChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void makeControl(const ProposalField &field);
    void makeLines(const ProposalField &field);
    void makeChoice(const ProposalField &field);
    [[nodiscard]] QWidget *control() const;

    const Theme &m_theme;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_lines = nullptr;
    QCheckBox *m_check = nullptr;
    QComboBox *m_choice = nullptr;
    bool m_wrong = false;
};

} // namespace stagewatch::ui
