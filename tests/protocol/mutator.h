// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <random>

namespace stagewatch::test {

/// What programs get wrong and people try: bytes flipped, cut, doubled, and tokens of JSON in wrong places.
class Mutator
{
public:
    explicit Mutator(unsigned seed)
        : m_random(seed)
    {
    }

    QByteArray mutated(QByteArray message)
    {
        const int rounds = 1 + static_cast<int>(pick(2));
        for (int i = 0; i < rounds && !message.isEmpty(); ++i)
            mutateOnce(message);
        return message;
    }

private:
    qsizetype pick(qsizetype below) { return static_cast<qsizetype>(m_random() % static_cast<unsigned>(below)); }

    void mutateOnce(QByteArray &message)
    {
        static const QByteArray tokens[] = { "null",
                                             "NaN",
                                             "-Infinity",
                                             "1e400",
                                             "{",
                                             "}",
                                             "[",
                                             "]",
                                             ",",
                                             ":",
                                             "\"",
                                             "\\",
                                             "-1",
                                             "\\u0000",
                                             "\\ud800",
                                             "\xff",
                                             "[[[[",
                                             "\"\"",
                                             "9007199254740993",
                                             "true" };
        const qsizetype at = pick(message.size());
        switch (pick(12)) {
        case 0:
            message[at] = static_cast<char>(pick(256));
            break;
        case 1:
            message.truncate(at);
            break;
        case 2:
            message.remove(at, 1 + pick(8));
            break;
        case 3:
            message.insert(at, message.mid(pick(message.size()), 1 + pick(40)));
            break;
        case 4:
            message.insert(at, tokens[pick(std::size(tokens))]);
            break;
        default:
            replaceValue(message, at, tokens[pick(std::size(tokens))]);
        }
    }

    /// Puts a token where a value stands, so that the message often stays JSON.
    static void replaceValue(QByteArray &message, qsizetype from, const QByteArray &token)
    {
        const qsizetype colon = message.indexOf(": ", from);
        if (colon < 0)
            return;
        qsizetype end = colon + 2;
        while (end < message.size() && message[end] != ',' && message[end] != '\n')
            ++end;
        message.replace(colon + 2, end - colon - 2, token);
    }

    std::mt19937 m_random;
};

} // namespace stagewatch::test
