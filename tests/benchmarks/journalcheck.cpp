// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalcheck.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

QString checkJournal(const QString &path, LogStream &stream)
{
    constexpr qint64 othersAllowed = 4; // greeting, state, and what the window notes itself
    QFile file(path);
    const uchar *bytes = file.open(QIODevice::ReadOnly) ? file.map(0, file.size()) : nullptr;
    if (!bytes)
        return u"The journal %1 cannot be read: %2."_s.arg(path, file.errorString());
    const QByteArrayView all(bytes, file.size());
    qint64 found = 0;
    qint64 others = 0;
    for (qsizetype at = 0; at < all.size();) {
        qsizetype end = all.indexOf('\n', at);
        if (end < 0)
            end = all.size();
        const QByteArrayView line = all.sliced(at, end - at);
        if (found < stream.count() && line == stream.text(found))
            ++found;
        else if (++others > othersAllowed)
            return u"The journal has something else after %1 events: %2"_s.arg(found).arg(
                QString::fromUtf8(line.first(std::min<qsizetype>(line.size(), 200))));
        at = end + 1;
    }
    if (found != stream.count())
        return u"Of %1 events %2 are in the journal."_s.arg(stream.count()).arg(found);
    return {};
}

} // namespace stagewatch::bench
