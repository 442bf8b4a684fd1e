// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QTest>

namespace stagewatch::test {

/// The child of that name; fails the program with its name where there is none, so that a test cannot pass without it.
template <typename T> [[nodiscard]] T *child(const QWidget &of, const QString &name)
{
    T *found = of.findChild<T *>(name);
    if (!found) {
        qFatal("no child named %s", qPrintable(name));
    }
    return found;
}

/// Clicks as a person does: a button that is hidden or disabled does not hear it.
inline void click(const QWidget &of, const QString &name)
{
    QTest::mouseClick(child<QAbstractButton>(of, name), Qt::LeftButton);
}

} // namespace stagewatch::test
