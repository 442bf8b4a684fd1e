// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "peerprocess.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

std::vector<Peer> broadcastPeers()
{
    // Debian's modules, for a node of another origin as well.
    if (!qEnvironmentVariableIsSet("NODE_PATH"))
        qputenv("NODE_PATH", "/usr/share/nodejs");
    const QDir scripts(QStringLiteral(STAGEWATCH_PEERS));
    const QString python = u"/usr/bin/python3"_s; // the one that the packages belong to
    return {
        { u"QWebSocketServer loop"_s,
          QDir(QCoreApplication::applicationDirPath()).filePath(u"bench_qtbroadcast"_s),
          {},
          1,
          1,
          {} },
        { u"FastAPI on uvicorn"_s,
          python,
          { scripts.filePath(u"broadcast_fastapi.py"_s) },
          10,
          50,
          { u"-c"_s, u"import fastapi, uvicorn; print(fastapi.__version__, 'on', uvicorn.__version__)"_s } },
        { u"Node ws"_s,
          u"node"_s,
          { scripts.filePath(u"broadcast_ws.js"_s) },
          10,
          10,
          { u"-p"_s, u"require('ws/package.json').version + ' on Node ' + process.version"_s } },
    };
}

PeerProcess::PeerProcess(const Peer &peer)
{
    m_process.start(peer.program, peer.arguments);
    constexpr int startTime = 20'000;
    QByteArray output;
    while (!output.contains('\n') && m_process.waitForReadyRead(startTime))
        output += m_process.readAllStandardOutput();
    if (output.startsWith("port "))
        m_port = output.mid(5, output.indexOf('\n') - 5).toUShort();
    if (m_port != 0)
        return;
    const QList<QByteArray> lines = m_process.readAllStandardError().trimmed().split('\n');
    m_problem = u"%1 is left out, for it did not start: %2"_s.arg(
        peer.name, lines.last().isEmpty() ? m_process.errorString() : QString::fromUtf8(lines.last()));
}

PeerProcess::~PeerProcess()
{
    m_process.kill();
    m_process.waitForFinished();
}

} // namespace stagewatch::bench
