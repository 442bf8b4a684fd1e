// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector.h"

#include "model/displaytext.h"
#include "model/jsontreemodel.h"
#include "protocol/jsonvalue.h"
#include "ui/jsonhighlighter.h"
#include "ui/label.h"
#include "ui/rule.h"
#include "ui/textpane.h"
#include "ui/viewnote.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTreeView>

#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

namespace {
constexpr int treeRowHeight = 22;
constexpr int narrowestName = 120;
constexpr int widestName = 260;

/// Rows of the tree with some air.
class TreeDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index).expandedTo({ 0, treeRowHeight });
    }
};
} // namespace

Inspector::Inspector(const Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    build(theme);
    connect(m_asText, &QPushButton::clicked, this, [this] { setTree(false); });
    connect(m_asTree, &QPushButton::clicked, this, [this] { setTree(true); });
    connect(m_copy, &QPushButton::clicked, this, &Inspector::copyJson);
    clear();
}

void Inspector::build(const Theme &theme)
{
    m_title = new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text);
    m_asText = new QPushButton(tr("JSON"));
    m_asText->setObjectName(u"asText"_s);
    m_asText->setToolTip(tr("The event as indented JSON"));
    m_asTree = new QPushButton(tr("Tree"));
    m_asTree->setObjectName(u"asTree"_s);
    m_asTree->setToolTip(tr("The event as a tree"));
    auto *group = new QButtonGroup(this);
    for (auto *button : { m_asText, m_asTree }) {
        button->setCheckable(true);
        Theme::setButton(button, Theme::Button::Quiet);
        group->addButton(button);
    }
    m_asText->setChecked(true);
    m_copy = new QPushButton(tr("Copy"));
    m_copy->setObjectName(u"copyJson"_s);
    m_copy->setToolTip(tr("Copy the event as it came"));
    Theme::setButton(m_copy, Theme::Button::Quiet);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Theme::cardPadding, 6, Theme::gap, 6);
    bar->setSpacing(4);
    bar->addWidget(m_title, 1);
    for (auto *button : { m_asText, m_asTree, m_copy })
        bar->addWidget(button);

    m_text = new TextPane(theme);
    m_text->setAccessibleName(tr("Raw JSON of the event"));
    new JsonHighlighter(theme, m_text->document());
    m_treeModel = new model::JsonTreeModel(this);
    m_tree = new QTreeView;
    m_tree->setModel(m_treeModel);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setFont(theme.font(Theme::Text::Secondary));
    m_tree->header()->setFont(theme.font(Theme::Text::Secondary));
    m_tree->setIndentation(14);
    m_tree->setAccessibleName(tr("The event as a tree"));
    m_tree->setItemDelegate(new TreeDelegate(m_tree));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(model::JsonTreeModel::ValueColumn, QHeaderView::Stretch);
    m_tree->setColumnWidth(model::JsonTreeModel::TypeColumn, 80);

    m_pages = new QStackedWidget;
    m_pages->addWidget(m_text);
    m_pages->addWidget(m_tree);
    m_cut = new Label(theme, Theme::Text::Secondary, Theme::Role::DimText);
    m_cut->setContentsMargins(Theme::cardPadding, 4, Theme::cardPadding, 8);
    m_cut->setText(tr("Only the beginning is shown. Copy takes the whole event."));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new Rule);
    layout->addLayout(bar);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_cut);
    m_note = new ViewNote(theme, this);
    m_note->setTexts(tr("No event selected"), tr("Select an event to see it as the server sent it."));
}

void Inspector::setJson(const QString &title, const QByteArray &json)
{
    const bool isEmpty = json.isEmpty();
    m_note->setVisible(isEmpty);
    m_title->setText(model::visibleText(title, 200));
    for (QWidget *widget : { static_cast<QWidget *>(m_asText), static_cast<QWidget *>(m_asTree),
                             static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_pages) })
        widget->setVisible(!isEmpty);
    if (json == m_json && !isEmpty)
        return;
    m_json = json;
    m_treeIsStale = true;
    const auto value = protocol::JsonValue::parse(json);
    const auto shown = model::visibleLines(QString::fromUtf8(value ? value->toIndentedJson() : json), shownCharacters);
    m_cut->setVisible(shown.size() >= shownCharacters);
    m_text->setPlainText(shown);
    m_asTree->setEnabled(value.has_value());
    if (!value)
        setTree(false);
    else if (m_asTree->isChecked())
        fillTree();
}

QString Inspector::shownText() const
{
    return m_text->toPlainText();
}

void Inspector::copyJson() const
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_json));
}

void Inspector::setTree(bool tree)
{
    (tree ? m_asTree : m_asText)->setChecked(true);
    if (tree)
        fillTree();
    m_pages->setCurrentIndex(tree ? 1 : 0);
}

void Inspector::fillTree()
{
    if (!std::exchange(m_treeIsStale, false))
        return;
    m_treeModel->setValue(protocol::JsonValue::parse(m_json).value_or(protocol::JsonValue()));
    m_tree->expandToDepth(1);
    m_tree->resizeColumnToContents(model::JsonTreeModel::KeyColumn);
    m_tree->setColumnWidth(
        model::JsonTreeModel::KeyColumn,
        qBound(narrowestName, m_tree->columnWidth(model::JsonTreeModel::KeyColumn) + 12, widestName));
}

} // namespace stagewatch::ui
