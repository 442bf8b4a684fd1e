// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/progressbar.h"

#include "model/textform.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace stagewatch::ui {

namespace {

void paintDots(QPainter &painter, const QRectF &rect, const QColor &ink)
{
    const qreal size = std::max(2.0, rect.height() / 2);
    const qreal distance = 4 * size;
    const int count = int((rect.width() - 2 * size) / distance) + 1;
    qreal x = rect.center().x() - (count - 1) * distance / 2;
    painter.setBrush(ink);
    for (int i = 0; i < count; ++i, x += distance)
        painter.drawEllipse(QRectF(x - size / 2, rect.center().y() - size / 2, size, size));
}

} // namespace

void paintBar(QPainter &painter, const QRectF &rect, const Theme &theme, std::optional<double> fraction,
              Theme::Role role, Unknown unknown, Theme::Role trackRole)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const qreal radius = rect.height() / 2;
    QPainterPath track;
    track.addRoundedRect(rect, radius, radius);
    painter.fillPath(track, theme.color(trackRole));
    const QColor ink = theme.color(role);
    if (fraction) {
        // The end is round too, but a bar of nothing is nothing.
        QRectF done = rect;
        done.setWidth(rect.width() * qBound(0.0, *fraction, 1.0));
        if (done.width() > 0.25) {
            QPainterPath bar;
            bar.addRoundedRect(done.adjusted(qMin(0.0, done.width() - rect.height()), 0, 0, 0), radius, radius);
            painter.setClipRect(rect);
            painter.fillPath(bar.intersected(track), ink);
        }
    } else if (unknown == Unknown::Dotted) {
        paintDots(painter, rect, ink);
    }
    painter.restore();
}

ProgressBar::ProgressBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Progress of the run"));
}

void ProgressBar::setState(std::optional<double> fraction, Theme::Role role, Unknown unknown)
{
    if (fraction == m_fraction && role == m_role && unknown == m_unknown)
        return;
    m_fraction = fraction;
    m_role = role;
    m_unknown = unknown;
    setAccessibleDescription(fraction ? model::TextForm::percent(*fraction) : tr("Not known"));
    update();
}

void ProgressBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF bar(0, (height() - 8) / 2, width(), 8);
    paintBar(painter, bar, m_theme, m_fraction, m_role, m_unknown);
}

} // namespace stagewatch::ui
