// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcomepage.h"

#include "ui/card.h"
#include "ui/copyline.h"
#include "ui/glyphs.h"
#include "ui/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

namespace {

QWidget *programSign(QWidget *parent)
{
    auto *sign = new QLabel(parent);
    sign->setPixmap(programIcon().pixmap(QSize(56, 56), parent->devicePixelRatioF()));
    sign->setFixedSize(56, 56);
    return sign;
}

} // namespace

WelcomePage::WelcomePage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    auto *card = new Card(theme);
    card->setFixedWidth(600);
    auto *title = new Label(theme, Theme::Text::PageTitle, Theme::Role::Text);
    title->setText(tr("Watch a pipeline"));
    auto *sentence = new Label(theme, Theme::Text::Body, Theme::Role::DimText);
    sentence->setText(tr("Stagewatch shows a machine-learning pipeline while it runs: its stages, its log and its "
                         "decisions. You answer what it asks, and you can stop it."));
    sentence->setWrapping();

    auto *connect = new QPushButton(tr("&Connect…"));
    Theme::setButton(connect, Theme::Button::Primary);
    connect->setToolTip(tr("Watch a stream by its address (Ctrl+L)"));
    auto *demo = new QPushButton(tr("&Try the demo"));
    demo->setToolTip(tr("A pipeline of seven stages that asks for an approval, inside this program (Ctrl+Shift+D)"));
    QObject::connect(connect, &QPushButton::clicked, this, &WelcomePage::connectRequested);
    QObject::connect(demo, &QPushButton::clicked, this, &WelcomePage::demoRequested);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(connect);
    buttons->addWidget(demo);
    buttons->addStretch();

    auto *top = new QHBoxLayout;
    top->setSpacing(20);
    auto *words = new QVBoxLayout;
    words->setSpacing(6);
    words->addWidget(title);
    words->addWidget(sentence);
    words->addSpacing(12);
    words->addLayout(buttons);
    auto *sign = programSign(this);
    top->addWidget(sign, 0, Qt::AlignTop);
    top->addLayout(words, 1);

    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(28, 28, 28, 28);
    inside->setSpacing(0);
    inside->addLayout(top);
    inside->addSpacing(26);
    const auto command = [&](const QString &what, const QString &line) {
        auto *label = new Label(theme, Theme::Text::Secondary, Theme::Role::DimText);
        label->setText(what);
        label->setWrapping();
        inside->addWidget(label);
        inside->addSpacing(6);
        inside->addWidget(new CopyLine(theme, line));
    };
    command(tr("No pipeline at hand? Host one to practise with on this machine, then connect to localhost:8000"),
            u"stagewatch serve --scenario approval"_s);
    inside->addSpacing(16);
    command(tr("Any program as a pipeline, once “stagewatch serve” runs: its output is the log"),
            u"stagewatch exec --project my-model -- python3 train.py"_s);
    inside->addSpacing(16);
    command(tr("Without a window, in the terminal"), u"stagewatch watch localhost:8000 --project my-model"_s);

    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(card);
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->addStretch(2);
    column->addLayout(row);
    column->addStretch(3);
}

} // namespace stagewatch::ui
