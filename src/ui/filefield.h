// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace stagewatch::ui {

/// A path of a file to read or to write: a line to type it in and a button to choose it.
class FileField : public QWidget
{
    Q_OBJECT
public:
    /// `title` heads the file dialog; `filter` is as QFileDialog takes it.
    FileField(const QString &title, const QString &filter, QWidget *parent = nullptr);

    /// The file is to be written: it need not be there yet.
    void setSaving() { m_isSaving = true; }
    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    void setPlaceholder(const QString &text);
    void setName(const QString &objectName, const QString &accessibleName);
    /// Empty where the file can be read, or written, or none is named; else a sentence.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void pathChanged();

private:
    void choose();
    [[nodiscard]] QString savingProblem() const;
    QString m_title;
    QString m_filter;
    QLineEdit *m_line;
    bool m_isSaving = false;
};

} // namespace stagewatch::ui
