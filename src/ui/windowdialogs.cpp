// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowdialogs.h"

#include "model/displaytext.h"
#include "model/stream.h"
#include "model/textform.h"
#include "ui/aboutdialog.h"
#include "ui/approvaldialog.h"
#include "ui/canceldialog.h"

#include <QUuid>

namespace stagewatch::ui {

WindowDialogs::WindowDialogs(const Theme &theme, QString responder, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_responder(std::move(responder))
    , m_window(window)
{
}

template <typename Dialog> void WindowDialogs::present(Dialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void WindowDialogs::askForConnection(const QList<RecentConnection> &recent, const ConnectionRequest &prefill)
{
    const bool isNew = !m_connect;
    if (isNew) {
        m_connect = new ConnectDialog(m_theme, recent, m_window);
        connect(m_connect, &ConnectDialog::connectRequested, this, &WindowDialogs::connectRequested);
        connect(m_connect, &ConnectDialog::recentRemoved, this, &WindowDialogs::recentRemoved);
        present(m_connect.data());
    }
    if (isNew || !prefill.address.isEmpty()) // what is being typed stays
        m_connect->setRequest(prefill);
    m_connect->raise();
}

void WindowDialogs::askToCancel(model::Stream *stream, model::RunModels *run)
{
    if (m_cancel) {
        m_cancel->raise();
        return;
    }
    const model::Stage *stage = run->run().currentStage();
    m_cancel = new CancelDialog(m_theme, model::visibleText(stream->name(), 200),
                                tr("run %1").arg(model::TextForm::count(run->number())),
                                stage ? model::visibleText(stage->name.display, 200) : QString(), m_window);
    connect(m_cancel, &CancelDialog::decided, this,
            [this, id = stream->id()](CancelDialog::Choice choice, const QString &reason) {
                if (choice == CancelDialog::Choice::KeepRunning)
                    return;
                protocol::Cancel cancel;
                cancel.reason = reason;
                cancel.force = choice == CancelDialog::Choice::ForceCancel;
                cancel.requestId = QUuid::createUuid().toString(QUuid::WithoutBraces);
                Q_EMIT cancelDecided(id, cancel);
            });
    // The next run of the stream is not the one that the question was about.
    connect(stream, &model::Stream::runEnded, m_cancel, [this, index = run->index()](int ended) {
        if (ended == index)
            m_cancel->reject();
    });
    connect(stream, &model::Stream::closing, m_cancel, &QDialog::reject);
    present(m_cancel.data());
}

void WindowDialogs::review(model::Stream *stream, int runIndex, const QString &approvalId)
{
    // Servers number their approvals as they like; another stream's may have the same id.
    const std::pair asked{ stream->id(), runIndex };
    if (m_approval && m_approval->approvalId() == approvalId && m_approvalOf == asked) {
        m_approval->raise();
        m_approval->activateWindow();
        return;
    }
    if (m_approval)
        m_approval->close(); // what was typed is kept with its stream
    m_approvalOf = asked;
    m_approval = new ApprovalDialog(m_theme, stream, runIndex, approvalId, m_responder, m_window);
    m_approval->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_approval, &ApprovalDialog::answered, this,
            [this, id = stream->id()](const protocol::ApprovalResponse &response) { Q_EMIT answered(id, response); });
    connect(stream, &model::Stream::closing, m_approval, [this] { delete m_approval; });
    m_approval->show();
}

void WindowDialogs::editPreferences(const Preferences &preferences)
{
    if (m_settings) {
        m_settings->raise();
        return;
    }
    m_settings = new SettingsDialog(m_theme, preferences, m_window);
    connect(m_settings, &SettingsDialog::saved, this, &WindowDialogs::preferencesSaved);
    present(m_settings.data());
}

void WindowDialogs::showAbout()
{
    if (!m_about)
        m_about = new AboutDialog(m_theme, m_window);
    present(m_about.data());
}

} // namespace stagewatch::ui
