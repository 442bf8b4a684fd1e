// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logstream.h"

#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>

namespace stagewatch::bench {

/// A bench_sender of its own, beside this program's file. Ends with the object.
class SenderProcess
{
public:
    struct Options
    {
        LogForm form = LogForm::Guide;
        qint64 events = 0;
        int eventsASecond = 0; ///< 0: as fast as they are taken
        int connections = 1;
    };
    explicit SenderProcess(const Options &options);
    ~SenderProcess();
    [[nodiscard]] bool isRunning() const { return m_port != 0; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    /// When the first event was sent, in ns of the monotonic clock; 0 where none was so far.
    [[nodiscard]] qint64 begun();

    /// Of the events of every sender.
    static constexpr const char *project = "churn-model";

private:
    QProcess m_process;
    QByteArray m_output;
    quint16 m_port = 0;
};

/// Starts a program that lies beside this one, waits until it ends, and reads the JSON object that it printed as its
/// last line. `error` is a sentence where it did not end well.
[[nodiscard]] QJsonObject runTool(const QString &name, const QStringList &arguments,
                                  const QProcessEnvironment &environment, QString *error, int timeoutMs = 600'000);

} // namespace stagewatch::bench
