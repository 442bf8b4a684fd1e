// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace.h"

#include <QWidget>

namespace stagewatch::app {

/// Plays the person in a demo that nobody sees: prints how the run goes, answers what it asks, takes one picture of the
/// window when it has most to show, and ends the program with the run, or after a minute.
class DemoDirector : public QObject
{
    Q_OBJECT
public:
    /// `picture` is the PNG to write. Window and workspace outlive the director.
    DemoDirector(Workspace &workspace, QWidget &window, const QString &picture, QObject *parent = nullptr);

Q_SIGNALS:
    /// 0, or 1 where the picture could not be written or the run did not end in time.
    void finished(int exitCode);

private:
    void printProgress(int streamId, int run);
    void answer(int streamId, const QString &approvalId);
    void end(int streamId, int run);
    void takePicture();

    Workspace &m_workspace;
    QWidget &m_window;
    QString m_picture;
    QString m_lastLine;
    bool m_pictureTaken = false;
    int m_exitCode = 0;
};

} // namespace stagewatch::app
