// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/popover.h"

#include "ui/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLayout>
#include <QPainter>

namespace stagewatch::ui {

namespace {
constexpr int distance = Theme::grid; ///< from the anchor and from the panel's edge
} // namespace

Popover::Popover(const Theme &theme, QWidget *over)
    : QFrame(over)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setAutoFillBackground(false);
    over->installEventFilter(this);
    connect(&theme, &Theme::changed, this, [this] { update(); });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, const QWidget *now) {
        // No widget at all: the reader looks at another window and will come back.
        if (isVisible() && now && now != this && !isAncestorOf(now) && now->window() == window())
            hide();
    });
    hide();
}

void Popover::openAt(const QRect &anchor)
{
    if (!isVisible())
        m_before = QApplication::focusWidget();
    m_anchor = anchor;
    place();
    show();
    raise();
    setFocus(); // or the proxy of whoever derives from this
}

void Popover::place()
{
    const QRect room = parentWidget()->rect().adjusted(distance, distance, -distance, -distance);
    QSize wanted = sizeHint();
    if (layout()->hasHeightForWidth()) // a sentence that is wrapped
        wanted.setHeight(layout()->totalHeightForWidth(qMin(wanted.width(), room.width())));
    const int below = room.bottom() - m_anchor.bottom() - distance;
    const int above = m_anchor.top() - room.top() - distance;
    const bool isBelow = below >= qMin(wanted.height(), room.height()) || below >= above;
    // Over the anchor, if need be: a narrow panel still shows all of it.
    const QSize size(qMin(wanted.width(), room.width()), qMin(wanted.height(), room.height()));
    QRect place(
        QPoint(m_anchor.left(), isBelow ? m_anchor.bottom() + distance : m_anchor.top() - distance - size.height()),
        size);
    place.moveRight(qMin(place.right(), room.right()));
    place.moveLeft(qMax(place.left(), room.left()));
    place.moveBottom(qMin(place.bottom(), room.bottom()));
    place.moveTop(qMax(place.top(), room.top()));
    setGeometry(place);
}

bool Popover::event(QEvent *event)
{
    const bool done = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible())
        place(); // something in it came, went or grew
    return done;
}

void Popover::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Theme::Role::ControlLine));
    painter.setBrush(m_theme.color(Theme::Role::Card));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::cardRadius, Theme::cardRadius);
}

void Popover::keyPressEvent(QKeyEvent *event)
{
    // What is typed here is never a command of the panel below.
    event->accept();
    if (event->key() == Qt::Key_Escape)
        hide();
}

void Popover::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (event->spontaneous())
        return;
    hide(); // also where it went with the panel: it does not come back by itself
    const QWidget *focus = QApplication::focusWidget();
    if (m_before && (!focus || focus == this || isAncestorOf(focus)))
        m_before->setFocus();
    m_before = nullptr;
    Q_EMIT closed();
}

bool Popover::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace stagewatch::ui
