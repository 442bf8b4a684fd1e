// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

class QCommandLineParser;

namespace stagewatch::bench {

/// What a benchmark found, as a table for people and as JSON for programs: every figure with its samples, their
/// median, least and greatest, and the goal it is held against; below them the machine and the versions of what took
/// part. A goal that is missed is told and fails nothing.
class Report
{
public:
    enum class Bound { AtLeast, AtMost };

    /// `name` as the program is called; `title` heads the table.
    Report(QString name, QString title);

    /// --json FILE.
    static void addOptions(QCommandLineParser &parser);

    /// One sample of a figure; rows and figures stand in the order in which they came first. The unit may be empty.
    void add(const QString &row, const QString &figure, const QString &unit, double sample);
    /// Judged by the median.
    void setGoal(const QString &row, const QString &figure, Bound bound, double value);
    /// The median so far; nothing where there is no such figure.
    [[nodiscard]] std::optional<double> median(const QString &row, const QString &figure) const;

    /// What took part beside Stagewatch itself, Qt, simdjson and the compiler.
    void addVersion(const QString &what, const QString &version);
    /// How it was measured, in a sentence: below the table and in the JSON.
    void addNote(const QString &sentence);
    /// A sentence about what must not happen, such as a lost event: told, and succeeded() is false.
    void addFailure(const QString &sentence);
    [[nodiscard]] bool succeeded() const { return m_failures.isEmpty(); }

    [[nodiscard]] QString text() const;
    [[nodiscard]] QJsonObject json() const;
    /// Prints the table and writes the file that was asked for. The exit code of the program.
    [[nodiscard]] int finish(const QCommandLineParser &parser) const;

private:
    struct Goal
    {
        Bound bound = Bound::AtLeast;
        double value = 0;
    };
    struct Figure
    {
        QString row;
        QString name;
        QString unit;
        std::vector<double> samples;
        std::optional<Goal> goal;
    };
    [[nodiscard]] const Figure *find(const QString &row, const QString &figure) const;
    [[nodiscard]] Figure &get(const QString &row, const QString &figure);

    QString m_name;
    QString m_title;
    std::vector<Figure> m_figures;
    QStringList m_notes;
    QStringList m_failures;
    std::vector<std::pair<QString, QString>> m_versions;
};

/// The value below which `share` (0..1) of the samples lie; 0 where there is none.
[[nodiscard]] double quantile(std::vector<double> samples, double share);

/// The first line that a program prints when asked for its version; empty where it cannot be started.
[[nodiscard]] QString versionOf(const QString &program, const QStringList &arguments);

} // namespace stagewatch::bench
