// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/streamcard.h"

#include "journal/crc32c.h"
#include "journal/diskfile.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace stagewatch::journal {

namespace {
constexpr qsizetype checkSize = 21; ///< `,"check":"xxxxxxxx"}` and a line break

QString fileName()
{
    return u"stream.json"_s;
}

/// The object, given without its last brace, with its check behind all other members.
QByteArray checked(const QByteArray &open)
{
    return open + R"(,"check":")" + QByteArray::number(crc32c(open), 16).rightJustified(8, '0') + "\"}\n";
}
} // namespace

CardState readCard(const QString &folder, StreamCard *card, int *error)
{
    const std::optional<QByteArray> content = readFile(QDir(folder).filePath(fileName()));
    if (!content) {
        *error = errno;
        return *error == ENOENT ? CardState::Missing : CardState::Unreadable;
    }
    if (content->size() < checkSize || checked(content->chopped(checkSize)) != *content)
        return CardState::Damaged;
    const QJsonObject object = QJsonDocument::fromJson(*content).object();
    if (object.value("format"_L1).toInt() > StreamCard::format)
        return CardState::Newer;
    card->streamId = object.value("stream_id"_L1).toString();
    card->projectId = object.value("project_id"_L1).toString();
    card->firstSequence = object.value("first_sequence"_L1).toInteger();
    card->newestSegment = object.value("newest_segment"_L1).toInteger();
    return card->streamId.isEmpty() ? CardState::Damaged : CardState::Good;
}

int writeCard(const QString &folder, const StreamCard &card, bool sync)
{
    const QJsonObject object{ { u"format"_s, StreamCard::format },
                              { u"stream_id"_s, card.streamId },
                              { u"project_id"_s, card.projectId },
                              { u"first_sequence"_s, card.firstSequence },
                              { u"newest_segment"_s, card.newestSegment } };
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return replaceFile(folder, fileName(), checked(text.chopped(1)), sync);
}

QString makeStreamId()
{
    return QUuid::createUuid().toString(QUuid::Id128).left(20);
}

} // namespace stagewatch::journal
