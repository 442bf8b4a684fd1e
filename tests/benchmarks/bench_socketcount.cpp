// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processusage.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QUrl>
#include <QWebSocket>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace stagewatch;

// The least that a Qt program can do with a stream: a QWebSocket that counts messages. What anything more is held
// against.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Counts the messages of a WebSocket and says when the last one came."_s);
    parser.addHelpOption();
    parser.addOptions({ { u"port"_s, u"Of the server on this machine."_s, u"N"_s },
                        { u"events"_s, u"How many log events to wait for."_s, u"N"_s } });
    parser.process(application);
    constexpr qint64 others = 2; // the greeting and the state
    const qint64 expected = parser.value(u"events"_s).toLongLong() + others;
    qint64 count = 0;
    QWebSocket socket;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &application, [&](const QString &) {
        if (++count != expected)
            return;
        std::printf("{\"ended\":%lld}\n", static_cast<long long>(bench::monotonicNow()));
        std::fflush(stdout);
        QCoreApplication::quit();
    });
    QObject::connect(&socket, &QWebSocket::connected, &application,
                     [&] { socket.sendTextMessage(uR"({"type":"get_state"})"_s); });
    QObject::connect(&socket, &QWebSocket::disconnected, &application, [] { QCoreApplication::exit(1); });
    socket.open(QUrl(u"ws://127.0.0.1:%1/api/v1/ws/projects/count/stream"_s.arg(parser.value(u"port"_s).toUShort())));
    return QCoreApplication::exec();
}
