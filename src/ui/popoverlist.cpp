// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/popoverlist.h"

#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using Role = Theme::Role;

namespace {
enum Roles { RightRole = Qt::UserRole + 1, BelowRole, KeyRole };
constexpr int lineHeight = 20;
constexpr int padding = 2 * Theme::grid;
constexpr int mostHeight = 264;

class EntryDelegate : public QStyledItemDelegate
{
public:
    EntryDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const bool selected = option.state & QStyle::State_Selected;
        const bool hover = option.state & QStyle::State_MouseOver;
        painter->fillRect(option.rect, m_theme.color(selected ? Role::Selection : hover ? Role::Hover : Role::Card));
        QRect line = option.rect.adjusted(padding, 3, -padding, 0);
        line.setHeight(lineHeight);
        painter->setFont(m_theme.font(Theme::Text::Secondary));
        painter->setPen(m_theme.color(Role::DimText));
        const QString right = index.data(RightRole).toString();
        const int rightWidth = int(std::ceil(tabularWidth(painter->font(), right)));
        drawTabular(*painter, line, Qt::AlignRight | Qt::AlignVCenter, right);
        drawElided(*painter, line.adjusted(0, lineHeight, 0, lineHeight), index.data(BelowRole).toString());
        painter->setFont(m_theme.font(Theme::Text::Body));
        painter->setPen(m_theme.color(Role::Text));
        drawElided(*painter, line.adjusted(0, 0, -rightWidth - padding, 0), index.data().toString());
        painter->restore();
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return { 100, (index.data(BelowRole).toString().isEmpty() ? 1 : 2) * lineHeight + 6 };
    }

private:
    static void drawElided(QPainter &painter, const QRect &rect, const QString &text)
    {
        if (!text.isEmpty())
            painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                             painter.fontMetrics().elidedText(text.left(400), Qt::ElideRight, rect.width()));
    }
    const Theme &m_theme;
};
} // namespace

PopoverList::PopoverList(const Theme &theme, QWidget *parent)
    : QListWidget(parent)
{
    setItemDelegate(new EntryDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    connect(this, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT chosen(item->data(KeyRole)); });
}

void PopoverList::keyPressEvent(QKeyEvent *event)
{
    // Not by itemActivated(): with some styles a click activates, too.
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentItem())
        Q_EMIT chosen(currentKey());
    else
        QListWidget::keyPressEvent(event);
}

void PopoverList::setEntries(const QList<Entry> &entries)
{
    const QVariant current = currentKey();
    clear();
    for (const Entry &entry : entries) {
        auto *item = new QListWidgetItem(entry.title, this);
        item->setData(RightRole, entry.right);
        item->setData(BelowRole, entry.below);
        item->setData(KeyRole, entry.key);
        item->setData(Qt::AccessibleTextRole, QStringList{ entry.title, entry.below, entry.right }.join(u", "_s));
    }
    setCurrentRow(0);
    setCurrentKey(current);
    updateGeometry();
}

QVariant PopoverList::currentKey() const
{
    return currentItem() ? currentItem()->data(KeyRole) : QVariant();
}

void PopoverList::setCurrentKey(const QVariant &key)
{
    for (int row = 0; key.isValid() && row < count(); ++row) {
        if (item(row)->data(KeyRole) == key)
            setCurrentRow(row);
    }
}

QSize PopoverList::sizeHint() const
{
    int height = 0;
    for (int row = 0; row < count() && height < mostHeight; ++row)
        height += sizeHintForRow(row);
    return { 320, qMin(height, mostHeight) };
}

} // namespace stagewatch::ui
