// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/logline.h"

#include <QByteArray>
#include <vector>

namespace stagewatch::journal {

/// Reads the message of journal lines by the million: those of rows that are isPlainLog. One a thread.
class PlainMessageReader
{
public:
    /// The message as UTF-8, unescaped; a view of `line` or valid until the next call. Empty too where the line is no
    /// such line.
    [[nodiscard]] QByteArrayView read(QByteArrayView line);

private:
    /// What lies around the values of a line, up to the message: the lines of one sender differ in the values alone.
    struct Form
    {
        struct Part
        {
            QByteArray around; ///< names and signs before a value, or before the message
            bool isString = false; ///< that value is one; `around` ends with its first quote
        };
        std::vector<Part> parts; ///< the last one leads to the message
    };
    /// Of a string, as it stands in the line.
    struct Content
    {
        QByteArrayView text;
        qsizetype plain = 0; ///< so much of it is known to be free of escapes
    };
    [[nodiscard]] bool learnForm(QByteArrayView line);
    [[nodiscard]] bool readInForm(QByteArrayView line, Content &content) const;
    [[nodiscard]] static bool readString(const char *begin, const char *end, Content &content);
    [[nodiscard]] QByteArrayView unescaped(const Content &content);

    Form m_form; ///< of the last line
    Form m_otherForm; ///< of one before it; two senders may take turns
    protocol::LogLineReader m_reader; ///< for lines that are not in the usual form
    QByteArray m_text;
};

} // namespace stagewatch::journal
