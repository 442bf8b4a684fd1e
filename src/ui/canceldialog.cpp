// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canceldialog.h"

#include "model/displaytext.h"
#include "ui/dialoglook.h"
#include "ui/label.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;

struct CancelDialog::Private
{
    QLineEdit *reason = nullptr;
    QCheckBox *force = nullptr;
    QPushButton *keep = nullptr;
    QPushButton *cancel = nullptr;
    Label *consequence = nullptr;
    Choice choice = Choice::KeepRunning;
};

CancelDialog::CancelDialog(const Theme &theme, const QString &projectName, const QString &runName, const QString &stage,
                           QWidget *parent)
    : QDialog(parent)
    , d(new Private)
{
    setWindowTitle(tr("Cancel run"));
    setMinimumWidth(480);
    QVBoxLayout *column = makeDialogColumn(theme, this);
    column->addWidget(makeDialogTitle(theme, tr("Cancel %1?").arg(model::visibleText(projectName, 120)), this));
    auto *where = new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this);
    const QString shownRun = model::visibleText(runName, 120);
    where->setText(stage.isEmpty() ? shownRun : tr("%1 · now in %2").arg(shownRun, model::visibleText(stage, 120)));
    where->setVisible(!where->text().isEmpty());
    column->addWidget(where);
    d->consequence = new Label(theme, Theme::Text::Body, Theme::Role::Text, this);
    d->consequence->setObjectName(u"consequence"_s);
    d->consequence->setWrapping();
    d->consequence->setMinimumHeight(QFontMetrics(d->consequence->font()).lineSpacing() * 3);
    column->addSpacing(Theme::grid);
    column->addWidget(d->consequence);

    d->reason = new QLineEdit(this);
    d->reason->setObjectName(u"reason"_s);
    d->reason->setMaxLength(1000);
    d->reason->setPlaceholderText(tr("Goes into the run's record"));
    column->addWidget(makeCaption(theme, tr("&Reason (optional)"), d->reason, this));
    column->addWidget(d->reason);
    d->force = new QCheckBox(tr("&Force: end it at once, in the middle of its step"), this);
    d->force->setObjectName(u"force"_s);
    column->addSpacing(Theme::grid);
    column->addWidget(d->force);

    d->keep = makeDialogButton(tr("&Keep running"), Theme::Button::Normal, u"keepRunning"_s, this);
    d->cancel = makeDialogButton(QString(), Theme::Button::Danger, u"cancelRun"_s, this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2 * Theme::grid);
    buttons->addStretch(1);
    buttons->addWidget(d->keep);
    buttons->addWidget(d->cancel);
    column->addSpacing(2 * Theme::grid);
    column->addLayout(buttons);

    connect(d->force, &QCheckBox::toggled, this, &CancelDialog::tellConsequence);
    connect(d->keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(d->cancel, &QPushButton::clicked, this, [this] {
        d->choice = d->force->isChecked() ? Choice::ForceCancel : Choice::Cancel;
        accept();
    });
    connect(this, &QDialog::finished, this, [this] { Q_EMIT decided(d->choice, reason()); });
    tellConsequence();
    d->reason->setFocus();
}

CancelDialog::~CancelDialog() = default;

void CancelDialog::tellConsequence()
{
    const bool force = d->force->isChecked();
    d->consequence->setText(
        force ? tr("The pipeline is told to end at once. Work of the current step may be lost or left half done. "
                   "This cannot be taken back.")
              : tr("The pipeline is asked to stop. It ends by itself as soon as it can; what it has done so far "
                   "stays as it is. This cannot be taken back."));
    d->cancel->setText(force ? tr("&Force to end") : tr("&Cancel run"));
}

CancelDialog::Choice CancelDialog::choice() const
{
    return d->choice;
}

QString CancelDialog::reason() const
{
    return d->reason->text().trimmed();
}

void CancelDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        event->accept(); // Enter in the reason ends nothing
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace stagewatch::ui
