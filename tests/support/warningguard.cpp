// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warningguard.h"

#include <QList>
#include <algorithm>
#include <mutex>
#include <utility>

namespace stagewatch::test {

namespace {

struct Collected
{
    std::mutex mutex;
    QStringList warnings;
    QList<QRegularExpression> allowed;
    QtMessageHandler previous = nullptr;
};

Collected &collected()
{
    static Collected instance;
    return instance;
}

void collect(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    Collected &all = collected();
    QtMessageHandler previous = nullptr;
    {
        const std::lock_guard lock(all.mutex);
        previous = all.previous;
        const bool isAllowed =
            std::any_of(all.allowed.cbegin(), all.allowed.cend(),
                        [&message](const QRegularExpression &pattern) { return pattern.match(message).hasMatch(); });
        if ((type == QtWarningMsg || type == QtCriticalMsg) && !isAllowed)
            all.warnings.append(message);
    }
    if (previous)
        previous(type, context, message);
}

} // namespace

WarningGuard::WarningGuard()
{
    Collected &all = collected();
    const std::lock_guard lock(all.mutex);
    all.warnings.clear();
    all.allowed.clear();
    all.previous = qInstallMessageHandler(collect);
}

WarningGuard::~WarningGuard()
{
    Collected &all = collected();
    const std::lock_guard lock(all.mutex);
    qInstallMessageHandler(all.previous);
    all.previous = nullptr;
}

void WarningGuard::allow(const QRegularExpression &pattern)
{
    Collected &all = collected();
    const std::lock_guard lock(all.mutex);
    all.allowed.append(pattern);
}

QStringList WarningGuard::take()
{
    Collected &all = collected();
    const std::lock_guard lock(all.mutex);
    return std::exchange(all.warnings, {});
}

} // namespace stagewatch::test
