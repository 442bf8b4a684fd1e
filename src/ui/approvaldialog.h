// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/clientmessage.h"

#include <QDialog>
#include <memory>

class QVBoxLayout;

namespace stagewatch::model {
class Stream;
}

namespace stagewatch::ui {

class Theme;

/// Shows one approval, lets a person edit the proposal, and approves or rejects it. Not modal: show() it, never exec()
/// it. It follows the stream while it is open: what became of the answer, or that somebody else answered first. Comment
/// and edits of an answer that was not given are kept with the stream and offered again. The theme and the stream
/// outlive the dialog.
class ApprovalDialog : public QDialog
{
    Q_OBJECT
public:
    /// `responder` is the name that the answer is recorded as.
    ApprovalDialog(const Theme &theme, model::Stream *stream, int runIndex, const QString &approvalId,
                   const QString &responder, QWidget *parent = nullptr);
    ~ApprovalDialog() override;

    [[nodiscard]] const QString &approvalId() const;

Q_SIGNALS:
    /// Approve, reject or send again was pressed: send this. Comes again with the same request_id where it is sent
    /// again.
    void answered(const stagewatch::protocol::ApprovalResponse &response);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void resizeToForm();
    void buildHeader(QVBoxLayout *column, const protocol::ApprovalRequired &request);
    void buildForm(QVBoxLayout *column, const protocol::ApprovalRequired &request);
    void buildButtons(QVBoxLayout *column);
    void tellTime();
    void refresh();
    void keepDraft();
    void answer(protocol::ApprovalDecision decision);
    void sendAgain();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
