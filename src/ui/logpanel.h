// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

namespace stagewatch::model {
class Bookmarks;
class Stream;
class RunModels;
} // namespace stagewatch::model

namespace stagewatch::ui {

class LogActions;
class Theme;

/// The log of one run: a table of lines with level and stage filters, a find field, and a Follow toggle that keeps the
/// newest line in sight until the reader scrolls away. Every text of a server is shown as plain text. GUI thread.
class LogPanel : public QWidget
{
    Q_OBJECT
public:
    /// `theme` outlives the panel.
    explicit LogPanel(const Theme &theme, QWidget *parent = nullptr);
    ~LogPanel() override;

    /// Where marked lines are kept; without it no line can be marked. Not owned; outlives the panel. Before setRun().
    void setBookmarks(model::Bookmarks *bookmarks);
    /// Shows another run, or nothing. Neither is owned; both outlive the panel or the next call.
    void setRun(model::Stream *stream, model::RunModels *run);

    /// What can be done with the log, for the window's menus. Belongs to the panel.
    [[nodiscard]] LogActions *actions() const;
    /// True while new lines are scrolled into view as they come.
    [[nodiscard]] bool isFollowing() const;
    [[nodiscard]] QSize minimumSizeHint() const override;

public Q_SLOTS:
    void setFollowing(bool follow);
    /// Puts the keyboard into the find field.
    void focusFind();
    void findNext();
    void findPrevious();
    /// Selects the next or the previous row of level error or critical, from the current row on.
    void nextError();
    void previousError();

Q_SIGNALS:
    void followingChanged(bool follow);
    /// The reader wants the raw event at this row of the stream's journal.
    void inspectRequested(qint64 journalRow);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
