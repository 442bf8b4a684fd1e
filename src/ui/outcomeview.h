// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace stagewatch::model {
class Run;
}

namespace stagewatch::ui {

class Label;
class Theme;

/// How a run ended, in words: completed, failed where and with which error in full, or cancelled by whom and why; or
/// that it goes on.
class OutcomeView : public QWidget
{
    Q_OBJECT
public:
    explicit OutcomeView(const Theme &theme, QWidget *parent = nullptr);

    void show(const model::Run &run);
    using QWidget::show;

private:
    void setError(const QString &text);
    const Theme &m_theme;
    QLabel *m_glyph;
    Label *m_heading;
    Label *m_detail;
    QPlainTextEdit *m_error;
};

} // namespace stagewatch::ui
