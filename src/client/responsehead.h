// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <chrono>
#include <optional>
#include <utility>

namespace stagewatch::client {

/// Status and headers of an HTTP answer.
struct ResponseHead
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names as sent
    /// The values of that name, joined by ", "; empty where there is none. Any case.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// Reads what stands before the blank line of an HTTP answer. Nothing where that is no HTTP.
[[nodiscard]] std::optional<ResponseHead> parseResponseHead(QByteArrayView bytes);

/// Retry-After in either of its forms, seconds or an HTTP date (`now`: UTC seconds since 1970). Nothing where it is
/// neither.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &value,
                                                                       std::chrono::seconds now);

} // namespace stagewatch::client
