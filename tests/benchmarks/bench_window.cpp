// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingwatch.h"
#include "windowwatch.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QJsonDocument>
#include <QLocale>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace stagewatch::bench;

// The real window in a process of its own, told what to connect to, and what it measured as one line of JSON.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale::c());
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Opens the window, connects it to a server of events and measures."_s);
    parser.addHelpOption();
    parser.addOptions(
        { { u"port"_s, u"Of the server on this machine."_s, u"N"_s, u"0"_s },
          { u"data"_s, u"An empty folder for journals, catalog and settings."_s, u"DIR"_s },
          { u"projects"_s, u"How many connections."_s, u"N"_s, u"1"_s },
          { u"events"_s, u"Wait until so many log events of the first are painted."_s, u"N"_s, u"0"_s },
          { u"seconds"_s, u"Without --events: measure so long once all are connected."_s, u"S"_s, u"10"_s },
          { u"settle"_s, u"Seconds before that in which nothing is measured."_s, u"S"_s, u"2"_s },
          { u"overview"_s, u"Show the overview of all runs."_s },
          { u"recording"_s, u"Open this journal instead, of --events lines."_s, u"FILE"_s },
          { u"without-gaps"_s, u"Measure no gaps, which wakes the process."_s } });
    parser.process(application);
    const auto tell = [](const QJsonObject &figures) {
        std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
        std::fflush(stdout);
        QApplication::exit(figures.contains(u"error"_s) ? 1 : 0);
    };
    const qint64 events = parser.value(u"events"_s).toLongLong();
    if (parser.isSet(u"recording"_s)) {
        RecordingWatch watch(application, parser.value(u"data"_s), parser.value(u"recording"_s), events);
        QObject::connect(&watch, &RecordingWatch::finished, &application, tell);
        watch.start();
        return QApplication::exec();
    }
    WindowWatch::Options options;
    options.port = parser.value(u"port"_s).toUShort();
    options.dataFolder = parser.value(u"data"_s);
    options.projects = parser.value(u"projects"_s).toInt();
    options.events = events;
    options.seconds = parser.value(u"seconds"_s).toDouble();
    options.settleSeconds = parser.value(u"settle"_s).toDouble();
    options.measuresGaps = !parser.isSet(u"without-gaps"_s);
    options.showsOverview = parser.isSet(u"overview"_s);
    WindowWatch watch(application, options);
    QObject::connect(&watch, &WindowWatch::finished, &application, tell);
    watch.start();
    return QApplication::exec();
}
