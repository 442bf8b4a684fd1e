// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proposalfield.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;
using protocol::JsonValue;

namespace {

constexpr qsizetype longestText = 64 * 1024; // characters that a field takes; beyond it the value is sent as it came
constexpr qsizetype longestInlineJson = 48;
constexpr qsizetype mostFields = 120;
constexpr int deepestGroup = 3;

bool isHidden(QChar character)
{
    return character.category() == QChar::Other_Control || character.category() == QChar::Other_Format
        || character.category() == QChar::Separator_Line || character.category() == QChar::Separator_Paragraph
        || character.isNull();
}

bool hasHidden(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c != u'\n' && c != u'\t' && isHidden(c); });
}

std::optional<double> number(const JsonValue &schema, QLatin1StringView name)
{
    const JsonValue *value = schema.find(QString(name));
    return value && value->type() == JsonValue::Type::Number ? value->toDouble() : std::nullopt;
}

bool schemaSays(const JsonValue &schema, QLatin1StringView type)
{
    const JsonValue *types = schema.find(u"type");
    if (!types) {
        return false;
    }
    if (types->isArray()) {
        // One type beside null is that type; anything wider is edited as JSON.
        const auto &items = types->items();
        const auto other =
            std::count_if(items.begin(), items.end(), [](const JsonValue &v) { return v.toText() != "null"_L1; });
        return other == 1 && items.size() == 1 && items.front().toText() == type;
    }
    return types->toText() == type;
}

ProposalField::Kind kindFromValue(const JsonValue &value)
{
    switch (value.type()) {
    case JsonValue::Type::Bool:
        return ProposalField::Kind::Boolean;
    case JsonValue::Type::Number:
        return value.isWholeNumber() ? ProposalField::Kind::Integer : ProposalField::Kind::Decimal;
    case JsonValue::Type::String:
        if (value.isNotFinite()) {
            return ProposalField::Kind::Decimal;
        }
        return hasHidden(value.toText()) ? ProposalField::Kind::Json : ProposalField::Kind::Text;
    case JsonValue::Type::Null:
    case JsonValue::Type::Array:
    case JsonValue::Type::Object:
        break;
    }
    return ProposalField::Kind::Json;
}

/// The schema narrows a kind only where the value fits it: a string under "type": "integer" stays a string.
ProposalField::Kind kindOf(const JsonValue &value, const JsonValue &schema)
{
    const ProposalField::Kind own = kindFromValue(value);
    if (own == ProposalField::Kind::Integer && schemaSays(schema, "number"_L1)) {
        return ProposalField::Kind::Decimal;
    }
    if (value.isNull()) {
        return ProposalField::Kind::Json;
    }
    if (schema.find(u"type") && schema.find(u"type")->isArray() && own != ProposalField::Kind::Decimal) {
        return schema.find(u"type")->size() == 1 ? own : ProposalField::Kind::Json;
    }
    return own;
}

class FieldBuilder
{
public:
    explicit FieldBuilder(QStringList options)
        : m_options(std::move(options))
    {
    }

    void addMembers(const JsonValue &object, const QStringList &path, const JsonValue &schema)
    {
        static const JsonValue none;
        const JsonValue *properties = schema.find(u"properties");
        const JsonValue *additional = schema.find(u"additionalProperties");
        const bool closed = additional && additional->type() == JsonValue::Type::Bool && !additional->toBool();
        for (const auto &[name, value] : object.members()) {
            const JsonValue *known = properties ? properties->find(name) : nullptr;
            add(value, path + QStringList{ name }, known ? *known : none, closed && !known);
        }
    }

    void add(const JsonValue &value, const QStringList &path, const JsonValue &schema, bool readOnly)
    {
        ProposalField field;
        field.path = path;
        field.original = value;
        field.kind = kindOf(value, schema);
        field.readOnly = readOnly;
        describe(field, schema);
        const bool asGroup = value.isObject() && value.size() > 0 && path.size() <= deepestGroup
            && qsizetype(fields.size()) + value.size() < mostFields;
        if (asGroup) {
            field.kind = ProposalField::Kind::Group;
            field.original = {};
            fields.push_back(std::move(field));
            addMembers(value, path, schema);
            return;
        }
        if (field.textOf(value).size() > longestText) {
            field.readOnly = true;
        }
        fields.push_back(std::move(field));
    }

    std::vector<ProposalField> fields;

private:
    void describe(ProposalField &field, const JsonValue &schema) const
    {
        if (const JsonValue *text = schema.find(u"description")) {
            field.description = text->toText();
        }
        if (const JsonValue *readOnly = schema.find(u"readOnly"); readOnly && readOnly->toBool()) {
            field.readOnly = true;
        }
        field.minimum = number(schema, "minimum"_L1);
        field.maximum = number(schema, "maximum"_L1);
        if (const auto above = number(schema, "exclusiveMinimum"_L1)) {
            field.minimum = above;
            field.minimumExcluded = true;
        }
        if (const auto below = number(schema, "exclusiveMaximum"_L1)) {
            field.maximum = below;
            field.maximumExcluded = true;
        }
        if (const JsonValue *length = schema.find(u"minLength")) {
            field.minimumLength = length->toInteger();
        }
        if (const JsonValue *length = schema.find(u"maxLength")) {
            field.maximumLength = length->toInteger();
        }
        addChoices(field, schema);
    }

