// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/publisher.h"

#include <QMap>
#include <QStringList>

/// A publisher of the tests and what it said.
namespace stagewatch::test {

using client::Publisher;
using client::PublisherStatus;
using protocol::JsonValue;

inline constexpr int patience = 20'000;

inline JsonValue logOf(const QString &text)
{
    return JsonValue::object({ { QStringLiteral("level"), JsonValue::string(QStringLiteral("info")) },
                               { QStringLiteral("message"), JsonValue::string(text) } });
}

inline Publisher::Options optionsFor(const QUrl &server)
{
    QUrl http = server;
    http.setScheme(QStringLiteral("http"));
    Publisher::Options options;
    options.connection.endpoint = *protocol::resolveEndpoint(http.toString(), QStringLiteral("proj_abc123")).endpoint;
    options.connection.maxAttempts = 0;
    options.connection.connectTimeout = std::chrono::seconds(2);
    options.connection.backoffBase = std::chrono::milliseconds(5);
    options.connection.backoffCap = std::chrono::milliseconds(20);
    options.connection.stableAfter = std::chrono::seconds(60);
    return options;
}

/// A publisher with everything that it said.
class Published
{
public:
    explicit Published(const Publisher::Options &options)
    {
        QString error;
        publisher = Publisher::create(options, &error);
        if (!publisher)
            qFatal("%s", qPrintable(error));
        Publisher *one = publisher.get();
        QObject::connect(one, &Publisher::acknowledged, one,
                         [this](qint64 number, qint64 sequence) { sequences.insert(number, sequence); });
        QObject::connect(one, &Publisher::rejected, one,
                         [this](qint64 number, const QString &why) { rejections.insert(number, why); });
        QObject::connect(one, &Publisher::cancelRequested, one,
                         [this](const protocol::CancelRequested &request) { cancels.append(request.reason); });
        QObject::connect(one, &Publisher::approvalResolved, one, [this](const protocol::ApprovalResolved &resolved) {
            resolutions.append(resolved.approvalId);
        });
        QObject::connect(one, &Publisher::drained, one, [this] { ++drains; });
        QObject::connect(one, &Publisher::closed, one, [this] { closed = true; });
    }
    void log(int from, int to)
    {
        for (int i = from; i <= to; ++i)
            publisher->publish(QStringLiteral("log"), logOf(QString::number(i)));
    }
    Publisher *operator->() const { return publisher.get(); }
    [[nodiscard]] PublisherStatus::Phase phase() const { return publisher->status().phase; }

    std::unique_ptr<Publisher> publisher;
    QMap<qint64, qint64> sequences;
    QMap<qint64, QString> rejections;
    QStringList cancels;
    QStringList resolutions;
    int drains = 0;
    bool closed = false;
};

inline QStringList numbers(int from, int to)
{
    QStringList list;
    for (int i = from; i <= to; ++i)
        list.append(QString::number(i));
    return list;
}

} // namespace stagewatch::test
