// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connectionline.h"

#include "model/displaytext.h"
#include "model/textform.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::TextForm;
using protocol::ConnectionStatus;
using protocol::Timestamp;
using Phase = ConnectionStatus::Phase;

namespace {

qint64 msBetween(Timestamp from, Timestamp to)
{
    return qMax(qint64(0), qint64((to - from).count()));
}

QString latchText(const ConnectionStatus &status)
{
    switch (status.latch) {
    case ConnectionStatus::Latch::Refused:
        return ConnectionLine::tr("the server refuses");
    case ConnectionStatus::Latch::Fatal:
        return ConnectionLine::tr("the server reports a fatal error");
    case ConnectionStatus::Latch::GaveUp:
        return status.attempt == 1 ? ConnectionLine::tr("gave up after 1 attempt")
                                   : ConnectionLine::tr("gave up after %1 attempts").arg(status.attempt);
    case ConnectionStatus::Latch::ClosedByServer:
        return ConnectionLine::tr("closed by the server");
    case ConnectionStatus::Latch::None:
        break;
    }
    return ConnectionLine::tr("not trying again by itself");
}

} // namespace

ConnectionLine ConnectionLine::of(const ConnectionStatus &status, std::optional<Timestamp> lastEvent, Timestamp now)
{
    ConnectionLine line;
    line.isLive = status.isLive();
    const QString separator = u"  ·  "_s;
    QStringList parts;

    if (line.isLive) {
        line.shortText = status.phase == Phase::Polling ? tr("Connected by polling") : tr("Connected");
        if (status.roundTrip)
            line.shortText = status.roundTrip->count() < 1
                ? tr("%1, under 1 ms").arg(line.shortText)
                : tr("%1, %2 ms").arg(line.shortText).arg(status.roundTrip->count());
        parts << line.shortText;
        if (status.lastPong)
            parts << tr("server answered %1").arg(TextForm::ago(msBetween(*status.lastPong, now)));
        if (lastEvent)
            parts << tr("last event %1").arg(TextForm::ago(msBetween(*lastEvent, now)));
        line.text = parts.join(separator);
        if (status.phase == Phase::Polling)
            line.reason = model::visibleText(status.error);
        return line;
    }

    line.reason = model::visibleText(status.error);
    const auto attempt = [&] {
        return status.maxAttempts > 0 ? tr("attempt %1 of %2").arg(status.attempt).arg(status.maxAttempts)
                                      : tr("attempt %1").arg(status.attempt);
    };
    const bool lost = status.everConnected && status.disconnectedSince;
    const QString since =
        lost ? tr("Disconnected since %1").arg(TextForm::shortTime(*status.disconnectedSince)) : tr("Not connected");
    line.shortText = since;
    // What happened says as much; the line shall have room for what to do.
    const QStringList start = lost || line.reason.isEmpty() ? QStringList{ since } : QStringList();
    switch (status.phase) {
    case Phase::Connecting:
        line.shortText = lost ? since : tr("Connecting…");
        parts << line.shortText;
        if (lost || status.attempt > 1)
            parts << tr("trying again, %1").arg(attempt());
        break;
    case Phase::Waiting: {
        parts << start;
        const qint64 left = status.retryAt ? msBetween(now, *status.retryAt) : 0;
        // Counts down to 1; the instant itself is the next attempt's.
        parts << tr("%1, next in %2").arg(attempt(), TextForm::duration(qMax(qint64(1), (left + 999) / 1000) * 1000));
        line.canRetry = true;
        break;
    }
    case Phase::Latched:
        parts << start << latchText(status);
        line.canRetry = true;
        break;
    case Phase::Closed:
        parts << tr("Connection closed");
        line.shortText = parts.first();
        break;
    default:
        parts << since;
        break;
    }
    line.text = parts.join(separator);
    if (start.isEmpty() && !line.text.isEmpty())
        line.text[0] = line.text[0].toUpper();
    return line;
}

} // namespace stagewatch::ui
