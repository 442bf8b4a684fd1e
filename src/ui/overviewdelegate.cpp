// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overviewdelegate.h"

#include "model/runlistmodel.h"
#include "model/textform.h"
#include "ui/progressbar.h"
#include "ui/statelook.h"
#include "ui/tabulartext.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::RunListModel;
using model::TextForm;
using protocol::RunStatus;

OverviewDelegate::OverviewDelegate(const Theme &theme, std::function<protocol::Timestamp()> now, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_now(std::move(now))
{
}

QSize OverviewDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return { 400, rowHeight };
}

QString OverviewDelegate::whenText(const QModelIndex &index) const
{
    const QVariant started = index.data(RunListModel::StartedAtRole);
    if (!started.isValid())
        return {};
    const QVariant ended = index.data(RunListModel::EndedAtRole);
    const qint64 end = ended.isValid() ? ended.toLongLong() : model::toMs(m_now());
    if (!ended.isValid() && index.data(RunListModel::IsDisconnectedRole).toBool())
        return {}; // nobody knows whether it goes on
    return TextForm::duration(qMax(qint64(0), end - started.toLongLong()));
}

void OverviewDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto status = RunStatus(index.data(RunListModel::StatusRole).toInt());
    const bool disconnected = index.data(RunListModel::IsDisconnectedRole).toBool();
    const StateLook look = disconnected ? disconnectedLook() : stateLook(status);
    const QRect row = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(selected ? Theme::Role::Selection : Theme::Role::Hover));
        painter->drawRoundedRect(row.adjusted(6, 1, -6, -1), 5, 5);
    }
    paintGlyph(*painter, QRectF(row.left() + Theme::cardPadding, row.center().y() - 6, 14, 14), look.glyph,
               m_theme.color(look.role));

    // Columns: name and server, state and message, bar, number, time.
    const int left = row.left() + Theme::cardPadding + 26;
    const int right = row.right() - Theme::cardPadding;
    const int timeWidth = 96;
    const int percentWidth = 52;
    const int room = right - left - timeWidth - percentWidth;
    const int nameWidth = room * 32 / 100;
    const int barWidth = room * 24 / 100;
    const int stateWidth = room - nameWidth - barWidth - 24;
    const auto line = [&](int x, int y, int width, const QString &text, Theme::Text font, Theme::Role role) {
        painter->setFont(m_theme.font(font));
        painter->setPen(m_theme.ink(role, option.state.testFlag(QStyle::State_Selected)));
        painter->drawText(QRect(x, row.top() + y, width, 18), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, width));
    };
    line(left, 8, nameWidth - 12, index.data(RunListModel::TitleRole).toString(), Theme::Text::BodyStrong,
         Theme::Role::Text);
    const bool hasRun = index.data(RunListModel::RunIndexRole).toInt() >= 0;
    const int number = index.data(RunListModel::RunNumberRole).toInt();
    line(left, 27, nameWidth - 12, hasRun ? tr("run %1").arg(TextForm::count(number)) : tr("No run yet"),
         Theme::Text::Secondary, Theme::Role::DimText);
    const int state = left + nameWidth;
    const QString stage = index.data(RunListModel::StageTextRole).toString();
    line(state, 8, stateWidth, stage.isEmpty() || stage == look.word ? look.word : look.word + u" · "_s + stage,
         Theme::Text::BodyStrong,
         look.role == Theme::Role::Accent || look.role == Theme::Role::Completed ? Theme::Role::Text : look.role);
    line(state, 27, stateWidth, index.data(RunListModel::MessageRole).toString(), Theme::Text::Secondary,
         Theme::Role::DimText);

    const QVariant progress = index.data(RunListModel::ProgressRole);
    std::optional<double> fraction = progress.isValid() ? std::optional(progress.toDouble()) : std::nullopt;
    if (status == RunStatus::Completed)
        fraction = 1;
    const int bar = state + stateWidth + 24;
    paintBar(*painter, QRectF(bar, row.center().y() - 2, barWidth, Theme::barHeight), m_theme, fraction, look.role,
             status == RunStatus::Running && !disconnected ? Unknown::Dotted : Unknown::Empty,
             selected ? Theme::Role::SelectedTrack : Theme::Role::Track);
    painter->setFont(m_theme.font(Theme::Text::Body));
    painter->setPen(m_theme.color(Theme::Role::Text));
    drawTabular(*painter, QRectF(bar + barWidth, row.top(), percentWidth, row.height()),
                Qt::AlignRight | Qt::AlignVCenter, fraction ? TextForm::percent(*fraction) : QString());
    painter->setPen(m_theme.color(Theme::Role::DimText));
    drawTabular(*painter, QRectF(right - timeWidth, row.top(), timeWidth, row.height()),
                Qt::AlignRight | Qt::AlignVCenter, whenText(index));
    painter->restore();
}

} // namespace stagewatch::ui
