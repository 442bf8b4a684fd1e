// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logsender.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace stagewatch::bench;

// A server of log events in a process of its own. It says "port N", "begun T" when everybody has asked for the state
// and "sent T" after the last event, T in nanoseconds of CLOCK_MONOTONIC, and ends with its standard input.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Serves log events over WebSocket, as fast as they are taken or at a rate."_s);
    parser.addHelpOption();
    parser.addOptions(
        { { u"events"_s, u"To every connection."_s, u"N"_s, u"3000000"_s },
          { u"rate"_s, u"Events a second to every connection; 0: as fast as they are taken."_s, u"N"_s, u"0"_s },
          { u"connections"_s, u"How many are waited for before it begins."_s, u"N"_s, u"1"_s },
          { u"project"_s, u"The project that is named in the events."_s, u"ID"_s, u"churn-model"_s },
          { u"numbered"_s, u"Number the events, as Stagewatch's own server does."_s } });
    parser.process(application);
    LogSender::Options options;
    options.form = parser.isSet(u"numbered"_s) ? LogForm::Numbered : LogForm::Guide;
    options.project = parser.value(u"project"_s).toUtf8();
    options.events = parser.value(u"events"_s).toLongLong();
    options.eventsASecond = parser.value(u"rate"_s).toInt();
    options.connections = parser.value(u"connections"_s).toInt();
    LogSender sender(options);
    if (!sender.listen())
        return 1;
    std::printf("port %d\n", int(sender.port()));
    std::fflush(stdout);
    sender.run();
    return 0;
}
