// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proposalform.h"

#include "model/displaytext.h"
#include "ui/fieldeditor.h"
#include "ui/glyphs.h"
#include "ui/label.h"
#include "ui/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;
using protocol::JsonValue;
using Kind = ProposalField::Kind;

namespace {

enum Column { NameColumn, EditorColumn, NoteColumn, PreviousColumn };
constexpr int nameWidth = 150;
constexpr int editorWidth = 170;
constexpr int indent = 16;
constexpr qsizetype shortText = 40;

/// A value in words for one short line.
QString shortValue(const JsonValue &value)
{
    switch (value.type()) {
    case JsonValue::Type::Null:
        return ProposalForm::tr("none");
    case JsonValue::Type::Bool:
        return value.toBool() ? ProposalForm::tr("yes") : ProposalForm::tr("no");
    case JsonValue::Type::Number:
    case JsonValue::Type::String:
        return model::visibleText(value.toText(), shortText);
    case JsonValue::Type::Array:
    case JsonValue::Type::Object:
        break;
    }
    return model::visibleText(QString::fromUtf8(value.toJson().left(4 * shortText)), shortText);
}

} // namespace

struct ProposalForm::Row
{
    ProposalField field;
    int gridRow = 0;
    FieldEditor *editor = nullptr; // null for a group
    Label *note = nullptr;
    QToolButton *reset = nullptr;
    std::optional<JsonValue> value; // what would be sent; nothing: it cannot be
    [[nodiscard]] bool isEdited() const { return editor && (!value || *value != field.original); }
};

ProposalForm::ProposalForm(const Theme &theme, const JsonValue &proposal, const JsonValue &schema,
                           const QStringList &options, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_proposal(proposal)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 1);
    m_grid->setHorizontalSpacing(2 * Theme::grid);
    m_grid->setVerticalSpacing(1);
    m_grid->setColumnMinimumWidth(NameColumn, nameWidth);
    m_grid->setColumnMinimumWidth(EditorColumn, editorWidth);
    m_grid->setColumnStretch(EditorColumn, 1);
    m_grid->setColumnStretch(NoteColumn, 1);
    int gridRow = 1;
    for (const ProposalField &field : proposalFields(proposal, schema, options)) {
        addRow(field, gridRow++);
    }
    if (!m_rows.empty()) {
        addHeading();
    }
    connect(&theme, &Theme::changed, this, [this] {
        for (const auto &row : m_rows) {
            if (row->reset) {
                row->reset->setIcon(glyphIcon(Glyph::Close, m_theme.color(Theme::Role::DimText)));
            }
        }
        update();
    });
}

ProposalForm::~ProposalForm() = default;

void ProposalForm::addHeading()
{
    m_grid->addWidget(new Label(m_theme, Theme::Text::SecondaryStrong, Theme::Role::DimText, this), 0, NameColumn);
    m_grid->addWidget(new Label(m_theme, Theme::Text::SecondaryStrong, Theme::Role::DimText, this), 0, EditorColumn);
    const std::pair<Column, QString> texts[]{ { NameColumn, tr("Parameter") }, { EditorColumn, tr("Proposed") } };
    for (const auto &[column, text] : texts) {
        static_cast<Label *>(m_grid->itemAtPosition(0, column)->widget())->setText(text);
    }
    m_grid->setRowMinimumHeight(0, 6 * Theme::grid);
}

void ProposalForm::addRow(const ProposalField &field, int gridRow)
{
    auto row = std::make_unique<Row>();
    row->field = field;
    row->gridRow = gridRow;
    const bool group = field.kind == Kind::Group;
    auto *name = new Label(m_theme, group ? Theme::Text::BodyStrong : Theme::Text::Body, Theme::Role::Text, this);
    name->setText(model::visibleText(field.name().isEmpty() ? tr("Proposal") : field.name(), 200));
    name->setContentsMargins(indent * std::max(0, field.depth()), 0, 0, 0);
    name->setFixedWidth(nameWidth);
    m_grid->setRowMinimumHeight(gridRow, 8 * Theme::grid);
    if (group) {
        m_grid->addWidget(name, gridRow, NameColumn);
        m_rows.push_back(std::move(row));
        return;
    }
    row->editor = new FieldEditor(m_theme, field, this);
    row->editor->setObjectName(field.key());
    row->editor->setReadOnly(field.readOnly);
    name->setBuddy(row->editor);
    const Qt::Alignment top = row->editor->isTall() ? Qt::AlignTop : Qt::AlignVCenter;
    if (row->editor->isTall()) {
        name->setContentsMargins(name->contentsMargins() + QMargins(0, 2 * Theme::grid, 0, 0)); // beside its first line
    }
    m_grid->addWidget(name, gridRow, NameColumn, top);
    m_grid->addWidget(row->editor, gridRow, EditorColumn, 1, row->editor->isTall() ? 2 : 1);

    auto *note = new QWidget(this);
    auto *layout = new QHBoxLayout(note);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    row->note = new Label(m_theme, Theme::Text::Secondary, Theme::Role::Accent, note);
    row->note->setWrapping();
    row->note->setObjectName(u"note"_s + field.key());
    row->reset = new QToolButton(note);
    row->reset->setObjectName(u"reset"_s + field.key());
    row->reset->setAutoRaise(true);
    row->reset->setIconSize({ 10, 10 });
    row->reset->setIcon(glyphIcon(Glyph::Close, m_theme.color(Theme::Role::DimText)));
    const QString was = shortValue(field.original);
    row->reset->setToolTip(tr("Put %1 back").arg(was).toHtmlEscaped());
    row->reset->setAccessibleName(tr("Put %1 back to %2").arg(model::visibleText(field.name(), 200), was));
    row->reset->setVisible(false);
    layout->addWidget(row->note, 1);
    layout->addWidget(row->reset, 0, Qt::AlignVCenter);
    if (row->editor->isTall()) {
        // A box of lines takes the room of the note, which goes below it.
        m_grid->addWidget(note, gridRow, PreviousColumn, Qt::AlignTop);
    } else {
        m_grid->addWidget(note, gridRow, NoteColumn);
    }
    if (field.readOnly) {
        row->note->setRole(Theme::Role::DimText);
        row->note->setText(tr("cannot be edited"));
    }
    row->value = field.original;
    Row *raw = row.get();
    connect(raw->editor, &FieldEditor::textChanged, this, [this, raw] { check(*raw); });
    connect(raw->reset, &QToolButton::clicked, this, [raw] {
        raw->editor->setText(raw->field.textOf(raw->field.original));
        raw->editor->setFocus();
    });
    m_rows.push_back(std::move(row));
}

