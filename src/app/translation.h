// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

class QCoreApplication;

namespace stagewatch::app {

/// Loads the window's words and Qt's own for a locale, and makes it the default one. Of English only the plurals need a
/// file. Call it before the first widget is made; what is already shown does not change.
void installTranslation(QCoreApplication &application, const QLocale &locale);

/// The locale for a code ("de", "zh_CN", "en"), or the system's for anything else.
[[nodiscard]] QLocale localeFor(const QString &code);

} // namespace stagewatch::app
