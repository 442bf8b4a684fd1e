// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/editableschema.h"

#include "server/schemawork.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
#pragma GCC diagnostic ignored "-Woverloaded-virtual"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wdouble-promotion"
#pragma GCC diagnostic ignored "-Wextra"
// Without it, valijson ends the program where a schema is none.
#define VALIJSON_USE_EXCEPTIONS 1
#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {
constexpr int depthLimit = 32;
constexpr qsizetype sizeLimit = 64 * 1024;
constexpr qint64 matchLimit = 2'000'000; ///< steps of all the patterns of a check
using Patterns = QHash<QString, QRegularExpression>;

/// What valijson takes and cannot stand.
QString takeTraps(JsonValue &schema)
{
    if (const JsonValue *step = schema.find(u"multipleOf")) {
        const std::optional<double> number = step->type() == JsonValue::Type::Number ? step->toDouble() : std::nullopt;
        constexpr double smallest = 1e-300; // what is below loses its digits
        if (!number || *number < smallest)
            return u"its multipleOf is no number above 0."_s;
    }
    // Its checks of dates go as deep as the text is long, and JSON Schema lets a format be a hint.
    schema.remove(u"format");
    return {};
}

/// Takes the patterns out of a schema and checks that they stand where checkPatterns() looks for them.
QString takePatterns(JsonValue &schema, bool reachable, int depth)
{
    if (depth > depthLimit)
        return u"it is nested deeper than %1 levels."_s.arg(depthLimit);
    if (schema.isArray()) {
        for (JsonValue &item : schema.items()) {
            if (const QString fault = takePatterns(item, false, depth + 1); !fault.isEmpty())
                return fault;
        }
        return {};
    }
    if (!schema.isObject())
        return {};
    if (const QString fault = takeTraps(schema); !fault.isEmpty())
        return fault;
    if (schema.find(u"$ref"))
        return u"it uses $ref; write the parts out where they are used."_s;
    if (schema.find(u"patternProperties"))
        return u"it uses patternProperties; name the properties."_s;
    if (const JsonValue *pattern = schema.find(u"pattern"); pattern && pattern->type() == JsonValue::Type::String) {
        if (!reachable)
            return u"it has a pattern under a combination; put it under properties or items."_s;
        const QRegularExpression expression(pattern->toText());
        if (!expression.isValid())
            return u"the pattern \"%1\" is no regular expression: %2."_s.arg(pattern->toText(),
                                                                             expression.errorString());
        schema.remove(u"pattern");
    }
    for (auto &[name, value] : schema.members()) {
        if (name == "properties"_L1 && value.isObject()) {
            for (auto &[property, subschema] : value.members()) {
                if (const QString fault = takePatterns(subschema, reachable, depth + 1); !fault.isEmpty())
                    return fault;
            }
            continue;
        }
        const bool below = reachable && name == "items"_L1 && value.isObject();
        const bool isData = name == "enum"_L1 || name == "const"_L1 || name == "default"_L1 || name == "examples"_L1;
        if (isData)
            continue;
        if (const QString fault = takePatterns(value, below, depth + 1); !fault.isEmpty())
            return fault;
    }
    return {};
}

/// One that gives up after so many steps, made once for all the texts that it is held against.
const QRegularExpression &limited(const QString &pattern, qint64 steps, Patterns &known)
{
    auto found = known.find(pattern);
    if (found == known.end())
        found = known.insert(pattern, QRegularExpression(u"(*LIMIT_MATCH=%1)"_s.arg(steps) + pattern));
    return found.value();
}

