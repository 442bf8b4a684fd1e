// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/logmodel.h"
#include "streamfixture.h"
#include "ui/logactions.h"
#include "ui/logpanel.h"
#include "ui/logtable.h"
#include "ui/theme.h"

#include <QAction>
#include <QTest>

namespace stagewatch::test {

/// A shown log panel over a stream that a real decoder and journal fed; it is in the stage "training".
class LogPanelFixture
{
public:
    explicit LogPanelFixture(const QSize &size = { 660, 500 })
        : panel(theme)
        , table(panel.findChild<ui::LogTable *>())
    {
        stream.receive({ stream.stage(QStringLiteral("training"), 0.5) });
        panel.resize(size);
        panel.show();
        if (!QTest::qWaitForWindowActive(&panel))
            qFatal("The panel's window does not become active.");
        panel.setRun(stream.stream(), stream.run());
        if (!QTest::qWaitFor([this] { return !table->log()->isFiltering(); }))
            qFatal("The first filter does not end.");
    }

    /// `count` lines "line N" of a level, numbered from where the last call ended.
    void addLines(int count, const QString &level = QStringLiteral("info"))
    {
        QByteArrayList messages;
        for (int i = 0; i < count; ++i)
            messages.append(stream.log(level, QStringLiteral("line %1").arg(m_lines++)));
        stream.receive(messages);
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString message(int row) const { return cell(row, model::LogModel::MessageColumn); }
    [[nodiscard]] QString currentMessage() const { return message(table->currentIndex().row()); }
    [[nodiscard]] bool isInSight(int row) const
    {
        return table->viewport()->rect().contains(table->visualRect(table->model()->index(row, 0)).center());
    }
    [[nodiscard]] QAction *action(const char *name) const
    {
        return panel.actions()->findChild<QAction *>(QString::fromLatin1(name));
    }
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return panel.findChild<T *>(QString::fromLatin1(name));
    }

    ui::Theme theme;
    StreamFixture stream;
    ui::LogPanel panel;
    ui::LogTable *table;

private:
    int m_lines = 0;
};

} // namespace stagewatch::test
