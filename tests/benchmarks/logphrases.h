// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stagewatch::bench {

/// Log lines as a training run writes them, one after the other, the same in every program and every start.
class LogPhrases
{
public:
    struct Phrase
    {
        QByteArray level;
        QByteArray message; ///< escaped, to stand between the quotes of a JSON string
    };
    [[nodiscard]] Phrase next();

private:
    [[nodiscard]] quint32 random(quint32 below);
    [[nodiscard]] QByteArray number(quint32 below) { return QByteArray::number(random(below)); }
    [[nodiscard]] Phrase common();
    [[nodiscard]] Phrase rare();
    quint64 m_state = 20260314;
    int m_step = 0;
};

} // namespace stagewatch::bench
