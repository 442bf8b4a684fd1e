// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exitcode.h"
#include "app/lineinput.h"
#include "client/publisher.h"

#include <functional>
#include <unordered_map>

namespace stagewatch::app {

/// `stagewatch publish`: sends the events of an input, a line each, and says how that went in an exit code.
class PublishRun : public QObject
{
    Q_OBJECT
public:
    struct Setup
    {
        QString inputName; ///< for sentences
        int descriptor = 0;
        bool isFile = false; ///< has an end, so that what a server did not get can be put aside whole
        std::function<void(const QString &)> note; ///< takes a sentence for the person at the terminal
        /// The command that sends a spool file later.
        std::function<QString(const QString &spoolPath)> resend;
    };
    PublishRun(Setup setup, std::unique_ptr<client::Publisher> publisher, QObject *parent = nullptr);

    void start();
    /// Ends now; what was read and not confirmed stays in the spool.
    void interrupt();

Q_SIGNALS:
    void finished(stagewatch::app::ExitCode code);

private:
    void take(qint64 line, const QByteArray &text);
    void refuse(qint64 line, const QString &why);
    void settle(qint64 number);
    void noteStatus();
    void balance();
    void endIfDone();
    void giveUp(ExitCode code);
    void finish(ExitCode code);
    void summarise();

    Setup m_setup;
    std::unique_ptr<client::Publisher> m_publisher;
    LineInput m_input;
    std::unordered_map<qint64, qint64> m_lines; ///< of events without an answer, by number
    qint64 m_taken = 0;
    qint64 m_stored = 0;
    qint64 m_wrong = 0;
    qint64 m_numbered = 0; ///< events that carried a publisher's number, so that sending them again is harmless
    QString m_lastNote;
    ExitCode m_code = ExitCode::Completed;
    bool m_atEnd = false;
    bool m_givenUp = false; ///< no server: the rest of a file only goes into the spool
    bool m_finishing = false;
};

} // namespace stagewatch::app
