// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/earlierruns.h"

#include "model/displaytext.h"
#include "model/textform.h"

#include <QDateTime>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

EarlierRunsMenu::EarlierRunsMenu(QWidget *parent)
    : QMenu(tr("&Earlier runs"), parent)
{
    setRuns({});
}

void EarlierRunsMenu::setRuns(const QList<EarlierRun> &runs)
{
    clear();
    for (const EarlierRun &run : runs) {
        // A journal that somebody has deleted cannot be opened again.
        if (run.journalPath.isEmpty() || !QFileInfo::exists(run.journalPath))
            continue;
        QString started = tr("unknown time");
        if (run.startedAt) {
            const QDate day = QDateTime::fromMSecsSinceEpoch(model::toMs(*run.startedAt)).date();
            started = QLocale().toString(day, QLocale::ShortFormat) + u' ' + model::TextForm::shortTime(*run.startedAt);
        }
        QString text = tr("%1, run %2 on %3 · %4 · %5", "project, number, server, status, start")
                           .arg(model::visibleText(run.projectId, 60))
                           .arg(run.number)
                           .arg(model::visibleText(run.server, 60), model::TextForm::status(run.status), started);
        QAction *action = addAction(text.replace(u'&', u"&&"_s));
        connect(action, &QAction::triggered, this, [this, path = run.journalPath] { Q_EMIT chosen(path); });
    }
    setEnabled(!isEmpty());
}

} // namespace stagewatch::ui
