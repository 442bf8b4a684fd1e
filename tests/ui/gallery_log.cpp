// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the log, events and problems panels in their states, light and dark, into a folder: for people who polish
// them.
#include "model/bookmarks.h"
#include "streamfixture.h"
#include "ui/eventspanel.h"
#include "ui/fulltextview.h"
#include "ui/logactions.h"
#include "ui/logpanel.h"
#include "ui/problemspanel.h"
#include "ui/savelogdialog.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;

namespace {
void fill(test::StreamFixture &fixture)
{
    fixture.receive({ "this is not JSON \x1b[31m\xff", R"({"no": "event type"})", "[1, 2]",
                      fixture.event(u"connected"_s, R"({"message": "hello"})"), fixture.stage(u"training"_s, 0.5) });
    fixture.receive({ R"({"event_type": "metric", "data": {"loss": NaN}})" });
    for (int i = 0; i < 40; ++i)
        fixture.receive(
            { fixture.log(u"info"_s, u"epoch %1/10 step %2/240 loss 0.2866"_s.arg(i / 8 + 1).arg(i % 8 * 30)) });
    fixture.receive({
        fixture.log(u"warning"_s,
                    u"Column “tenure_months”: 214 values above the training range "
                    "were clipped to the 99.5th percentile of the training set"_s),
        fixture.event(u"progress_update"_s, R"({"stage": "training", "progress": 0.65, "message": "epoch 5 of 10"})"),
        fixture.event(u"gap"_s, R"({"requested_since": 41, "first_sequence": 70, "reason": "trimmed"})"),
        fixture.log(u"info"_s, u"epoch 5/10 step 160/240 loss 0.2849"_s),
        fixture.log(u"error"_s, u"Checkpoint upload failed (timeout after 30 s), retry 1 of 5"_s),
        fixture.event(u"error"_s,
                      R"({"error": "Storage backend is slow", "details": "PUT took 31 s", "recoverable": true})"),
        fixture.log(u"info"_s, u"Checkpoint upload succeeded on retry 1"_s),
        fixture.event(
            u"decision"_s,
            R"({"stage": "training", "decision_type": "learning_rate", "decision": "2.4e-4", "reasoning": "plateau",)"
            R"("confidence": 0.71, "metadata": {"before": 3.0e-4, "patience": 3}})"),
        fixture.log(u"info"_s, u"epoch 5/10 step 200/240 loss 0.2841\nand a second line"_s),
        fixture.log(u"debug"_s, u"learning rate 3.0e-4 → 2.4e-4 (plateau)"_s),
        fixture.log(u"critical"_s, u"Disk is 99 % full \x1b[31m<img src=file:///fifo>\u202e"_s),
        fixture.log(u"info"_s, u"epoch 5/10 loss 0.2838 auc 0.9088 1 907 rows/s"_s),
    });
}

class Gallery
{
public:
    Gallery(ui::Theme &theme, const QDir &folder)
        : m_theme(theme)
        , m_folder(folder)
    {
    }
    /// Puts the panel into a card on the window's ground, as the page of a run does.
    void hang(QWidget &panel, QSize size = { 660, 568 })
    {
        panel.resize(size);
        panel.show();
        QTest::qWait(400);
    }
    void save(QWidget &panel, const QString &name)
    {
        QTest::qWait(250);
        QImage image(panel.size() + QSize(24, 24), QImage::Format_RGB32);
        image.fill(m_theme.color(ui::Theme::Role::Window));
        QPainter painter(&image);
        painter.fillRect(QRect({ 12, 12 }, panel.size()), m_theme.color(ui::Theme::Role::Card));
        painter.setPen(m_theme.color(ui::Theme::Role::Line));
        painter.drawRect(11, 11, panel.width() + 1, panel.height() + 1);
        panel.render(&painter, { 12, 12 }, {}, QWidget::DrawChildren);
        image.save(m_folder.filePath(name + (m_theme.isDark() ? u"-dark.png"_s : u"-light.png"_s)));
    }

private:
    ui::Theme &m_theme;
    QDir m_folder;
};

void drawLog(Gallery &gallery, ui::Theme &theme)
{
    test::StreamFixture fixture;
    ui::LogPanel panel(theme);
    gallery.hang(panel);
    gallery.save(panel, u"log-empty"_s);
    fill(fixture);
    panel.setRun(fixture.stream(), fixture.run());
    gallery.save(panel, u"log-follow"_s);
    auto *table = panel.findChild<QTableView *>();
    auto *field = panel.findChild<QLineEdit *>();
    field->setText(u"loss [0-9.]+"_s);
    panel.focusFind();
    panel.findPrevious();
    gallery.save(panel, u"log-find"_s);
    field->setText(u"loss ("_s);
    gallery.save(panel, u"log-wrong-expression"_s);
    field->clear();
    table->setFocus();
    table->verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepSub);
    table->setCurrentIndex(table->model()->index(20, 0));
    for (int i = 0; i < 1234; ++i)
        fixture.receive({ fixture.log(u"info"_s, u"more"_s) });
    gallery.save(panel, u"log-paused"_s);
    panel.resize(320, 420);
    gallery.save(panel, u"log-narrow"_s);
    panel.resize(660, 568);
    QTest::keyClick(table, Qt::Key_Return);
    if (auto *view = panel.findChild<ui::FullTextView *>())
        gallery.save(*view, u"log-full-text"_s);
}

