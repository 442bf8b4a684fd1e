// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <memory>

namespace stagewatch::journal {

/// What messages are searched for: a regular expression, compiled (PCRE2 with Unicode, as QRegularExpression has it),
/// or a text as it stands, which takes half the time where most messages have it. Immutable; any thread.
class MessagePattern
{
public:
    /// Null where `pattern` is no regular expression; `error` then says why in a few words, and `errorAt` where: a
    /// number of bytes.
    [[nodiscard]] static std::shared_ptr<const MessagePattern> compile(const QString &pattern, bool caseSensitive,
                                                                       QString *error, qsizetype *errorAt);
    /// Matches where the message contains `text`, in the same case.
    [[nodiscard]] static std::shared_ptr<const MessagePattern> ofText(const QString &text);
    ~MessagePattern();
    MessagePattern(const MessagePattern &) = delete;
    MessagePattern &operator=(const MessagePattern &) = delete;

private:
    friend class MessageMatcher;
    MessagePattern(void *code, QByteArray text)
        : m_code(code)
        , m_text(std::move(text))
        , m_rarest(rarestByte(m_text))
    {
    }
    void *const m_code; ///< null: a text
    [[nodiscard]] static qsizetype rarestByte(const QByteArray &text);
    [[nodiscard]] bool isTextIn(QByteArrayView message) const;

    const QByteArray m_text;
    const qsizetype m_rarest; ///< where in m_text the byte stands that is the rarest in other texts
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
