// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"

#include "protocol/endpoint.h"

using namespace Qt::StringLiterals;

namespace stagewatch::app {

Arguments::Arguments(const QString &command, const QString &usage, const QString &description)
    : m_command(command)
    , m_usage(usage)
{
    m_parser.setApplicationDescription(description);
    m_parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    m_parser.addOption({ { u"h"_s, u"help"_s }, u"Print this text."_s });
}

void Arguments::positional(const QString &name, const QString &text)
{
    m_parser.addPositionalArgument(name, text);
}

void Arguments::flag(const QString &name, const QString &text)
{
    m_parser.addOption({ name, text });
}

void Arguments::value(const QString &name, const QString &placeholder, const QString &text)
{
    m_parser.addOption({ name, text, placeholder });
}

void Arguments::parse(const QStringList &arguments, int maxPositional)
{
    if (!m_parser.parse(arguments))
        throw Failure{ m_parser.errorText().split(u'\n').first() };
    if (m_parser.positionalArguments().size() > maxPositional)
        throw Failure{ u"Unexpected argument \"%1\"."_s.arg(m_parser.positionalArguments().at(maxPositional)) };
}

QString Arguments::help() const
{
    // QCommandLineParser names the program by its path; a person types its name.
    const QString text = m_parser.helpText();
    const qsizetype options = text.indexOf("Options:"_L1);
    QString usage = u"Usage: stagewatch "_s + (m_command.isEmpty() ? QString() : m_command + u' ') + u"[options]"_s;
    if (!m_usage.isEmpty())
        usage += u' ' + m_usage;
    return usage + u"\n"_s + m_parser.applicationDescription() + u"\n\n"_s + text.mid(options).trimmed();
}

double Arguments::number(const QString &name, double fallback, double low, double high) const
{
    if (!isSet(name))
        return fallback;
    bool ok = false;
    const double value = text(name).toDouble(&ok);
    if (!ok || !(value >= low && value <= high))
        throw Failure{ u"--%1 takes a number from %2 to %3, not \"%4\"."_s.arg(name).arg(low).arg(high).arg(
            text(name)) };
    return value;
}

qint64 Arguments::wholeNumber(const QString &name, qint64 fallback, qint64 low, qint64 high) const
{
    if (!isSet(name))
        return fallback;
    bool ok = false;
    const qint64 value = text(name).toLongLong(&ok);
    if (!ok || value < low || value > high)
        throw Failure{ u"--%1 takes a whole number from %2 to %3, not \"%4\"."_s.arg(name).arg(low).arg(high).arg(
            text(name)) };
    return value;
}

QString Arguments::choice(const QString &name, const QStringList &allowed) const
{
    const QString value = text(name);
    if (isSet(name) && !allowed.contains(value))
        throw Failure{ u"--%1 takes one of %2, not \"%3\"."_s.arg(name, allowed.join(u", "_s), value) };
    return value;
}

QString Arguments::projectId() const
{
    const QString id = text(u"project"_s);
    if (isSet(u"project"_s) && !protocol::isValidProjectId(id))
        throw Failure{ u"--project \"%1\" is no project id: 1 to 128 letters, digits, '.', '_', '~' or '-'."_s.arg(
            id) };
    return id;
}

} // namespace stagewatch::app
