// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QUrl>
#include <functional>

namespace stagewatch::bench {

/// A `stagewatch serve` that is killed and started again, on the same port over the same data.
class KillableHost
{
public:
    /// What the server says on stderr goes to a file beside the folder, or to the one given.
    explicit KillableHost(QString dataFolder, const QString &logFile = {});
    ~KillableHost();

    /// Starts the program and returns at once; isListening() follows while an event loop runs.
    void launch();
    [[nodiscard]] bool isListening() const { return m_listening; }
    /// launch() and wait; false with the reason on stderr.
    bool start();
    /// SIGKILL; returns when the process is gone.
    void kill();
    [[nodiscard]] QUrl url() const; ///< http://127.0.0.1:PORT
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    /// Called in the child before it becomes the program: limits, say.
    void setChildModifier(const std::function<void()> &modifier) { m_process.setChildProcessModifier(modifier); }
    /// The body of a GET; blocks, an event loop runs meanwhile. Null without an answer within 30 s.
    [[nodiscard]] QByteArray get(const QString &pathAndQuery, int *status = nullptr) const;

private:
    QString m_dataFolder;
    QString m_logFile;
    QProcess m_process;
    quint16 m_port;
    bool m_listening = false;
};

/// Runs an event loop until the condition holds; false after the patience.
bool waitUntil(const std::function<bool()> &condition, std::chrono::milliseconds patience);

} // namespace stagewatch::bench
