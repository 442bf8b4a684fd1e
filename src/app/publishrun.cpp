// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/publishrun.h"

#include "protocol/jsonreader.h"

#include <QFile>

using namespace Qt::StringLiterals;
using stagewatch::client::PublisherStatus;

namespace stagewatch::app {

namespace {

using namespace std::chrono_literals;

/// Twice what the publisher has on the wire: it never waits for the input, and no more than that is read ahead.
constexpr qint64 readAhead = 2'000;
constexpr auto closePatience = 2s;

QString counted(qint64 count, const QString &one, const QString &many)
{
    return u"%1 %2"_s.arg(count).arg(count == 1 ? one : many);
}

} // namespace

PublishRun::PublishRun(Setup setup, std::unique_ptr<client::Publisher> publisher, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_publisher(std::move(publisher))
    , m_input(m_setup.descriptor)
{
    connect(&m_input, &LineInput::line, this, &PublishRun::take);
    connect(&m_input, &LineInput::tooLong, this,
            [this](qint64 line) { refuse(line, u"It is longer than 1 MiB, and a server takes 256 KiB at most."_s); });
    connect(&m_input, &LineInput::ended, this, [this] {
        m_atEnd = true;
        endIfDone();
    });
    connect(&m_input, &LineInput::failed, this, [this](const QString &reason) {
        m_setup.note(u"%1 cannot be read: %2."_s.arg(m_setup.inputName, reason));
        m_code = ExitCode::Failed;
        m_atEnd = true;
        endIfDone();
    });
    client::Publisher *publisherObject = m_publisher.get();
    connect(publisherObject, &client::Publisher::acknowledged, this, [this](qint64 number) {
        ++m_stored;
        settle(number);
    });
    connect(publisherObject, &client::Publisher::rejected, this, [this](qint64 number, const QString &why) {
        const auto found = m_lines.find(number);
        refuse(found == m_lines.end() ? 0 : found->second, why);
        settle(number);
    });
    connect(publisherObject, &client::Publisher::drained, this, &PublishRun::endIfDone);
    connect(publisherObject, &client::Publisher::statusChanged, this, &PublishRun::noteStatus);
    connect(publisherObject, &client::Publisher::closed, this, [this] {
        summarise();
        Q_EMIT finished(m_code);
    });
}

void PublishRun::start()
{
    m_input.start();
}

void PublishRun::take(qint64 line, const QByteArray &text)
{
    if (text.trimmed().isEmpty())
        return;
    const protocol::JsonDocument document = protocol::readJson(text);
    if (!document.value) {
        refuse(line, u"It is no JSON: %1"_s.arg(document.error));
        return;
    }
    if (document.value->find(u"publisher_id") && document.value->find(u"publisher_sequence"))
        ++m_numbered;
    ++m_taken;
    const qint64 number = m_publisher->publishAgain(*document.value);
    if (!m_givenUp)
        m_lines.emplace(number, line);
    balance();
}

void PublishRun::refuse(qint64 line, const QString &why)
{
    ++m_wrong;
    const QString place = line > 0 ? u"Line %1"_s.arg(line) : u"A line"_s;
    m_setup.note(u"%1 of %2 was left out. %3"_s.arg(place, m_setup.inputName, why));
}

void PublishRun::settle(qint64 number)
{
    m_lines.erase(number);
    balance();
}

void PublishRun::balance()
{
    if (!m_atEnd && !m_finishing)
        m_input.setPaused(!m_givenUp && m_publisher->status().unacknowledged >= readAhead);
}

void PublishRun::noteStatus()
{
    if (m_finishing || m_givenUp)
        return;
    const PublisherStatus status = m_publisher->status();
    if (status.error != m_lastNote && !status.error.isEmpty() && status.phase != PublisherStatus::Phase::Connecting)
        m_setup.note(status.error);
    if (status.phase != PublisherStatus::Phase::Connecting)
        m_lastNote = status.error;
    if (status.phase == PublisherStatus::Phase::Latched)
        giveUp(status.refused ? ExitCode::Refused : ExitCode::NotConnected);
}

void PublishRun::giveUp(ExitCode code)
{
    m_givenUp = true;
    m_code = code;
    m_lines.clear();
    // The rest of a file goes into the spool, so that one command sends all of it; but an input whose events have
    // their numbers can be sent again as it is.
    if (m_setup.isFile && !m_atEnd && m_numbered < m_taken)
        balance();
    else
        finish(code);
}

void PublishRun::endIfDone()
{
    if (m_atEnd && (m_givenUp || m_publisher->status().unacknowledged == 0))
        finish(m_code == ExitCode::Completed && m_wrong > 0 ? ExitCode::Failed : m_code);
}

void PublishRun::interrupt()
{
    if (!m_finishing)
        finish(ExitCode::Interrupted);
}

void PublishRun::finish(ExitCode code)
{
    if (std::exchange(m_finishing, true))
        return;
    m_code = code;
    m_input.setPaused(true);
    m_publisher->close(closePatience);
}

void PublishRun::summarise()
{
    QString text = u"%1 stored"_s.arg(counted(m_stored, u"event is"_s, u"events are"_s));
    if (m_wrong > 0)
        text += u", %1 left out"_s.arg(counted(m_wrong, u"line was"_s, u"lines were"_s));
    m_setup.note(text + u'.');
    const qint64 waiting = m_publisher->status().unacknowledged;
    if (waiting == 0)
        return;
    const QString spool = m_publisher->spoolPath();
    const QString unread = m_atEnd ? QString() : u" What follows in %1 was not read."_s.arg(m_setup.inputName);
    if (m_numbered >= m_taken) {
        QFile::remove(spool);
        m_setup.note(u"The server has not confirmed %1. Send %2 again: what is stored already is stored once."_s.arg(
            counted(waiting, u"event"_s, u"events"_s), m_setup.inputName));
        return;
    }
    m_setup.note(u"The server has not confirmed %1, kept in %2.%3 Send them later with\n  %4"_s.arg(
        counted(waiting, u"event"_s, u"events"_s), spool, unread, m_setup.resend(spool)));
}

} // namespace stagewatch::app
