// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

/// Files as the kernel has them, for what must know exactly what reached the disk. Errors are errno; 0 is success.
namespace stagewatch::journal {

/// Owns a file descriptor.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor();
    Descriptor(Descriptor &&other) noexcept
        : m_number(other.m_number)
    {
        other.m_number = -1;
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    [[nodiscard]] bool isValid() const { return m_number >= 0; }
    [[nodiscard]] int get() const { return m_number; }

private:
    int m_number = -1;
};

/// An invalid one, and errno, where it cannot be had.
[[nodiscard]] Descriptor openFile(const QString &path, int flags);
/// An open file without a name.
[[nodiscard]] Descriptor openNamelessFile();
[[nodiscard]] int writeAt(const Descriptor &file, QByteArrayView bytes, qint64 offset);
/// Empty where not all of it can be read.
[[nodiscard]] QByteArray readAt(const Descriptor &file, qint64 offset, qsizetype length);
/// A whole file; nothing, and errno, where it cannot be read.
[[nodiscard]] std::optional<QByteArray> readFile(const QString &path);
[[nodiscard]] int cutTo(const Descriptor &file, qint64 size);
[[nodiscard]] int syncData(const Descriptor &file);
/// False for a file that was deleted while it is open: what is written to it is lost with the process.
[[nodiscard]] bool hasName(const Descriptor &file);
/// Makes the names in a folder outlive a power loss.
[[nodiscard]] int syncFolder(const QString &folder);
/// Puts a small file (0600) in the place of the one before; at any moment there is one of the two, whole.
[[nodiscard]] int replaceFile(const QString &folder, const QString &name, QByteArrayView content, bool sync);
[[nodiscard]] QString errorText(int error);

} // namespace stagewatch::journal
