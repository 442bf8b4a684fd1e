// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolprocess.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

QString besideThis(const QString &name)
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(name);
}

} // namespace

SenderProcess::SenderProcess(const Options &options)
{
    QStringList arguments{ u"--events"_s,      QString::number(options.events),
                           u"--rate"_s,        QString::number(options.eventsASecond),
                           u"--connections"_s, QString::number(options.connections),
                           u"--project"_s,     QString::fromLatin1(project) };
    if (options.form == LogForm::Numbered)
        arguments.append(u"--numbered"_s);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(besideThis(u"bench_sender"_s), arguments);
    constexpr int startTime = 20'000;
    while (!m_output.contains('\n') && m_process.waitForReadyRead(startTime))
        m_output += m_process.readAll();
    if (m_output.startsWith("port "))
        m_port = m_output.mid(5, m_output.indexOf('\n') - 5).toUShort();
    if (m_port == 0)
        std::fprintf(stderr, "The sender did not start: %s\n", qUtf8Printable(m_process.errorString()));
}

SenderProcess::~SenderProcess()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
    m_process.waitForFinished();
}

qint64 SenderProcess::begun()
{
    m_process.waitForReadyRead(0);
    m_output += m_process.readAll();
    for (const QByteArray &line : m_output.split('\n')) {
        if (line.startsWith("begun "))
            return line.mid(6).toLongLong();
    }
    return 0;
}

QJsonObject runTool(const QString &name, const QStringList &arguments, const QProcessEnvironment &environment,
                    QString *error, int timeoutMs)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setProcessEnvironment(environment);
    process.start(besideThis(name), arguments);
    if (!process.waitForFinished(timeoutMs)) {
        *error = u"%1 did not end: %2."_s.arg(name, process.errorString());
        process.kill();
        process.waitForFinished();
        return {};
    }
    const QByteArray output = process.readAllStandardOutput().trimmed();
    const QJsonObject figures = QJsonDocument::fromJson(output.mid(output.lastIndexOf('\n') + 1)).object();
    if (figures.contains(u"error"_s))
        *error = figures[u"error"_s].toString();
    else if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0 || figures.isEmpty())
        *error = u"%1 ended with code %2 and said: %3"_s.arg(name)
                     .arg(process.exitCode())
                     .arg(QString::fromUtf8(output.left(500)));
    return figures;
}

} // namespace stagewatch::bench
