// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/progressreader.h"

#include "capture/progressforms.h"

#include <algorithm>

namespace stagewatch::capture {

using namespace Qt::StringLiterals;

namespace {
/// A bar fills a terminal's line, with many measurements a few of them.
constexpr qsizetype lengthLimit = 2'000;

/// Spares most lines of text the expressions.
bool mayBeProgress(QStringView line)
{
    if (line.size() > lengthLimit)
        return false;
    const bool hasDigit = std::any_of(line.begin(), line.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return hasDigit && (line.contains(u'/') || line.contains(u'%') || line.contains(u'[') || line.contains(" of "_L1));
}
} // namespace

std::optional<ProgressReading> readProgress(QStringView view, bool redrawn)
{
    if (!mayBeProgress(view))
        return {};
    const QString line = view.trimmed().toString();
    if (auto reading = readTqdm(line))
        return reading;
    if (auto reading = readKeras(line))
        return reading;
    if (auto reading = readEpoch(line))
        return reading;
    if (auto reading = readCounter(line, redrawn))
        return reading;
    return readPercentage(line, redrawn);
}

} // namespace stagewatch::capture