/// `steps` are those of one match.
QString checkPatterns(const JsonValue &schema, const JsonValue &data, const QString &path, qint64 steps,
                      Patterns &known)
{
    const JsonValue *pattern = schema.find(u"pattern");
    if (pattern && data.type() == JsonValue::Type::String) {
        if (!limited(pattern->toText(), steps, known).match(data.toText()).hasMatch())
            return u"%1 does not match the pattern \"%2\"."_s.arg(path.isEmpty() ? u"it"_s : path, pattern->toText());
    }
    if (const JsonValue *properties = schema.find(u"properties")) {
        for (const auto &[name, subschema] : properties->members()) {
            const JsonValue *value = data.find(name);
            const QString fault =
                value ? checkPatterns(subschema, *value, path + u'/' + name, steps, known) : QString();
            if (!fault.isEmpty())
                return fault;
        }
    }
    if (const JsonValue *items = schema.find(u"items"); items && items->isObject()) {
        for (size_t i = 0; i < data.items().size(); ++i) {
            const QString fault =
                checkPatterns(*items, data.items()[i], path + u'/' + QString::number(i), steps, known);
            if (!fault.isEmpty())
                return fault;
        }
    }
    return {};
}

/// How many texts there are to hold against patterns.
qint64 countTexts(const JsonValue &data)
{
    qint64 count = data.type() == JsonValue::Type::String ? 1 : 0;
    for (const JsonValue &item : data.items())
        count += countTexts(item);
    for (const auto &[name, value] : data.members())
        count += countTexts(value);
    return count;
}

QJsonValue toQt(const JsonValue &value)
{
    const QByteArray wrapped = '[' + value.toJson() + ']';
    return QJsonDocument::fromJson(wrapped).array().first();
}

/// Reads the schema into valijson's form; a sentence where that cannot be done.
QString populate(const JsonValue &schema, valijson::Schema &into)
{
    if (!schema.isObject() && schema.type() != JsonValue::Type::Bool)
        return u"it is no object."_s;
    if (schema.toJson().size() > sizeLimit)
        return u"it is larger than %1 KiB."_s.arg(sizeLimit / 1024);
    JsonValue bare = schema;
    if (const QString fault = takePatterns(bare, true, 0); !fault.isEmpty())
        return fault;
    const QJsonValue document = toQt(bare);
    try {
        valijson::SchemaParser().populateSchema(valijson::adapters::QtJsonAdapter(document), into);
    } catch (const std::exception &exception) {
        return u"%1"_s.arg(QString::fromUtf8(exception.what()));
    }
    return {};
}

/// valijson says where as "<root>[\"a\"][\"b\"]".
QString placeOf(const std::vector<std::string> &context)
{
    QString place;
    for (size_t i = 1; i < context.size(); ++i) {
        QString part = QString::fromStdString(context[i]);
        part.remove(u'[').remove(u']').remove(u'"');
        place += u'/' + part;
    }
    return place.isEmpty() ? u"it"_s : place;
}

QString deepestFault(valijson::ValidationResults &results)
{
    valijson::ValidationResults::Error error;
    // The innermost part is named last.
    valijson::ValidationResults::Error deepest;
    while (results.popError(error)) {
        if (error.context.size() >= deepest.context.size())
            deepest = error;
    }
    return u"%1: %2"_s.arg(placeOf(deepest.context), QString::fromStdString(deepest.description));
}
} // namespace

QString EditableSchema::fault() const
{
    if (m_schema.isNull())
        return {};
    valijson::Schema schema;
    return populate(m_schema, schema);
}

QString EditableSchema::faultOf(const JsonValue &data) const
{
    if (m_schema.isNull())
        return {};
    valijson::Schema schema;
    // A schema that cannot be used was refused when it came, or came from a scenario that may say what it likes.
    if (!populate(m_schema, schema).isEmpty())
        return {};
    if (!isQuicklyChecked(m_schema, data))
        return u"it is too much to check against its editable_schema; shorten the data or ask for less in the schema."_s;
    const QJsonValue document = toQt(data);
    const valijson::adapters::QtJsonAdapter target(document);
    valijson::Validator validator;
    try {
        // The faults are gathered only where there are some: that goes on after the first one.
        if (!validator.validate(schema, target, nullptr)) {
            valijson::ValidationResults results;
            (void)validator.validate(schema, target, &results);
            return deepestFault(results);
        }
    } catch (const std::exception &exception) {
        return QString::fromUtf8(exception.what());
    }
    Patterns known;
    return checkPatterns(m_schema, data, {}, matchLimit / std::max<qint64>(1, countTexts(data)), known);
}

} // namespace stagewatch::server
