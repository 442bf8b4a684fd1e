// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/linepane.h"

#include "model/logmodel.h"
#include "model/textform.h"
#include "ui/label.h"
#include "ui/linkbutton.h"
#include "ui/logtable.h"
#include "ui/textpane.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::LogModel;

LinePane::LinePane(const Theme &theme, LogTable &table, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_table(table)
    , m_caption(new Label(theme, Theme::Text::SecondaryStrong, Theme::Role::Text, this))
    , m_cut(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
    , m_whole(new LinkButton(theme, tr("Full text…"), this))
    , m_text(new TextPane(theme, this))
{
    setObjectName(u"linePane"_s);
    m_caption->setObjectName(u"lineCaption"_s);
    m_cut->setObjectName(u"lineCut"_s);
    m_whole->setObjectName(u"wholeLine"_s);
    m_text->setObjectName(u"wrappedLine"_s);
    m_text->setAccessibleName(tr("The current line, wrapped"));
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(Theme::cardPadding, Theme::grid, Theme::cardPadding, 0);
    head->setSpacing(3 * Theme::grid);
    head->addWidget(m_caption, 1);
    head->addWidget(m_cut);
    head->addWidget(m_whole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 1, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_text, 1);
    setMinimumHeight(72);
    connect(m_whole, &QPushButton::clicked, this, [this] { Q_EMIT fullTextRequested(m_table.currentIndex().row()); });
    refresh();
}

void LinePane::followLog()
{
    disconnect(m_current);
    if (m_table.selectionModel())
        m_current = connect(m_table.selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
            if (isVisible())
                refresh();
        });
    if (isVisible())
        refresh();
}

void LinePane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void LinePane::refresh()
{
    const auto index = m_table.currentIndex();
    if (!m_table.log() || !index.isValid()) {
        m_caption->setText(tr("Choose a line to read all of it here"));
        m_text->clear();
        showCut(0);
        return;
    }
    QStringList caption;
    for (const int column : { LogModel::TimeColumn, LogModel::LevelColumn, LogModel::StageColumn }) {
        if (const auto text = index.siblingAtColumn(column).data().toString(); !text.isEmpty())
            caption.append(text);
    }
    m_caption->setText(caption.join(u"  ·  "_s));
    const QString whole = index.data(LogModel::FullTextRole).toString();
    m_text->setPlainText(whole.left(wrappedLimit));
    showCut(whole.size());
}

void LinePane::showCut(qsizetype whole)
{
    const bool isCut = whole > wrappedLimit;
    m_cut->setVisible(isCut);
    m_whole->setVisible(isCut);
    if (isCut)
        m_cut->setText(tr("The first %1 of %2 characters")
                           .arg(model::TextForm::count(wrappedLimit), model::TextForm::count(whole)));
}

void LinePane::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(0, 0, width(), 1, m_theme.color(Theme::Role::Line));
}

} // namespace stagewatch::ui
