// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <bitset>

namespace stagewatch::journal {

/// The characters that a class of a regular expression may match: exact below U+0080, all or none beyond. Rather too
/// many than too few. Pure.
class CharacterSet
{
public:
    void add(char32_t from, char32_t to);
    void add(const CharacterSet &other);
    /// A set of which it is not known what it has below U+0080.
    void addUnknown();
    void invert();
    /// The characters that match those of the set when case does not count, as far as one of them is beyond U+0080.
    void addCaseNeighbours();
    /// Most characters are in it, so that nothing is gained by naming them.
    [[nodiscard]] bool isWide() const { return m_may.count() > 64; }
    /// One character of the set as it stands in a JSON string, as an expression for Hyperscan.
    [[nodiscard]] QByteArray expression() const;

private:
    std::bitset<128> m_may; ///< may be in the set
    std::bitset<128> m_must; ///< are in the set for certain
    bool m_beyond = false; ///< some character from U+0080 on may be
};

/// Each reads what stands at `at` in a pattern and returns its length; 0: not understood, or not there.
/// What follows '[', up to the ']'.
[[nodiscard]] qsizetype readClass(const QList<uint> &text, qsizetype at, CharacterSet &set);
/// What follows a backslash: d, W, p{L} and the like.
[[nodiscard]] qsizetype readClassEscape(const QList<uint> &text, qsizetype at, CharacterSet &set);
/// What follows a backslash: n, x41, a sign that stands for itself.
[[nodiscard]] qsizetype readCharacterEscape(const QList<uint> &text, qsizetype at, char32_t &character);

/// A character as it stands in a JSON string, in each spelling but \u00XX for a printable one of ASCII, as an
/// expression for Hyperscan.
[[nodiscard]] QByteArray characterInJson(char32_t character);
/// False for characters that match no other one when case does not count.
[[nodiscard]] bool canHaveCase(char32_t character);

} // namespace stagewatch::journal
