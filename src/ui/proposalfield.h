// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

#include <QCoreApplication>
#include <QStringList>

namespace stagewatch::ui {

/// One value of a proposal as a field of a form: what may be typed into it, and what is wrong with what was typed.
/// A plain value; every sentence is translated.
struct ProposalField
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::ui::ProposalField)
public:
    enum class Kind { Group, Text, Integer, Decimal, Boolean, Choice, Json };

    QStringList path; ///< the members' names from the root; empty for a proposal that is no object
    Kind kind = Kind::Json;
    protocol::JsonValue original;
    bool readOnly = false;
    QString description; ///< from the schema
    std::vector<protocol::JsonValue> choices; ///< of a Choice
    std::optional<double> minimum;
    std::optional<double> maximum;
    bool minimumExcluded = false;
    bool maximumExcluded = false;
    std::optional<qint64> minimumLength;
    std::optional<qint64> maximumLength;

    [[nodiscard]] QString name() const { return path.isEmpty() ? QString() : path.constLast(); }
    [[nodiscard]] QString key() const; ///< the path as a JSON pointer
    [[nodiscard]] int depth() const { return int(path.size()) - 1; }
    /// The value as it stands in the field: a number in its own spelling, JSON indented.
    [[nodiscard]] QString textOf(const protocol::JsonValue &value) const;

    struct Parsed
    {
        std::optional<protocol::JsonValue> value;
        QString error; ///< a sentence, where there is no value
    };
    /// Reads what was typed. The untouched text gives the original back, in its own spelling.
    [[nodiscard]] Parsed parse(const QString &text) const;

private:
    [[nodiscard]] Parsed parseNumber(const QString &text) const;
    [[nodiscard]] QString rangeError(double number) const;
};

/// The fields of a proposal in its own order, groups before their members. `schema` is a JSON Schema or null; `options`
/// are the choices of the text field that holds one of them. What is too large or too deep for a form becomes a JSON
/// field.
[[nodiscard]] std::vector<ProposalField> proposalFields(const protocol::JsonValue &proposal,
                                                        const protocol::JsonValue &schema, const QStringList &options);

/// The value at a path of members, or null.
[[nodiscard]] const protocol::JsonValue *valueAt(const protocol::JsonValue &root, const QStringList &path);
/// Puts a value at a path of members that exists.
void setValueAt(protocol::JsonValue &root, const QStringList &path, protocol::JsonValue value);

/// JSON for a person to edit, with control, direction and zero-width characters as visible escapes.
[[nodiscard]] QString editableJson(const protocol::JsonValue &value);

} // namespace stagewatch::ui
