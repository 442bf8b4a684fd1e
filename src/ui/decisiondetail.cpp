// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/decisiondetail.h"

#include "model/displaytext.h"
#include "model/jsontreemodel.h"
#include "model/textform.h"
#include "ui/label.h"
#include "ui/rule.h"
#include "ui/tablelook.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTextDocument>
#include <QTreeView>
#include <QVBoxLayout>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestReasoning = 100'000; // characters; more takes seconds to wrap
constexpr int mostLines = 7;

} // namespace

DecisionDetail::DecisionDetail(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_heading(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text, this))
    , m_context(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
    , m_reasoning(new QPlainTextEdit(this))
    , m_metadataHeading(new Label(theme, Theme::Text::SecondaryStrong, Theme::Role::DimText, this))
    , m_tree(new QTreeView(this))
    , m_metadata(new model::JsonTreeModel(this))
{
    m_reasoning->setObjectName(u"reasoning"_s);
    m_reasoning->setReadOnly(true);
    m_reasoning->setFrameShape(QFrame::NoFrame);
    m_reasoning->setTabChangesFocus(true);
    m_reasoning->document()->setDocumentMargin(0);
    m_reasoning->setAccessibleName(tr("Reasoning"));
    m_reasoning->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_tree->setObjectName(u"metadata"_s);
    m_tree->setModel(m_metadata);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("Metadata"));
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(Theme::cardPadding);
    setRoomyRows(m_tree);
    m_tree->setHeaderHidden(true);
    m_tree->setColumnHidden(model::JsonTreeModel::TypeColumn, true);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(model::JsonTreeModel::KeyColumn, 220);

    auto *frame = new QVBoxLayout(this);
    frame->setContentsMargins(0, 0, 0, 0);
    frame->setSpacing(0);
    frame->addWidget(new Rule);
    auto *layout = new QVBoxLayout;
    frame->addLayout(layout, 1);
    layout->setContentsMargins(Theme::cardPadding, 3 * Theme::grid, Theme::cardPadding, 2 * Theme::grid);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_heading);
    layout->addWidget(m_context);
    layout->addSpacing(Theme::grid);
    layout->addWidget(m_reasoning);
    layout->addSpacing(2 * Theme::grid);
    layout->addWidget(m_metadataHeading);
    layout->addWidget(m_tree, 1);
    layout->addStretch(0);
}

void DecisionDetail::setDecision(const protocol::DecisionEntry &entry)
{
    if (m_shown == entry) {
        return; // keep what the reader selected and opened
    }
    m_shown = entry;
    const protocol::Decision &decision = entry.decision;
    m_heading->setText(
        model::visibleText(decision.decision.isEmpty() ? decision.decisionType : decision.decision, 500));
    QStringList context{ model::visibleText(protocol::titleFromId(decision.decisionType), 200),
                         model::visibleText(decision.stage.display, 200) };
    if (decision.confidence) {
        context << tr("confidence %1").arg(model::TextForm::percent(*decision.confidence));
    }
    context.removeAll(QString());
    m_context->setText(context.join(u" · "_s));
    m_context->setToolTip(model::TextForm::fullTime(entry.time));
    const QString reasoning = model::visibleLines(decision.reasoning, longestReasoning);
    m_reasoning->setPlainText(reasoning.isEmpty() ? tr("The pipeline gave no reason.") : reasoning);
    m_metadata->setValue(decision.metadata);
    const bool any = decision.metadata.isContainer() ? decision.metadata.size() > 0 : !decision.metadata.isNull();
    m_metadataHeading->setText(any ? tr("Metadata") : tr("No metadata came with it."));
    m_tree->setVisible(any);
    m_tree->expandToDepth(0);
    fitReasoning();
}

void DecisionDetail::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitReasoning();
}

void DecisionDetail::fitReasoning()
{
    // Counted here, because the editor learns its own width only after this one was laid out.
    const int width = std::max(80, contentsRect().width() - 2 * Theme::cardPadding);
    int lines = 0;
    for (QTextBlock block = m_reasoning->document()->firstBlock(); block.isValid() && lines < mostLines;
         block = block.next()) {
        const int needed = QFontMetrics(m_reasoning->font()).horizontalAdvance(block.text().left(4000));
        lines += 1 + needed / width;
    }
    m_reasoning->setFixedHeight(QFontMetrics(m_reasoning->font()).lineSpacing() * std::clamp(lines, 1, mostLines)
                                + Theme::grid);
}

} // namespace stagewatch::ui
