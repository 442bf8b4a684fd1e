// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demodirector.h"

#include "model/displaytext.h"
#include "model/textform.h"

#include <QPixmap>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stagewatch::app {

namespace {
/// So long the window shows what it was asked before the answer comes: long enough to be painted and read in the
/// picture.
constexpr auto thinkingTime = 2s;
constexpr auto lastLook = 700ms;
constexpr auto timeLimit = 57s;
} // namespace

DemoDirector::DemoDirector(Workspace &workspace, QWidget &window, const QString &picture, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_window(window)
    , m_picture(picture)
{
    connect(&workspace, &Workspace::streamAdded, this, [this](int id) {
        connect(m_workspace.stream(id), &model::Stream::runChanged, this,
                [this, id](int run) { printProgress(id, run); });
    });
    connect(&workspace, &Workspace::approvalAsked, this, [this](int id, int, const QString &approvalId) {
        QTimer::singleShot(thinkingTime, this, [this, id, approvalId] { answer(id, approvalId); });
    });
    connect(&workspace, &Workspace::runEnded, this,
            [this](int id, int run) { QTimer::singleShot(lastLook, this, [this, id, run] { end(id, run); }); });
    QTimer::singleShot(timeLimit, this, [this] {
        std::fputs("stagewatch: the demo did not end within a minute and is stopped; play it faster with --speed.\n",
                   stderr);
        takePicture();
        Q_EMIT finished(1);
    });
}

void DemoDirector::printProgress(int streamId, int index)
{
    const model::Run &run = m_workspace.stream(streamId)->run(index)->run();
    const model::Stage *stage = run.currentStage();
    constexpr int cells = 24;
    const int full = qBound(0, qRound(run.progress().value_or(0) * cells), cells);
    QString line = u"["_s + QString(full, u'#') + QString(cells - full, u'.') + u"] "_s
        + u"%1 %"_s.arg(qRound(run.progress().value_or(0) * 100)).rightJustified(5) + u"  "_s;
    if (stage)
        line += model::visibleText(stage->name.display)
            + (stage->message.isEmpty() ? QString() : u" – "_s + model::visibleText(stage->message));
    if (run.status() == protocol::RunStatus::WaitingForApproval)
        line += u" – waiting for approval"_s;
    if (line == m_lastLine)
        return;
    m_lastLine = line;
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

void DemoDirector::answer(int streamId, const QString &approvalId)
{
    takePicture();
    protocol::ApprovalResponse response;
    response.approvalId = approvalId;
    response.decision = protocol::ApprovalDecision::Approved;
    response.comment = u"Approved by the demo."_s;
    response.responder = u"demo"_s;
    std::puts("The demo approves by itself; in the window this would be your decision.");
    m_workspace.send(streamId, response);
}

void DemoDirector::end(int streamId, int index)
{
    takePicture();
    const model::Stream *stream = m_workspace.stream(streamId);
    if (!stream || !stream->run(index)) { // a person watches along and has closed it
        Q_EMIT finished(m_exitCode);
        return;
    }
    const model::Run &run = stream->run(index)->run();
    const QString reason =
        run.status() == protocol::RunStatus::Failed ? u": "_s + model::visibleText(run.error()) : QString();
    std::printf("%s%s. The window's picture is in %s.\n", qUtf8Printable(model::TextForm::status(run.status())),
                qUtf8Printable(reason), qUtf8Printable(m_picture));
    std::fflush(stdout);
    Q_EMIT finished(m_exitCode);
}

void DemoDirector::takePicture()
{
    if (m_pictureTaken)
        return;
    m_pictureTaken = true;
    if (!m_window.grab().save(m_picture, "PNG")) {
        std::fprintf(stderr, "stagewatch: the picture %s could not be written; is its folder there and writable?\n",
                     qUtf8Printable(m_picture));
        m_exitCode = 1;
    }
}

} // namespace stagewatch::app
