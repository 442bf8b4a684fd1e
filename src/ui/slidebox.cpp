// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slidebox.h"

namespace stagewatch::ui {

SlideBox::SlideBox(QWidget *content, int gap, QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_gap(gap)
{
    content->setParent(this);
    content->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFixedHeight(0);
    m_slide.setDuration(140);
    m_slide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_slide, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        setFixedHeight(value.toInt());
        place();
    });
    connect(&m_slide, &QVariantAnimation::finished, this, [this] { m_content->setVisible(m_open); });
}

int SlideBox::fullHeight() const
{
    return m_content->sizeHint().expandedTo(m_content->minimumSize()).height() + m_gap;
}

void SlideBox::setOpen(bool open)
{
    if (open == m_open)
        return;
    m_open = open;
    m_slide.stop();
    if (open)
        m_content->show();
    if (!isVisible()) { // nobody looks
        m_content->setVisible(open);
        setFixedHeight(open ? fullHeight() : 0);
        place();
        return;
    }
    m_slide.setStartValue(height());
    m_slide.setEndValue(open ? fullHeight() : 0);
    m_slide.start();
}

QSize SlideBox::sizeHint() const
{
    return { m_content->sizeHint().width(), height() };
}

QSize SlideBox::minimumSizeHint() const
{
    return { m_content->minimumSizeHint().width(), height() };
}

void SlideBox::place()
{
    const int full = fullHeight() - m_gap;
    // Slides out from under the header: its lower edge comes first.
    m_content->setGeometry(0, qMin(0, height() - m_gap - full), width(), full);
}

void SlideBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

} // namespace stagewatch::ui
