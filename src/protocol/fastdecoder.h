// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QByteArrayView>
#include <memory>

namespace stagewatch::protocol {

/// Reads the two messages that come by the million, log and progress_update, straight into an event. It takes only what
/// is exactly as it should be; everything odd, repaired or rare is left to the thorough reader, which reports it.
class FastDecoder
{
public:
    FastDecoder();
    ~FastDecoder();
    FastDecoder(const FastDecoder &) = delete;
    FastDecoder &operator=(const FastDecoder &) = delete;

    /// False: not such a message, `event` is unspecified. True: `event` is what the thorough reader would have made of
    /// it.
    [[nodiscard]] bool decode(QByteArrayView utf8, Event &event);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::protocol
