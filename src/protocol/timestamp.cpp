// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/timestamp.h"

#include <algorithm>

namespace stagewatch::protocol {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

/// A cursor over the text; every reader returns false and stays unspecified where the text does not fit.
class Scanner
{
public:
    explicit Scanner(QStringView text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
    [[nodiscard]] char16_t peek() const { return atEnd() ? u'\0' : m_text[m_at].unicode(); }

    bool take(char16_t wanted)
    {
        if (atEnd() || peek() != wanted)
            return false;
        ++m_at;
        return true;
    }

    bool takeDigits(int count, int &value)
    {
        value = 0;
        for (int i = 0; i < count; ++i) {
            if (!isDigit())
                return false;
            value = value * 10 + (peek() - u'0');
            ++m_at;
        }
        return true;
    }

    [[nodiscard]] bool isDigit() const { return !atEnd() && peek() >= u'0' && peek() <= u'9'; }

    /// Any number of digits after the decimal sign, cut to milliseconds.
    bool takeFraction(int &millis)
    {
        if (!isDigit())
            return false;
        int digits = 0;
        millis = 0;
        for (; isDigit(); ++m_at) {
            if (++digits <= 3)
                millis = millis * 10 + (peek() - u'0');
        }
        for (; digits < 3; ++digits)
            millis *= 10;
        return true;
    }

    [[nodiscard]] QStringView rest() const { return m_text.sliced(m_at); }

private:
    QStringView m_text;
    qsizetype m_at = 0;
};

bool readDate(Scanner &in, sys_days &day)
{
    int year = 0;
    int month = 0;
    int dayOfMonth = 0;
    if (!in.takeDigits(4, year) || !in.take(u'-') || !in.takeDigits(2, month) || !in.take(u'-')
        || !in.takeDigits(2, dayOfMonth))
        return false;
    const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(dayOfMonth)));
    if (!date.ok())
        return false;
    day = sys_days(date);
    return true;
}

bool readTimeOfDay(Scanner &in, milliseconds &sinceMidnight)
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    int millis = 0;
    if (!in.takeDigits(2, hour) || !in.take(u':') || !in.takeDigits(2, minute))
        return false;
    if (in.take(u':') && !in.takeDigits(2, second))
        return false;
    if ((in.take(u'.') || in.take(u',')) && !in.takeFraction(millis))
        return false;
    // A leap second is the first moment of the next minute, as everywhere in POSIX time.
    if (hour > 23 || minute > 59 || second > 60)
        return false;
    sinceMidnight = hours(hour) + minutes(minute) + seconds(second) + milliseconds(millis);
    return true;
}

bool readZone(Scanner &in, minutes &offset)
{
    offset = minutes(0);
    if (in.atEnd() || in.take(u'Z') || in.take(u'z'))
        return in.atEnd();
    if (in.rest().trimmed() == u"UTC" || in.rest().trimmed() == u"GMT")
        return true;
    const bool west = in.peek() == u'-';
    if (!in.take(u'-') && !in.take(u'+'))
        return false;
    int hour = 0;
    int minute = 0;
    if (!in.takeDigits(2, hour))
        return false;
    if (!in.atEnd()) {
        in.take(u':');
        if (!in.takeDigits(2, minute))
            return false;
    }
    if (hour > 23 || minute > 59 || !in.atEnd())
        return false;
    offset = hours(hour) + minutes(minute);
    if (west)
        offset = -offset;
    return true;
}

bool isInRange(Timestamp time)
{
    using namespace std::chrono_literals;
    constexpr Timestamp first = sys_days(std::chrono::year(1) / 1 / 1);
    constexpr Timestamp end = sys_days(std::chrono::year(10000) / 1 / 1);
    return time >= first && time < end;
}

char16_t digit(int value)
{
    return static_cast<char16_t>(u'0' + value % 10);
}

void put(char16_t *at, int digits, int value)
{
    for (int i = digits - 1; i >= 0; --i) {
        at[i] = digit(value);
        value /= 10;
    }
}

} // namespace

std::optional<Timestamp> parseTimestamp(QStringView text)
{
    Scanner in(text.trimmed());
    sys_days day;
    milliseconds sinceMidnight(0);
    minutes offset(0);
    if (!readDate(in, day))
        return std::nullopt;
    if (!in.atEnd()) {
        if (!in.take(u'T') && !in.take(u't') && !in.take(u' '))
            return std::nullopt;
        if (!readTimeOfDay(in, sinceMidnight) || !readZone(in, offset))
            return std::nullopt;
    }
    const Timestamp time = day + sinceMidnight - offset;
    if (!isInRange(time))
        return std::nullopt;
    return time;
}

QString formatTimestamp(Timestamp time)
{
    const sys_days day = std::chrono::floor<days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss<milliseconds> clock(time - day);
    char16_t text[] = u"0000-00-00T00:00:00.000Z";
    put(text, 4, std::clamp(static_cast<int>(date.year()), 0, 9999));
    put(text + 5, 2, static_cast<int>(static_cast<unsigned>(date.month())));
    put(text + 8, 2, static_cast<int>(static_cast<unsigned>(date.day())));
    put(text + 11, 2, static_cast<int>(clock.hours().count()));
    put(text + 14, 2, static_cast<int>(clock.minutes().count()));
    put(text + 17, 2, static_cast<int>(clock.seconds().count()));
    put(text + 20, 3, static_cast<int>(clock.subseconds().count()));
    return QString::fromUtf16(text, 24);
}

Timestamp currentTimestamp()
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

} // namespace stagewatch::protocol
