// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar.h"

#include "model/runlistmodel.h"
#include "model/textform.h"
#include "ui/glyphs.h"
#include "ui/navbutton.h"
#include "ui/sidebardelegate.h"
#include "ui/theme.h"

#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QTimer>
#include <QVBoxLayout>

namespace stagewatch::ui {

using model::RunListModel;
using model::TextForm;

namespace {

constexpr int footHeight = 44;

// Looks like the other rows, not like a button.
class FootButton : public QAbstractButton
{
public:
    FootButton(const Theme &theme, const QString &text, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
    {
        setText(text);
        setAttribute(Qt::WA_Hover);
        setFixedHeight(footHeight);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override { return { 160, footHeight }; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Theme::Role::Line));
        painter.setFont(m_theme.font(Theme::Text::Body));
        const QColor ink = m_theme.color(underMouse() || hasFocus() ? Theme::Role::Text : Theme::Role::DimText);
        paintGlyph(painter, QRectF(Theme::pageMargin - 2, height() / 2.0 - 7, 14, 14), Glyph::Plus, ink);
        painter.setPen(ink);
        painter.drawText(rect().adjusted(Theme::pageMargin + 18, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, text());
    }

private:
    const Theme &m_theme;
};

} // namespace

Sidebar::Sidebar(const Theme &theme, RunListModel &runs, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_runs(runs)
    , m_overview(new NavButton(theme, tr("Overview"), this))
    , m_approvals(new NavButton(theme, tr("Approvals"), this))
    , m_list(new QListView(this))
{
    m_overview->setToolTip(tr("All runs at a glance (Alt+1)"));
    m_approvals->setToolTip(tr("Every approval that waits (Alt+2)"));
    auto *foot = new FootButton(theme, tr("Connect…"), this);
    foot->setToolTip(tr("Watch another stream (Ctrl+L)"));

    m_list->setModel(&runs);
    m_list->setItemDelegate(new SidebarDelegate(theme, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setMouseTracking(true);
    m_list->setResizeMode(QListView::Adjust); // a narrower row may need another line
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setAccessibleName(tr("Runs"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 11, 1, 0);
    column->setSpacing(0);
    column->addWidget(m_overview);
    column->addWidget(m_approvals);
    column->addWidget(m_list, 1);
    column->addWidget(foot);
    setMinimumWidth(190);
    setMaximumWidth(420);

    connect(m_overview, &QAbstractButton::clicked, this, [this] {
        setPage(Page::Overview);
        Q_EMIT pageChosen(Page::Overview);
    });
    connect(m_approvals, &QAbstractButton::clicked, this, [this] {
        setPage(Page::Approvals);
        Q_EMIT pageChosen(Page::Approvals);
    });
    connect(foot, &QAbstractButton::clicked, this, &Sidebar::connectRequested);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &Sidebar::choose);
    connect(m_list, &QListView::clicked, this, &Sidebar::choose);
    connect(m_list, &QWidget::customContextMenuRequested, this, &Sidebar::openMenu);
    auto *recount = new QTimer(this); // once for however many runs came at once
    recount->setSingleShot(true);
    connect(recount, &QTimer::timeout, this, &Sidebar::showTotals);
    connect(&runs, &RunListModel::totalsChanged, recount, qOverload<>(&QTimer::start));
    m_layOut.setSingleShot(true);
    m_layOut.setInterval(150);
    connect(&m_layOut, &QTimer::timeout, this, &Sidebar::layOutAgain);
    connect(&runs, &QAbstractItemModel::dataChanged, this, [this] {
        if (!m_layOut.isActive())
            m_layOut.start();
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    showTotals();
    setPage(Page::Overview);
    setFocusProxy(m_list);
}

void Sidebar::setPage(Page page)
{
    m_overview->setChecked(page == Page::Overview);
    m_approvals->setChecked(page == Page::Approvals);
    if (page != Page::Run) {
        const QScopedValueRollback quiet(m_quiet, true);
        m_list->selectionModel()->clear();
    }
}

void Sidebar::selectRun(int streamId, int runIndex)
{
    const QModelIndex index = m_runs.indexOf(streamId, runIndex);
    if (!index.isValid())
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    setPage(Page::Run);
    m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    m_list->scrollTo(index);
}

QModelIndex Sidebar::selectedRun() const
{
    const QModelIndex current = m_list->currentIndex();
    return m_list->selectionModel()->isSelected(current) ? current : QModelIndex();
}

void Sidebar::focusList()
{
    m_list->setFocus(Qt::TabFocusReason);
}

void Sidebar::step(int by)
{
    int row = selectedRun().isValid() ? selectedRun().row() : (by > 0 ? -1 : m_runs.rowCount());
    for (row += by; row >= 0 && row < m_runs.rowCount(); row += by) {
        const QModelIndex index = m_runs.index(row);
        if (m_runs.flags(index) & Qt::ItemIsSelectable) {
            m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
            return;
        }
    }
}

void Sidebar::choose(const QModelIndex &index)
{
    if (m_quiet || !index.isValid() || !(m_runs.flags(index) & Qt::ItemIsSelectable))
        return;
    m_overview->setChecked(false);
    m_approvals->setChecked(false);
    Q_EMIT runChosen(index.data(RunListModel::StreamIdRole).toInt(), index.data(RunListModel::RunIndexRole).toInt());
}

void Sidebar::showTotals()
{
    const int count = m_runs.runCount();
    m_overview->setNote(count == 0 ? QString() : count == 1 ? tr("1 run") : tr("%1 runs").arg(TextForm::count(count)));
    m_approvals->setBadge(m_runs.pendingApprovalCount());
}

// A run that ends becomes a lower row, one that waits may become a higher one.
void Sidebar::layOutAgain()
{
    int ended = 0;
    int waiting = 0;
    for (int row = 0; row < m_runs.rowCount(); ++row) {
        const QModelIndex index = m_runs.index(row);
        const auto status = protocol::RunStatus(index.data(RunListModel::StatusRole).toInt());
        ended += protocol::isTerminal(status);
        waiting +=
            status == protocol::RunStatus::WaitingForApproval && !index.data(RunListModel::IsDisconnectedRole).toBool();
    }
    if (ended != m_endedRows || waiting != m_waitingRows)
        m_list->doItemsLayout();
    m_endedRows = ended;
    m_waitingRows = waiting;
}

void Sidebar::openMenu(const QPoint &position)
{
    const QModelIndex index = m_list->indexAt(position);
    const model::Stream *stream = index.isValid() ? m_runs.streamAt(index) : nullptr;
    if (!stream)
        return;
    const int id = stream->id();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *retry = menu->addAction(tr("&Retry now"), this, [this, id] { Q_EMIT retryRequested(id); });
    retry->setEnabled(!stream->status().isLive()
                      && stream->status().phase != protocol::ConnectionStatus::Phase::Closed);
    menu->addAction(tr("&Disconnect and remove"), this, [this, id] { Q_EMIT closeRequested(id); });
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

void Sidebar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Theme::Role::Sidebar));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), m_theme.color(Theme::Role::Line));
}

} // namespace stagewatch::ui
