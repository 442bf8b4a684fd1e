// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settingsdialog.h"

#include "ui/dialoglook.h"
#include "ui/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;

struct SettingsDialog::Private
{
    QComboBox *theme = nullptr;
    QComboBox *language = nullptr;
    QSpinBox *ping = nullptr;
    QSpinBox *attempts = nullptr;
    QSpinBox *confidence = nullptr;
    QCheckBox *notifications = nullptr;
    QCheckBox *encrypt = nullptr;

    void fill(const Preferences &preferences) const
    {
        theme->setCurrentIndex(int(preferences.theme));
        language->setCurrentIndex(int(preferences.language));
        ping->setValue(preferences.pingSeconds);
        attempts->setValue(preferences.maxAttempts);
        confidence->setValue(preferences.confidencePercent);
        notifications->setChecked(preferences.notifications);
        encrypt->setChecked(preferences.alwaysEncrypt);
    }
};

SettingsDialog::SettingsDialog(const Theme &theme, const Preferences &preferences, QWidget *parent)
    : QDialog(parent)
    , d(new Private)
{
    setWindowTitle(tr("Settings"));
    QVBoxLayout *column = makeDialogColumn(theme, this);
    column->addWidget(makeDialogTitle(theme, tr("Settings"), this));
    column->addSpacing(Theme::grid);
    buildFields(theme, column);

    auto *restore = makeDialogButton(tr("&Restore defaults"), Theme::Button::Quiet, u"restoreDefaults"_s, this);
    auto *cancel = makeDialogButton(tr("Cancel"), Theme::Button::Normal, u"cancel"_s, this);
    auto *save = makeDialogButton(tr("&Save"), Theme::Button::Primary, u"save"_s, this);
    save->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2 * Theme::grid);
    constexpr int besideWord = 13; // of a button without a frame, whose word stands under the others
    buttons->addSpacing(-besideWord); // a margin below zero counts as none
    buttons->addWidget(restore);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    column->addSpacing(2 * Theme::grid);
    column->addLayout(buttons);

    // Wide enough for every word in every language, also where a screen is so small that Qt would start it narrower.
    setMinimumWidth(qMax(480, minimumSizeHint().width()));

    d->fill(preferences);
    connect(restore, &QPushButton::clicked, this, [this] { d->fill(Preferences()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, [this] {
        Q_EMIT saved(this->preferences());
        accept();
    });
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::buildFields(const Theme &theme, QVBoxLayout *column)
{
    const auto spin = [this](const QString &name, int low, int high, const QString &suffix) {
        auto *made = new QSpinBox(this);
        made->setObjectName(name);
        made->setRange(low, high);
        made->setSuffix(suffix);
        return made;
    };
    d->theme = new QComboBox(this);
    d->theme->setObjectName(u"theme"_s);
    d->theme->addItems({ tr("As the system"), tr("Light"), tr("Dark") });
    d->language = new QComboBox(this);
    d->language->setObjectName(u"language"_s);
    // Languages name themselves, so that who cannot read the rest finds theirs.
    d->language->addItems({ tr("As the system"), u"English"_s, u"Deutsch"_s, u"简体中文"_s });
    auto *languageNote = new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this);
    languageNote->setText(tr("Another language begins at the next start."));
    d->ping = spin(u"ping"_s, 5, 600, tr(" s", "seconds, after a number"));
    d->ping->setToolTip(tr("How often a connection is asked whether it is still alive"));
    d->attempts = spin(u"attempts"_s, 0, 10'000, QString());
    d->attempts->setSpecialValueText(tr("no limit"));
    d->attempts->setToolTip(tr("How often a lost connection is tried again before it waits for you"));
    d->confidence = spin(u"confidence"_s, 0, 100, tr(" %", "percent, after a number"));
    d->confidence->setToolTip(tr("Decisions that the pipeline is less sure of are amber"));
    d->notifications = new QCheckBox(tr("&Tell me when a run waits, fails or ends"), this);
    d->notifications->setObjectName(u"notifications"_s);
    d->encrypt = new QCheckBox(tr("Only encr&ypted ones (wss), as in production"), this);
    d->encrypt->setObjectName(u"encrypt"_s);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Theme::pageMargin);
    form->setVerticalSpacing(2 * Theme::grid);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Look"), d->theme);
    form->addRow(tr("L&anguage"), d->language);
    form->addRow(QString(), languageNote);
    form->addRow(tr("&Ping every"), d->ping);
    form->addRow(tr("Attempts to re&connect"), d->attempts);
    form->addRow(tr("Confi&dence line"), d->confidence);
    form->addRow(tr("Connections"), d->encrypt);
    form->addRow(tr("Notifications"), d->notifications);
    column->addLayout(form);
}

Preferences SettingsDialog::preferences() const
{
    Preferences preferences;
    preferences.theme = ThemeChoice(d->theme->currentIndex());
    preferences.language = LanguageChoice(d->language->currentIndex());
    preferences.pingSeconds = d->ping->value();
    preferences.maxAttempts = d->attempts->value();
    preferences.confidencePercent = d->confidence->value();
    preferences.notifications = d->notifications->isChecked();
    preferences.alwaysEncrypt = d->encrypt->isChecked();
    return preferences;
}

} // namespace stagewatch::ui
