// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label.h"

#include "ui/tabulartext.h"

#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

Label::Label(const Theme &theme, Theme::Text text, Theme::Role role, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_role(role)
{
    setTextFormat(Qt::PlainText);
    setFont(theme.font(text));
    retint();
    connect(&theme, &Theme::changed, this, &Label::retint);
}

void Label::setRole(Theme::Role role)
{
    if (role == m_role)
        return;
    m_role = role;
    retint();
}

void Label::setRigid(bool tabular)
{
    m_rigid = true;
    m_tabular = tabular;
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    updateGeometry();
}

void Label::setWrapping()
{
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFocusPolicy(Qt::NoFocus);
}

void Label::setText(const QString &text)
{
    if (text == QLabel::text())
        return;
    QLabel::setText(text);
    tellElided();
}

void Label::retint()
{
    QPalette own = palette();
    own.setColor(QPalette::WindowText, m_theme.color(m_role));
    setPalette(own);
}

// Whoever cannot read it all can point at it.
void Label::tellElided()
{
    if (wordWrap() || m_rigid)
        return;
    const bool elided = fontMetrics().horizontalAdvance(text()) > contentsRect().width();
    // A tooltip takes what looks like HTML for HTML.
    setToolTip(elided ? u"<p style='white-space:pre-wrap'>"_s + text().toHtmlEscaped() + u"</p>"_s : QString());
}

QSize Label::sizeHint() const
{
    if (wordWrap())
        return QLabel::sizeHint();
    const int height = qMax(fontMetrics().height(), fontMetrics().lineSpacing());
    const qreal width = m_tabular ? tabularWidth(font(), text()) : QFontMetricsF(font()).horizontalAdvance(text());
    return QSize(int(std::ceil(width)) + 1, height).grownBy(contentsMargins());
}

QSize Label::minimumSizeHint() const
{
    if (wordWrap())
        return QLabel::minimumSizeHint();
    const QSize wanted = sizeHint();
    return m_rigid ? wanted : QSize(qMin(wanted.width(), 24), wanted.height());
}

void Label::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    tellElided();
}

void Label::paintEvent(QPaintEvent *event)
{
    if (wordWrap() || textInteractionFlags() != Qt::LinksAccessibleByMouse)
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(m_theme.color(m_role));
    painter.setFont(font());
    const QRect rect = contentsRect();
    if (m_tabular)
        return drawTabular(painter, rect, alignment(), text());
    painter.drawText(rect, int(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, rect.width()));
}

} // namespace stagewatch::ui
