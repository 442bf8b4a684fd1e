// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/publisher.h"

#include <QElapsedTimer>
#include <QTimer>
#include <memory>
#include <vector>

namespace stagewatch::bench {

/// A pipeline that publishes at a steady rate, whatever becomes of the server, and remembers what it was promised.
class PipelineLoad : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QUrl server;
        QString project;
        double eventsASecond = 2000;
        qsizetype messageBytes = 120; ///< of each event's text
        qint64 runEvents = 20'000; ///< after so many, a run is completed and the next begins; 0: one run
        std::chrono::milliseconds backoffBase{ 1000 };
        /// A connection that held so long counts as one: less than in the field, since here the server dies often.
        std::chrono::milliseconds stableAfter{ 200 };
    };
    explicit PipelineLoad(const Options &options);

    void go();
    void halt(); ///< publishes no more; what is not acknowledged is still sent
    [[nodiscard]] qint64 published() const { return qint64(m_sequences.size()); }
    [[nodiscard]] qint64 acknowledged() const { return m_acknowledged; }
    [[nodiscard]] bool isDrained() const { return m_acknowledged == published(); }
    /// What the server said where event `number` (from 1) is stored; 0: nothing yet.
    [[nodiscard]] qint64 sequenceOf(qint64 number) const { return m_sequences[size_t(number - 1)]; }
    [[nodiscard]] qint64 newestAcknowledged() const { return m_newest; } ///< sequence
    [[nodiscard]] const QString &publisherId() const { return m_publisher->publisherId(); }
    /// The first thing that must not happen, as a sentence: a refusal, two answers that differ.
    [[nodiscard]] const QString &fault() const { return m_fault; }

private:
    void tick();
    void publishOne(qint64 number);

    Options m_options;
    std::unique_ptr<client::Publisher> m_publisher;
    std::vector<qint64> m_sequences;
    qint64 m_acknowledged = 0;
    qint64 m_newest = 0;
    QString m_fault;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_before = 0; ///< published when the clock began
};

} // namespace stagewatch::bench
