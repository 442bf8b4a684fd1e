// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runsubtitle.h"

#include "model/displaytext.h"
#include "model/textform.h"

namespace stagewatch::model {

using namespace protocol;

namespace {

constexpr qsizetype pieceLimit = 200;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::model::RunSubtitle)
};

QString stageText(const Run &run)
{
    const Stage *stage = run.currentStage();
    return stage ? visibleText(stage->name.display.isEmpty() ? stage->name.id : stage->name.display, pieceLimit)
                 : QString();
}

void addIfAny(QStringList &pieces, const QString &piece)
{
    if (!piece.isEmpty())
        pieces += piece;
}

QStringList endedPieces(const Run &run)
{
    QStringList pieces;
    const QString stage = failedStageText(run);
    if (run.status() == RunStatus::Failed && !stage.isEmpty())
        pieces += Words::tr("Failed in %1").arg(stage);
    else
        pieces += TextForm::status(run.status());
    if (run.endedAt())
        pieces += TextForm::shortTime(*run.endedAt());
    return pieces;
}

QStringList livePieces(const Run &run)
{
    const QString stage = stageText(run);
    if (run.status() == RunStatus::WaitingForApproval || run.status() == RunStatus::Cancelling) {
        QStringList pieces{ TextForm::status(run.status()) };
        addIfAny(pieces, stage);
        return pieces;
    }
    QStringList pieces{ stage.isEmpty() ? TextForm::status(run.status()) : stage };
    if (run.estimatedTimeRemaining())
        addIfAny(pieces, TextForm::about(*run.estimatedTimeRemaining()));
    else
        addIfAny(pieces, visibleText(run.message(), pieceLimit));
    return pieces;
}

} // namespace

QString failedStageText(const Run &run)
{
    if (run.failedStage().isEmpty())
        return {};
    for (const Stage &stage : run.stages()) {
        if (stage.name.id == run.failedStage() && !stage.name.display.isEmpty())
            return visibleText(stage.name.display, pieceLimit);
    }
    return visibleText(titleFromId(run.failedStage()), pieceLimit);
}

bool isDisconnected(const Run *run, const ConnectionStatus &status)
{
    return !status.isLive()
        && (run ? !run->isEnded()
                : status.phase == ConnectionStatus::Phase::Waiting || status.phase == ConnectionStatus::Phase::Latched);
}

QStringList runSubtitle(const Run *run, const ConnectionStatus &status)
{
    if (!run)
        return { status.isLive() ? Words::tr("No run yet") : TextForm::phase(status) };
    if (run->isEnded())
        return endedPieces(*run);
    if (!isDisconnected(run, status))
        return livePieces(*run);
    QStringList pieces{ TextForm::phase(status) };
    if (status.disconnectedSince)
        pieces += Words::tr("since %1", "a time of day").arg(TextForm::shortTime(*status.disconnectedSince));
    else
        addIfAny(pieces, stageText(*run));
    return pieces;
}

} // namespace stagewatch::model
