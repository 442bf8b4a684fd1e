// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "protocol/decoder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

namespace stagewatch::test {

/// A message of the guide; `second` stands in its timestamp.
inline QByteArray message(const char *type, const QByteArray &data, int second = 0, const QByteArray &beside = {})
{
    const QByteArray seconds = QByteArray::number(second % 60).rightJustified(2, '0');
    const QByteArray minutes = QByteArray::number(second / 60 % 60).rightJustified(2, '0');
    return "{\"event_type\":\"" + QByteArray(type) + "\",\"project_id\":\"churn\",\"timestamp\":\"2024-01-01T12:"
        + minutes + ":" + seconds + ".000Z\"" + (beside.isEmpty() ? "" : "," + beside) + ",\"data\":" + data + "}";
}

inline QByteArray logMessage(int number, const QByteArray &text = "line")
{
    return message("log", "{\"level\":\"info\",\"message\":\"" + text + ' ' + QByteArray::number(number) + "\"}",
                   number, "\"sequence\":" + QByteArray::number(number + 1));
}

/// What a decoder makes of the message; it must make something of it.
inline protocol::Event decoded(const QByteArray &bytes)
{
    protocol::Decoder decoder;
    auto result = decoder.decode(bytes, protocol::Timestamp{});
    if (!result.event)
        qFatal("not an event: %s", bytes.constData());
    return *result.event;
}

inline qint64 append(journal::Journal &journal, const QByteArray &bytes, QStringView stage = {})
{
    return journal.append(bytes, decoded(bytes), stage);
}

inline std::shared_ptr<journal::Journal> openJournal(const QString &path)
{
    QString error;
    auto opened = journal::Journal::open(path, &error);
    if (!opened)
        qWarning("%s", qUtf8Printable(error));
    return opened;
}

inline bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size();
}

inline QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
}

inline QByteArrayList texts(const journal::Journal &journal)
{
    QByteArrayList lines;
    for (qint64 row = 0; row < journal.size(); ++row)
        lines += journal.text(row);
    return lines;
}

/// For its life, the test is somebody to whom permissions apply: for root they do not.
class WithoutRoot
{
public:
    WithoutRoot()
        : m_wasRoot(::geteuid() == 0)
    {
        constexpr uid_t nobody = 65'534;
        if (m_wasRoot && ::seteuid(nobody) != 0)
            qFatal("cannot give up root");
    }
    ~WithoutRoot()
    {
        if (m_wasRoot && ::seteuid(0) != 0)
            qFatal("cannot be root again");
    }
    Q_DISABLE_COPY_MOVE(WithoutRoot)

private:
    bool m_wasRoot;
};

} // namespace stagewatch::test
