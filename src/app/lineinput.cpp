// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lineinput.h"

#include <QSocketNotifier>

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace stagewatch::app {

namespace {
constexpr qsizetype blockSize = 64 * 1024;
} // namespace

LineInput::LineInput(int descriptor, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_notifier(std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read))
{
    m_notifier->setEnabled(false);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &LineInput::read);
}

LineInput::~LineInput() = default;

void LineInput::setPaused(bool paused)
{
    if (m_paused == paused || m_done)
        return;
    m_paused = paused;
    m_notifier->setEnabled(!paused && !m_atEnd);
    if (!paused)
        schedule();
}

/// What is in the buffer is handed over from the event loop, never from inside a call.
void LineInput::schedule()
{
    QMetaObject::invokeMethod(this, &LineInput::handOver, Qt::QueuedConnection);
}

void LineInput::read()
{
    QByteArray block(blockSize, Qt::Uninitialized);
    // One read a turn: the notifier vouches that it does not block.
    const ssize_t got = ::read(m_descriptor, block.data(), size_t(blockSize));
    if (got < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK))
        return;
    if (got < 0) {
        m_notifier->setEnabled(false);
        m_done = true;
        Q_EMIT failed(QString::fromLocal8Bit(std::strerror(errno)));
        return;
    }
    m_buffer.append(block.constData(), got);
    if (got == 0) {
        m_atEnd = true;
        m_notifier->setEnabled(false);
    }
    handOver();
}

void LineInput::handOver()
{
    qsizetype start = 0;
    while (!m_paused && !m_done) {
        const qsizetype lineEnd = m_buffer.indexOf('\n', start);
        if (lineEnd < 0)
            break;
        QByteArray text = m_buffer.mid(start, lineEnd - start);
        start = lineEnd + 1;
        if (std::exchange(m_skipping, false))
            continue; // the end of a line that was too long
        Q_EMIT line(++m_number, text);
    }
    m_buffer.remove(0, start);
    if (m_paused || m_done)
        return;
    if (m_buffer.size() > lineLimit) {
        m_buffer.clear();
        if (!std::exchange(m_skipping, true))
            Q_EMIT tooLong(++m_number);
    }
    if (m_atEnd)
        end();
}

void LineInput::end()
{
    m_done = true;
    const QByteArray last = std::exchange(m_buffer, {});
    if (!last.isEmpty() && !m_skipping)
        Q_EMIT line(++m_number, last);
    Q_EMIT ended();
}

} // namespace stagewatch::app
