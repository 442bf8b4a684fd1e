// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvaldialog.h"

#include "model/approvalmodel.h"
#include "model/displaytext.h"
#include "model/runmodels.h"
#include "model/stream.h"
#include "model/textform.h"
#include "ui/approvalcontext.h"
#include "ui/approvaldrafts.h"
#include "ui/approvallook.h"
#include "ui/approvalstory.h"
#include "ui/dialoglook.h"
#include "ui/label.h"
#include "ui/proposalform.h"
#include "ui/rule.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QUuid>
#include <QVBoxLayout>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;
using model::ApprovalLedger;
using protocol::ApprovalDecision;

namespace {

constexpr int dialogWidth = 682;
constexpr int smallestForm = 240; // of one that scrolls
constexpr int glyphSize = 20;

} // namespace

struct ApprovalDialog::Private
{
    const Theme &theme;
    QPointer<model::Stream> stream;
    int runIndex = -1;
    QString approvalId;
    QString responder;
    std::optional<protocol::ApprovalResponse> pressed; // until the stream heard of it

    QLabel *glyph = nullptr;
    Label *context = nullptr;
    ProposalForm *form = nullptr;
    QScrollArea *area = nullptr;
    QPlainTextEdit *comment = nullptr;
    Label *status = nullptr;
    QPushButton *close = nullptr;
    QPushButton *again = nullptr;
    QPushButton *reject = nullptr;
    QPushButton *approve = nullptr;

    [[nodiscard]] const model::RunModels *models() const { return stream ? stream->run(runIndex) : nullptr; }
    [[nodiscard]] const protocol::ApprovalEntry *entry() const
    {
        return models() ? models()->run().findApproval(approvalId) : nullptr;
    }
    /// The answer as the stream has it; what was just pressed counts as under way.
    [[nodiscard]] ApprovalLedger::Entry answer() const
    {
        ApprovalLedger::Entry known = stream ? stream->answers().entry(approvalId) : ApprovalLedger::Entry();
        if (pressed) {
            known = { ApprovalLedger::State::Sending, *pressed, {}, {} };
        }
        return known;
    }
};

ApprovalDialog::ApprovalDialog(const Theme &theme, model::Stream *stream, int runIndex, const QString &approvalId,
                               const QString &responder, QWidget *parent)
    : QDialog(parent)
    , d(new Private{ theme, stream, runIndex, approvalId, responder, {} })
{
    setWindowTitle(tr("Approval"));
    build();
    connect(stream, &model::Stream::answersChanged, this, [this] {
        d->pressed.reset();
        refresh();
    });
    connect(stream, &model::Stream::runChanged, this, [this](int run) {
        if (run == d->runIndex) {
            refresh();
        }
    });
    connect(stream, &QObject::destroyed, this, &ApprovalDialog::refresh);
    connect(&theme, &Theme::changed, this, &ApprovalDialog::refresh);
    auto *clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &ApprovalDialog::tellTime);
    clock->start(1000);
    const ApprovalDraft draft = ApprovalDrafts::of(*stream).draft(approvalId);
    d->comment->setPlainText(draft.comment);
    d->form->setEditedTexts(draft.edits);
    connect(d->comment, &QPlainTextEdit::textChanged, this, &ApprovalDialog::keepDraft);
    connect(d->form, &ProposalForm::changed, this, [this] {
        keepDraft();
        refresh();
    });
    refresh();
    resizeToForm();
}

ApprovalDialog::~ApprovalDialog() = default;

/// As high as all of the form needs, where the window behind it is as high; else whole rows of it.
void ApprovalDialog::resizeToForm()
{
    const int form = d->area->isHidden() ? 0 : d->form->sizeHint().height();
    const int whole = hasHeightForWidth() ? heightForWidth(dialogWidth) : sizeHint().height();
    const int around = whole - (d->area->isHidden() ? 0 : d->area->sizeHint().height());
    const int room = (parentWidget() ? parentWidget()->window()->height() : screen()->availableGeometry().height())
        - 2 * Theme::pageMargin;
    const int shown = around + form <= room ? form : d->form->wholeRows(std::max(room - around, smallestForm));
    resize(dialogWidth, around + shown);
}

const QString &ApprovalDialog::approvalId() const
{
    return d->approvalId;
}

void ApprovalDialog::build()
{
    QVBoxLayout *column = makeDialogColumn(d->theme, this);
    setMinimumWidth(560);
    const protocol::ApprovalEntry *entry = d->entry();
    const protocol::ApprovalRequired request = entry ? entry->request : protocol::ApprovalRequired();
    buildHeader(column, request);
    buildForm(column, request);

    d->comment = new QPlainTextEdit(this);
    d->comment->setObjectName(u"comment"_s);
    d->comment->setTabChangesFocus(true);
    d->comment->setFixedHeight(62);
    d->comment->document()->setDocumentMargin(7);
    d->comment->viewport()->setAutoFillBackground(false); // it would cover the corners of its frame
    d->comment->installEventFilter(this);
    d->comment->setAccessibleName(tr("Comment"));
    column->addSpacing(Theme::grid);
    column->addWidget(makeCaption(d->theme, tr("Co&mment"), d->comment, this));
    column->addWidget(d->comment);
    column->addSpacing(2 * Theme::grid);
    buildButtons(column);
}

