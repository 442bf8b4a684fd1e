// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watched.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stagewatch::test {

Watched::Watched(const QUrl &server)
    : client(std::make_unique<client::Client>())
{
    using namespace std::chrono_literals;
    const auto at = [&server](const QString &path, bool rest) {
        QUrl url = server;
        url.setPath(path);
        if (rest)
            url.setScheme(server.scheme() == "wss"_L1 ? u"https"_s : u"http"_s);
        return url;
    };
    settings.endpoint.projectId = u"proj_abc123"_s;
    settings.endpoint.streamUrl = at(u"/api/v1/ws/projects/proj_abc123/stream"_s, false);
    settings.endpoint.fallbackStreamUrl = at(u"/api/v1/projects/proj_abc123/stream"_s, false);
    settings.endpoint.apiUrl = at(u"/api/v1/projects/proj_abc123"_s, true);
    settings.maxAttempts = 0;
    settings.connectTimeout = 2s;
    settings.backoffBase = 5ms;
    settings.backoffCap = 20ms;
    settings.stableAfter = 60s;
    settings.pollInterval = 20ms;
    QString error;
    journal = journal::Journal::openTemporary(&error);
    if (!journal)
        qFatal("%s", qPrintable(error));
    connect(client.get(), &client::Client::batchReady, this, [this](client::ConnectionId which) {
        journal::Batch batch = client->takeBatch(which);
        ++batches;
        largestBatch = std::max(largestBatch, batch.events.size());
        if (!batch.events.empty()
            && (batch.firstRow != static_cast<qint64>(events.size())
                || journal->size() < batch.firstRow + static_cast<qint64>(batch.events.size())))
            rowsMatched = false;
        std::move(batch.events.begin(), batch.events.end(), std::back_inserter(events));
        std::move(batch.problems.begin(), batch.problems.end(), std::back_inserter(problems));
    });
    connect(client.get(), &client::Client::sendFailed, this,
            [this](client::ConnectionId, const protocol::ClientMessage &message, const QString &reason) {
                failures.emplace_back(message, reason);
            });
}

Watched::~Watched() = default;

void Watched::open()
{
    id = client->open(settings, journal);
}

qsizetype Watched::count(const QString &eventType) const
{
    return std::count_if(events.cbegin(), events.cend(),
                         [&eventType](const protocol::Event &event) { return event.eventType == eventType; });
}

const protocol::Event *Watched::last(const QString &eventType) const
{
    const auto found = std::find_if(events.crbegin(), events.crend(), [&eventType](const protocol::Event &event) {
        return event.eventType == eventType;
    });
    return found == events.crend() ? nullptr : &*found;
}

qsizetype Watched::problemCount(protocol::Problem::Kind kind) const
{
    return std::count_if(problems.cbegin(), problems.cend(),
                         [kind](const protocol::Problem &problem) { return problem.kind == kind; });
}

QString Watched::problemTexts() const
{
    QStringList texts;
    for (const protocol::Problem &problem : problems)
        texts.append(problem.text);
    return texts.join(u'\n');
}

QStringList Watched::logs() const
{
    QStringList messages;
    for (const protocol::Event &event : events) {
        if (const auto *log = event.as<protocol::Log>())
            messages.append(log->message);
    }
    return messages;
}

} // namespace stagewatch::test
