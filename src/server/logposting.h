// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/logline.h"
#include "server/posting.h"

#include <QByteArray>
#include <optional>
#include <string>

namespace stagewatch::server {

/// Reads log events of publishers, of which there are more than of everything else together, in a small part of the
/// time that readPosting() takes: an event of the usual fields is copied as it stands, without those that only the
/// server reads. Keep one for each publisher. Not thread-safe.
class LogPostingReader
{
public:
    explicit LogPostingReader(const QString &projectId);

    /// Nothing where it is not a log event exactly as it should be: leave it to readPosting(), which says what is wrong
    /// with it, if anything is.
    [[nodiscard]] std::optional<Posting> read(QByteArrayView utf8, protocol::Timestamp now);

private:
    /// What an event is made of, as long as it is read.
    struct Fields;
    [[nodiscard]] bool takeField(std::string_view name, std::string_view member, std::string_view value,
                                 Fields &fields);

    QByteArray m_project; ///< the id as JSON
    protocol::LogLineReader m_lines;
    protocol::LogLine m_line;
    QByteArray m_whole; ///< the event with its closing brace
};

} // namespace stagewatch::server
