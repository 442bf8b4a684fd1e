// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace stagewatch::ui {

class Theme;

/// A button that looks like a link in a line of text, and is no higher than the line. The theme outlives it.
class LinkButton : public QPushButton
{
    Q_OBJECT
public:
    LinkButton(const Theme &theme, const QString &text, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace stagewatch::ui
