// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>
#include <utility>
#include <vector>

namespace stagewatch::protocol {

/// A JSON value that keeps what QJsonValue loses: the order of an object's members and the spelling of every number,
/// so that an approver who edits one parameter sends all the others back as they came. A plain value; thread-safe as an
/// int is.
class JsonValue
{
public:
    enum class Type { Null, Bool, Number, String, Array, Object };
    using Member = std::pair<QString, JsonValue>;

    JsonValue() = default;
    static JsonValue boolean(bool value);
    /// A number by its JSON spelling ("0.10", "9223372036854775808"); the caller vouches that it is one (see
    /// isNumber()).
    static JsonValue number(QString lexeme);
    static JsonValue number(double value); ///< with a point or an exponent, also where it is whole: 65.0
    static JsonValue number(qint64 value);
    static JsonValue string(QString text);
    static JsonValue array(std::vector<JsonValue> items = {});
    static JsonValue object(std::vector<Member> members = {});

    /// Reads one JSON document (UTF-8, depth up to 512). Tokens that JSON has not but Python writes (NaN, Infinity,
    /// -Infinity) and numbers beyond a double (1e400) become the strings "NaN", "Infinity" and "-Infinity". On failure
    /// the result is empty and `error`, if given, says what is wrong.
    [[nodiscard]] static std::optional<JsonValue> parse(QByteArrayView utf8, QString *error = nullptr);
    /// Compact UTF-8 JSON on one line.
    [[nodiscard]] QByteArray toJson() const;
    /// The same, with line breaks and two spaces a level, for people.
    [[nodiscard]] QByteArray toIndentedJson() const;

    [[nodiscard]] Type type() const { return m_type; }
    [[nodiscard]] bool isNull() const { return m_type == Type::Null; }
    [[nodiscard]] bool isObject() const { return m_type == Type::Object; }
    [[nodiscard]] bool isArray() const { return m_type == Type::Array; }
    [[nodiscard]] bool isContainer() const { return isObject() || isArray(); }
    /// True for one of the strings that stand for a number which is not finite (see parse()).
    [[nodiscard]] bool isNotFinite() const;

    [[nodiscard]] bool toBool(bool fallback = false) const;
    /// The number, also out of a numeric string ("0.5") or a not-finite string; nothing for everything else.
    [[nodiscard]] std::optional<double> toDouble() const;
    /// The number if it is whole and fits.
    [[nodiscard]] std::optional<qint64> toInteger() const;
    /// A string's text; a number's or bool's spelling; empty for null and containers.
    [[nodiscard]] QString toText() const;
    /// True if `text` is spelled as a JSON number is.
    [[nodiscard]] static bool isNumber(QStringView text);
    /// True if a number is spelled without fraction and exponent.
    [[nodiscard]] bool isWholeNumber() const;

    [[nodiscard]] const std::vector<JsonValue> &items() const { return m_items; }
    [[nodiscard]] std::vector<JsonValue> &items() { return m_items; }
    [[nodiscard]] const std::vector<Member> &members() const { return m_members; }
    [[nodiscard]] std::vector<Member> &members() { return m_members; }
    [[nodiscard]] qsizetype size() const;
    /// The member of that name (the last of several), or null if there is none or this is no object.
    [[nodiscard]] const JsonValue *find(QStringView name) const;
    /// Replaces the member or adds it at the end; makes a null value an object first.
    void set(const QString &name, JsonValue value);
    void remove(QStringView name);

    bool operator==(const JsonValue &) const = default;

private:
    Type m_type = Type::Null;
    bool m_bool = false;
    QString m_text;
    std::vector<JsonValue> m_items;
    std::vector<Member> m_members;
};

} // namespace stagewatch::protocol
