// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "largejournal.h"

#include "logstream.h"
#include "toolprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

bool write(QIODevice &file, qint64 events)
{
    constexpr qsizetype atOnce = 1 << 20;
    LogStream stream(LogForm::Guide, SenderProcess::project, events);
    QByteArray buffer = stream.greeting() + '\n' + stream.state() + '\n';
    for (qint64 i = 0; i < events; ++i) {
        buffer.append(stream.text(i)).append('\n');
        if (buffer.size() >= atOnce || i + 1 == events) {
            if (file.write(buffer) != buffer.size())
                return false;
            buffer.clear();
        }
    }
    return true;
}

void readOnce(const QString &path)
{
    QFile file(path);
    QByteArray buffer(1 << 20, Qt::Uninitialized);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return;
    while (file.read(buffer.data(), buffer.size()) > 0) { }
}

} // namespace

QString LargeJournal::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/stagewatch-benchmarks"_s;
}

QString LargeJournal::make(const QString &folder, qint64 events, QString *error)
{
    const QString path = QDir(folder).filePath(u"journal-%1/journal.ndjson"_s.arg(events));
    if (QFileInfo::exists(path)) {
        readOnce(path);
        return path;
    }
    std::fprintf(stderr, "Writing %s\n", qUtf8Printable(path));
    QSaveFile file(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly) || !write(file, events)
        || !file.commit()) {
        *error = u"%1 cannot be written: %2."_s.arg(path, file.errorString());
        return {};
    }
    return path;
}

} // namespace stagewatch::bench
