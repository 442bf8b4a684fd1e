// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchreport.h"

#include "machine.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QProcess>
#include <QSaveFile>
#include <QTextStream>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

/// Three digits that matter, and every one before the point; a whole number as such.
QString shortNumber(double value)
{
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    const double size = std::abs(value);
    const int decimals = size >= 100 || value == std::floor(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return english.toString(value, 'f', decimals);
}

bool isMet(Report::Bound bound, double goal, double value)
{
    return bound == Report::Bound::AtLeast ? value >= goal : value <= goal;
}

} // namespace

double quantile(std::vector<double> samples, double share)
{
    if (samples.empty())
        return 0;
    const auto place = std::min(samples.size() - 1, size_t(share * double(samples.size())));
    std::nth_element(samples.begin(), samples.begin() + std::ptrdiff_t(place), samples.end());
    return samples[place];
}

QString versionOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments, QIODevice::ReadOnly);
    if (!process.waitForFinished(20'000))
        return {};
    return QString::fromUtf8(process.readLine()).trimmed();
}

Report::Report(QString name, QString title)
    : m_name(std::move(name))
    , m_title(std::move(title))
{
}

void Report::addOptions(QCommandLineParser &parser)
{
    parser.addOption({ u"json"_s, u"Write the figures to this file as well."_s, u"FILE"_s });
}

const Report::Figure *Report::find(const QString &row, const QString &figure) const
{
    const auto found = std::find_if(m_figures.begin(), m_figures.end(),
                                    [&](const Figure &one) { return one.row == row && one.name == figure; });
    return found == m_figures.end() ? nullptr : &*found;
}

Report::Figure &Report::get(const QString &row, const QString &figure)
{
    if (const Figure *known = find(row, figure))
        return m_figures[size_t(known - m_figures.data())];
    // Figures of one row stand together, whatever came between.
    const auto last =
        std::find_if(m_figures.rbegin(), m_figures.rend(), [&](const Figure &one) { return one.row == row; });
    const auto place = last == m_figures.rend() ? m_figures.end() : last.base();
    return *m_figures.insert(place, { row, figure, {}, {}, {} });
}

void Report::add(const QString &row, const QString &figure, const QString &unit, double sample)
{
    Figure &known = get(row, figure);
    known.unit = unit;
    known.samples.push_back(sample);
}

void Report::setGoal(const QString &row, const QString &figure, Bound bound, double value)
{
    get(row, figure).goal = Goal{ bound, value };
}

std::optional<double> Report::median(const QString &row, const QString &figure) const
{
    const Figure *known = find(row, figure);
    if (!known || known->samples.empty())
        return {};
    return quantile(known->samples, 0.5);
}

void Report::addVersion(const QString &what, const QString &version)
{
    const std::pair entry(what, version);
    if (!version.isEmpty() && std::find(m_versions.begin(), m_versions.end(), entry) == m_versions.end())
        m_versions.push_back(entry);
}

void Report::addNote(const QString &sentence)
{
    m_notes.append(sentence);
}

void Report::addFailure(const QString &sentence)
{
    if (!m_failures.contains(sentence))
        m_failures.append(sentence);
}

QString Report::text() const
{
    QString text;
    QTextStream out(&text);
    qsizetype rowWidth = m_title.size();
    qsizetype nameWidth = 0;
    for (const Figure &figure : m_figures) {
        rowWidth = std::max(rowWidth, figure.row.size());
        nameWidth = std::max(nameWidth, figure.name.size() + (figure.unit.isEmpty() ? 0 : figure.unit.size() + 2));
    }
    const auto cell = [](const QString &value, qsizetype width) { return value.rightJustified(width); };
    out << m_title.leftJustified(rowWidth) << "  " << QString().leftJustified(nameWidth) << cell(u"median"_s, 14)
        << cell(u"least"_s, 14) << cell(u"greatest"_s, 14) << "  goal\n";
    QString row;
    for (const Figure &figure : m_figures) {
        if (figure.samples.empty())
            continue;
        const QString name = figure.unit.isEmpty() ? figure.name : figure.name + u", "_s + figure.unit;
        const double middle = quantile(figure.samples, 0.5);
        const auto [least, greatest] = std::minmax_element(figure.samples.begin(), figure.samples.end());
        out << (figure.row == row ? QString() : figure.row).leftJustified(rowWidth) << "  "
            << name.leftJustified(nameWidth) << cell(shortNumber(middle), 14) << cell(shortNumber(*least), 14)
            << cell(shortNumber(*greatest), 14);
        if (figure.goal)
            out << "  " << (figure.goal->bound == Bound::AtLeast ? ">= " : "<= ") << shortNumber(figure.goal->value)
                << (isMet(figure.goal->bound, figure.goal->value, middle) ? "  met" : "  MISSED");
        out << '\n';
        row = figure.row;
    }
    for (const QString &note : m_notes)
        out << note << '\n';
    for (const QString &failure : m_failures)
        out << "FAILED: " << failure << '\n';
    out << machineLine();
    for (const auto &[what, version] : m_versions)
        out << ", " << what << ' ' << version;
    out << '\n';
    return text;
}

QJsonObject Report::json() const
{
    QJsonArray figures;
    for (const Figure &figure : m_figures) {
        if (figure.samples.empty())
            continue;
        QJsonArray samples;
        for (const double sample : figure.samples)
            samples.append(sample);
        const double middle = quantile(figure.samples, 0.5);
        const auto [least, greatest] = std::minmax_element(figure.samples.begin(), figure.samples.end());
        QJsonObject json{ { u"row"_s, figure.row },     { u"figure"_s, figure.name },
                          { u"unit"_s, figure.unit },   { u"repetitions"_s, qint64(figure.samples.size()) },
                          { u"median"_s, middle },      { u"least"_s, *least },
                          { u"greatest"_s, *greatest }, { u"samples"_s, samples } };
        if (figure.goal) {
            json.insert(figure.goal->bound == Bound::AtLeast ? u"goalAtLeast"_s : u"goalAtMost"_s, figure.goal->value);
            json.insert(u"met"_s, isMet(figure.goal->bound, figure.goal->value, middle));
        }
        figures.append(json);
    }
    QJsonObject versions = partVersions();
    for (const auto &[what, version] : m_versions)
        versions.insert(what, version);
    return { { u"benchmark"_s, m_name },
             { u"title"_s, m_title },
             { u"time"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate) },
             { u"machine"_s, machineJson() },
             { u"versions"_s, versions },
             { u"figures"_s, figures },
             { u"notes"_s, QJsonArray::fromStringList(m_notes) },
             { u"failures"_s, QJsonArray::fromStringList(m_failures) } };
}

int Report::finish(const QCommandLineParser &parser) const
{
    std::printf("%s", qUtf8Printable(text()));
    std::fflush(stdout);
    if (parser.isSet(u"json"_s)) {
        QSaveFile file(parser.value(u"json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(json()).toJson()) < 0 || !file.commit()) {
            std::fprintf(stderr, "%s cannot be written: %s\n", qUtf8Printable(file.fileName()),
                         qUtf8Printable(file.errorString()));
            return 1;
        }
    }
    return succeeded() ? 0 : 1;
}

} // namespace stagewatch::bench
