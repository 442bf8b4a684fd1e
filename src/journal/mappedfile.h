// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <span>

namespace stagewatch::journal {

/// The first bytes of a file, readable without a copy. Any thread.
class MappedFile
{
public:
    /// Maps `size` bytes of an open file; the descriptor may be closed afterwards.
    MappedFile(int descriptor, qint64 size);
    ~MappedFile();
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;

    /// Some of the bytes, brought into memory; empty where they are not in the file any more, or cannot be mapped: then
    /// they have to be read. To be used at once: where another program cuts the file, they go.
    [[nodiscard]] std::span<const char> bytes(quint64 offset, qint64 length) const;
    [[nodiscard]] qint64 size() const { return m_size; }

private:
    char *m_begin = nullptr;
    qint64 m_size = 0;
};

} // namespace stagewatch::journal
