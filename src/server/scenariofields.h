// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

#include <QStringList>
#include <chrono>
#include <optional>

namespace stagewatch::server {

/// Reads the fields of a scenario's steps strictly, and says of a wrong one in which step it stands.
class ScenarioFields
{
public:
    /// What is wrong, as a sentence without the file's name; thrown by everything that reads.
    struct Failure
    {
        QString sentence;
    };

protected:
    using JsonValue = protocol::JsonValue;
    void checkFields(const JsonValue &step, const QStringList &allowed) const;
    /// Empty where it is not there and need not be.
    [[nodiscard]] QString text(const JsonValue &step, const QString &field, bool required = false) const;
    [[nodiscard]] double number(const JsonValue &step, const QString &field, double low, double high,
                                std::optional<double> fallback = {}) const;
    /// A number of seconds, up to a day.
    [[nodiscard]] std::chrono::milliseconds seconds(const JsonValue &step, const QString &field,
                                                    std::optional<double> fallback = {}) const;
    static void addMembers(JsonValue &to, const JsonValue &from);
    [[noreturn]] void fail(const QString &field, const QString &what) const;

    QStringList m_where; ///< "step 3", "approved", "step 1"
};

} // namespace stagewatch::server
