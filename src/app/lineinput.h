// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <memory>

class QSocketNotifier;

namespace stagewatch::app {

/// Reads lines from a file, a pipe or a terminal as they come, within the event loop, and stops reading while it is
/// paused: what writes into a pipe then waits. Does not own the descriptor, and leaves its flags alone, which it may
/// share with other programs.
class LineInput : public QObject
{
    Q_OBJECT
public:
    /// Far more than a server takes; a longer line is read over.
    static constexpr qsizetype lineLimit = 1024 * 1024;

    explicit LineInput(int descriptor, QObject *parent = nullptr);
    ~LineInput() override;

    void start() { setPaused(false); }
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_paused; }

Q_SIGNALS:
    /// Without its line break; numbers count from 1. Also a last line that has none.
    void line(qint64 number, const QByteArray &text);
    void tooLong(qint64 number);
    /// The end, once. Not while paused.
    void ended();
    /// It cannot be read, for that reason; once, in the place of ended().
    void failed(const QString &reason);

private:
    void read();
    void handOver();
    void end();
    void schedule();

    int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_buffer;
    qint64 m_number = 0;
    bool m_paused = true;
    bool m_skipping = false; ///< inside a line that is too long
    bool m_atEnd = false;
    bool m_done = false;
};

} // namespace stagewatch::app
