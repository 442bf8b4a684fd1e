// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

void installTranslation(QCoreApplication &application, const QLocale &locale)
{
    QLocale::setDefault(locale);
    const auto load = [&](const QLocale &language, const QString &name, const QString &folder) {
        auto *translator = new QTranslator(&application);
        if (translator->load(language, name, u"_"_s, folder))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    };
    // English is in the sources, but for its plurals; they also serve every language that has no file.
    load(QLocale(QLocale::English), u"stagewatch"_s, u":/i18n"_s);
    if (locale.language() == QLocale::English || locale.language() == QLocale::C)
        return;
    load(locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    load(locale, u"stagewatch"_s, u":/i18n"_s);
}

QLocale localeFor(const QString &code)
{
    return code == "en"_L1 || code == "de"_L1 || code == "zh_CN"_L1 ? QLocale(code) : QLocale::system();
}

} // namespace stagewatch::app
