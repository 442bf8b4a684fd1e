// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/messagematcher.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>
#include <cstring>
#include <string_view>

namespace stagewatch::journal {

namespace {

constexpr uint32_t matchLimit = 200'000; ///< some milliseconds of one core
constexpr size_t jitStackStart = 32 * 1024;
constexpr size_t jitStackLimit = 1024 * 1024;

bool isAscii(QByteArrayView bytes)
{
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    quint64 seen = 0;
    for (quint64 word = 0; end - at >= 8; at += 8) {
        std::memcpy(&word, at, sizeof word);
        seen |= word;
    }
    for (; at != end; ++at)
        seen |= static_cast<unsigned char>(*at);
    return (seen & 0x8080808080808080U) == 0;
}

} // namespace

std::shared_ptr<const MessagePattern> MessagePattern::compile(const QString &pattern, bool caseSensitive,
                                                              QString *error, qsizetype *errorAt)
{
    const QByteArray utf8 = pattern.toUtf8();
    const uint32_t options = PCRE2_UTF | PCRE2_UCP | (caseSensitive ? 0U : PCRE2_CASELESS);
    int code = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *compiled = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(utf8.constData()), PCRE2_SIZE(utf8.size()),
                                         options, &code, &at, nullptr);
    if (!compiled) {
        std::array<PCRE2_UCHAR, 256> text{};
        pcre2_get_error_message(code, text.data(), text.size());
        *error = QString::fromUtf8(reinterpret_cast<const char *>(text.data()));
        *errorAt = qsizetype(at);
        return nullptr;
    }
    pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE); // without, it matches slower
    return std::shared_ptr<const MessagePattern>(new MessagePattern(compiled, {}));
}

std::shared_ptr<const MessagePattern> MessagePattern::ofText(const QString &text)
{
    return std::shared_ptr<const MessagePattern>(new MessagePattern(nullptr, text.toUtf8()));
}

qsizetype MessagePattern::rarestByte(const QByteArray &text)
{
    constexpr std::string_view commonFirst = " e0t1aoin2srldch3u45m6789.pfg_:-=/bywvkx,";
    qsizetype rarest = 0;
    size_t rank = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (const size_t found = commonFirst.find(text[i]); found > rank || i == 0) {
            rarest = i;
            rank = found;
        }
    }
    return rarest;
}

/// memchr() looks for the one byte at the speed of memory; std::string_view::find() and memmem() take twice as long.
bool MessagePattern::isTextIn(QByteArrayView message) const
{
    if (m_text.isEmpty() || message.size() < m_text.size())
        return m_text.isEmpty();
    const char rare = m_text[m_rarest];
    const char *at = message.data() + m_rarest;
    for (auto left = message.size() - m_text.size() + 1; left > 0;) { // places where the text may begin
        const auto *found = static_cast<const char *>(std::memchr(at, rare, size_t(left)));
        if (!found)
            return false;
        if (std::memcmp(found - m_rarest, m_text.constData(), size_t(m_text.size())) == 0)
            return true;
        left -= found + 1 - at;
        at = found + 1;
    }
    return false;
}

MessagePattern::~MessagePattern()
{
    pcre2_code_free(static_cast<pcre2_code *>(m_code));
}

struct MessageMatcher::Private
{
    std::shared_ptr<const MessagePattern> pattern;
    pcre2_match_data *data = nullptr;
    pcre2_match_context *context = nullptr;
    pcre2_jit_stack *stack = nullptr;
    bool isCompiledDown = false; ///< to machine code
};

MessageMatcher::MessageMatcher(std::shared_ptr<const MessagePattern> pattern)
    : d(std::make_unique<Private>())
{
    d->pattern = std::move(pattern);
    if (!d->pattern->m_code)
        return;
    d->data = pcre2_match_data_create(1, nullptr);
    d->context = pcre2_match_context_create(nullptr);
    d->stack = pcre2_jit_stack_create(jitStackStart, jitStackLimit, nullptr);
    pcre2_set_match_limit(d->context, matchLimit);
    pcre2_jit_stack_assign(d->context, nullptr, d->stack);
    size_t size = 0;
    pcre2_pattern_info(static_cast<const pcre2_code *>(d->pattern->m_code), PCRE2_INFO_JITSIZE, &size);
    d->isCompiledDown = size > 0;
}

MessageMatcher::~MessageMatcher()
{
    pcre2_jit_stack_free(d->stack);
    pcre2_match_context_free(d->context);
    pcre2_match_data_free(d->data);
}

MessageMatcher::Answer MessageMatcher::match(QByteArrayView utf8)
{
    if (!d->pattern->m_code)
        return d->pattern->isTextIn(utf8) ? Answer::Yes : Answer::No;
    // ASCII is valid UTF-8; anything else is checked, since a file may have been changed by another program.
    const uint32_t options = isAscii(utf8) ? PCRE2_NO_UTF_CHECK : 0U;
    const auto *code = static_cast<const pcre2_code *>(d->pattern->m_code);
    const char *bytes = utf8.isNull() ? "" : utf8.data();
    const auto *subject = reinterpret_cast<PCRE2_SPTR>(bytes);
    const auto length = PCRE2_SIZE(utf8.size());
    const int found = d->isCompiledDown && options != 0
        ? pcre2_jit_match(code, subject, length, 0, 0, d->data, d->context) // checks nothing
        : pcre2_match(code, subject, length, 0, options, d->data, d->context);
    switch (found) {
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_JIT_STACKLIMIT:
        return Answer::TooHard;
    default:
        return found >= 0 ? Answer::Yes : Answer::No;
    }
}

} // namespace stagewatch::journal
