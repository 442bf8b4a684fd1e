// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvalbanner.h"

#include "model/displaytext.h"
#include "model/stream.h"
#include "model/textform.h"
#include "ui/approvalgist.h"
#include "ui/glyphlabel.h"
#include "ui/label.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::TextForm;

namespace {
QString separator()
{
    return u"  ·  "_s;
}
} // namespace

ApprovalBanner::ApprovalBanner(const Theme &theme, QWidget *parent)
    : Card(theme, parent)
    , m_title(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text, this))
    , m_detail(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
    , m_facts(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
    , m_reject(new QPushButton(tr("Re&ject…"), this))
    , m_review(new QPushButton(tr("Re&view…"), this))
    , m_approve(new QPushButton(tr("Appro&ve"), this))
    , m_sign(new GlyphLabel(theme, Glyph::Waiting, Theme::Role::Waiting, 16, this))
{
    setRoles(Theme::Role::Banner, Theme::Role::BannerLine);
    setFixedHeight(fixedHeight);
    m_detail->setObjectName(u"bannerDetail"_s);
    m_reject->setObjectName(u"bannerReject"_s);
    m_review->setObjectName(u"bannerReview"_s);
    m_approve->setObjectName(u"bannerApprove"_s);
    Theme::setButton(m_approve, Theme::Button::Primary);
    m_reject->setToolTip(tr("Look at the proposal and say why not"));
    m_review->setToolTip(tr("Look at the proposal, and edit it (A)"));
    m_approve->setToolTip(tr("Approve it as it is proposed"));
    m_guard.setSingleShot(true);
    m_guard.setInterval(guardMs);
    connect(&m_guard, &QTimer::timeout, this, &ApprovalBanner::arm);
    connect(m_reject, &QPushButton::clicked, this, &ApprovalBanner::rejectRequested);
    connect(m_review, &QPushButton::clicked, this, &ApprovalBanner::reviewRequested);
    connect(m_approve, &QPushButton::clicked, this, &ApprovalBanner::approveRequested);

    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addStretch();
    words->addWidget(m_title);
    m_facts->setRigid(true);
    auto *facts = new QHBoxLayout;
    facts->setSpacing(0);
    facts->addWidget(m_detail);
    facts->addWidget(m_facts);
    facts->addStretch(1);
    words->addLayout(facts);
    words->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::cardPadding, 0, Theme::cardPadding, 0);
    row->setSpacing(12);
    row->addWidget(m_sign);
    row->addLayout(words, 1);
    row->addSpacing(8);
    row->addWidget(m_reject);
    row->addWidget(m_review);
    row->addWidget(m_approve);
}

model::Stream *ApprovalBanner::stream() const
{
    return m_stream;
}

int ApprovalBanner::runIndex() const
{
    return m_run ? m_run->index() : -1;
}

void ApprovalBanner::setApproval(model::Stream *stream, model::RunModels *run, const QString &approvalId, bool namesRun)
{
    const bool another = approvalId != m_approvalId || stream != m_stream || run != m_run;
    m_stream = stream;
    m_run = run;
    m_approvalId = approvalId;
    m_namesRun = namesRun;
    if (!another)
        return;
    m_gists.clear();
    m_confidence.clear();
    if (const auto *entry = run ? run->run().findApproval(approvalId) : nullptr) {
        for (const int fields : { 3, 2, 1 })
            m_gists << proposalGist(entry->request.proposal, fields);
        m_gists.removeAll(QString());
        m_gists.removeDuplicates();
        if (const auto confidence = matchingConfidence(run->run(), *entry))
            m_confidence = tr("confidence %1").arg(TextForm::percent(*confidence));
        if (isVisible())
            m_guard.start();
    }
}

void ApprovalBanner::refresh(protocol::Timestamp now)
{
    const auto *entry = m_run ? m_run->run().findApproval(m_approvalId) : nullptr;
    const int row = m_run ? m_run->approvals()->rowOf(m_approvalId) : -1;
    if (!entry || row < 0 || !m_stream)
        return;
    const QModelIndex index = m_run->approvals()->index(row, model::ApprovalModel::StateColumn);
    const bool free = index.data(model::ApprovalModel::CanAnswerRole).toBool();
    m_canAnswer = free && m_stream->status().isLive();

    QString title = model::ApprovalModel::titleText(entry->request);
    const int others = m_run->run().pendingApprovalCount() - 1;
    if (m_namesRun)
        title = tr("%1, run %2: %3").arg(model::visibleText(m_stream->name()), TextForm::count(m_run->number()), title);
    else if (others > 0)
        title = others == 1 ? tr("%1 (1 more waits)").arg(title)
                            : tr("%1 (%2 more wait)").arg(title, TextForm::count(others));
    m_title->setText(title);

    m_before = free ? QString() : m_run->approvals()->stateText(row);
    QStringList facts;
    if (!m_confidence.isEmpty())
        facts << m_confidence;
    if (entry->request.expiresAt) {
        const qint64 left = (*entry->request.expiresAt - now).count();
        facts << (left > 0 ? tr("expires in %1").arg(TextForm::clock(left)) : tr("expired"));
    }
    m_after = free && !m_stream->status().isLive() ? tr("answer once the connection is back") : QString();
    const bool saysNothing = m_before.isEmpty() && m_gists.isEmpty() && m_after.isEmpty();
    if (saysNothing && facts.isEmpty())
        m_after = tr("asked %1").arg(TextForm::ago(qMax(qint64(0), qint64((now - entry->askedAt).count()))));
    m_facts->setText((saysNothing || facts.isEmpty() ? QString() : separator()) + facts.join(separator()));
    fitDetail();
    setAccessibleName(title);
    setAccessibleDescription(m_detail->text() + m_facts->text());
    arm();
}

/// As much of the proposal as there is room for: whole values, not the first letters of one.
void ApprovalBanner::fitDetail()
{
    const int room = m_title->width() - m_facts->sizeHint().width();
    const QFontMetrics metrics(m_detail->font());
    QString text;
    for (qsizetype i = 0; i < qMax(qsizetype(1), m_gists.size()); ++i) {
        QStringList pieces{ m_before, m_gists.value(i), m_after };
        pieces.removeAll(QString());
        text = pieces.join(separator());
        if (metrics.horizontalAdvance(text) <= room)
            break;
    }
    m_detail->setText(text);
}

void ApprovalBanner::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    layout()->activate(); // the title's width tells how much room there is
    fitDetail();
}

void ApprovalBanner::arm()
{
    const bool ready = m_canAnswer && !m_guard.isActive();
    m_approve->setEnabled(ready);
    m_reject->setEnabled(ready);
    m_review->setEnabled(!m_guard.isActive());
}

void ApprovalBanner::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    m_guard.start();
    arm();
}

} // namespace stagewatch::ui
