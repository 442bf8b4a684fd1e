// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/schemawork.h"

namespace stagewatch::server {

using namespace protocol;

namespace {
/// Comparisons; some tenths of a second at the worst.
constexpr double workLimit = 1e6;
/// Characters of a text that cost as much as one value.
constexpr double textStep = 64;

struct SchemaSize
{
    double parts = 0;
    double uniqueLists = 0;
};

struct DataSize
{
    double parts = 0;
    double itemPairs = 0;
};

void measure(const JsonValue &schema, SchemaSize &size)
{
    size.parts += 1 + double(schema.toText().size()) / textStep;
    for (const JsonValue &item : schema.items())
        measure(item, size);
    for (const auto &[name, value] : schema.members()) {
        if (name == u"uniqueItems")
            ++size.uniqueLists;
        measure(value, size);
    }
}

void measure(const JsonValue &data, DataSize &size)
{
    const double before = size.parts;
    size.parts += 1 + double(data.toText().size()) / textStep;
    for (const JsonValue &item : data.items())
        measure(item, size);
    for (const auto &[name, value] : data.members())
        measure(value, size);
    // An item is compared part by part, so lists of lists count with what is in them.
    if (data.isArray())
        size.itemPairs += double(data.items().size()) * (size.parts - before);
}
} // namespace

bool isQuicklyChecked(const JsonValue &schema, const JsonValue &data)
{
    SchemaSize rules;
    measure(schema, rules);
    DataSize values;
    measure(data, values);
    return rules.parts * values.parts + rules.uniqueLists * values.itemPairs <= workLimit;
}

} // namespace stagewatch::server
