// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace stagewatch::ui {

class Theme;

/// Draws buttons, fields, tabs, menus and scroll bars as flat, calm shapes over Fusion. Its colours and numbers come
/// from the theme, which outlives it; what it does not know is Fusion's. Underlines of mnemonics appear while Alt is
/// held.
class Style : public QProxyStyle
{
    Q_OBJECT
public:
    explicit Style(const Theme &theme);

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                       const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *data) const override;
    void polish(QApplication *app) override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // style.cpp
    void drawButtonPanel(const QStyleOption &option, QPainter &painter, const QWidget *widget, bool flat) const;
    void drawFieldFrame(const QStyleOption &option, QPainter &painter) const;
    void drawIndicator(const QStyleOption &option, QPainter &painter, bool round) const;
    void drawButtonLabel(const QStyleOption &option, QPainter &painter, const QWidget *widget) const;
    void drawArrow(PrimitiveElement element, const QStyleOption &option, QPainter &painter) const;
    // stylebars.cpp
    void drawTabShape(const QStyleOption &option, QPainter &painter) const;
    void drawTabLabel(const QStyleOption &option, QPainter &painter, const QWidget *widget) const;
    void drawHeaderSection(const QStyleOption &option, QPainter &painter) const;
    void drawMenuItem(const QStyleOption &option, QPainter &painter) const;
    void drawMenuBarItem(const QStyleOption &option, QPainter &painter) const;
    void drawScrollBar(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const;
    void drawComboBox(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const;
    void drawSpinBox(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const;
    void drawProgress(ControlElement element, const QStyleOption &option, QPainter &painter) const;

    const Theme &m_theme;
    bool m_altHeld = false;
};

} // namespace stagewatch::ui
