// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logpanelfixture.h"
#include "ui/logcopy.h"
#include "ui/savelogdialog.h"
#include "ui/savenotice.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using ui::SaveLogDialog;

/// Lines of the log leave the window: by the dialog, into a file, as a reader does it.
class TestLogSave : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void savesWhatWasChosen_data();
    void savesWhatWasChosen();
    void proposesAPlainFileName();
    void theSuffixFollowsTheFormat();
    void saysThatAFileIsReplaced();
    void saysWhyAFileCannotBeWritten_data();
    void saysWhyAFileCannotBeWritten();
    void cancelledDialogSavesNothing();
    void anotherRunTakesTheDialogAway();
    void aSelectionOfAllRowsIsOneRange();
    void tooManyRowsForTheClipboardAreSaidToBe();

private:
    [[nodiscard]] SaveLogDialog *open() const;
    void save(SaveLogDialog *dialog, const QString &path) const;
    [[nodiscard]] static QByteArrayList linesOf(const QString &path);

    std::unique_ptr<test::LogPanelFixture> m_log;
    QTemporaryDir m_folder;
};

void TestLogSave::init()
{
    QVERIFY(m_folder.isValid());
    m_log = std::make_unique<test::LogPanelFixture>();
    m_log->addLines(10, u"debug"_s);
    m_log->addLines(20);
    QTRY_COMPARE(m_log->table->model()->rowCount(), 20); // info and above
}

void TestLogSave::cleanup()
{
    m_log.reset();
}

SaveLogDialog *TestLogSave::open() const
{
    QTest::keyClick(m_log->table, Qt::Key_S, Qt::ControlModifier);
    return m_log->panel.findChild<SaveLogDialog *>();
}

void TestLogSave::save(SaveLogDialog *dialog, const QString &path) const
{
    dialog->findChild<QLineEdit *>(u"path"_s)->setText(path);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"save"_s), Qt::LeftButton);
}

QByteArrayList TestLogSave::linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArrayList lines = file.readAll().split('\n');
    lines.removeLast();
    return lines;
}

void TestLogSave::savesWhatWasChosen_data()
{
    QTest::addColumn<SaveLogDialog::Lines>("lines");
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("last");
    QTest::newRow("selection as text") << SaveLogDialog::Lines::Selected << 0 << 3 << "line 14"_ba;
    QTest::newRow("filter as NDJSON") << SaveLogDialog::Lines::Shown << 1 << 20 << "\"line 29\"}}"_ba;
    QTest::newRow("all as NDJSON") << SaveLogDialog::Lines::All << 1 << 30 << "\"line 29\"}}"_ba;
    QTest::newRow("all as CSV, with its head") << SaveLogDialog::Lines::All << 2 << 31 << "line 29\r"_ba;
}

void TestLogSave::savesWhatWasChosen()
{
    QFETCH(SaveLogDialog::Lines, lines);
    QFETCH(int, format);
    QFETCH(int, count);
    QFETCH(QByteArray, last);
    m_log->table->setFocus();
    m_log->table->goToRow(2);
    QTest::keyClick(m_log->table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_log->table, Qt::Key_Down, Qt::ShiftModifier);
    SaveLogDialog *dialog = open();
    QVERIFY(dialog && dialog->isVisible());
    auto *which = dialog->findChild<QComboBox *>(u"lines"_s);
    QCOMPARE(which->count(), 3);
    QCOMPARE(dialog->lines(), SaveLogDialog::Lines::Selected); // of several lines
    which->setCurrentIndex(which->findData(int(lines)));
    dialog->findChild<QComboBox *>(u"format"_s)->setCurrentIndex(format);
    const QString path = m_folder.filePath(u"saved-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
    save(dialog, path);

    const auto *notice = m_log->panel.findChild<ui::SaveNotice *>();
    const auto *text = notice->findChild<QLabel *>(u"saveText"_s);
    QTRY_VERIFY(text->text().contains(u"saved to"_s));
    QVERIFY2(text->text().startsWith(QString::number(format == 2 ? count - 1 : count)), qPrintable(text->text()));
    QVERIFY(text->text().contains(path));
    QCOMPARE(linesOf(path).size(), count);
    QVERIFY2(linesOf(path).last().endsWith(last), linesOf(path).last().constData());
    QTest::mouseClick(notice->findChild<QPushButton *>(u"closeNotice"_s), Qt::LeftButton);
    QVERIFY(!notice->isVisible());
}

void TestLogSave::proposesAPlainFileName()
{
    const SaveLogDialog *dialog = open();
    QVERIFY2(dialog->path().endsWith(u"/churn-model-1-log.txt"_s), qPrintable(dialog->path()));
}

void TestLogSave::theSuffixFollowsTheFormat()
{
    SaveLogDialog *dialog = open();
    auto *format = dialog->findChild<QComboBox *>(u"format"_s);
    auto *path = dialog->findChild<QLineEdit *>(u"path"_s);
    format->setCurrentIndex(1);
    QVERIFY(path->text().endsWith(u"-log.ndjson"_s));
    path->setText(m_folder.filePath(u"mine.log"_s));
    format->setCurrentIndex(2);
    QVERIFY(path->text().endsWith(u"mine.log"_s)); // a suffix of one's own stays
}

void TestLogSave::saysThatAFileIsReplaced()
{
    const QString path = m_folder.filePath(u"there.txt"_s);
    QFile there(path);
    QVERIFY(there.open(QIODevice::WriteOnly) && there.write("old") == 3);
    there.close();
    SaveLogDialog *dialog = open();
    dialog->findChild<QLineEdit *>(u"path"_s)->setText(path);
    QCOMPARE(dialog->findChild<QPushButton *>(u"save"_s)->text(), u"&Replace"_s);
    QVERIFY(dialog->findChild<QLabel *>(u"saveNote"_s)->text().contains(u"replaced"_s));
    save(dialog, path);
    QTRY_COMPARE(linesOf(path).size(), 20);
}

void TestLogSave::saysWhyAFileCannotBeWritten_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("why");
    QTest::newRow("no folder") << u"/no/such/folder/log.txt"_s << u"There is no folder /no/such/folder."_s;
    QTest::newRow("a folder") << u"/tmp"_s << u"/tmp is not a file."_s;
    QTest::newRow("a device") << u"/dev/full"_s << u"/dev/full is not a file."_s;
}

