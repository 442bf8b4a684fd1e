// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpSocket>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

HostProcess::HostProcess(const QStringList &arguments)
{
    m_process.setStandardErrorFile(m_folder.filePath(u"server.log"_s));
    m_process.start(
        QStringLiteral(STAGEWATCH_PROGRAM),
        QStringList{ u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--data"_s, m_folder.filePath(u"data"_s) }
            + arguments);
    QByteArray line;
    constexpr int startTime = 20'000;
    while (!line.endsWith('\n') && m_process.waitForReadyRead(startTime))
        line += m_process.readLine();
    m_port = line.trimmed().mid(line.trimmed().lastIndexOf(':') + 1).toUShort();
    if (m_port == 0)
        std::fprintf(stderr, "The server did not start: %s\n", qUtf8Printable(m_process.errorString()));
}

HostProcess::~HostProcess()
{
    m_process.terminate();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
    m_process.waitForFinished();
}

qint64 HostProcess::residentBytes() const
{
    QFile statm(u"/proc/%1/statm"_s.arg(m_process.processId()));
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    return statm.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

double HostProcess::cpuSeconds() const
{
    QFile stat(u"/proc/%1/stat"_s.arg(m_process.processId()));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = stat.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return (fields.value(11).toDouble() + fields.value(12).toDouble()) / double(::sysconf(_SC_CLK_TCK));
}

QByteArray HostProcess::request(const QByteArray &path, const QByteArray &body, const QByteArray &contentType) const
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_port);
    if (!socket.waitForConnected(10'000))
        return {};
    QByteArray head = (body.isNull() ? "GET " : "POST ") + path + " HTTP/1.1\r\nHost: localhost\r\n";
    if (!body.isNull())
        head += "Content-Type: " + contentType + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    socket.write(head + "\r\n" + body);
    QByteArray answer;
    while (socket.waitForReadyRead(30'000))
        answer += socket.readAll();
    answer += socket.readAll();
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

double HostProcess::metric(const QByteArray &name) const
{
    for (const QByteArray &line : request("/metrics").split('\n')) {
        if (line.startsWith(name + ' '))
            return line.mid(name.size() + 1).toDouble();
    }
    return -1;
}

} // namespace stagewatch::bench
