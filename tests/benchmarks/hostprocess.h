// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QTemporaryDir>

namespace stagewatch::bench {

/// A `stagewatch serve` of its own, with its data in a folder of its own. Ends with the object.
class HostProcess
{
public:
    explicit HostProcess(const QStringList &arguments = {});
    ~HostProcess();
    [[nodiscard]] bool isRunning() const { return m_port != 0; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// Resident memory, in bytes.
    [[nodiscard]] qint64 residentBytes() const;
    /// User and system time so far, in seconds.
    [[nodiscard]] double cpuSeconds() const;
    /// The value of one line of /metrics, by its name with labels; -1 where there is none.
    [[nodiscard]] double metric(const QByteArray &name) const;
    /// A GET or, where a body is given, a POST; the body of the answer.
    [[nodiscard]] QByteArray request(const QByteArray &path, const QByteArray &body = {},
                                     const QByteArray &contentType = "application/json") const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace stagewatch::bench
