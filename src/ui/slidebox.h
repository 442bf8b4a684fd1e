// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantAnimation>
#include <QWidget>

namespace stagewatch::ui {

/// A place that opens and closes smoothly for one widget, its height animated. Closed it takes no room at all.
class SlideBox : public QWidget
{
    Q_OBJECT
public:
    /// Takes the widget as a child. `gap` is free room under it.
    SlideBox(QWidget *content, int gap, QWidget *parent = nullptr);

    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();
    [[nodiscard]] int fullHeight() const;
    QWidget *m_content;
    int m_gap;
    bool m_open = false;
    QVariantAnimation m_slide;
};

} // namespace stagewatch::ui
