// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <vector>

namespace stagewatch::protocol {

/// Collects the members of one JSON object in their order; what is empty or not known stays out.
class Members
{
public:
    void put(const QString &name, JsonValue value) { m_members.emplace_back(name, std::move(value)); }
    void putText(const QString &name, const QString &text);
    void putValue(const QString &name, const JsonValue &value);
    void putCount(const QString &name, const std::optional<qint64> &count);
    void putTime(const QString &name, const std::optional<Timestamp> &time);
    void putTexts(const QString &name, const QStringList &texts);
    /// A whole number where it is one.
    void putSeconds(const QString &name, const std::optional<double> &seconds);
    /// The share and, under `name`_percentage, a hundred times that.
    void putShare(const QString &name, const std::optional<double> &share);
    void putProgress(const std::optional<Progress> &progress);
    /// The id and the name for people; the display alone where a message has something between the two.
    void putStage(const StageName &stage);
    void putDisplay(const StageName &stage);
    // As these stand in an event's data, and in a snapshot.
    void putLog(const Log &log);
    void putDecision(const Decision &decision);
    void putApproval(const ApprovalRequired &required);
    void putResolution(const ApprovalResolved &resolved);

    [[nodiscard]] JsonValue take() { return JsonValue::object(std::move(m_members)); }

private:
    std::vector<JsonValue::Member> m_members;
};

/// An array of one object an item, whose members `write(members, item)` puts.
template <typename List, typename Write> [[nodiscard]] JsonValue arrayOf(const List &list, const Write &write)
{
    std::vector<JsonValue> items;
    items.reserve(size_t(list.size()));
    for (const auto &item : list) {
        Members members;
        write(members, item);
        items.push_back(members.take());
    }
    return JsonValue::array(std::move(items));
}

/// A snapshot names every field, so that a program that polls it finds the same shape each time.
[[nodiscard]] JsonValue encodeSnapshot(const Snapshot &snapshot);

} // namespace stagewatch::protocol