void ApprovalDialog::buildHeader(QVBoxLayout *column, const protocol::ApprovalRequired &request)
{
    d->glyph = new QLabel(this);
    d->glyph->setTextFormat(Qt::PlainText);
    d->glyph->setFixedSize(glyphSize, glyphSize + 3);
    auto *title = makeDialogTitle(d->theme, model::ApprovalModel::titleText(request), this);
    title->setObjectName(u"title"_s);
    d->context = new Label(d->theme, Theme::Text::Secondary, Theme::Role::DimText, this);
    d->context->setObjectName(u"context"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title);
    words->addWidget(d->context);
    auto *header = new QHBoxLayout;
    header->setSpacing(3 * Theme::grid);
    header->addWidget(d->glyph, 0, Qt::AlignTop);
    header->addLayout(words, 1);
    column->addLayout(header);

    QStringList paragraphs;
    const QString message = model::visibleLines(request.message.trimmed(), 4000);
    if (!message.isEmpty() && message != title->text()) {
        paragraphs << message;
    }
    const protocol::ApprovalEntry *entry = d->entry();
    const protocol::Decision *decision = entry ? decisionBehind(d->models()->run(), *entry) : nullptr;
    if (decision && !decision->reasoning.trimmed().isEmpty()) {
        const QString quote = tr("“%1”").arg(model::visibleLines(decision->reasoning.trimmed(), 2000));
        paragraphs << (decision->confidence
                           ? tr("%1 — confidence %2").arg(quote, model::TextForm::percent(*decision->confidence))
                           : quote);
    }
    if (!paragraphs.isEmpty()) {
        auto *reasoning = new Label(d->theme, Theme::Text::Body, Theme::Role::DimText, this);
        reasoning->setObjectName(u"message"_s);
        reasoning->setWrapping();
        reasoning->setText(paragraphs.join(u'\n'));
        column->addSpacing(Theme::grid);
        column->addWidget(reasoning);
    }
}

void ApprovalDialog::buildForm(QVBoxLayout *column, const protocol::ApprovalRequired &request)
{
    d->form = new ProposalForm(d->theme, request.proposal, request.editableSchema, request.options);
    if (d->stream) {
        if (const auto previous = previousApproval(*d->stream, d->runIndex, request)) {
            d->form->setPrevious(previous->values, tr("Last approved (run %1)").arg(previous->runNumber));
        }
    }
    if (d->form->isEmpty()) {
        auto *nothing = new Label(d->theme, Theme::Text::Body, Theme::Role::DimText, this);
        nothing->setWrapping();
        nothing->setText(tr("The pipeline sent no values with this question. There is nothing to edit; you can "
                            "approve, reject and comment."));
        column->addWidget(nothing);
    }
    d->area = new QScrollArea(this);
    QScrollArea *area = d->area;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(d->form);
    area->viewport()->setAutoFillBackground(false);
    d->form->setAutoFillBackground(false);
    area->setMinimumHeight(std::min(d->form->sizeHint().height(), smallestForm));
    area->setVisible(!d->form->isEmpty());
    auto *rule = new Rule(this); // where the form goes on below
    rule->setObjectName(u"formRule"_s);
    QSizePolicy policy = rule->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    rule->setSizePolicy(policy);
    rule->hide();
    connect(area->verticalScrollBar(), &QScrollBar::rangeChanged, rule,
            [rule](int, int highest) { rule->setVisible(highest > 0); });
    auto *form = new QVBoxLayout;
    form->setSpacing(0);
    form->addWidget(area, 1);
    form->addWidget(rule);
    column->addSpacing(Theme::grid);
    column->addLayout(form, 1);
}

void ApprovalDialog::buildButtons(QVBoxLayout *column)
{
    d->status = new Label(d->theme, Theme::Text::Secondary, Theme::Role::DimText, this);
    d->status->setObjectName(u"status"_s);
    d->status->setWrapping();
    d->close = makeDialogButton(tr("&Not now"), Theme::Button::Normal, u"notNow"_s, this);
    d->close->setToolTip(tr("Decide later; comment and edits are kept (Esc)"));
    d->again = makeDialogButton(tr("Send a&gain"), Theme::Button::Normal, u"sendAgain"_s, this);
    d->reject = makeDialogButton(tr("&Reject"), Theme::Button::Danger, u"reject"_s, this);
    d->reject->setToolTip(tr("Answer no; the comment goes with it"));
    d->approve = makeDialogButton(tr("&Approve"), Theme::Button::Primary, u"approve"_s, this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2 * Theme::grid);
    buttons->addWidget(d->status, 1);
    for (QPushButton *button : { d->close, d->again, d->reject, d->approve }) {
        buttons->addWidget(button, 0, Qt::AlignVCenter);
    }
    column->addLayout(buttons);
    connect(d->close, &QPushButton::clicked, this, &QDialog::reject);
    connect(d->reject, &QPushButton::clicked, this, [this] { answer(ApprovalDecision::Rejected); });
    connect(d->approve, &QPushButton::clicked, this, [this] { answer(ApprovalDecision::Approved); });
    connect(d->again, &QPushButton::clicked, this, &ApprovalDialog::sendAgain);
}

