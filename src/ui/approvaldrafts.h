// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMap>
#include <QObject>
#include <QString>

namespace stagewatch::ui {

/// What was typed into an approval that was not answered yet.
struct ApprovalDraft
{
    QString comment;
    QMap<QString, QString> edits; ///< see ProposalForm::editedTexts()
    [[nodiscard]] bool isEmpty() const { return comment.isEmpty() && edits.isEmpty(); }
    bool operator==(const ApprovalDraft &) const = default;
};

/// The drafts of one stream's approvals, so that closing a dialog loses nothing. Lives as a child of the stream, as
/// long as it.
class ApprovalDrafts : public QObject
{
    Q_OBJECT
public:
    /// The drafts that belong to `owner`; made when they are first asked for.
    [[nodiscard]] static ApprovalDrafts &of(QObject &owner);

    [[nodiscard]] ApprovalDraft draft(const QString &approvalId) const { return m_drafts.value(approvalId); }
    /// An empty draft forgets.
    void keep(const QString &approvalId, const ApprovalDraft &draft);

private:
    explicit ApprovalDrafts(QObject *owner);
    QHash<QString, ApprovalDraft> m_drafts;
};

} // namespace stagewatch::ui
