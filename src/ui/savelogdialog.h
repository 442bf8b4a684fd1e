// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/loglines.h"
#include "ui/theme.h"

#include <QDialog>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace stagewatch::ui {

class FileField;
class Label;

/// Asks which lines of the log go into which file, and how they are written. Not modal; says before it saves that a
/// file will be replaced, or why it cannot be written. GUI thread.
class SaveLogDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Lines { Selected, Shown, All };
    struct Counts
    {
        qint64 selected = 0; ///< 0: not offered
        qint64 shown = 0;
        qint64 all = 0;
    };

    /// `name` is proposed for the file, without a suffix, in `folder`. `theme` outlives the dialog.
    SaveLogDialog(const Theme &theme, const Counts &counts, const QString &folder, const QString &name,
                  QWidget *parent = nullptr);

    [[nodiscard]] Lines lines() const;
    [[nodiscard]] model::LogFormat format() const;
    [[nodiscard]] QString path() const;

Q_SIGNALS:
    /// The reader pressed Save; the dialog closes itself.
    void saveRequested();

private:
    void buildFields(const Theme &theme, const Counts &counts, QVBoxLayout *column);
    void takeFormat();
    void refresh();

    QComboBox *m_lines;
    QComboBox *m_format;
    FileField *m_file;
    Label *m_note;
    QPushButton *m_save;
};

} // namespace stagewatch::ui
