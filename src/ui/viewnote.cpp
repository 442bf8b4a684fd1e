// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewnote.h"

#include "ui/emptynote.h"
#include "ui/label.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

namespace {
constexpr int widestSentence = 420;
constexpr int narrowestSentence = 120;
} // namespace

ViewNote::ViewNote(const Theme &theme, QWidget *view)
    : QWidget(view)
    , m_title(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text))
    , m_sentence(new Label(theme, Theme::Text::Body, Theme::Role::DimText))
    , m_action(new QPushButton)
{
    setObjectName(u"viewNote"_s);
    m_action->setObjectName(u"viewNoteAction"_s);
    m_title->setRigid();
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence->setWrapping();
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::pageMargin, Theme::pageMargin, Theme::pageMargin, Theme::gap);
    layout->setSpacing(Theme::grid);
    layout->addStretch(2);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    auto *row = new QHBoxLayout; // an alignment would take away the sentence's height for its width
    row->addStretch();
    row->addWidget(m_sentence);
    row->addStretch();
    layout->addLayout(row);
    layout->addSpacing(2 * Theme::grid);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &ViewNote::actionRequested);
    view->installEventFilter(this);
    fit();
    hide();
}

void ViewNote::setTexts(const QString &title, const QString &sentence, const QString &action)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    fit();
    raise();
}

void ViewNote::fit()
{
    setGeometry(parentWidget()->rect());
    const int room = qBound(narrowestSentence, width() - 2 * Theme::pageMargin, widestSentence);
    m_sentence->setFixedWidth(balancedWidth(m_sentence->fontMetrics(), m_sentence->text(), room));
}

bool ViewNote::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}

} // namespace stagewatch::ui
