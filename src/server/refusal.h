// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <utility>
#include <vector>

namespace stagewatch::server {

/// Why a request is not served: an HTTP status and a sentence for whoever sent it.
struct Refusal
{
    int status = 400;
    QString detail; ///< what is wrong with which part, and what to do
    std::vector<std::pair<QByteArray, QByteArray>> headers = {}; ///< more of them: Retry-After, Allow
    QByteArray members = {}; ///< more of the body's members, as JSON that begins with a comma
    QByteArray reason = {}; ///< one word for metrics where the status alone says too little
    bool operator==(const Refusal &) const = default;
};

/// "Not Found" for 404.
[[nodiscard]] QByteArray reasonPhrase(int status);
/// What it counts as in metrics: its own word, else one for its status, such as "not_found".
[[nodiscard]] QByteArray reasonLabel(const Refusal &refusal);
/// The body of RFC 9457, application/problem+json.
[[nodiscard]] QByteArray problemJson(const Refusal &refusal);
/// The whole answer, head and body, that closes the connection.
[[nodiscard]] QByteArray httpResponse(const Refusal &refusal);

} // namespace stagewatch::server