    void addChoices(ProposalField &field, const JsonValue &schema) const
    {
        if (const JsonValue *values = schema.find(u"enum"); values && values->isArray() && values->size() <= 200) {
            field.choices = values->items();
        } else if (field.kind == ProposalField::Kind::Text && m_options.contains(field.original.toText())) {
            for (const QString &option : m_options) {
                field.choices.push_back(JsonValue::string(option));
            }
        }
        if (field.choices.empty()) {
            return;
        }
        // What was proposed can always be kept, also where the schema forgot it.
        if (std::find(field.choices.begin(), field.choices.end(), field.original) == field.choices.end()) {
            field.choices.insert(field.choices.begin(), field.original);
        }
        field.kind = ProposalField::Kind::Choice;
    }

    QStringList m_options;
};

} // namespace

QString ProposalField::key() const
{
    QString pointer;
    for (QString part : path) {
        pointer += u'/' + part.replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
    }
    return pointer;
}

QString ProposalField::textOf(const JsonValue &value) const
{
    if (kind == Kind::Group) {
        return {};
    }
    return kind == Kind::Json ? editableJson(value) : value.toText();
}

ProposalField::Parsed ProposalField::parse(const QString &text) const
{
    if (text == textOf(original)) {
        return { original, {} };
    }
    switch (kind) {
    case Kind::Text:
        if (minimumLength && text.size() < *minimumLength) {
            return { {}, tr("Write at least %n characters.", nullptr, int(*minimumLength)) };
        }
        if (maximumLength && text.size() > *maximumLength) {
            return { {}, tr("Write at most %n characters.", nullptr, int(*maximumLength)) };
        }
        return { JsonValue::string(text), {} };
    case Kind::Integer:
    case Kind::Decimal:
        return parseNumber(text.trimmed());
    case Kind::Boolean:
        return { JsonValue::boolean(text == "true"_L1), {} };
    case Kind::Choice:
        for (const JsonValue &choice : choices) {
            if (textOf(choice) == text) {
                return { choice, {} };
            }
        }
        return { {}, tr("Choose one of the values in the list.") };
    case Kind::Json: {
        QString error;
        if (auto value = JsonValue::parse(text.trimmed().toUtf8(), &error)) {
            return { std::move(value), {} };
        }
        return { {},
                 text.trimmed().isEmpty() ? tr("Write a JSON value; null for none.")
                                          : tr("Not valid JSON: %1").arg(error) };
    }
    case Kind::Group:
        break;
    }
    return { original, {} };
}

ProposalField::Parsed ProposalField::parseNumber(const QString &text) const
{
    if (text.isEmpty()) {
        return { {}, tr("A number is needed here.") };
    }
    const JsonValue value = JsonValue::isNumber(text) ? JsonValue::number(text) : JsonValue();
    if (kind == Kind::Integer && (value.isNull() || !value.isWholeNumber())) {
        return { {}, tr("Write a whole number, such as 400.") };
    }
    if (value.isNull()) {
        return { {},
                 text.contains(u',') ? tr("Write the number with a point, such as 0.5.")
                                     : tr("Write a number, such as 0.5 or 1e-3.") };
    }
    bool fits = false;
    const double parsed = text.toLatin1().toDouble(&fits);
    const QString error = fits && std::isfinite(parsed) ? rangeError(parsed) : tr("This number is too large.");
    return error.isEmpty() ? Parsed{ value, {} } : Parsed{ {}, error };
}

QString ProposalField::rangeError(double value) const
{
    const QLocale c = QLocale::c();
    if (minimum && (minimumExcluded ? value <= *minimum : value < *minimum)) {
        const QString bound = c.toString(*minimum, 'g', 12);
        return minimumExcluded ? tr("Write a number above %1.").arg(bound) : tr("Write %1 or more.").arg(bound);
    }
    if (maximum && (maximumExcluded ? value >= *maximum : value > *maximum)) {
        const QString bound = c.toString(*maximum, 'g', 12);
        return maximumExcluded ? tr("Write a number below %1.").arg(bound) : tr("Write %1 or less.").arg(bound);
    }
    return {};
}

std::vector<ProposalField> proposalFields(const JsonValue &proposal, const JsonValue &schema,
                                          const QStringList &options)
{
    FieldBuilder builder(options);
    if (proposal.isObject() && proposal.size() < mostFields) {
        builder.addMembers(proposal, {}, schema);
    } else if (!proposal.isNull()) {
        builder.add(proposal, {}, schema, false);
    }
    return std::move(builder.fields);
}

const JsonValue *valueAt(const JsonValue &root, const QStringList &path)
{
    const JsonValue *value = &root;
    for (const QString &name : path) {
        value = value->find(name);
        if (!value) {
            return nullptr;
        }
    }
    return value;
}

void setValueAt(JsonValue &root, const QStringList &path, JsonValue value)
{
    if (path.isEmpty()) {
        root = std::move(value);
        return;
    }
    const JsonValue *child = root.find(path.constFirst());
    JsonValue changed = child ? *child : JsonValue();
    setValueAt(changed, path.sliced(1), std::move(value));
    root.set(path.constFirst(), std::move(changed));
}

QString editableJson(const JsonValue &value)
{
    const QByteArray compact = value.toJson();
    const QString json = QString::fromUtf8(compact.size() <= longestInlineJson ? compact : value.toIndentedJson());
    if (!hasHidden(json)) {
        return json;
    }
    QString shown;
    shown.reserve(json.size());
    for (const QChar character : json) {
        if (character != u'\n' && character != u'\t' && isHidden(character)) {
            shown += u"\\u%1"_s.arg(ushort(character.unicode()), 4, 16, QLatin1Char('0'));
        } else {
            shown += character;
        }
    }
    return shown;
}

} // namespace stagewatch::ui
