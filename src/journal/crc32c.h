// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace stagewatch::journal {

/// CRC-32C (Castagnoli), as iSCSI and ext4 use it: by the processor's own instruction where it has one. `seed` is the
/// result for the bytes before; crc32c("123456789") is 0xE3069283.
[[nodiscard]] quint32 crc32c(QByteArrayView bytes, quint32 seed = 0);
/// The same by tables alone: what a processor without the instruction does.
[[nodiscard]] quint32 crc32cByTable(QByteArrayView bytes, quint32 seed = 0);

} // namespace stagewatch::journal
