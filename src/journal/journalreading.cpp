// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalreading.h"

#include <QCoreApplication>
#include <thread>

namespace stagewatch::journal {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::journal)
};

/// Longer than any message that a client takes, by far: what has such a line is no record of a stream.
constexpr qint64 lineLimit = 256LL * 1024 * 1024;
/// Stretches that may be read before the one that is to be handed over next.
constexpr qint64 readAhead = 4;
constexpr unsigned mostThreads = 4;

} // namespace

JournalReading::JournalReading(const JournalFile &file, qint64 begin, qint64 end, qint64 stretchBytes)
    : m_file(file)
    , m_begin(begin)
    , m_end(end)
    , m_stretchBytes(stretchBytes)
{
}

bool JournalReading::run(const std::function<void(Stretch &&)> &take, const std::stop_token &stop, QString *error)
{
    std::vector<std::jthread> threads;
    const auto wanted = std::min<qint64>(std::clamp(std::thread::hardware_concurrency(), 1U, mostThreads), count());
    for (qint64 i = 0; i < wanted; ++i)
        threads.emplace_back([this](const std::stop_token &own) { work(own); });
    for (; m_taken < count();) {
        std::unique_lock lock(m_mutex);
        const bool goesOn =
            m_changed.wait(lock, stop, [this] { return m_done.contains(m_taken) || !m_error.isEmpty(); });
        if (!goesOn || stop.stop_requested() || !m_error.isEmpty()) {
            *error = m_error;
            return false;
        }
        Stretch stretch = std::move(m_done.extract(m_taken).mapped());
        lock.unlock();
        take(std::move(stretch));
        lock.lock();
        ++m_taken;
        m_changed.notify_all();
    }
    return true;
}

void JournalReading::work(const std::stop_token &stop)
{
    StretchReader reader;
    std::unique_lock lock(m_mutex);
    while (m_next < count() && m_error.isEmpty()) {
        if (!m_changed.wait(lock, stop, [this] { return m_next < m_taken + readAhead || !m_error.isEmpty(); }))
            return;
        if (m_next >= count() || !m_error.isEmpty())
            return;
        const qint64 number = m_next++;
        lock.unlock();
        QString error;
        Stretch stretch = read(reader, number, &error);
        lock.lock();
        if (error.isEmpty())
            m_done.emplace(number, std::move(stretch));
        else if (m_error.isEmpty())
            m_error = error;
        m_changed.notify_all();
    }
}

/// The lines that begin in the stretch, the last one whole.
Stretch JournalReading::read(StretchReader &reader, qint64 number, QString *error) const
{
    const qint64 begin = m_begin + number * m_stretchBytes;
    const qint64 usualEnd = std::min(m_end, begin + m_stretchBytes);
    const qint64 from = number == 0 ? begin : begin - 1; // a break there makes the first byte the begin of a line
    QByteArray bytes;
    for (qint64 more = 0;; more = more == 0 ? 64 * 1024 : more * 4) {
        const qint64 end = std::min(m_end, usualEnd + more);
        bytes.resize(end - from + protocol::LogLineReader::slack());
        if (!m_file.readInto(from, bytes.data(), end - from, error))
            return {};
        const QByteArrayView read = QByteArrayView(bytes).first(end - from);
        qsizetype first = 0;
        if (number > 0) {
            first = read.indexOf('\n') + 1;
            if (first == 0 || first >= usualEnd - from)
                return {}; // one long line that began before
        }
        const qsizetype last = read.indexOf('\n', usualEnd - from - 1);
        if (last >= 0 || end == m_end)
            return reader.read(read.sliced(first, (last < 0 ? read.size() : last + 1) - first), quint64(from + first));
        if (more > lineLimit) {
            *error = Text::tr("The journal %1 has a line of more than 256 MiB, so it is no record of a stream. Choose "
                              "another file.")
                         .arg(m_file.path());
            return {};
        }
    }
}

} // namespace stagewatch::journal
