// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/stream.h"
#include "protocol/timestamp.h"
#include "ui/card.h"

#include <QPointer>
#include <QTimer>

class QPushButton;

namespace stagewatch::model {
class RunModels;
class Stream;
} // namespace stagewatch::model

namespace stagewatch::ui {

class Label;

/// One approval that waits: what is asked, the gist of the proposal, how long there is still time, and the three
/// answers. Its buttons take no click in their first moments on the screen: nobody approves what slid in under the
/// mouse. The theme outlives it; stream and run are not owned.
class ApprovalBanner : public Card
{
    Q_OBJECT
public:
    static constexpr int fixedHeight = 58;
    static constexpr int guardMs = 500;

    explicit ApprovalBanner(const Theme &theme, QWidget *parent = nullptr);

    /// `namesRun` also says which project's run asks.
    void setApproval(model::Stream *stream, model::RunModels *run, const QString &approvalId, bool namesRun = false);
    [[nodiscard]] const QString &approvalId() const { return m_approvalId; }
    [[nodiscard]] int runIndex() const;
    [[nodiscard]] model::Stream *stream() const;
    /// Brings text and buttons up to date.
    void refresh(protocol::Timestamp now);
    /// The run must be heard of for an answer to arrive; false greys the buttons.
    [[nodiscard]] bool canAnswer() const { return m_canAnswer; }

Q_SIGNALS:
    void reviewRequested();
    void rejectRequested();
    void approveRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitDetail();
    void arm();
    QPointer<model::Stream> m_stream;
    QPointer<model::RunModels> m_run;
    QString m_approvalId;
    QStringList m_gists; ///< of the proposal, each shorter than the one before it
    QString m_before; ///< goes before the gist
    QString m_after; ///< goes behind it
    QString m_confidence;
    bool m_namesRun = false;
    bool m_canAnswer = false;
    QTimer m_guard;
    Label *m_title;
    Label *m_detail;
    Label *m_facts; ///< confidence and deadline: never cut, however long the detail is
    QPushButton *m_reject;
    QPushButton *m_review;
    QPushButton *m_approve;
    QWidget *m_sign;
};

} // namespace stagewatch::ui
