// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outcomeview.h"

#include "model/displaytext.h"
#include "model/run.h"
#include "model/runsubtitle.h"
#include "model/textform.h"
#include "ui/label.h"
#include "ui/statelook.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QTextDocument>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;
using protocol::RunStatus;

namespace {

constexpr int glyphSize = 18;
constexpr int mostErrorLines = 8;

QString headingText(const model::Run &run)
{
    const QString requester = model::visibleText(run.cancelRequester(), 200);
    switch (run.status()) {
    case RunStatus::Completed:
        return OutcomeView::tr("Completed");
    case RunStatus::Failed:
        return run.failedStage().isEmpty() ? OutcomeView::tr("Failed")
                                           : OutcomeView::tr("Failed in %1").arg(model::failedStageText(run));
    case RunStatus::Cancelled:
        return requester.isEmpty() ? OutcomeView::tr("Cancelled") : OutcomeView::tr("Cancelled by %1").arg(requester);
    case RunStatus::Pending:
    case RunStatus::Running:
    case RunStatus::WaitingForApproval:
    case RunStatus::Cancelling:
        break;
    }
    return OutcomeView::tr("So far");
}

QString detailText(const model::Run &run)
{
    QStringList parts;
    if (run.status() == RunStatus::Cancelled) {
        parts << (run.cancelReason().isEmpty()
                      ? OutcomeView::tr("No reason was given.")
                      : OutcomeView::tr("Reason: %1").arg(model::visibleText(run.cancelReason(), 2000)));
    } else if (!run.isEnded()) {
        parts << OutcomeView::tr("The result comes when the run has ended.");
    } else if (!run.message().isEmpty() && run.message() != run.error()) {
        parts << model::visibleText(run.message(), 2000);
    }
    if (run.isEnded() && run.startedAt() && run.endedAt()) {
        const qint64 took = model::toMs(*run.endedAt()) - model::toMs(*run.startedAt());
        parts << OutcomeView::tr("%1, after %2")
                     .arg(model::TextForm::shortTime(*run.endedAt()), model::TextForm::duration(took));
    }
    return parts.join(u" · "_s);
}

} // namespace

OutcomeView::OutcomeView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_glyph(new QLabel(this))
    , m_heading(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text, this))
    , m_detail(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
    , m_error(new QPlainTextEdit(this))
{
    m_glyph->setTextFormat(Qt::PlainText);
    m_heading->setObjectName(u"outcome"_s);
    m_detail->setWrapping();
    m_detail->setObjectName(u"outcomeDetail"_s);
    m_error->setObjectName(u"error"_s);
    m_error->setReadOnly(true);
    m_error->setTabChangesFocus(true);
    m_error->setAccessibleName(tr("Error"));
    m_error->document()->setDocumentMargin(7);
    m_error->viewport()->setAutoFillBackground(false);
    m_error->setFont(theme.font(Theme::Text::Mono));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_heading);
    words->addWidget(m_detail);
    auto *top = new QHBoxLayout;
    top->setSpacing(2 * Theme::grid + 2);
    top->addWidget(m_glyph, 0, Qt::AlignTop);
    top->addLayout(words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::cardPadding, 0, Theme::cardPadding, 0);
    layout->setSpacing(2 * Theme::grid);
    layout->addLayout(top);
    layout->addWidget(m_error);
}

void OutcomeView::show(const model::Run &run)
{
    const StateLook look = stateLook(run.status());
    m_glyph->setPixmap(glyphPixmap(look.glyph, glyphSize, m_theme.color(look.role), devicePixelRatioF()));
    m_glyph->setAccessibleName(look.word);
    m_heading->setText(headingText(run));
    m_heading->setRole(run.status() == RunStatus::Failed ? Theme::Role::Failed : Theme::Role::Text);
    m_detail->setText(detailText(run));
    setError(run.status() == RunStatus::Failed ? model::visibleLines(run.error(), 1'000'000) : QString());
}

void OutcomeView::setError(const QString &text)
{
    m_error->setVisible(!text.isEmpty());
    if (text == m_error->toPlainText()) {
        return;
    }
    // Wrapping a line of hundreds of thousands of characters takes seconds.
    m_error->setLineWrapMode(text.size() > 100'000 ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    m_error->setPlainText(text);
    const auto lines = int(std::min<qsizetype>(text.count(u'\n') + 1 + text.size() / 90, mostErrorLines));
    m_error->setFixedHeight(QFontMetrics(m_error->font()).lineSpacing() * std::max(lines, 1) + 5 * Theme::grid);
}

} // namespace stagewatch::ui
