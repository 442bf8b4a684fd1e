// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/progressscope.h"

using stagewatch::protocol::ProgressScope;

namespace stagewatch::model {

namespace {
/// A stage counts as far along from here on, and a fall to here counts as "towards 0". The gap between them keeps a
/// pipeline that corrects its estimate by a little from being taken for one that counts each stage on its own.
constexpr double farAlong = 0.6;
constexpr double nearStart = 0.2;
} // namespace

void ProgressScopeDetector::declare(ProgressScope scope)
{
    if (scope == ProgressScope::Unknown)
        return;
    m_declared = true;
    m_scope = scope;
}

bool ProgressScopeDetector::observe(const QString &stage, double progress)
{
    const bool fellBack = stage != m_stage && !m_stage.isEmpty() && m_last >= farAlong && progress <= nearStart;
    m_stage = stage;
    m_last = progress;
    if (m_declared || m_scope == ProgressScope::Stage || !fellBack)
        return false;
    m_scope = ProgressScope::Stage;
    return true;
}

ProgressScope ProgressScopeDetector::scope() const
{
    return m_scope;
}

} // namespace stagewatch::model
