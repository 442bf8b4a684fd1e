// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <memory>

namespace stagewatch::journal {

/// A regular expression over messages, compiled: PCRE2 with Unicode, as QRegularExpression has it. Immutable; any
/// thread.
class MessagePattern
{
public:
    /// Null where `pattern` is no regular expression; `error` then says why in a few words, and `errorAt` where: a
    /// number of bytes.
    [[nodiscard]] static std::shared_ptr<const MessagePattern> compile(const QString &pattern, bool caseSensitive,
                                                                       QString *error, qsizetype *errorAt);
    ~MessagePattern();
    MessagePattern(const MessagePattern &) = delete;
    MessagePattern &operator=(const MessagePattern &) = delete;

private:
    friend class MessageMatcher;
    explicit MessagePattern(void *code)
        : m_code(code)
    {
    }
    void *m_code;
};

/// Matches messages with a pattern. One a thread.
class MessageMatcher
{
public:
    explicit MessageMatcher(std::shared_ptr<const MessagePattern> pattern);
    ~MessageMatcher();
    MessageMatcher(const MessageMatcher &) = delete;
    MessageMatcher &operator=(const MessageMatcher &) = delete;

    enum class Answer {
        No,
        Yes,
        TooHard ///< the pattern has so many ways to match that finding out was given up after some milliseconds
    };
    [[nodiscard]] Answer match(QByteArrayView utf8);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::journal
