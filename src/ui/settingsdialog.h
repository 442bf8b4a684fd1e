// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QDialog>
#include <memory>

class QVBoxLayout;

namespace stagewatch::ui {

enum class LanguageChoice { System, English, German, SimplifiedChinese };

/// What a person can set.
struct Preferences
{
    ThemeChoice theme = ThemeChoice::System;
    LanguageChoice language = LanguageChoice::System; ///< takes effect at the next start
    int pingSeconds = 30; ///< 5..600
    int maxAttempts = 10; ///< 0: for ever
    int confidencePercent = 80; ///< the threshold line, 0..100
    bool notifications = true;
    bool alwaysEncrypt = false; ///< production mode: only wss is used (PROTOCOL section 2)
    bool operator==(const Preferences &) const = default;
};

/// The settings as a form. Not modal: open() it and listen to saved(). The theme outlives it.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    SettingsDialog(const Theme &theme, const Preferences &preferences, QWidget *parent = nullptr);
    ~SettingsDialog() override;

    [[nodiscard]] Preferences preferences() const; ///< as the form stands

Q_SIGNALS:
    /// Save was pressed.
    void saved(const stagewatch::ui::Preferences &preferences);

private:
    void buildFields(const Theme &theme, QVBoxLayout *column);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
