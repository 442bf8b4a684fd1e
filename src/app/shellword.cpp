// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shellword.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

QString shellWord(const QString &text)
{
    const auto isPlain = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z')
            || QStringView(u"_-./:~@%+=,").contains(c);
    };
    if (!text.isEmpty() && !text.startsWith(u'~') && std::all_of(text.begin(), text.end(), isPlain))
        return text;
    QString quoted = text;
    return u'\'' + quoted.replace(u'\'', "'\\''"_L1) + u'\'';
}

} // namespace stagewatch::app
