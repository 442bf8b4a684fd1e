// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fulltextview.h"

#include "ui/inspector.h"
#include "ui/label.h"
#include "ui/textpane.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

namespace {
qsizetype longestLine(const QString &text)
{
    qsizetype longest = 0;
    for (const auto line : QStringView(text).tokenize(u'\n'))
        longest = qMax(longest, line.size());
    return longest;
}
} // namespace

FullTextView::FullTextView(const Theme &theme, QWidget *parent)
    : QDialog(parent, Qt::Window)
    , m_caption(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text))
    , m_wrap(new QCheckBox(tr("&Wrap lines")))
    , m_text(new TextPane(theme))
    , m_inspector(new Inspector(theme))
{
    setWindowTitle(tr("Log line"));
    setObjectName(u"fullTextView"_s);
    setBackgroundRole(QPalette::Base);
    m_wrap->setObjectName(u"wrapLines"_s);
    m_text->setObjectName(u"fullText"_s);
    m_text->setAccessibleName(tr("The whole message"));
    auto *copy = new QPushButton(tr("&Copy message"));
    copy->setObjectName(u"copyText"_s);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Theme::cardPadding, Theme::gap, Theme::gap, 10);
    bar->setSpacing(Theme::gap);
    bar->addWidget(m_caption, 1);
    bar->addWidget(m_wrap);
    bar->addWidget(copy);

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_text);
    splitter->addWidget(m_inspector);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({ 220, 300 });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(splitter, 1);
    resize(820, 560);

    connect(m_wrap, &QCheckBox::toggled, this, &FullTextView::setWrapping);
    connect(copy, &QPushButton::clicked, this, &FullTextView::copyText);
}

void FullTextView::setContent(const QString &caption, const QString &text, const QByteArray &json)
{
    m_content = text;
    m_caption->setText(caption);
    const bool canWrap = longestLine(text) <= wrappedLineLimit;
    m_wrap->setEnabled(canWrap);
    m_wrap->setToolTip(canWrap
                           ? tr("Break long lines at the edge of the window")
                           : tr("This line is too long to be wrapped. Scroll sideways, or copy it into an editor."));
    if (!canWrap)
        m_wrap->setChecked(false);
    m_text->setPlainText(text);
    m_inspector->setJson(tr("Raw event"), json);
    m_text->setFocus();
}

void FullTextView::copyText() const
{
    QGuiApplication::clipboard()->setText(m_content);
}

void FullTextView::setWrapping(bool wrap)
{
    m_text->setLineWrapMode(wrap ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
}

} // namespace stagewatch::ui
