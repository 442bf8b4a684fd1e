// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"
#include "protocol/problem.h"

#include <QByteArrayView>

namespace stagewatch::protocol {

/// The problems of one message. Keeps a few and counts the rest, so that a hostile message costs no more than a bad
/// one.
class ProblemList
{
public:
    ProblemList(QByteArrayView message, Timestamp receivedAt);

    void add(Problem::Kind kind, const QString &text);
    void setEventType(const QString &eventType) { m_eventType = eventType; }
    [[nodiscard]] const QString &eventType() const { return m_eventType; }
    [[nodiscard]] bool has(Problem::Kind kind) const;
    /// The list, with a last entry for those that were only counted.
    [[nodiscard]] std::vector<Problem> take();

private:
    QByteArrayView m_message;
    QByteArray m_bytes; ///< m_message, copied for the first problem and shared by all
    Timestamp m_receivedAt;
    QString m_eventType;
    std::vector<Problem> m_problems;
    int m_dropped = 0;
};

/// Reads an object's fields into the types that an event wants, whatever JSON types a server chose. Absent and null are
/// the same. What has to be bent is bent, and goes into the problem list as an OddField. Outlived by what it refers to.
class Fields
{
public:
    /// `path` stands before each name in a problem's text: "data.", "data.logs[3].".
    Fields(const JsonValue &object, QString path, ProblemList &problems);

    /// The field's value; nullptr where it is absent or null.
    [[nodiscard]] const JsonValue *find(QStringView name) const;
    [[nodiscard]] JsonValue value(QStringView name) const;
    [[nodiscard]] QString text(QStringView name) const;
    [[nodiscard]] std::optional<double> number(QStringView name) const;
    /// A whole number from 0 up to below 2^53.
    [[nodiscard]] std::optional<qint64> count(QStringView name) const;
    [[nodiscard]] std::optional<bool> boolean(QStringView name) const;
    [[nodiscard]] std::optional<Timestamp> time(QStringView name) const;
    [[nodiscard]] QStringList texts(QStringView name) const;
    /// Seconds, never negative.
    [[nodiscard]] std::optional<double> duration(QStringView name) const;
    /// A share spelled as `name` and as name_percentage, unclamped.
    [[nodiscard]] std::optional<double> share(QStringView name) const;
    [[nodiscard]] std::optional<Progress> progress() const;
    [[nodiscard]] StageName stage() const;

    /// Reports the field as odd: "The field data.x of a log event {what}."
    void odd(QStringView name, const QString &what) const;
    [[nodiscard]] const JsonValue &object() const { return m_object; }
    [[nodiscard]] ProblemList &problems() const { return m_problems; }
    [[nodiscard]] QString pathTo(QStringView name) const { return m_path + name.toString(); }

private:
    const JsonValue &m_object;
    QString m_path;
    ProblemList &m_problems;
};

} // namespace stagewatch::protocol
