// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "virtualdisplay.h"

#include <QStandardPaths>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

VirtualDisplay::VirtualDisplay(Platform platform)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (platform == Platform::Offscreen) {
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        m_environment = environment;
        return;
    }
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start(u"Xvfb"_s,
                   { u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1920x1080x24"_s, u"-nolisten"_s, u"tcp"_s });
    QByteArray number;
    constexpr int startTime = 20'000;
    while (!number.endsWith('\n') && m_server.waitForReadyRead(startTime))
        number += m_server.readAll();
    if (number.trimmed().isEmpty()) {
        std::fprintf(stderr, "Xvfb did not start: %s\n", qUtf8Printable(m_server.errorString()));
        return;
    }
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.insert(u"DISPLAY"_s, u':' + QString::fromLatin1(number.trimmed()));
    m_environment = environment;
}

VirtualDisplay::~VirtualDisplay()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.terminate();
    if (!m_server.waitForFinished(10'000))
        m_server.kill();
    m_server.waitForFinished();
}

bool VirtualDisplay::hasXvfb()
{
    return !QStandardPaths::findExecutable(u"Xvfb"_s).isEmpty();
}

} // namespace stagewatch::bench
