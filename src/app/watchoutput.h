// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"
#include "protocol/connectionstatus.h"
#include "protocol/event.h"

#include <QByteArray>
#include <cstdio>
#include <memory>

namespace stagewatch::app {

/// Where `watch` puts what it sees. Results go to stdout; everything about the connection goes to stderr.
class WatchOutput
{
public:
    virtual ~WatchOutput() = default;
    /// One event, complete, with the bytes it came in. `run` is the run that it belongs to after it was applied, or
    /// null.
    virtual void event(const protocol::Event &event, const QByteArray &original, const model::Run *run) = 0;
    /// A sentence about the connection or a problem.
    virtual void note(const QString &sentence) = 0;
    /// After each batch: the moment to redraw and flush.
    virtual void endBatch(const model::Run *run) = 0;
    /// Whether standard output took everything so far: false on a full disk, or when its reader has gone.
    [[nodiscard]] virtual bool isWhole() const = 0;
    /// The end of it all.
    virtual void finish(const model::Run *run, const QString &streamId) = 0;
};

/// One normalised event a line, and the `state` as the last line.
[[nodiscard]] std::unique_ptr<WatchOutput> makeJsonOutput(std::FILE *out, std::FILE *notes);
/// The log as text and, on a terminal, a progress line below it.
[[nodiscard]] std::unique_ptr<WatchOutput> makeTextOutput(std::FILE *out, std::FILE *notes, bool isTerminal);

} // namespace stagewatch::app
