// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requesthead.h"

#include <QList>
#include <algorithm>

namespace stagewatch::server {

using namespace Qt::StringLiterals;

namespace {
bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool hasControlCharacter(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; });
}

bool readRequestLine(const QByteArray &line, RequestHead &head)
{
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() != 3 || !isToken(parts[0]) || !parts[1].startsWith('/'))
        return false;
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0")
        return false;
    head.method = parts[0];
    const qsizetype question = parts[1].indexOf('?');
    head.path = parts[1].left(question < 0 ? parts[1].size() : question);
    head.query = question < 0 ? QByteArray() : parts[1].mid(question + 1);
    return true;
}
} // namespace

int RequestHead::count(QByteArrayView name) const
{
    return int(std::count_if(headers.begin(), headers.end(), [&](const auto &header) { return header.first == name; }));
}

std::optional<QByteArray> RequestHead::value(QByteArrayView name) const
{
    for (const auto &[key, text] : headers) {
        if (key == name)
            return text;
    }
    return std::nullopt;
}

bool RequestHead::wantsWebSocket() const
{
    if (value("upgrade").value_or(QByteArray()).toLower() != "websocket")
        return false;
    const QList<QByteArray> tokens = value("connection").value_or(QByteArray()).toLower().split(',');
    return std::any_of(tokens.begin(), tokens.end(),
                       [](const QByteArray &token) { return token.trimmed() == "upgrade"; });
}

qsizetype endOfHead(QByteArrayView bytes)
{
    const qsizetype blank = bytes.indexOf("\r\n\r\n");
    return blank < 0 ? -1 : blank + 4;
}

std::optional<RequestHead> parseRequestHead(QByteArrayView head)
{
    const qsizetype end = endOfHead(head);
    if (end < 0)
        return std::nullopt;
    RequestHead result;
    bool first = true;
    qsizetype start = 0;
    while (start < end - 2) {
        const qsizetype lineEnd = head.indexOf("\r\n", start);
        const QByteArray line = head.sliced(start, lineEnd - start).toByteArray();
        start = lineEnd + 2;
        if (hasControlCharacter(line))
            return std::nullopt;
        if (first) {
            if (!readRequestLine(line, result))
                return std::nullopt;
            first = false;
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || !isToken(QByteArrayView(line).first(colon)))
            return std::nullopt;
        result.headers.emplace_back(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    if (first)
        return std::nullopt;
    return result;
}

} // namespace stagewatch::server
