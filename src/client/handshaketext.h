// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/handshakeerror.h"

namespace stagewatch::client {

/// The sentence for a person: what happened, to which server, what to do. Translated; holds no token and no user info
/// of the URL.
[[nodiscard]] QString handshakeSentence(const HandshakeEvidence &evidence, const HandshakeFailure &failure);

} // namespace stagewatch::client
