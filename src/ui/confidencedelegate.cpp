// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/confidencedelegate.h"

#include "model/decisionmodel.h"
#include "model/textform.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QPainter>

namespace stagewatch::ui {

namespace {

constexpr int barThickness = 12;
constexpr int percentWidth = 48;
constexpr int sidePadding = 2 * Theme::grid;

} // namespace

ConfidenceDelegate::ConfidenceDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

int ConfidenceDelegate::nameWidth(const QString &name) const
{
    return QFontMetrics(m_theme.font(Theme::Text::SecondaryStrong)).horizontalAdvance(name); // as it is when selected
}

QRect ConfidenceDelegate::trackRect(const QRect &row) const
{
    const int inner = std::max(0, row.width() - 2 * sidePadding);
    const int usual = std::min(inner * 48 / 100, 200);
    const int label = std::max(usual, std::min(m_widestName + 2 * Theme::grid + 1, inner * 58 / 100));
    return { row.left() + sidePadding + label, row.bottom() - rowHeight + 1 + (rowHeight - barThickness) / 2,
             std::max(0, inner - label - percentWidth), barThickness };
}

bool ConfidenceDelegate::startsStage(const QModelIndex &index) const
{
    if (!m_grouped) {
        return false;
    }
    return index.row() == 0
        || index.data(model::DecisionModel::StageIdRole)
        != index.siblingAtRow(index.row() - 1).data(model::DecisionModel::StageIdRole);
}

QSize ConfidenceDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return { 100, rowHeight + (startsStage(index) ? headingHeight : 0) };
}

void ConfidenceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(0, option.rect.height() - rowHeight, 0, 0);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (startsStage(index)) {
        const QRect heading(row.left() + sidePadding, option.rect.top(), row.width() - 2 * sidePadding, headingHeight);
        painter->setFont(m_theme.font(Theme::Text::SecondaryStrong));
        painter->setPen(m_theme.color(Theme::Role::DimText));
        const QString stage = index.siblingAtColumn(model::DecisionModel::StageColumn).data().toString();
        painter->drawText(heading.adjusted(0, Theme::grid, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(stage, Qt::ElideRight, heading.width()));
    }
    if (selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(Theme::Role::Selection));
        painter->drawRoundedRect(row, Theme::controlRadius, Theme::controlRadius);
    }

    const QRect track = trackRect(row);
    painter->setFont(m_theme.font(selected ? Theme::Text::SecondaryStrong : Theme::Text::Secondary));
    painter->setPen(m_theme.color(Theme::Role::Text));
    const QRect label(row.left() + sidePadding, row.top(), track.left() - row.left() - sidePadding - 2 * Theme::grid,
                      row.height());
    painter->drawText(label, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, label.width()));

    const QVariant confidence = index.data(model::DecisionModel::ConfidenceRole);
    const double share = std::clamp(confidence.toDouble(), 0.0, 1.0);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.color(selected ? Theme::Role::SelectedTrack : Theme::Role::Track));
    painter->drawRoundedRect(track, 2, 2);
    if (confidence.isValid()) {
        painter->setBrush(m_theme.color(share < m_threshold ? Theme::Role::Waiting : Theme::Role::Accent));
        painter->drawRoundedRect(QRectF(track.left(), track.top(), track.width() * share, track.height()), 2, 2);
    }
    const int x = track.left() + qRound(track.width() * m_threshold);
    painter->fillRect(QRect(x, track.top() - 3, 1, track.height() + 6), m_theme.color(Theme::Role::Text));

    painter->setPen(m_theme.color(confidence.isValid() ? Theme::Role::Text : Theme::Role::DimText));
    const QRect number(track.right() + 1, row.top(), percentWidth, row.height());
    drawTabular(*painter, number, Qt::AlignRight | Qt::AlignVCenter,
                confidence.isValid() ? model::TextForm::percent(share) : QStringLiteral("—"));
    painter->restore();
}

} // namespace stagewatch::ui
