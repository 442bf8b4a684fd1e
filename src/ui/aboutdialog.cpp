// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/aboutdialog.h"

#include "ui/dialoglook.h"
#include "ui/glyphs.h"
#include "ui/label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;

AboutDialog::AboutDialog(const Theme &theme, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Stagewatch"));
    setMinimumWidth(440);
    QVBoxLayout *column = makeDialogColumn(theme, this);
    auto *icon = new QLabel(this);
    icon->setPixmap(programIcon().pixmap(QSize(48, 48), devicePixelRatioF()));
    auto *version = new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this);
    version->setText(tr("Version %1").arg(QLatin1StringView(STAGEWATCH_VERSION)));
    version->setObjectName(u"version"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    words->addWidget(makeDialogTitle(theme, u"Stagewatch"_s, this));
    words->addWidget(version);
    words->addStretch(1);
    auto *top = new QHBoxLayout;
    top->setSpacing(Theme::cardPadding);
    top->addWidget(icon);
    top->addLayout(words, 1);
    column->addLayout(top);
    const auto paragraph = [&](Theme::Role role, const QString &text) {
        auto *label = new Label(theme, Theme::Text::Body, role, this);
        label->setWrapping();
        label->setText(text);
        column->addSpacing(Theme::grid);
        column->addWidget(label);
    };
    paragraph(Theme::Role::Text,
              tr("Watches machine-learning pipelines live: their stages, logs, decisions and results. Answers "
                 "their approvals, and cancels them."));
    paragraph(Theme::Role::DimText,
              tr("Free software under the GNU General Public License, version 3 or later. It comes without any "
                 "warranty."));
    paragraph(Theme::Role::DimText,
              tr("Built on Qt %1, simdjson and SQLite. Runs on %2.")
                  .arg(QLatin1StringView(qVersion()), QSysInfo::prettyProductName()));
    auto *close = makeDialogButton(tr("&Close"), Theme::Button::Normal, u"close"_s, this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    column->addSpacing(2 * Theme::grid);
    column->addStretch(1);
    column->addLayout(buttons);
    resize(minimumWidth(), column->heightForWidth(minimumWidth()));
}

} // namespace stagewatch::ui