void TestLogSave::saysWhyAFileCannotBeWritten()
{
    QFETCH(QString, path);
    SaveLogDialog *dialog = open();
    dialog->findChild<QLineEdit *>(u"path"_s)->setText(path);
    QTEST(dialog->findChild<QLabel *>(u"saveNote"_s)->text(), "why");
    QVERIFY(!dialog->findChild<QPushButton *>(u"save"_s)->isEnabled());
}

void TestLogSave::cancelledDialogSavesNothing()
{
    SaveLogDialog *dialog = open();
    const QString path = m_folder.filePath(u"never.txt"_s);
    dialog->findChild<QLineEdit *>(u"path"_s)->setText(path);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"cancel"_s), Qt::LeftButton);
    QVERIFY(!dialog->isVisible());
    QVERIFY(!m_log->panel.findChild<ui::SaveNotice *>()->isVisible());
    QVERIFY(!QFile::exists(path));
}

void TestLogSave::anotherRunTakesTheDialogAway()
{
    const QPointer<SaveLogDialog> dialog = open();
    QVERIFY(dialog->isVisible());
    m_log->panel.setRun(nullptr, nullptr);
    QTRY_VERIFY(!dialog);
    QVERIFY(!m_log->action("saveLog")->isEnabled());
    QVERIFY(!open());
}

void TestLogSave::aSelectionOfAllRowsIsOneRange()
{
    m_log->table->selectAll();
    QCOMPARE(m_log->table->selectedRanges(), (std::vector<ui::RowTable::RowRange>{ { 0, 19 } }));
    QCOMPARE(m_log->table->selectedCount(), 20);
    m_log->table->clearSelection();
    for (const int row : { 4, 3, 7 })
        m_log->table->selectionModel()->select(m_log->table->model()->index(row, 0),
                                               QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(m_log->table->selectedRanges(), (std::vector<ui::RowTable::RowRange>{ { 3, 4 }, { 7, 7 } }));
    QCOMPARE(m_log->table->selectedCount(), 3);
}

void TestLogSave::tooManyRowsForTheClipboardAreSaidToBe()
{
    constexpr int more = 5;
    for (qint64 rows = 20; rows < ui::copiedRowsLimit + more; rows += 10'000)
        m_log->addLines(int(qMin<qint64>(10'000, ui::copiedRowsLimit + more - rows)));
    QTRY_COMPARE(m_log->table->model()->rowCount(), int(ui::copiedRowsLimit) + more);
    m_log->table->setFocus();
    QTest::keyClick(m_log->table, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_log->table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n') + 1, ui::copiedRowsLimit);
    const auto *error = m_log->find<QLabel>("findError");
    QVERIFY(error->isVisible());
    QVERIFY2(error->text().contains(u"Save the log"_s), qPrintable(error->text()));
}

QTEST_MAIN(TestLogSave)
#include "tst_logsave.moc"
