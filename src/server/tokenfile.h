// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/tokenbook.h"

#include <functional>

namespace stagewatch::server {

/// Where `stagewatch token` keeps the tokens if no file is named: stagewatch/tokens in the user's configuration folder
/// (~/.config on Linux).
[[nodiscard]] QString defaultTokenFile();

/// Reads the file. Nothing, and a sentence, where it is not there, not readable, not in order, or readable by others.
[[nodiscard]] std::optional<TokenBook> readTokenBook(const QString &path, QString *error);

/// Reads the file (an empty book where it is not there yet), lets `edit` change it, and puts the new one in its place
/// in one step, for this user alone (0600). Another program that edits it at the same time waits. `edit` returns false
/// with a sentence where nothing is to change.
[[nodiscard]] bool editTokenBook(const QString &path, const std::function<bool(TokenBook &, QString *)> &edit,
                                 QString *error);

} // namespace stagewatch::server
