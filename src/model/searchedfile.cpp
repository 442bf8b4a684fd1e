// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchedfile.h"

#include "journal/mappedfile.h"

namespace stagewatch::model {

std::shared_ptr<const journal::MappedFile> SearchedFile::map(const journal::Journal &journal)
{
    const std::lock_guard lock(m_mutex);
    if (!m_map || m_map->size() < journal.byteSize())
        m_map = journal.map();
    return m_map;
}

} // namespace stagewatch::model
