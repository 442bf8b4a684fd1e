// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/densitycounter.h"

#include <QPointer>
#include <QWidget>

namespace stagewatch::model {
class LogMarks;
class LogModel;
class RunModels;
} // namespace stagewatch::model

namespace stagewatch::ui {

class LogTable;
class Theme;

/// The whole log in a narrow column beside its scroll bar: a wide mark where errors are, a narrow one for warnings, a
/// dash at the right for what was looked for, a diamond for a bookmark. A click goes there, to the very line where
/// there is a mark; dragging scrolls. GUI thread.
class LevelStrip : public QWidget
{
    Q_OBJECT
public:
    /// All outlive it.
    LevelStrip(const Theme &theme, LogTable &table, QWidget *parent = nullptr);

    /// The run whose log the table shows; null for none. It outlives the strip or the next call.
    void setRun(model::RunModels *run);
    /// Lines that are marked; null: none. Call it again when they changed.
    void setMarks(const model::LogMarks *marks);

    [[nodiscard]] QSize sizeHint() const override;
    /// The y of the strip at which a row stands.
    [[nodiscard]] int yOf(qint64 row) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Rows
    {
        qint64 first = 0;
        qint64 last = -1;
    };
    [[nodiscard]] QRect track() const; ///< where rows stand, in this widget
    [[nodiscard]] qint64 rowCount() const;
    [[nodiscard]] Rows rowsAt(int y, int reach) const;
    /// A marked line, an error or a warning among them, in this order; -1: none.
    [[nodiscard]] qint64 outstanding(const Rows &rows) const;
    [[nodiscard]] qint64 firstWarning(const Rows &rows) const;
    void scrollTo(const Rows &rows);
    [[nodiscard]] QString tipAt(int y) const;
    void paintHits(QPainter &painter, const QRect &place) const;
    void paintBookmarks(QPainter &painter, const QRect &place) const;

    const Theme &m_theme;
    LogTable &m_table;
    QPointer<model::LogModel> m_log;
    QPointer<const model::LogMarks> m_marks;
    model::DensityCounter m_counter;
};

} // namespace stagewatch::ui
