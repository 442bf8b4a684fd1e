// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runheader.h"

#include "model/displaytext.h"
#include "model/runsubtitle.h"
#include "model/stream.h"
#include "model/textform.h"
#include "model/timeleft.h"
#include "ui/connectionline.h"
#include "ui/glyphlabel.h"
#include "ui/label.h"
#include "ui/linkbutton.h"
#include "ui/progressbar.h"
#include "ui/statelook.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::CancelProgress;
using model::TextForm;
using protocol::RunStatus;

RunHeader::RunHeader(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_title(new Label(theme, Theme::Text::PageTitle, Theme::Role::Text, this))
    , m_number(new Label(theme, Theme::Text::Body, Theme::Role::DimText, this))
    , m_sign(new GlyphLabel(theme, Glyph::Coming, Theme::Role::Coming, 14, this))
    , m_word(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text, this))
    , m_cancel(new QPushButton(tr("&Cancel run…"), this))
    , m_bar(new ProgressBar(theme, this))
    , m_percent(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text, this))
    , m_elapsed(new Label(theme, Theme::Text::Body, Theme::Role::DimText, this))
    , m_left(new Label(theme, Theme::Text::Body, Theme::Role::Text, this))
    , m_note(new Label(theme, Theme::Text::Body, Theme::Role::Text, this))
    , m_details(new LinkButton(theme, tr("Details"), this))
    , m_connection(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
    , m_retry(new LinkButton(theme, tr("Retry now"), this))
{
    m_cancel->setObjectName(u"headerCancel"_s);
    Theme::setButton(m_cancel, Theme::Button::Danger);
    m_cancel->setToolTip(tr("Ask the server to cancel this run (Ctrl+K)"));
    m_retry->setToolTip(tr("Connect at once (Ctrl+R)"));
    m_details->setToolTip(tr("Read how the run ended"));
    for (Label *label : { m_number, m_word, m_percent, m_elapsed, m_left })
        label->setRigid(true);
    m_percent->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connect(m_cancel, &QPushButton::clicked, this, &RunHeader::cancelRequested);
    connect(m_retry, &QPushButton::clicked, this, &RunHeader::retryRequested);
    connect(m_details, &QPushButton::clicked, this, &RunHeader::detailsRequested);

    auto *names = new QHBoxLayout;
    names->setSpacing(12);
    names->addStrut(Theme::controlHeight);
    names->addWidget(m_title);
    names->addWidget(m_number);
    auto *state = new QHBoxLayout;
    state->setSpacing(6);
    state->addWidget(m_sign);
    state->addWidget(m_word);
    names->addLayout(state);
    names->addStretch(1);
    names->addWidget(m_cancel);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);

    auto *clocks = new QHBoxLayout;
    clocks->setSpacing(14);
    clocks->addStrut(20);
    clocks->addWidget(m_bar, 1);
    clocks->addWidget(m_percent);
    clocks->addWidget(m_elapsed);
    clocks->addWidget(m_left);

    auto *words = new QHBoxLayout;
    words->setSpacing(8);
    words->addStrut(20);
    words->addWidget(m_note);
    words->addWidget(m_details);
    words->addWidget(m_connection, 1);
    words->addWidget(m_retry);
    words->addStretch();
    m_note->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_connection->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(names);
    rows->addSpacing(12);
    rows->addLayout(clocks);
    rows->addSpacing(6);
    rows->addLayout(words);
    setFixedHeight(Theme::controlHeight + 12 + 20 + 6 + 20);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void RunHeader::setRun(model::Stream *stream, model::RunModels *run)
{
    m_stream = stream;
    m_run = run;
}

bool RunHeader::canCancel() const
{
    if (!m_stream || !m_run || m_run->run().isEnded() || !m_stream->status().isLive())
        return false;
    const auto step = m_stream->cancelProgress(m_run->index()).step();
    return step != CancelProgress::Step::Requested && step != CancelProgress::Step::Acknowledged;
}

void RunHeader::refresh(protocol::Timestamp now, std::optional<protocol::Timestamp> lastEvent)
{
    if (!m_stream)
        return;
    refreshState();
    refreshClocks(now);
    refreshConnection(now, lastEvent);
}

void RunHeader::refreshState()
{
    m_title->setText(model::visibleText(m_stream->name(), 200));
    m_number->setText(m_run ? tr("run %1").arg(TextForm::count(m_run->number())) : QString());
    m_number->setVisible(m_run);

    const bool live = m_stream->status().isLive();
    StateLook look = m_run ? stateLook(m_run->run().status()) : stateLook(RunStatus::Pending);
    if (!m_run)
        look.word = tr("Waiting for the first event");
    // A lost connection is no failed run, and no news of a running one either.
    if (!live && !(m_run && m_run->run().isEnded()))
        look = disconnectedLook();
    m_sign->setGlyph(look.glyph, look.role);
    m_word->setText(look.word);
    m_word->setRole(look.role);
    m_cancel->setEnabled(canCancel());
    m_cancel->setVisible(m_run && !m_run->run().isEnded());
}

void RunHeader::refreshClocks(protocol::Timestamp now)
{
    const model::Run *run = m_run ? &m_run->run() : nullptr;
    const bool live = m_stream->status().isLive();
    std::optional<double> progress = run ? run->progress() : std::nullopt;
    Theme::Role role = Theme::Role::Accent;
    if (run && run->isEnded())
        role = stateLook(run->status()).role;
    else if (!live)
        role = Theme::Role::Cancelled;
    if (run && run->status() == RunStatus::Completed)
        progress = 1;
    const bool works = run && run->status() == RunStatus::Running && live;
    m_bar->setState(progress, role, works ? Unknown::Dotted : Unknown::Empty);
    m_percent->setText(progress ? TextForm::percent(*progress) : QString());
    m_percent->setVisible(progress.has_value());

    QString elapsed;
    if (run && run->startedAt()) {
        const auto end = run->endedAt() ? *run->endedAt() : live ? now : run->updatedAt().value_or(now);
        const QString text = TextForm::duration(qMax(qint64(0), qint64((end - *run->startedAt()).count())));
        elapsed = run->isEnded() ? text : tr("%1 so far").arg(text);
        m_elapsed->setToolTip(tr("Started %1").arg(TextForm::fullTime(*run->startedAt())));
    }
    m_elapsed->setText(elapsed);
    m_elapsed->setVisible(!elapsed.isEmpty());

    QString left;
    if (const auto range = run && live ? model::timeLeft(*run, now) : std::nullopt) {
        left = TextForm::etaRange(range->low, range->high);
        m_left->setToolTip(range->low == range->high
                               ? QString()
                               : tr("Between what the server estimates and what the stages took the last time"));
    }
    m_left->setText(left);
    m_left->setVisible(!left.isEmpty());
}

void RunHeader::refreshConnection(protocol::Timestamp now, std::optional<protocol::Timestamp> lastEvent)
{
    const QString note = noteText();
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    const bool ended = m_run && m_run->run().isEnded();
    m_note->setRole(ended && m_run->run().status() == RunStatus::Failed ? Theme::Role::Failed : Theme::Role::Text);
    m_details->setVisible(ended);

    const ConnectionLine line = ConnectionLine::of(m_stream->status(), lastEvent, now);
    QString text = note.isEmpty() ? line.text : line.shortText;
    if (!line.reason.isEmpty() && note.isEmpty())
        text += u"  ·  "_s + line.reason;
    m_connection->setText(text);
    m_connection->setRole(line.isLive || ended ? Theme::Role::DimText : Theme::Role::Text);
    m_retry->setVisible(line.canRetry);
}

// What matters more than the connection: a cancel under way, or the end.
QString RunHeader::noteText() const
{
    if (!m_run)
        return {};
    return m_run->run().isEnded() ? endText() : cancelText();
}

QString RunHeader::cancelText() const
{
    const CancelProgress progress = m_stream->cancelProgress(m_run->index());
    switch (progress.step()) {
    case CancelProgress::Step::None:
    case CancelProgress::Step::Ended:
        return {};
    case CancelProgress::Step::Requested:
        return tr("Cancel requested, waiting for the server's word");
    case CancelProgress::Step::Acknowledged:
        return progress.delivered() == false
            ? tr("Cancel acknowledged, but no pipeline is attached to the server to hear it")
            : tr("Cancel acknowledged, waiting for the run to end");
    case CancelProgress::Step::Unconfirmed:
        return tr("The server has not confirmed the cancel; you can ask again");
    case CancelProgress::Step::NotSent:
        return tr("The cancel could not be sent; ask again once the connection is back");
    }
    return {};
}

QString RunHeader::endText() const
{
    const model::Run &run = m_run->run();
    QString took;
    if (run.startedAt() && run.endedAt())
        took = TextForm::duration(qMax(qint64(0), qint64((*run.endedAt() - *run.startedAt()).count())));
    const bool asked = m_stream->cancelProgress(m_run->index()).step() == CancelProgress::Step::Ended;
    switch (run.status()) {
    case RunStatus::Completed: {
        const QString text = took.isEmpty() ? tr("Completed") : tr("Completed in %1").arg(took);
        return asked ? tr("%1, before the cancel reached it").arg(text) : text;
    }
    case RunStatus::Failed: {
        const QString stage = model::failedStageText(run);
        const QString error = model::visibleText(run.error().isEmpty() ? run.message() : run.error());
        const QString text = stage.isEmpty() ? tr("Failed") : tr("Failed in %1").arg(stage);
        return error.isEmpty() ? text : tr("%1: %2").arg(text, error);
    }
    case RunStatus::Cancelled: {
        const QString who = model::visibleText(run.cancelRequester(), 80);
        const QString why = model::visibleText(run.cancelReason());
        QString text = who.isEmpty() ? tr("Cancelled") : tr("Cancelled by %1").arg(who);
        if (!took.isEmpty())
            text = who.isEmpty() ? tr("Cancelled after %1").arg(took) : tr("Cancelled by %1 after %2").arg(who, took);
        return why.isEmpty() ? text : tr("%1: %2").arg(text, why);
    }
    default:
        return {};
    }
}

} // namespace stagewatch::ui
