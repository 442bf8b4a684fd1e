// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filefield.h"

#include "model/displaytext.h"
#include "ui/theme.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;

FileField::FileField(const QString &title, const QString &filter, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_filter(filter)
    , m_line(new QLineEdit(this))
{
    auto *browse = new QPushButton(tr("Choose…"), this);
    browse->setObjectName(u"choose"_s);
    browse->setAutoDefault(false);
    browse->setToolTip(title);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::grid);
    layout->addWidget(m_line, 1);
    layout->addWidget(browse);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &FileField::pathChanged);
    connect(browse, &QPushButton::clicked, this, &FileField::choose);
}

QString FileField::path() const
{
    return m_line->text().trimmed();
}

void FileField::setPath(const QString &path)
{
    m_line->setText(path);
}

void FileField::setPlaceholder(const QString &text)
{
    m_line->setPlaceholderText(text);
}

void FileField::setName(const QString &objectName, const QString &accessibleName)
{
    m_line->setObjectName(objectName);
    m_line->setAccessibleName(accessibleName);
}

QString FileField::problem() const
{
    if (path().isEmpty()) {
        return {};
    }
    if (m_isSaving)
        return savingProblem();
    const QFileInfo file(path());
    const QString shown = model::visibleText(path(), 300);
    if (!file.exists()) {
        return tr("There is no file %1.").arg(shown);
    }
    if (!file.isFile()) {
        return tr("%1 is not a file.").arg(shown);
    }
    return file.isReadable() ? QString() : tr("%1 cannot be read: you lack the permission.").arg(shown);
}

QString FileField::savingProblem() const
{
    const QFileInfo file(path());
    const QFileInfo folder(file.absolutePath());
    const QString shown = model::visibleText(path(), 300);
    if (file.exists() && !file.isFile())
        return tr("%1 is not a file.").arg(shown);
    if (!folder.isDir())
        return tr("There is no folder %1.").arg(model::visibleText(folder.filePath(), 300));
    const bool canWrite = folder.isWritable() && (!file.exists() || file.isWritable());
    return canWrite ? QString() : tr("%1 cannot be written: you lack the permission.").arg(shown);
}

void FileField::choose()
{
    // Never a nested event loop: nothing would be received until it ends.
    auto *dialog =
        new QFileDialog(this, m_title, path().isEmpty() ? QString() : QFileInfo(path()).absolutePath(), m_filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(m_isSaving ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (m_isSaving) {
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setOption(QFileDialog::DontConfirmOverwrite); // the dialog around this field says what it replaces
        dialog->selectFile(path());
    }
    connect(dialog, &QFileDialog::fileSelected, this, &FileField::setPath);
    dialog->open();
}

} // namespace stagewatch::ui
