// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/linesplitter.h"

#include <algorithm>

namespace stagewatch::capture {

std::vector<OutputLine> LineSplitter::take(QByteArrayView bytes)
{
    std::vector<OutputLine> lines;
    while (!bytes.isEmpty()) {
        const auto *const stop =
            std::find_if(bytes.begin(), bytes.end(), [](char byte) { return byte == '\n' || byte == '\r'; });
        const qsizetype plain = stop - bytes.begin();
        if (plain > 0) {
            if (m_returned && (!m_line.isEmpty() || m_omitted > 0)) {
                lines.push_back(cut(OutputLine::End::Redraw));
                m_redrawn = true;
            }
            m_returned = false;
            append(bytes.first(plain));
        }
        if (stop == bytes.end())
            break;
        if (*stop == '\n')
            lines.push_back(cut(OutputLine::End::LineBreak));
        else
            m_returned = true;
        bytes = bytes.sliced(plain + 1);
    }
    return lines;
}

std::optional<OutputLine> LineSplitter::finish()
{
    if (m_line.isEmpty() && m_omitted == 0)
        return {};
    return cut(OutputLine::End::EndOfOutput);
}

void LineSplitter::append(QByteArrayView bytes)
{
    const qsizetype kept = std::clamp<qsizetype>(m_limit - m_line.size(), 0, bytes.size());
    m_line.append(bytes.first(kept));
    m_omitted += bytes.size() - kept;
}

OutputLine LineSplitter::cut(OutputLine::End end)
{
    OutputLine line{ std::exchange(m_line, {}), end, m_redrawn, std::exchange(m_omitted, 0) };
    m_returned = false;
    m_redrawn = false;
    return line;
}

} // namespace stagewatch::capture
