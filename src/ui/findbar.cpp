// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findbar.h"

#include "ui/label.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

namespace {
constexpr QSize buttonSize{ 26, 22 };
}

FindBar::FindBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    build(theme);
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::refresh);
    connect(m_case, &QToolButton::toggled, this, &FindBar::refresh);
    connect(m_regex, &QToolButton::toggled, this, &FindBar::refresh);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextRequested);
    refresh();
}

void FindBar::build(const Theme &theme)
{
    m_field = new QLineEdit;
    m_field->setObjectName(u"findField"_s);
    m_field->setAccessibleName(tr("Find in the log"));
    m_field->installEventFilter(this);
    m_field->setMinimumWidth(120);
    m_field->setPlaceholderText(tr("Find in every line"));

    m_status = new Label(theme, Theme::Text::Secondary, Theme::Role::DimText);
    m_status->setObjectName(u"findStatus"_s);
    m_status->setRigid();
    m_case = addButton(u"Aa"_s, u"findCase"_s, tr("Match case (Alt+C)"));
    m_case->setCheckable(true);
    m_regex = addButton(u".*"_s, u"findRegex"_s, tr("Regular expression (Alt+R)"));
    m_regex->setCheckable(true);
    m_regex->setChecked(true);
    m_previous = addButton(u"\u2191"_s, u"findPrevious"_s, tr("Previous match (Shift+F3)"));
    m_next = addButton(u"\u2193"_s, u"findNext"_s, tr("Next match (F3)"));

    auto *inside = new QHBoxLayout(m_field);
    inside->setContentsMargins(0, 0, 4, 0);
    inside->setSpacing(2);
    inside->addStretch();
    inside->addWidget(m_status);
    for (auto *button : { m_case, m_regex, m_previous, m_next })
        inside->addWidget(button);

    m_error = new Label(theme, Theme::Text::Secondary, Theme::Role::Failed);
    m_error->setObjectName(u"findError"_s);
    m_error->setWrapping();
    m_error->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_field);
    layout->addWidget(m_error);
}

QToolButton *FindBar::addButton(const QString &text, const QString &name, const QString &tip)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);
    button->setCursor(Qt::ArrowCursor);
    button->setFixedSize(buttonSize);
    return button;
}

void FindBar::setText(const QString &text)
{
    m_field->setText(text);
}

QString FindBar::text() const
{
    return m_field->text();
}

void FindBar::activate()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::refresh()
{
    m_field->setToolTip(m_regex->isChecked() ? tr("Find in every line (regular expression)")
                                             : tr("Find in every line"));
    m_expression.reset();
    m_status->setText({});
    QString problem;
    if (const auto wanted = m_field->text(); !wanted.isEmpty()) {
        QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
        if (!m_case->isChecked())
            options |= QRegularExpression::CaseInsensitiveOption;
        const QRegularExpression expression(m_regex->isChecked() ? wanted : QRegularExpression::escape(wanted),
                                            options);
        if (expression.isValid())
            m_expression = expression;
        else
            problem = tr("This expression does not work: %1, at character %2. Alt+R searches for plain text instead.")
                          .arg(expression.errorString())
                          .arg(expression.patternErrorOffset() + 1);
    }
    showError(problem);
    refreshButtons();
    Q_EMIT expressionChanged();
}

void FindBar::refreshButtons()
{
    const bool used = window()->focusWidget() == m_field || !m_field->text().isEmpty();
    for (auto *button : { m_case, m_regex })
        button->setVisible(used);
    for (auto *button : { m_previous, m_next })
        button->setVisible(m_expression.has_value());
    m_status->setVisible(m_expression.has_value() && !m_status->text().isEmpty());
    m_field->setTextMargins(0, 0, used ? m_field->layout()->sizeHint().width() : 0, 0);
    if (std::exchange(m_isUsed, used) != used)
        Q_EMIT usedChanged();
}

void FindBar::setStatus(const QString &status)
{
    if (m_status->text() == status)
        return;
    m_status->setText(status);
    refreshButtons();
}

model::LogSearch FindBar::search() const
{
    return { m_field->text(), m_regex->isChecked(), m_case->isChecked() };
}

void FindBar::showError(const QString &sentence)
{
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
    m_field->setAccessibleDescription(sentence);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        QMetaObject::invokeMethod(this, &FindBar::refreshButtons, Qt::QueuedConnection);
        return false;
    case QEvent::ShortcutOverride:
        // In this field Alt+C and Alt+R are its own, whatever menu has the same letter.
        if (toggleFor(static_cast<QKeyEvent *>(event)))
            event->accept();
        return false;
    case QEvent::KeyPress:
        return handleKey(static_cast<QKeyEvent *>(event));
    default:
        return false;
    }
}

QToolButton *FindBar::toggleFor(const QKeyEvent *event) const
{
    if (event->modifiers() != Qt::AltModifier)
        return nullptr;
    return event->key() == Qt::Key_C ? m_case : event->key() == Qt::Key_R ? m_regex : nullptr;
}

bool FindBar::handleKey(const QKeyEvent *event)
{
    if (auto *toggle = toggleFor(event)) {
        toggle->toggle();
        return true;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & Qt::ShiftModifier)
            Q_EMIT previousRequested();
        else
            Q_EMIT nextRequested();
        return true;
    case Qt::Key_Escape:
        if (m_field->text().isEmpty())
            Q_EMIT left();
        else
            m_field->clear();
        return true;
    case Qt::Key_Down:
        Q_EMIT left();
        return true;
    default:
        return false;
    }
}

} // namespace stagewatch::ui