void ApprovalDialog::tellTime()
{
    const protocol::ApprovalEntry *entry = d->entry();
    if (!entry) {
        return;
    }
    QStringList parts{ model::visibleText(d->stream->name(), 100), tr("run %1").arg(d->models()->number()),
                       tr("asked %1").arg(model::TextForm::time(entry->askedAt).left(8)) };
    if (!entry->resolution) {
        parts << ApprovalStory::expiry(entry->request, protocol::currentTimestamp());
    }
    parts.removeAll(QString());
    d->context->setText(parts.join(u" · "_s));
}

void ApprovalDialog::refresh()
{
    const protocol::ApprovalEntry *entry = d->entry();
    ApprovalStory story;
    story.isOver = true;
    story.sentence = tr("This approval is gone: its connection was closed.");
    StateLook look;
    if (entry) {
        story = ApprovalStory::tell(*entry, d->answer(), d->models()->run().isEnded(), d->responder);
        look = approvalLook(*entry, d->answer().state);
    }
    static const Theme::Role roles[]{ Theme::Role::DimText, Theme::Role::Accent, Theme::Role::Completed,
                                      Theme::Role::Failed, Theme::Role::Waiting };
    d->glyph->setPixmap(glyphPixmap(look.glyph, glyphSize, d->theme.color(look.role), devicePixelRatioF()));
    d->glyph->setAccessibleName(look.word);
    d->status->setRole(roles[size_t(story.tone)]);
    d->status->setText(story.sentence);
    d->status->setAccessibleName(story.sentence);

    const int edits = d->form->editedCount();
    const bool valid = d->form->isValid();
    d->approve->setText(edits == 0       ? tr("&Approve")
                            : edits == 1 ? tr("&Approve with edit")
                                         : tr("&Approve with edits"));
    d->approve->setToolTip(valid ? tr("Answer yes (Ctrl+Enter)") : tr("A field holds something that cannot be sent."));
    d->approve->setEnabled(story.canAnswer && valid);
    d->reject->setEnabled(story.canAnswer);
    d->approve->setVisible(!story.isOver && !story.canSendAgain);
    d->reject->setVisible(!story.isOver && !story.canSendAgain);
    d->again->setVisible(story.canSendAgain);
    d->close->setText(story.canAnswer ? tr("&Not now") : tr("&Close"));
    d->form->setReadOnly(!story.canAnswer);
    d->comment->setReadOnly(!story.canAnswer);
    if (story.isOver && d->stream) {
        ApprovalDrafts::of(*d->stream).keep(d->approvalId, {});
    }
    tellTime();
}

void ApprovalDialog::keepDraft()
{
    if (d->stream) {
        ApprovalDrafts::of(*d->stream).keep(d->approvalId, { d->comment->toPlainText(), d->form->editedTexts() });
    }
}

void ApprovalDialog::answer(ApprovalDecision decision)
{
    const bool approved = decision == ApprovalDecision::Approved;
    const QPushButton *button = approved ? d->approve : d->reject;
    if (!button->isEnabled() || button->isHidden()) {
        return;
    }
    protocol::ApprovalResponse response;
    response.approvalId = d->approvalId;
    response.decision = decision;
    if (approved && d->form->editedCount() > 0) {
        response.approvalData = d->form->value();
    }
    response.comment = d->comment->toPlainText().trimmed();
    response.responder = d->responder;
    response.requestId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    d->pressed = response;
    refresh();
    Q_EMIT answered(response);
}

void ApprovalDialog::sendAgain()
{
    // The same request_id, so that a server which took the first one answers as it did then.
    const protocol::ApprovalResponse response = d->answer().response;
    d->pressed = response;
    refresh();
    Q_EMIT answered(response);
}

void ApprovalDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (event->modifiers().testFlag(Qt::ControlModifier)) {
            answer(ApprovalDecision::Approved);
        }
        event->accept(); // Enter alone answers nothing
        return;
    }
    QDialog::keyPressEvent(event);
}

bool ApprovalDialog::eventFilter(QObject *watched, QEvent *event)
{
    // A text box takes Ctrl+Enter for a line break.
    if (event->type() == QEvent::KeyPress && watched == d->comment) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            keyPressEvent(key);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace stagewatch::ui
