// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/refusal.h"

#include <QUrlQuery>
#include <variant>

namespace stagewatch::server {

class Channel;

/// What GET …/events answers (PROTOCOL section 3, REST): the events behind `since`, up to `limit` of them, as JSON that
/// a strict reader takes, or the refusal.
[[nodiscard]] std::variant<QByteArray, Refusal> eventsPage(const QUrlQuery &query, Channel &channel);

} // namespace stagewatch::server
