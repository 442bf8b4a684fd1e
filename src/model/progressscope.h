// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QString>

namespace stagewatch::model {

/// Decides what a server's progress measures: the whole pipeline or the current stage (PROTOCOL section 1, "What
/// progress measures"). What the server says in `connected` or a snapshot wins. Until then it is the pipeline, until a
/// transition into another stage falls back towards 0 while the stage before it was far along; from then on it is the
/// stage. A pure value.
class ProgressScopeDetector
{
public:
    /// The server's own word; Unknown is ignored.
    void declare(protocol::ProgressScope scope);
    /// Feeds one progress number (0..1) of a stage. Returns true if the scope changed by it.
    bool observe(const QString &stage, double progress);
    /// A stage that was seen before begins again: its numbers may start anywhere, and tell nothing about the scope.
    void reenter(const QString &stage);
    [[nodiscard]] protocol::ProgressScope scope() const { return m_scope; }
    [[nodiscard]] bool isDeclared() const { return m_declared; }
    bool operator==(const ProgressScopeDetector &) const = default;

private:
    bool m_declared = false;
    protocol::ProgressScope m_scope = protocol::ProgressScope::Pipeline;
    QString m_stage;
    double m_last = 0;
};

} // namespace stagewatch::model
