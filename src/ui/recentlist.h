// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connectdialog.h"

#include <QListWidget>

namespace stagewatch::ui {

/// The connections that were used before: two lines each, Enter or a double click opens one, Delete takes it out.
class RecentList : public QListWidget
{
    Q_OBJECT
public:
    RecentList(const Theme &theme, const QList<RecentConnection> &recent, QWidget *parent = nullptr);

    [[nodiscard]] const QList<RecentConnection> &recent() const { return m_recent; }
    void removeCurrent();

Q_SIGNALS:
    void chosen(const stagewatch::ui::RecentConnection &connection); ///< selected
    void opened(const stagewatch::ui::RecentConnection &connection);
    void removed(const stagewatch::ui::RecentConnection &connection);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QList<RecentConnection> m_recent;
};

} // namespace stagewatch::ui
