// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchreport.h"
#include "harmedlog.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;
using namespace stagewatch;

namespace {

struct Tally
{
    int harmed = 0;
    int noticed = 0;
    int served = 0;
    int kept = 0;
    int duplicated = 0;
    int crashed = 0;
};

enum Bits { Noticed = 1, Served = 2, Kept = 4, Duplicated = 8 };

/// Judges in a process of its own, so that a crash is a figure and not the end. -1: it crashed.
int judgeApart(const bench::KnownLog &known, const bench::Harm &harm, const QString &copy)
{
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child == 0) {
        const bench::Verdict verdict = bench::judge(known, harm, copy);
        ::_exit((verdict.noticed ? Noticed : 0) | (verdict.served ? Served : 0) | (verdict.streamKept ? Kept : 0)
                | (verdict.duplicated ? Duplicated : 0));
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) > 15)
        return -1;
    return WEXITSTATUS(status);
}

void count(Tally *tally, int bits)
{
    ++tally->harmed;
    if (bits < 0) {
        ++tally->crashed;
        return;
    }
    tally->noticed += bits & Noticed ? 1 : 0;
    tally->served += bits & Served ? 1 : 0;
    tally->kept += bits & Kept ? 1 : 0;
    tally->duplicated += bits & Duplicated ? 1 : 0;
}

void add(bench::Report &report, const QString &row, const Tally &tally)
{
    for (const auto &[figure, count] :
         { std::pair(u"journals"_s, tally.harmed), std::pair(u"noticed"_s, tally.noticed),
           std::pair(u"served: what was not hit, in order"_s, tally.served),
           std::pair(u"same stream: only checks were hit"_s, tally.kept), std::pair(u"duplicated"_s, tally.duplicated),
           std::pair(u"crashed"_s, tally.crashed) })
        report.add(row, figure, {}, count);
    if (tally.noticed != tally.harmed || tally.served != tally.harmed || tally.duplicated + tally.crashed > 0)
        report.addFailure(row + u": not every journal was noticed and served as it has to be."_s);
}

bool copyTo(const QDir &from, const QDir &to)
{
    bool ok = to.mkpath(u"."_s);
    for (const QString &name : from.entryList(QDir::Files)) {
        QFile source(from.filePath(name));
        QFile copy(to.filePath(name)); // QFile::copy() would sync it
        ok = ok && source.open(QIODevice::ReadOnly) && copy.open(QIODevice::WriteOnly)
            && copy.write(source.readAll()) == source.size();
    }
    return ok;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Harms journals by a cut or a flipped bit, and opens them."_s);
    parser.addHelpOption();
    bench::Report::addOptions(parser);
    parser.addOptions({ { u"journals"_s, u"How many are harmed."_s, u"N"_s, u"1000"_s },
                        { u"seed"_s, u"Of all chance."_s, u"N"_s, u"1"_s } });
    parser.process(application);
    QRandomGenerator random(parser.value(u"seed"_s).toUInt());
    const QTemporaryDir parent;
    const QDir folder(parent.path());

    Tally cuts;
    Tally flips;
    bench::KnownLog known;
    for (int number = 0; number < parser.value(u"journals"_s).toInt(); ++number) {
        if (number % 50 == 0)
            known = bench::makeKnownLog(folder.filePath(u"known-%1"_s.arg(number)), &random);
        const QString copy = folder.filePath(u"copy-%1"_s.arg(number));
        if (known.messages.isEmpty() || !copyTo(QDir(known.folder), QDir(copy))) {
            std::fprintf(stderr, "No journals can be made in %s.\n", qPrintable(parent.path()));
            return 1;
        }
        const bench::Harm harm = bench::harm(known, QDir(copy), &random);
        const int bits = judgeApart(known, harm, copy);
        count(harm.isCut ? &cuts : &flips, bits);
        if (bits < 0 || (bits & (Noticed | Served | Duplicated)) != (Noticed | Served))
            std::printf("journal %d: %s: %d\n", number, qPrintable(harm.text()), bits);
        for (const QString &made : folder.entryList({ u"copy-%1*"_s.arg(number) }, QDir::Dirs))
            QDir(folder.filePath(made)).removeRecursively();
    }
    bench::Report report(u"bench_damage"_s, u"Harmed journals"_s);
    add(report, u"Cut at any byte"_s, cuts);
    add(report, u"One bit flipped"_s, flips);
    return report.finish(parser);
}
