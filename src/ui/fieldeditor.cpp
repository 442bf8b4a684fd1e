// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fieldeditor.h"

#include "model/displaytext.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;
using Kind = ProposalField::Kind;

namespace {

constexpr qsizetype longestLine = 60;
constexpr int wrapsAfter = 42; // characters in a box as wide as the form makes it
constexpr int mostLines = 8;

} // namespace

FieldEditor::FieldEditor(const Theme &theme, const ProposalField &field, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1); // room for the frame that marks what is wrong
    makeControl(field);
    QWidget *made = control();
    made->setObjectName(field.key());
    made->setAccessibleName(model::visibleText(field.name().isEmpty() ? tr("Proposal") : field.name()));
    made->setAccessibleDescription(model::visibleText(field.description));
    if (!field.description.isEmpty()) {
        made->setToolTip(model::visibleText(field.description).toHtmlEscaped());
    }
    layout->addWidget(made);
    setFocusProxy(made);
    setSizePolicy(QSizePolicy::Expanding, m_lines ? QSizePolicy::Minimum : QSizePolicy::Fixed);
}

void FieldEditor::makeControl(const ProposalField &field)
{
    const QString text = field.textOf(field.original);
    if (field.kind == Kind::Boolean) {
        m_check = new QCheckBox(this);
        m_check->setChecked(field.original.toBool());
        connect(m_check, &QCheckBox::toggled, this, &FieldEditor::textChanged);
    } else if (field.kind == Kind::Choice) {
        makeChoice(field);
    } else if (text.contains(u'\n') || text.size() > longestLine) {
        makeLines(field);
    } else {
        m_line = new QLineEdit(text, this);
        m_line->setMaxLength(1'000'000);
        m_line->setCursorPosition(0);
        if (field.kind == Kind::Json) {
            m_line->setFont(m_theme.font(Theme::Text::Mono));
        }
        connect(m_line, &QLineEdit::textChanged, this, &FieldEditor::textChanged);
    }
}

void FieldEditor::makeLines(const ProposalField &field)
{
    const QString text = field.textOf(field.original);
    m_lines = new QPlainTextEdit(text, this);
    m_lines->setTabChangesFocus(true);
    m_lines->setFont(m_theme.font(field.kind == Kind::Json ? Theme::Text::Mono : Theme::Text::Body));
    // A line of a hundred thousand characters takes seconds to wrap.
    m_lines->setLineWrapMode(text.size() > 20'000 ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    const auto wrapped = int(text.size() / wrapsAfter) + 1;
    const int lines = std::clamp(std::max(int(text.count(u'\n')) + 1, wrapped), 2, mostLines);
    m_lines->setFixedHeight(QFontMetrics(m_lines->font()).lineSpacing() * lines + 5 * Theme::grid);
    m_lines->document()->setDocumentMargin(7);
    m_lines->viewport()->setAutoFillBackground(false);
    connect(m_lines, &QPlainTextEdit::textChanged, this, &FieldEditor::textChanged);
}

void FieldEditor::makeChoice(const ProposalField &field)
{
    m_choice = new QComboBox(this);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(8);
    for (const protocol::JsonValue &choice : field.choices) {
        const QString text = field.textOf(choice);
        m_choice->addItem(choice.isNull() ? tr("none") : model::visibleText(text), text);
    }
    setText(field.textOf(field.original));
    connect(m_choice, &QComboBox::currentIndexChanged, this, &FieldEditor::textChanged);
}

QWidget *FieldEditor::control() const
{
    if (m_check) {
        return m_check;
    }
    if (m_choice) {
        return m_choice;
    }
    return m_lines ? static_cast<QWidget *>(m_lines) : m_line;
}

QString FieldEditor::text() const
{
    if (m_check) {
        return m_check->isChecked() ? u"true"_s : u"false"_s;
    }
    if (m_choice) {
        return m_choice->currentData().toString();
    }
    return m_lines ? m_lines->toPlainText() : m_line->text();
}

void FieldEditor::setText(const QString &text)
{
    if (m_check) {
        m_check->setChecked(text == "true"_L1);
    } else if (m_choice) {
        m_choice->setCurrentIndex(std::max(0, m_choice->findData(text)));
    } else if (m_lines) {
        m_lines->setPlainText(text);
    } else {
        m_line->setText(text);
    }
}

void FieldEditor::setReadOnly(bool readOnly)
{
    if (m_line) {
        m_line->setReadOnly(readOnly);
    } else if (m_lines) {
        m_lines->setReadOnly(readOnly);
    } else {
        control()->setEnabled(!readOnly);
    }
}

void FieldEditor::setWrong(bool wrong)
{
    if (m_wrong != wrong) {
        m_wrong = wrong;
        update();
    }
}

void FieldEditor::paintEvent(QPaintEvent *)
{
    if (!m_wrong) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Theme::Role::Failed), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::controlRadius + 1,
                            Theme::controlRadius + 1);
}

} // namespace stagewatch::ui
