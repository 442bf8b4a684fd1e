// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/mappedfile.h"

#include <sys/mman.h>

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22 // Linux 5.14; older headers lack it, and older kernels say that they do
#endif

namespace stagewatch::journal {

MappedFile::MappedFile(int descriptor, qint64 size)
{
    if (size <= 0)
        return;
    void *begin = ::mmap(nullptr, size_t(size), PROT_READ, MAP_SHARED, descriptor, 0);
    if (begin == MAP_FAILED)
        return;
    m_begin = static_cast<char *>(begin);
    m_size = size;
}

MappedFile::~MappedFile()
{
    if (m_begin)
        ::munmap(m_begin, size_t(m_size));
}

std::span<const char> MappedFile::bytes(quint64 offset, qint64 length) const
{
    constexpr quint64 page = 4096;
    if (!m_begin || length <= 0 || offset + quint64(length) > quint64(m_size))
        return {};
    const quint64 from = offset / page * page;
    // All pages at once cost less than a fault for every few, and a file that was cut gives an error and no signal.
    if (::madvise(m_begin + from, size_t(offset - from) + size_t(length), MADV_POPULATE_READ) != 0)
        return {};
    return { m_begin + offset, size_t(length) };
}

} // namespace stagewatch::journal