void drawTools(Gallery &gallery, ui::Theme &theme)
{
    test::StreamFixture fixture;
    model::Bookmarks bookmarks{ QString() };
    ui::LogPanel panel(theme);
    panel.setBookmarks(&bookmarks);
    gallery.hang(panel);
    fill(fixture);
    panel.setRun(fixture.stream(), fixture.run());
    for (int i = 0; i < 1234; ++i)
        fixture.receive({ fixture.log(u"warning"_s, u"Queue is full, waiting for the data loader"_s) });
    fixture.receive({ fixture.log(u"info"_s, u"The data loader goes on"_s) });
    auto *table = panel.findChild<QTableView *>(u"logTable"_s);
    const auto trigger = [&panel](const char *name) {
        panel.actions()->findChild<QAction *>(QString::fromLatin1(name))->trigger();
    };
    for (const int row : { 12, 30, 44 }) {
        table->setCurrentIndex(table->model()->index(row, 0));
        trigger("bookmark");
    }
    table->setFocus();
    trigger("bookmarkNote");
    panel.findChild<QPlainTextEdit *>(u"note"_s)->setPlainText(u"Upload is slow since the move, see ticket 12"_s);
    gallery.save(panel, u"log-note"_s);
    table->setFocus();
    gallery.save(panel, u"log-bookmarks"_s);
    trigger("bookmarks");
    gallery.save(panel, u"log-bookmark-list"_s);
    trigger("goTo");
    gallery.save(panel, u"log-go-to"_s);
    panel.findChild<QLineEdit *>(u"goToField"_s)->setText(u"never"_s);
    QTest::keyClick(panel.findChild<QLineEdit *>(u"goToField"_s), Qt::Key_Return);
    gallery.save(panel, u"log-go-to-wrong"_s);
    table->setFocus();
    panel.actions()->timeActions().at(2)->trigger();
    table->setCurrentIndex(table->model()->index(40, 0));
    trigger("wrapLine");
    gallery.save(panel, u"log-wrapped"_s);
    auto *menu = panel.findChild<QMenu *>(u"logViewMenu"_s);
    menu->popup({ 0, 0 });
    gallery.save(*menu, u"log-view-menu"_s);
    menu->close();
    trigger("saveLog");
    if (auto *dialog = panel.findChild<ui::SaveLogDialog *>()) {
        gallery.save(*dialog, u"log-save"_s);
        dialog->findChild<QLineEdit *>(u"path"_s)->setText(QDir::temp().filePath(u"stagewatch-gallery.txt"_s));
        dialog->findChild<QPushButton *>(u"save"_s)->click();
    }
    gallery.save(panel, u"log-saved"_s);
    panel.resize(320, 420);
    gallery.save(panel, u"log-tools-narrow"_s);
}

void drawOthers(Gallery &gallery, ui::Theme &theme)
{
    test::StreamFixture fixture;
    ui::EventsPanel events(theme);
    gallery.hang(events);
    gallery.save(events, u"events-empty"_s);
    ui::ProblemsPanel problems(theme);
    gallery.hang(problems);
    problems.setRun(fixture.stream(), fixture.run());
    gallery.save(problems, u"problems-empty"_s);
    fill(fixture);
    events.setRun(fixture.stream(), fixture.run());
    events.findChild<QTableView *>()->selectRow(49);
    gallery.save(events, u"events"_s);
    events.findChild<QPushButton *>(u"asTree"_s)->click();
    gallery.save(events, u"events-tree"_s);
    problems.setRun(fixture.stream(), fixture.run());
    problems.findChild<QTableView *>()->selectRow(0);
    gallery.save(problems, u"problems"_s);
    problems.findChild<QPushButton *>(u"bytesAsHex"_s)->click();
    gallery.save(problems, u"problems-hex"_s);
}
} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    ui::Theme theme;
    theme.apply(app);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QDir::currentPath());
    Gallery gallery(theme, folder);
    for (const auto choice : { ui::ThemeChoice::Light, ui::ThemeChoice::Dark }) {
        theme.setChoice(choice);
        drawLog(gallery, theme);
        drawTools(gallery, theme);
        drawOthers(gallery, theme);
    }
    return 0;
}
