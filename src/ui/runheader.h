// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/timestamp.h"

#include <QWidget>
#include <optional>

class QPushButton;

namespace stagewatch::model {
class RunModels;
class Stream;
} // namespace stagewatch::model

namespace stagewatch::ui {

class GlyphLabel;
class Label;
class ProgressBar;
class Theme;

/// The head of a run's page: who it is and how it stands, the whole bar with its clocks, and the connection. Three rows
/// of fixed height, whatever is said in them. The theme outlives it; stream and run are not owned.
class RunHeader : public QWidget
{
    Q_OBJECT
public:
    explicit RunHeader(const Theme &theme, QWidget *parent = nullptr);

    /// Both may be null; a stream may have no run yet.
    void setRun(model::Stream *stream, model::RunModels *run);
    /// Brings every word up to date. `lastEvent` is when the run's last event came in.
    void refresh(protocol::Timestamp now, std::optional<protocol::Timestamp> lastEvent);

    [[nodiscard]] bool canCancel() const;

Q_SIGNALS:
    void cancelRequested();
    void retryRequested();
    /// A person wants to read the whole of how the run ended.
    void detailsRequested();

private:
    void refreshState();
    void refreshClocks(protocol::Timestamp now);
    void refreshConnection(protocol::Timestamp now, std::optional<protocol::Timestamp> lastEvent);
    [[nodiscard]] QString noteText() const;
    [[nodiscard]] QString cancelText() const;
    [[nodiscard]] QString endText() const;

    model::Stream *m_stream = nullptr;
    model::RunModels *m_run = nullptr;
    Label *m_title;
    Label *m_number;
    GlyphLabel *m_sign;
    Label *m_word;
    QPushButton *m_cancel;
    ProgressBar *m_bar;
    Label *m_percent;
    Label *m_elapsed;
    Label *m_left;
    Label *m_note;
    QPushButton *m_details;
    Label *m_connection;
    QPushButton *m_retry;
};

} // namespace stagewatch::ui
