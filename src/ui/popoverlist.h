// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace stagewatch::ui {

class Theme;

/// A short list inside a popover: a title, something dimmed at the right, and perhaps a second line below. Plain text
/// only, elided. Enter and a click choose. GUI thread.
class PopoverList : public QListWidget
{
    Q_OBJECT
public:
    struct Entry
    {
        QString title;
        QString right;
        QString below; ///< empty: one line
        QVariant key;
    };
    /// `theme` outlives the list.
    explicit PopoverList(const Theme &theme, QWidget *parent = nullptr);

    /// Keeps the current key where it is still there, else takes the first.
    void setEntries(const QList<Entry> &entries);
    [[nodiscard]] QVariant currentKey() const;
    void setCurrentKey(const QVariant &key);
    /// High enough for its entries, up to a limit.
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const QVariant &key);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace stagewatch::ui
