// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/clientmessage.h"
#include "server/approvaldesk.h"
#include "server/caller.h"

#include <QObject>
#include <QTimer>
#include <functional>
#include <map>
#include <vector>

namespace stagewatch::server {

class Channel;
class ChannelFold;

/// What people ask of the run that is under way: to cancel it, and what it asked them. Each becomes an event of the
/// channel, and whoever asked is told once that is safe. Belongs to the channel, and so does its fold.
class RunControl : public QObject
{
    Q_OBJECT
public:
    RunControl(Channel &channel, ChannelFold &fold);

    /// Passes a cancel on. `reply` is told whether somebody hears it, once the cancel is safe.
    void cancel(const protocol::Cancel &request, const Caller &caller,
                const std::function<void(bool delivered)> &reply);
    /// Answers an approval. `reply` is told the outcome, once the decision that stands is safe.
    void answer(protocol::ApprovalResponse response, const Caller &caller,
                const std::function<void(const ApprovalDesk::Outcome &)> &reply);
    /// Resolves an open approval by its timeout.
    void expireApproval(const QString &approvalId);
    /// Resolves those whose time is over, and waits for the next one.
    void watchExpiry();

private:
    struct Unsettled
    {
        ApprovalDesk::Outcome outcome;
        std::function<void(const ApprovalDesk::Outcome &)> reply;
    };
    void postResolution(const protocol::ApprovalResolved &resolved, const QString &requestId);
    void settle(const QString &approvalId);

    Channel &m_channel;
    ChannelFold &m_fold;
    std::map<QString, std::vector<Unsettled>> m_unsettled; ///< by approval
    QTimer m_expiry;
};

} // namespace stagewatch::server
