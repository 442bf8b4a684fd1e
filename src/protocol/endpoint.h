// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>
#include <optional>

namespace stagewatch::protocol {

/// Where one project's stream is found (PROTOCOL section 2).
struct Endpoint
{
    QString projectId;
    QUrl streamUrl; ///< ws or wss
    QUrl fallbackStreamUrl; ///< tried once where streamUrl's handshake answers 404; empty where the path was given in
                            ///< full
    QUrl apiUrl; ///< http or https, ends in /api/v1/projects/{id}; for state, events, approvals and cancel
    [[nodiscard]] QString server() const; ///< host, or host:port where the port is not the scheme's own
    bool operator==(const Endpoint &) const = default;
};

struct EndpointOptions
{
    bool forceTls = false;
    /// True where STAGEWATCH_PRODUCTION, STAGEWATCH_FORCE_WSS or VITE_FORCE_WSS is "true" (or "1") in the environment.
    [[nodiscard]] static EndpointOptions fromEnvironment();
};

struct ResolvedEndpoint
{
    std::optional<Endpoint> endpoint;
    QString error; ///< a sentence: what is wrong with which part, and what to write instead
};

/// Takes a ws, wss, http or https URL with or without a path, or host:port, and a project id. The id may be left out
/// where the URL's path names it (…/projects/{id}/stream). wss is used for https and wss, or where the options force
/// it; never lowered.
[[nodiscard]] ResolvedEndpoint resolveEndpoint(const QString &address, const QString &projectId,
                                               const EndpointOptions &options = {});

/// A token may stand in a header: visible ASCII only, so that nobody can smuggle a second header in.
[[nodiscard]] bool isValidToken(QStringView token);
/// The ids that a Stagewatch server takes: ^[A-Za-z0-9._~-]{1,128}$, not "." or "..".
[[nodiscard]] bool isValidProjectId(QStringView id);

} // namespace stagewatch::protocol
