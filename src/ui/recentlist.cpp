// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recentlist.h"

#include "model/displaytext.h"
#include "protocol/endpoint.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace stagewatch::ui {

namespace {

constexpr int itemHeight = 48;
enum { ServerRole = Qt::UserRole + 1 };

/// Two lines: the project, and dimmed below it the server.
class RecentDelegate : public QStyledItemDelegate
{
public:
    RecentDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return { 100, itemHeight };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
        if (option.state.testFlag(QStyle::State_Selected) || hovered) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(option.state.testFlag(QStyle::State_Selected) ? Theme::Role::Selection
                                                                                          : Theme::Role::Hover));
            painter->drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), Theme::controlRadius, Theme::controlRadius);
        }
        const QRect text = option.rect.adjusted(2 * Theme::grid, 6, -2 * Theme::grid, -6);
        const auto line = [&](Theme::Text font, Theme::Role role, int alignment, const QString &words) {
            painter->setFont(m_theme.font(font));
            painter->setPen(m_theme.color(role));
            painter->drawText(text, alignment | Qt::AlignLeft | Qt::TextSingleLine,
                              painter->fontMetrics().elidedText(words, Qt::ElideRight, text.width()));
        };
        line(Theme::Text::BodyStrong, Theme::Role::Text, Qt::AlignTop, index.data().toString());
        line(Theme::Text::Secondary, Theme::Role::DimText, Qt::AlignBottom, index.data(ServerRole).toString());
        painter->restore();
    }

private:
    const Theme &m_theme;
};

} // namespace

RecentList::RecentList(const Theme &theme, const QList<RecentConnection> &recent, QWidget *parent)
    : QListWidget(parent)
    , m_recent(recent)
{
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new RecentDelegate(theme, this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Recent connections"));
    for (const RecentConnection &connection : recent) {
        const auto resolved = protocol::resolveEndpoint(connection.address, connection.projectId);
        const QString project = resolved.endpoint ? resolved.endpoint->projectId : connection.projectId;
        const QString server = resolved.endpoint ? resolved.endpoint->server() : connection.address;
        auto *item = new QListWidgetItem(model::visibleText(project, 200), this);
        item->setData(ServerRole, model::visibleText(server, 200));
        item->setData(Qt::AccessibleTextRole,
                      tr("%1 on %2").arg(model::visibleText(project, 200), model::visibleText(server, 200)));
        item->setToolTip(model::visibleText(connection.address, 500).toHtmlEscaped());
    }
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && row < m_recent.size()) {
            Q_EMIT chosen(m_recent[row]);
        }
    });
    connect(this, &QListWidget::itemDoubleClicked, this,
            [this](QListWidgetItem *item) { Q_EMIT opened(m_recent[this->row(item)]); });
}

void RecentList::removeCurrent()
{
    const int row = currentRow();
    if (row < 0) {
        return;
    }
    const RecentConnection connection = m_recent.takeAt(row);
    delete takeItem(row);
    Q_EMIT removed(connection);
}

void RecentList::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Delete) {
        removeCurrent();
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && currentRow() >= 0) {
        Q_EMIT opened(m_recent[currentRow()]);
    } else {
        QListWidget::keyPressEvent(event);
    }
}

} // namespace stagewatch::ui
