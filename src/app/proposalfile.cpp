// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/proposalfile.h"

#include "app/commandresult.h"
#include "protocol/encoder.h"
#include "protocol/jsonreader.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

QByteArray readAll(const QString &path, const QString &name)
{
    QFile file(path);
    const bool opened = path == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        throw CommandError{ ExitCode::WrongUsage, u"--data: %1 cannot be read: %2."_s.arg(name, file.errorString()) };
    // One byte more than fits says enough; a pipe without end must not fill the memory.
    QByteArray bytes;
    while (bytes.size() <= protocol::messageSizeLimit) {
        const QByteArray part = file.read(protocol::messageSizeLimit + 1 - bytes.size());
        if (part.isEmpty())
            break;
        bytes += part;
    }
    if (file.error() != QFileDevice::NoError)
        throw CommandError{ ExitCode::WrongUsage, u"--data: %1 cannot be read: %2."_s.arg(name, file.errorString()) };
    if (bytes.size() > protocol::messageSizeLimit)
        throw CommandError{ ExitCode::WrongUsage, u"--data: %1 is larger than the 256 KiB of a message."_s.arg(name) };
    return bytes;
}

} // namespace

protocol::JsonValue readProposal(const QString &path)
{
    const QString name = path == "-"_L1 ? u"standard input"_s : u"\"%1\""_s.arg(path);
    const protocol::JsonDocument document = protocol::readJson(readAll(path, name));
    if (!document.value)
        throw CommandError{ ExitCode::WrongUsage, u"--data: %1 is not JSON: %2"_s.arg(name, document.error) };
    if (document.repaired)
        throw CommandError{ ExitCode::WrongUsage,
                            u"--data: \"%1\" in %2 is no finite number, so it is no JSON; write a number or a text."_s
                                .arg(document.repairedName, name) };
    if (!document.value->isObject())
        throw CommandError{ ExitCode::WrongUsage,
                            u"--data: %1 is JSON, but no object; write {\"name\": value, ...}."_s.arg(name) };
    return *document.value;
}

} // namespace stagewatch::app
