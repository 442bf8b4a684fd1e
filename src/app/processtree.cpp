// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/processtree.h"

#include <QByteArray>
#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

struct Process
{
    pid_t id = 0;
    pid_t parent = 0;
    bool hasEnded = false;
};

std::vector<Process> allProcesses()
{
    std::vector<Process> processes;
    const QStringList names = QDir(u"/proc"_s).entryList({ u"[0-9]*"_s }, QDir::Dirs);
    for (const QString &name : names) {
        QFile file(u"/proc/"_s + name + u"/stat"_s);
        if (!file.open(QIODevice::ReadOnly))
            continue; // gone by now
        const QByteArray stat = file.readAll();
        // "42 (a name, with ) and blanks) S 1 …"
        const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        processes.push_back(
            { name.toInt(), fields.value(1).toInt(), fields.value(0) == "Z" || fields.value(0) == "X" });
    }
    return processes;
}

} // namespace

std::vector<pid_t> descendantsOf(pid_t root)
{
    const std::vector<Process> processes = allProcesses();
    std::vector<pid_t> family{ root };
    std::vector<pid_t> alive;
    for (size_t i = 0; i < family.size(); ++i) {
        for (const Process &process : processes) {
            if (process.parent != family[i] || std::find(family.begin(), family.end(), process.id) != family.end())
                continue;
            family.push_back(process.id);
            if (!process.hasEnded)
                alive.push_back(process.id);
        }
    }
    return alive;
}

} // namespace stagewatch::app
