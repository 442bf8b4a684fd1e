// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineParser>
#include <QStringList>

namespace stagewatch::app {

/// What is wrong with an argument, in one line that names it.
struct Failure
{
    QString text;
};

/// One command's parser with the checks that all of them share. Throws Failure, which
/// parseCommandLine() turns into a UsageError.
class Arguments
{
public:
    /// `usage`: what follows the command's name, e.g. "URL" or "[options] -- COMMAND ARG...".
    Arguments(const QString &command, const QString &usage, const QString &description);

    void positional(const QString &name, const QString &text);
    void flag(const QString &name, const QString &text);
    void value(const QString &name, const QString &placeholder, const QString &text);
    void parse(const QStringList &arguments, int maxPositional);

    [[nodiscard]] bool wantsHelp() const { return m_parser.isSet(QStringLiteral("help")); }
    [[nodiscard]] QString help() const;
    [[nodiscard]] bool isSet(const QString &name) const { return m_parser.isSet(name); }
    [[nodiscard]] QString text(const QString &name) const { return m_parser.value(name); }
    [[nodiscard]] QStringList texts(const QString &name) const { return m_parser.values(name); }
    [[nodiscard]] QString positional(int index) const { return m_parser.positionalArguments().value(index); }
    /// `fallback` where the option is not given.
    [[nodiscard]] double number(const QString &name, double fallback, double low, double high) const;
    [[nodiscard]] qint64 wholeNumber(const QString &name, qint64 fallback, qint64 low, qint64 high) const;
    [[nodiscard]] QString choice(const QString &name, const QStringList &allowed) const;
    /// --project, which must be a valid id where it is given.
    [[nodiscard]] QString projectId() const;

private:
    QString m_command;
    QString m_usage;
    QCommandLineParser m_parser;
};

} // namespace stagewatch::app
