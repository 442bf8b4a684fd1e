// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandresult.h"

#include "model/displaytext.h"

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

void writeLine(std::FILE *file, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), file);
    std::fputc('\n', file);
}

/// Everything beyond ASCII that would not show as itself can only stand inside a JSON string, where \u says the same.
QByteArray withVisibleStrings(const QByteArray &json)
{
    const QString text = QString::fromUtf8(json);
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const QStringView character = QStringView(text).sliced(i, pair ? 2 : 1);
        if (text[i].unicode() < 0x7f || model::visibleText(character) == character) {
            out += character;
        } else {
            for (const QChar unit : character)
                out += u"\\u"_s + QString::number(unit.unicode(), 16).rightJustified(4, u'0');
        }
        i += character.size() - 1;
    }
    return out.toUtf8();
}

} // namespace

void say(const QString &text)
{
    writeLine(stdout, model::visibleLines(text).toUtf8());
}

void sayJson(const QByteArray &json)
{
    writeLine(stdout, isTerminal(stdout) ? withVisibleStrings(json) : json);
}

void complain(const QString &text)
{
    std::fflush(stdout);
    writeLine(stderr, "stagewatch: " + model::visibleLines(text).toUtf8());
}

bool isTerminal(std::FILE *file)
{
    return ::isatty(::fileno(file)) == 1;
}

int runToEnd(const std::function<ExitCode()> &command)
{
    ExitCode code = ExitCode::Failed;
    try {
        code = command();
    } catch (const CommandError &error) {
        complain(error.text);
        code = error.code;
    }
    // stdio remembers a write that failed; a script must not take half an answer for a whole one.
    if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
        complain(u"Standard output could not be written whole; free some space or write elsewhere."_s);
        return int(ExitCode::OutputLost);
    }
    return int(code);
}

} // namespace stagewatch::app
