// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harmedlog.h"

#include "journal/eventlog.h"
#include "journal/segmentfile.h"
#include "journal/storedplace.h"

#include <QFile>
#include <QSet>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

constexpr int messageCount = 150;

journal::EventLogOptions optionsAt(const QString &folder)
{
    journal::EventLogOptions options;
    options.layout.folder = folder;
    options.layout.projectId = u"bench"_s;
    options.layout.durability = journal::Durability::None; // the harm is done afterwards
    options.layout.segmentEvents = 40;
    return options;
}

/// The message without its place: what it says, in whatever stream.
QByteArray withoutPlace(const QByteArray &message)
{
    const auto place = journal::storedPlace(message);
    return place ? journal::movedTo(message, *place, 0, {}) : QByteArray();
}

/// The messages of a data file that its harm leaves whole.
QByteArrayList goodIn(const QByteArrayList &messages, qint64 firstOfFile, const Harm &harm)
{
    QByteArrayList good;
    qint64 begin = 0;
    for (qsizetype index = 0; index < messages.size(); ++index) {
        if (index + 1 < firstOfFile) {
            good << messages.at(index);
            continue;
        }
        const qint64 end = begin + messages.at(index).size() + 1;
        const bool isHere = index + 1 < firstOfFile + 40;
        const bool isHit = isHere && (harm.isCut ? end > harm.place : harm.place >= begin && harm.place < end);
        if (!isHit)
            good << messages.at(index);
        begin = end;
    }
    return good;
}

} // namespace

KnownLog makeKnownLog(const QString &folder, QRandomGenerator *random)
{
    KnownLog known{ folder, {}, {} };
    QString error;
    const auto log = journal::EventLog::open(optionsAt(folder), nullptr, &error);
    if (!log) {
        qWarning("%s", qUtf8Printable(error));
        return known;
    }
    known.streamId = log->streamId();
    for (int number = 1; number <= messageCount; ++number) {
        const QByteArray text = QByteArray(random->bounded(1, 300), char('a' + number % 26));
        log->append(R"({"event_type":"log","project_id":"bench","data":{"message":"no )" + QByteArray::number(number)
                        + ' ' + text + R"("},"sequence":)",
                    R"(,"stream_id":")" + known.streamId.toLatin1() + R"(","run_id":"run_1"})");
        // A segment is full at a number of messages that does not hang on the groups.
        if (random->bounded(4) == 0 || number % 40 == 0)
            log->commit();
    }
    log->commit();
    for (qint64 sequence = 1; sequence < log->end(); ++sequence)
        known.messages << log->read(sequence);
    return known;
}

QString Harm::text() const
{
    return u"%1, %2 at byte %3"_s.arg(file, isCut ? u"cut"_s : u"one bit flipped"_s).arg(place);
}

Harm harm(const KnownLog &known, const QDir &copy, QRandomGenerator *random)
{
    const QStringList names = copy.entryList(QDir::Files, QDir::Name);
    Harm done{ names.at(random->bounded(int(names.size()))), random->bounded(2) == 0, 0, known.messages };
    QFile file(copy.filePath(done.file));
    if (!file.open(QIODevice::ReadWrite))
        qFatal("%s", qPrintable(file.errorString()));
    done.place = random->bounded(int(file.size()));
    if (done.isCut) {
        file.resize(done.place);
    } else {
        char byte = 0;
        file.seek(done.place);
        file.getChar(&byte);
        file.seek(done.place);
        file.putChar(char(byte ^ (1 << random->bounded(8))));
    }
    if (done.file.endsWith(u".ndjson"_s))
        done.good = goodIn(known.messages, journal::segmentOfName(done.file), done);
    return done;
}

Verdict judge(const KnownLog &known, const Harm &harm, const QString &copy)
{
    Verdict verdict;
    verdict.served = true;
    QString firstId;
    for (int start = 0; start < 2; ++start) {
        QString error;
        const auto log = journal::EventLog::open(optionsAt(copy), nullptr, &error);
        if (!log)
            return {};
        if (start == 0) {
            verdict.noticed = !log->notices().isEmpty();
            firstId = log->streamId();
            verdict.streamKept = firstId == known.streamId;
        }
        verdict.served =
            verdict.served && log->streamId() == firstId && log->first() == 1 && log->end() == harm.good.size() + 1;
        QSet<QByteArray> seen;
        for (qint64 sequence = 1; sequence < log->end(); ++sequence) {
            const QByteArray message = log->read(sequence);
            const QByteArray said = withoutPlace(message);
            const auto index = qsizetype(sequence - 1);
            if (seen.contains(said) || (verdict.streamKept && message != known.messages.value(index)))
                verdict.duplicated = true;
            seen.insert(said);
            const auto place = journal::storedPlace(message);
            verdict.served = verdict.served && place && place->sequence == sequence
                && place->streamId == firstId.toLatin1() && said == withoutPlace(harm.good.value(index));
        }
    }
    return verdict;
}

} // namespace stagewatch::bench
