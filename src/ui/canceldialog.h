// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <memory>

namespace stagewatch::ui {

class Theme;

/// Asks whether a run is really to be cancelled, says what will happen, and takes a reason. Not modal: open() it and
/// listen to decided(). The theme outlives it.
class CancelDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Choice { KeepRunning, Cancel, ForceCancel };
    Q_ENUM(Choice)

    /// `stage` is where the run stands now, for people; may be empty.
    CancelDialog(const Theme &theme, const QString &projectName, const QString &runName, const QString &stage,
                 QWidget *parent = nullptr);
    ~CancelDialog() override;

    [[nodiscard]] Choice choice() const; ///< KeepRunning until one was made
    [[nodiscard]] QString reason() const;

Q_SIGNALS:
    /// Once, however the dialog ended; Escape keeps the run running.
    void decided(stagewatch::ui::CancelDialog::Choice choice, const QString &reason);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tellConsequence();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
