// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/eventlog.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

namespace stagewatch::test {

/// A message as a server stores it, with a hole for its number.
struct Parts
{
    QByteArray head;
    QByteArray tail;
};
inline Parts parts(const QString &streamId, int number, const QByteArray &text = "line")
{
    return { R"({"event_type":"log","project_id":"churn","data":{"message":")" + text + ' ' + QByteArray::number(number)
                 + R"("},"sequence":)",
             R"(,"stream_id":")" + streamId.toLatin1() + R"(","run_id":"run_1"})" };
}

inline QByteArray messageAt(const QString &streamId, qint64 sequence, int number, const QByteArray &text = "line")
{
    const Parts around = parts(streamId, number, text);
    return around.head + QByteArray::number(sequence) + around.tail;
}

inline journal::EventLogOptions optionsFor(const QString &folder)
{
    journal::EventLogOptions options;
    options.layout.folder = folder;
    options.layout.projectId = QStringLiteral("churn");
    options.retryAfter = std::chrono::milliseconds(20);
    return options;
}

inline std::unique_ptr<journal::EventLog> openLog(const journal::EventLogOptions &options, QThreadPool *pool = nullptr)
{
    QString error;
    auto log = journal::EventLog::open(options, pool, &error);
    if (!log)
        qWarning("%s", qUtf8Printable(error));
    return log;
}

/// Appends messages `from` to `to`, which say their own number, in commits of `group`.
inline void appendMessages(journal::EventLog &log, int from, int to, int group = 1)
{
    for (int number = from; number <= to; ++number) {
        const Parts around = parts(log.streamId(), number);
        log.append(around.head, around.tail);
        if ((number - from + 1) % group == 0 || number == to)
            log.commit();
    }
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool replaceContent(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size();
}

inline QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

/// A copy of a folder without folders in it. QFile::copy() would sync every file.
inline bool copyFolder(const QString &from, const QString &to)
{
    bool ok = QDir().mkpath(to);
    for (const QString &name : filesIn(from))
        ok = replaceContent(QDir(to).filePath(name), contentOf(QDir(from).filePath(name))) && ok;
    return ok;
}

/// The folders that were set aside.
inline QStringList damagedFolders(const QString &parent)
{
    return QDir(parent).entryList({ QStringLiteral("*+damaged-*") }, QDir::Dirs);
}

} // namespace stagewatch::test
