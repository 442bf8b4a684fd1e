// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QStringList>
#include <functional>
#include <optional>

class QMenu;

namespace stagewatch::ui {

/// A button that opens a menu of several choices, all of them or any number. The menu stays open while choices are
/// ticked; the button names what is chosen. Labels may come from a server: they are shown as plain text and cut. GUI
/// thread.
class ChoiceButton : public QPushButton
{
    Q_OBJECT
public:
    struct Choice
    {
        QString key;
        QString label;
        bool operator==(const Choice &) const = default;
    };
    /// Choices beyond this number are not listed; a line in the menu says how many.
    static constexpr int listedChoices = 60;

    /// `allText` is said when nothing is left out ("All stages"); `someText` counts, with %n and translated by the
    /// caller.
    ChoiceButton(const QString &allText, std::function<QString(int)> someText, QWidget *parent = nullptr);

    /// Keeps what is chosen; keys that are gone stay chosen until the reader clears them.
    void setChoices(const QList<Choice> &choices);
    /// Nothing: all.
    [[nodiscard]] const std::optional<QStringList> &chosen() const { return m_chosen; }
    /// Emits chosenChanged() if it is another choice.
    void setChosen(const std::optional<QStringList> &keys);

Q_SIGNALS:
    void chosenChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild(); ///< the entries; never while one of them is at work
    void refresh(); ///< their ticks and the title
    void toggle(const QString &key);
    void retitle();

    QString m_allText;
    std::function<QString(int)> m_someText;
    QList<Choice> m_choices;
    std::optional<QStringList> m_chosen;
    QMenu *m_menu;
    bool m_isStale = true;
};

} // namespace stagewatch::ui
