// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/access.h"

#include <QObject>
#include <QTimer>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;

namespace stagewatch::client {

/// What a REST request came to.
struct RestAnswer
{
    int status = 0; ///< 0: no HTTP answer
    QByteArray body;
    std::optional<std::chrono::milliseconds> retryAfter;
    QString
        error; ///< a sentence where the request failed: no answer, too big, redirected, or a status of 400 and above
    [[nodiscard]] bool isOk() const { return status >= 200 && status < 300 && error.isEmpty(); }
};

/// One HTTP request of a connection: never follows a redirect, ends after its timeout, takes 4 MiB at most. Deletes
/// itself after finished().
class RestCall : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 bodyLimit = 4 * 1024 * 1024;

    /// GET; or POST where a body is given.
    RestCall(QNetworkAccessManager &network, const Access &access, const QUrl &url, std::chrono::milliseconds timeout,
             const std::optional<QByteArray> &body, QObject *parent = nullptr);
    ~RestCall() override;

Q_SIGNALS:
    void finished(const stagewatch::client::RestAnswer &answer);

private:
    void read();
    void fail(const QString &sentence);
    void finish();
    [[nodiscard]] QString failureSentence(int status) const;

    QUrl m_url;
    QNetworkReply *m_reply = nullptr;
    QTimer m_deadline;
    RestAnswer m_answer;
    bool m_finished = false;
};

} // namespace stagewatch::client
