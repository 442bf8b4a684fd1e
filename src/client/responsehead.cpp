// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/responsehead.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

QByteArray ResponseHead::header(QByteArrayView name) const
{
    QByteArray joined;
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (!joined.isEmpty())
            joined += ", ";
        joined += value;
    }
    return joined;
}

std::optional<ResponseHead> parseResponseHead(QByteArrayView bytes)
{
    const QList<QByteArray> lines = bytes.toByteArray().split('\n');
    const QByteArray first = lines.first().trimmed();
    if (!first.startsWith("HTTP/"))
        return {};
    bool isNumber = false;
    const int status = first.mid(first.indexOf(' ') + 1).left(3).toInt(&isNumber);
    if (!isNumber || status < 100 || status > 999)
        return {};
    ResponseHead head{ .status = status, .headers = {} };
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QByteArray line = lines[i].trimmed();
        if (line.isEmpty())
            break;
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            head.headers.emplace_back(line.left(colon).trimmed(), line.mid(colon + 1).trimmed());
    }
    return head;
}

std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &value, std::chrono::seconds now)
{
    // A century is as good as any larger number, and no sum of it overflows.
    constexpr qint64 most = 100LL * 365 * 24 * 3600;
    const QByteArray text = value.trimmed();
    if (text.isEmpty())
        return {};
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) {
        bool fits = false;
        const qint64 seconds = text.toLongLong(&fits);
        return std::chrono::seconds(fits ? std::min(seconds, most) : most);
    }
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return {};
    date.setTimeZone(QTimeZone::utc());
    return std::chrono::seconds(std::clamp<qint64>(date.toSecsSinceEpoch() - now.count(), 0, most));
}

} // namespace stagewatch::client