void ProposalForm::check(Row &row)
{
    ProposalField::Parsed parsed = row.field.parse(row.editor->text());
    row.value = std::move(parsed.value);
    const bool edited = row.isEdited();
    row.editor->setWrong(!row.value);
    row.note->setRole(row.value ? Theme::Role::Accent : Theme::Role::Failed);
    if (!row.value) {
        row.note->setText(model::visibleText(parsed.error, 300));
    } else {
        row.note->setText(edited ? tr("edited, was %1").arg(shortValue(row.field.original)) : QString());
    }
    row.reset->setVisible(edited);
    Q_EMIT changed();
}

void ProposalForm::setPrevious(const JsonValue &previous, const QString &heading)
{
    bool any = false;
    for (const auto &row : m_rows) {
        const JsonValue *before = row->editor && !row->editor->isTall() ? valueAt(previous, row->field.path) : nullptr;
        if (!before) {
            continue;
        }
        any = true;
        const bool differs = *before != row->field.original;
        auto *label = new Label(m_theme, differs ? Theme::Text::BodyStrong : Theme::Text::Body,
                                differs ? Theme::Role::Text : Theme::Role::DimText, this);
        label->setText(shortValue(*before));
        label->setAccessibleName(tr("%1: %2").arg(heading, shortValue(*before)));
        m_grid->addWidget(label, row->gridRow, PreviousColumn);
    }
    if (any) {
        auto *label = new Label(m_theme, Theme::Text::SecondaryStrong, Theme::Role::DimText, this);
        label->setText(heading);
        m_grid->addWidget(label, 0, PreviousColumn);
        m_grid->setColumnMinimumWidth(PreviousColumn, 128);
    }
}

void ProposalForm::setReadOnly(bool readOnly)
{
    for (const auto &row : m_rows) {
        if (row->editor) {
            row->editor->setReadOnly(readOnly || row->field.readOnly);
            row->reset->setEnabled(!readOnly);
        }
    }
}

int ProposalForm::wholeRows(int height) const
{
    m_grid->setGeometry(QRect(QPoint(), sizeHint())); // before it is shown there is no other
    int whole = height;
    for (int row = 0; row < m_grid->rowCount(); ++row) {
        const int bottom = m_grid->cellRect(row, NameColumn).bottom() + 2; // with its line
        if (bottom > height)
            break;
        whole = bottom;
    }
    return whole;
}

bool ProposalForm::isEmpty() const
{
    return m_rows.empty();
}

int ProposalForm::editedCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const auto &row) { return row->isEdited(); }));
}

bool ProposalForm::isValid() const
{
    return std::none_of(m_rows.begin(), m_rows.end(), [](const auto &row) { return row->editor && !row->value; });
}

JsonValue ProposalForm::value() const
{
    JsonValue result = m_proposal;
    for (const auto &row : m_rows) {
        if (row->isEdited() && row->value) {
            setValueAt(result, row->field.path, *row->value);
        }
    }
    return result;
}

QMap<QString, QString> ProposalForm::editedTexts() const
{
    QMap<QString, QString> texts;
    for (const auto &row : m_rows) {
        if (row->isEdited()) {
            texts.insert(row->field.key(), row->editor->text());
        }
    }
    return texts;
}

void ProposalForm::setEditedTexts(const QMap<QString, QString> &texts)
{
    for (const auto &row : m_rows) {
        if (row->editor && !row->field.readOnly && texts.contains(row->field.key())) {
            row->editor->setText(texts.value(row->field.key()));
        }
    }
}

void ProposalForm::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(m_theme.color(Theme::Role::Grid));
    for (int row = 0; row < m_grid->rowCount() && !m_rows.empty(); ++row) {
        const int y = m_grid->cellRect(row, NameColumn).bottom() + 1;
        painter.drawLine(0, y, width(), y);
    }
}

} // namespace stagewatch::ui
