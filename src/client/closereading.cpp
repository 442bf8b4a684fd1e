// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/closereading.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

constexpr int normalClosure = 1000;
constexpr int goingAway = 1001;
constexpr int notUtf8 = 1007;
constexpr int tooBig = 1009;
constexpr int noProgress = 4008;
constexpr int tokenRevoked = 4401;

QString otherClose(const SocketEnd &end, const QString &server)
{
    const QString reason = end.reason.simplified().left(200);
    if (reason.isEmpty())
        return Text::tr("%1 closed the connection with code %2.").arg(server).arg(end.closeCode);
    return Text::tr("%1 closed the connection with code %2 (%3).").arg(server, QString::number(end.closeCode), reason);
}

} // namespace

CloseReading readClose(const SocketEnd &end, const QString &server)
{
    using Kind = AttemptOutcome::Kind;
    CloseReading reading;
    if (!end.clean) {
        reading.sentence = Text::tr("The connection to %1 was lost.").arg(server);
        return reading;
    }
    switch (end.closeCode) {
    case normalClosure:
        reading.outcome.kind = Kind::ClosedByServer;
        reading.isProblem = false;
        reading.sentence = Text::tr("%1 closed the connection: it has nothing more to send.").arg(server);
        break;
    case goingAway:
        reading.sentence = Text::tr("%1 is going away, or stopped in the middle of a message.").arg(server);
        break;
    case notUtf8:
        reading.outcome.kind = Kind::NotUtf8;
        reading.sentence =
            Text::tr("A message of %1 could not be read as UTF-8, and the connection was closed. "
                     "A server that sends large messages in several frames may cause this; tell its operator.")
                .arg(server);
        break;
    case tooBig:
        reading.problem = protocol::Problem::Kind::TooBig;
        reading.sentence = Text::tr("%1 sent a message of more than 32 MiB. It was left out.").arg(server);
        break;
    case noProgress:
        reading.sentence = Text::tr("%1 closed the connection because nothing was read for a while.").arg(server);
        break;
    case tokenRevoked:
        reading.outcome.kind = Kind::Refused;
        reading.sentence = Text::tr("%1 no longer takes the token. Enter a valid one and try again.").arg(server);
        break;
    default:
        reading.sentence = otherClose(end, server);
        break;
    }
    return reading;
}

} // namespace stagewatch::client
