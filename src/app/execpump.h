// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace stagewatch::app {

/// Carries one of a program's streams to our own, byte for byte, as soon as the bytes are there, and keeps a copy for
/// who listens. A thread of its own does it, so that neither the network nor a reader who takes his time delays the
/// other; a program that prints faster than its reader reads is slowed down as without us. Where our own stream can
/// take no more (a closed pipe, a full disk), the program's is closed too, so that it learns of it.
class ExecPump : public QObject
{
    Q_OBJECT
public:
    /// Takes `source`, the end of a pipe, and closes it; `sink` is left open.
    ExecPump(int source, int sink, QObject *parent = nullptr);
    /// Waits until all that was taken from the program is written.
    ~ExecPump() override;

    void start();
    /// What was carried since the last call. In the thread of the object.
    [[nodiscard]] QByteArray take();
    /// True while the reader of our own stream does not take what the program printed.
    [[nodiscard]] bool isHeldUp() const { return m_writing; }
    /// Carries what is there and waits for no more; ended() follows.
    void requestStop();
    /// Why our own stream took no more; 0: it did, or its reader went away, which needs no words.
    [[nodiscard]] int sinkError() const { return m_sinkError; }

Q_SIGNALS:
    void outputReady();
    /// The program's stream has ended; take() has the last of it.
    void ended();

private:
    void run();
    [[nodiscard]] bool carry();
    void keep(const QByteArray &bytes);
    [[nodiscard]] bool write(QByteArrayView bytes);

    int m_source;
    const int m_sink;
    int m_wake = -1;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_hasRoom;
    QByteArray m_kept;
    bool m_isNotified = false;
    std::atomic<bool> m_stopping = false;
    std::atomic<bool> m_writing = false;
    std::atomic<int> m_sinkError = 0;
};

} // namespace stagewatch::app
