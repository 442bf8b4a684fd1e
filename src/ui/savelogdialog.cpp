// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/savelogdialog.h"

#include "model/textform.h"
#include "ui/dialoglook.h"
#include "ui/filefield.h"
#include "ui/label.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::LogFormat;

namespace {
const std::array suffixes{ u".txt"_s, u".ndjson"_s, u".csv"_s }; // in the order of LogFormat
} // namespace

SaveLogDialog::SaveLogDialog(const Theme &theme, const Counts &counts, const QString &folder, const QString &name,
                             QWidget *parent)
    : QDialog(parent)
    , m_lines(new QComboBox(this))
    , m_format(new QComboBox(this))
    , m_file(new FileField(tr("Save the log"), tr("Text (*.txt);;NDJSON (*.ndjson);;CSV (*.csv);;All files (*)"), this))
    , m_note(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
{
    setWindowTitle(tr("Save the log"));
    setObjectName(u"saveLogDialog"_s);
    setMinimumWidth(520);
    QVBoxLayout *column = makeDialogColumn(theme, this);
    column->addWidget(makeDialogTitle(theme, tr("Save the log"), this));
    column->addSpacing(Theme::grid);
    buildFields(theme, counts, column);

    auto *cancel = makeDialogButton(tr("Cancel"), Theme::Button::Normal, u"cancel"_s, this);
    m_save = makeDialogButton(tr("&Save"), Theme::Button::Primary, u"save"_s, this);
    m_save->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2 * Theme::grid);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addSpacing(2 * Theme::grid);
    column->addLayout(buttons);

    connect(m_format, &QComboBox::currentIndexChanged, this, &SaveLogDialog::takeFormat);
    connect(m_file, &FileField::pathChanged, this, &SaveLogDialog::refresh);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] {
        Q_EMIT saveRequested();
        accept();
    });
    m_file->setPath(QDir(folder).filePath(name + suffixes.front()));
    refresh();
}

void SaveLogDialog::buildFields(const Theme &theme, const Counts &counts, QVBoxLayout *column)
{
    m_lines->setObjectName(u"lines"_s);
    const auto offer = [this](Lines lines, const QString &text) { m_lines->addItem(text, int(lines)); };
    const auto count = model::TextForm::count;
    if (counts.selected > 0)
        offer(Lines::Selected, tr("What is selected: %1", "a number of lines").arg(count(counts.selected)));
    offer(Lines::Shown, tr("What the filter shows: %1", "a number of lines").arg(count(counts.shown)));
    offer(Lines::All, tr("Every line of the run: %1", "a number of lines").arg(count(counts.all)));
    // One selected line is where the reader stands, and seldom what is meant.
    m_lines->setCurrentIndex(counts.selected == 1 ? 1 : 0);
    m_format->setObjectName(u"format"_s);
    m_format->addItem(tr("Text, a line each"), int(LogFormat::Text));
    m_format->addItem(tr("NDJSON, the events as received"), int(LogFormat::Ndjson));
    m_format->addItem(tr("CSV, for a spreadsheet"), int(LogFormat::Csv));
    m_file->setSaving();
    m_file->setName(u"path"_s, tr("File"));
    m_note->setObjectName(u"saveNote"_s);
    m_note->setWrapping();
    m_note->setMinimumHeight(QFontMetrics(m_note->font()).lineSpacing() * 2);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Theme::pageMargin);
    form->setVerticalSpacing(2 * Theme::grid);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(makeCaption(theme, tr("&Lines"), m_lines, this), m_lines);
    form->addRow(makeCaption(theme, tr("&Format"), m_format, this), m_format);
    form->addRow(makeCaption(theme, tr("Fil&e"), m_file, this), m_file);
    column->addLayout(form);
    column->addWidget(m_note);
}

SaveLogDialog::Lines SaveLogDialog::lines() const
{
    return Lines(m_lines->currentData().toInt());
}

LogFormat SaveLogDialog::format() const
{
    return LogFormat(m_format->currentData().toInt());
}

QString SaveLogDialog::path() const
{
    return QFileInfo(m_file->path()).absoluteFilePath();
}

// The suffix follows the format, unless somebody typed one of their own.
void SaveLogDialog::takeFormat()
{
    QString path = m_file->path();
    for (const QString &suffix : suffixes) {
        if (!path.endsWith(suffix, Qt::CaseInsensitive))
            continue;
        path.chop(suffix.size());
        m_file->setPath(path + suffixes[size_t(format())]);
        return;
    }
}

void SaveLogDialog::refresh()
{
    const QString problem = m_file->problem();
    const bool isNamed = !m_file->path().isEmpty();
    const bool replaces = isNamed && problem.isEmpty() && QFileInfo::exists(m_file->path());
    m_note->setRole(problem.isEmpty() ? Theme::Role::DimText : Theme::Role::Failed);
    m_note->setText(!problem.isEmpty() ? problem
                        : replaces     ? tr("There is a file of that name already. It is replaced.")
                                       : tr("Only you can read the file, as with everything that Stagewatch keeps."));
    m_save->setText(replaces ? tr("&Replace") : tr("&Save"));
    m_save->setEnabled(isNamed && problem.isEmpty());
}

} // namespace stagewatch::ui
