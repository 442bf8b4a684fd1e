// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/proposalfield.h"

#include <QMap>
#include <QWidget>
#include <memory>

class QGridLayout;

namespace stagewatch::ui {

class Theme;

/// A proposal as a form of typed fields: what was edited is marked and can be put back, what cannot be sent is said
/// beside its field. Numbers stay numbers, and what was not touched keeps its spelling. The theme outlives the form.
class ProposalForm : public QWidget
{
    Q_OBJECT
public:
    ProposalForm(const Theme &theme, const protocol::JsonValue &proposal, const protocol::JsonValue &schema,
                 const QStringList &options, QWidget *parent = nullptr);
    ~ProposalForm() override;

    /// A column with the values that were approved the last time; call it once, before the form is shown.
    void setPrevious(const protocol::JsonValue &previous, const QString &heading);
    void setReadOnly(bool readOnly);

    /// Height of as many rows as fit into `height`.
    [[nodiscard]] int wholeRows(int height) const;
    [[nodiscard]] bool isEmpty() const; ///< there is nothing to edit
    [[nodiscard]] int editedCount() const; ///< fields that differ from what was proposed
    [[nodiscard]] bool isValid() const; ///< every field can be sent
    /// The whole proposal with the edits; fields that cannot be read keep what was proposed.
    [[nodiscard]] protocol::JsonValue value() const;

    /// What stands in the edited fields, by ProposalField::key(), also what cannot be sent: for a draft.
    [[nodiscard]] QMap<QString, QString> editedTexts() const;
    void setEditedTexts(const QMap<QString, QString> &texts);

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Row;
    void addHeading();
    void addRow(const ProposalField &field, int gridRow);
    void check(Row &row);

    const Theme &m_theme;
    protocol::JsonValue m_proposal;
    std::vector<std::unique_ptr<Row>> m_rows;
    QGridLayout *m_grid = nullptr;
};

} // namespace stagewatch::ui
