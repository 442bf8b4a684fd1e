// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/progressscope.h"

#include <algorithm>

using stagewatch::protocol::ProgressScope;

namespace stagewatch::model {

namespace {

/// A stage that came this far was nearly through where each stage counts from 0 to 1.
constexpr double farAlong = 0.5;
/// A pipeline that goes on to a stage never seen before does not lose this share of what it had.
constexpr double keptShare = 0.5;

} // namespace

void ProgressScopeDetector::declare(ProgressScope scope)
{
    if (scope == ProgressScope::Unknown)
        return;
    m_scope = scope;
    m_declared = true;
}

bool ProgressScopeDetector::observe(const QString &stage, double progress)
{
    if (stage == m_stage) {
        m_last = std::max(m_last, progress);
        return false;
    }
    const bool fellBack = !m_stage.isEmpty() && m_last >= farAlong && progress <= m_last * keptShare;
    m_stage = stage;
    m_last = progress;
    if (m_declared || m_scope == ProgressScope::Stage || !fellBack)
        return false;
    m_scope = ProgressScope::Stage;
    return true;
}

void ProgressScopeDetector::reenter(const QString &stage)
{
    m_stage = stage;
    m_last = 0;
}

} // namespace stagewatch::model
