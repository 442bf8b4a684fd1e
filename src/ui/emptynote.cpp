// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/emptynote.h"

#include "ui/label.h"
#include "ui/theme.h"

#include <QVBoxLayout>

#include <algorithm>

namespace stagewatch::ui {

namespace {

constexpr int narrowestText = 200;
constexpr int widestText = 420;

} // namespace

int balancedWidth(const QFontMetrics &metrics, const QString &text, int widest)
{
    const auto heightAt = [&](int width) {
        return metrics.boundingRect(QRect(0, 0, width, 10'000), Qt::TextWordWrap, text).height();
    };
    const int height = heightAt(widest);
    int width = widest;
    while (width > widest / 2 && heightAt(width - Theme::grid) <= height)
        width -= Theme::grid;
    return width;
}

EmptyNote::EmptyNote(const Theme &theme, const QString &heading, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_heading(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text, this))
    , m_text(new Label(theme, Theme::Text::Body, Theme::Role::DimText, this))
{
    m_heading->setAlignment(Qt::AlignHCenter);
    m_text->setWrapping();
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setMinimumWidth(narrowestText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::pageMargin, Theme::pageMargin, Theme::pageMargin, Theme::pageMargin);
    layout->setSpacing(Theme::grid);
    layout->addStretch(2);
    layout->addWidget(m_heading);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_text, 1000);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(3);
    setTexts(heading, text);
}

void EmptyNote::setTexts(const QString &heading, const QString &text)
{
    m_heading->setText(heading);
    m_text->setText(text);
    m_text->setMaximumWidth(std::max(narrowestText, balancedWidth(m_text->fontMetrics(), text, widestText)));
}

} // namespace stagewatch::ui
