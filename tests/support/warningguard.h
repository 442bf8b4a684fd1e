// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QStringList>

namespace stagewatch::test {

/// Collects the warnings that Qt and Stagewatch print while it lives, from every thread, so that a test can fail on
/// them: make one in init(), and in cleanup() `QCOMPARE(guard->take(), QStringList())`. One at a time.
class WarningGuard
{
public:
    WarningGuard();
    ~WarningGuard();
    Q_DISABLE_COPY_MOVE(WarningGuard)

    /// A warning that is no fault of the program.
    void allow(const QRegularExpression &pattern);
    /// The warnings so far that were not allowed.
    [[nodiscard]] QStringList take();
};

} // namespace stagewatch::test
