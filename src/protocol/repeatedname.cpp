// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/repeatedname.h"

#include <algorithm>

namespace stagewatch::protocol {

const QString *repeatedName(const JsonValue &object)
{
    const std::vector<JsonValue::Member> &members = object.members();
    constexpr size_t few = 16; // so many are compared with each other sooner than sorted
    if (members.size() <= few) {
        for (auto member = members.begin(); member != members.end(); ++member) {
            if (std::any_of(members.begin(), member,
                            [&](const JsonValue::Member &before) { return before.first == member->first; }))
                return &member->first;
        }
        return nullptr;
    }
    std::vector<const QString *> names;
    names.reserve(members.size());
    for (const auto &[name, value] : members)
        names.push_back(&name);
    std::sort(names.begin(), names.end(), [](const QString *left, const QString *right) { return *left < *right; });
    const auto twice = std::adjacent_find(names.begin(), names.end(),
                                          [](const QString *left, const QString *right) { return *left == *right; });
    return twice == names.end() ? nullptr : *twice;
}

const QString *repeatedNameWithin(const JsonValue &value)
{
    const QString *found = repeatedName(value);
    for (auto item = value.items().begin(); !found && item != value.items().end(); ++item)
        found = repeatedNameWithin(*item);
    for (auto member = value.members().begin(); !found && member != value.members().end(); ++member)
        found = repeatedNameWithin(member->second);
    return found;
}

} // namespace stagewatch::protocol
