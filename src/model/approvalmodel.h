// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/approvalledger.h"
#include "model/growingtable.h"
#include "model/run.h"

namespace stagewatch::model {

/// The approvals of a run, those that wait and those that are decided, with what became of this person's answer to
/// each.
class ApprovalModel : public GrowingTable
{
    Q_OBJECT
public:
    enum Columns { AskedColumn, TitleColumn, TypeColumn, StateColumn, ColumnCount };
    enum Roles {
        ApprovalIdRole = Qt::UserRole + 1, ///< QString
        IsPendingRole, ///< bool: the run waits for an answer
        CanAnswerRole, ///< bool: pending, the run goes on, and no answer of this person is under way or stands
        AnswerStateRole, ///< ApprovalLedger::State as int
        MessageRole, ///< QString, safe to paint as plain text
        StageIdRole, ///< QString, as on the wire
        ProposalRole, ///< QByteArray, indented JSON
        AskedAtRole, ///< qint64 ms since 1970 UTC
        ExpiresAtRole ///< the same, or invalid
    };

    /// Both must outlive the model.
    ApprovalModel(const Run &run, const ApprovalLedger &answers, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// The approval itself: request, proposal, resolution; 0 <= row < rowCount().
    [[nodiscard]] const protocol::ApprovalEntry &entry(int row) const;
    [[nodiscard]] int rowOf(QStringView approvalId) const; ///< -1: none
    [[nodiscard]] int firstPending() const; ///< the oldest that waits, or -1
    /// What a person reads of its state: "Waiting", "Sending…", "Approved by you", "Already rejected by Kim", "Sent;
    /// the server confirmed nothing".
    [[nodiscard]] QString stateText(int row) const;
    /// All of these that name nobody and are no sentence: how wide a column has to be.
    [[nodiscard]] static QStringList stateWords();
    /// Title for people: the title, else the message's first line, else the type in words. Safe to paint.
    [[nodiscard]] static QString titleText(const protocol::ApprovalRequired &request);

    /// Takes the run's approvals as they now are.
    void sync();
    /// The answers changed.
    void refresh();

private:
    [[nodiscard]] bool canAnswer(int row) const;
    const Run &m_run;
    const ApprovalLedger &m_answers;
};

} // namespace stagewatch::model
