// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watchoutput.h"

#include "model/displaytext.h"
#include "model/textform.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

enum class Ink { Plain, Dim, Bold, Green, Amber, Red, Blue };

QString localTime(protocol::Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).toString(u"HH:mm:ss.zzz"_s);
}

Ink inkFor(protocol::LogLevel level)
{
    switch (level) {
    case protocol::LogLevel::Trace:
    case protocol::LogLevel::Debug:
        return Ink::Dim;
    case protocol::LogLevel::Info:
        return Ink::Plain;
    case protocol::LogLevel::Warning:
        return Ink::Amber;
    case protocol::LogLevel::Error:
    case protocol::LogLevel::Critical:
        return Ink::Red;
    }
    return Ink::Plain;
}

QString percent(double fraction)
{
    return u"%1 %"_s.arg(qRound(fraction * 100));
}

class TextOutput : public WatchOutput
{
public:
    TextOutput(std::FILE *out, std::FILE *notes, bool isTerminal)
        : m_out(out)
        , m_notes(notes)
        , m_terminal(isTerminal)
    {
    }

    void event(const protocol::Event &event, const QByteArray &, const model::Run *) override
    {
        std::visit([&](const auto &payload) { show(event, payload); }, event.payload);
    }

    void note(const QString &sentence) override
    {
        clearProgressLine();
        std::fflush(m_out);
        const QByteArray line = model::visibleLines(sentence).toUtf8() + '\n';
        std::fwrite(line.constData(), 1, size_t(line.size()), m_notes);
    }

    void endBatch(const model::Run *run) override
    {
        if (m_terminal && run && !run->isEnded())
            drawProgressLine(*run);
        std::fflush(m_out);
    }

    [[nodiscard]] bool isWhole() const override { return std::ferror(m_out) == 0; }

    void finish(const model::Run *run, const QString &) override
    {
        clearProgressLine();
        if (run && run->isEnded())
            showEnd(*run);
        std::fflush(m_out);
    }

private:
    template <typename T> void show(const protocol::Event &, const T &) { }
    void show(const protocol::Event &event, const protocol::Log &log)
    {
        line(event, protocol::wireName(log.level).toUpper(), inkFor(log.level), log.stage.display, log.message);
    }
    void show(const protocol::Event &event, const protocol::StageTransition &transition)
    {
        QString text = transition.stage.display;
        if (transition.progress)
            text += u" (%1)"_s.arg(percent(transition.progress->fraction));
        line(event, u"STAGE"_s, Ink::Bold, transition.stage.display, text);
    }
    void show(const protocol::Event &event, const protocol::ProgressUpdate &update)
    {
        if (m_terminal) // it is drawn below the log instead
            return;
        QString text = update.message;
        if (update.progress)
            text = percent(update.progress->fraction) + (text.isEmpty() ? QString() : u"  "_s + text);
        if (!update.estimatedTimeDisplay.isEmpty())
            text += u", %1 left"_s.arg(update.estimatedTimeDisplay);
        line(event, u"PROGRESS"_s, Ink::Blue, update.stage.display, text);
    }
    void show(const protocol::Event &event, const protocol::Decision &decision)
    {
        QString text = u"%1: %2"_s.arg(decision.decisionType, decision.decision);
        if (decision.confidence)
            text += u" (confidence %1)"_s.arg(percent(*decision.confidence));
        if (!decision.reasoning.isEmpty())
            text += u" – "_s + decision.reasoning;
        line(event, u"DECISION"_s, Ink::Bold, decision.stage.display, text);
    }
    void show(const protocol::Event &event, const protocol::ApprovalRequired &approval)
    {
        line(event, u"APPROVAL"_s, Ink::Amber, approval.stage.display,
             (approval.message.isEmpty() ? approval.title : approval.message)
                 + u" – waiting for an answer, in the window or by \"stagewatch approve\""_s);
    }
    void show(const protocol::Event &event, const protocol::ApprovalResolved &resolved)
    {
        QString text = protocol::wireName(resolved.decision);
        if (!resolved.responder.isEmpty())
            text += u" by "_s + resolved.responder;
        if (!resolved.comment.isEmpty())
            text += u": "_s + resolved.comment;
        line(event, u"APPROVAL"_s, Ink::Bold, QString(), text);
    }
    void show(const protocol::Event &event, const protocol::ErrorEvent &error)
    {
        line(event, u"ERROR"_s, Ink::Red, QString(),
             error.details.isEmpty() ? error.error : error.error + u": "_s + error.details);
    }
    void show(const protocol::Event &event, const protocol::CancelAcknowledged &acknowledged)
    {
        line(event, u"CANCEL"_s, Ink::Amber, QString(), acknowledged.message);
    }
    void show(const protocol::Event &event, const protocol::Gap &gap)
    {
        QString text = u"Events are missing here (%1)"_s.arg(gap.reason);
        if (gap.from && gap.to)
            text = u"Events between %1 and %2 are missing"_s.arg(localTime(*gap.from), localTime(*gap.to));
        line(event, u"GAP"_s, Ink::Amber, QString(), text);
    }
    void show(const protocol::Event &event, const protocol::UnknownEvent &)
    {
        line(event, u"EVENT"_s, Ink::Dim, QString(), event.eventType);
    }

    void line(const protocol::Event &event, const QString &tag, Ink ink, const QString &stage, const QString &text)
    {
        clearProgressLine();
        const QString shown = localTime(event.time) + u"  "_s + model::visibleText(tag).leftJustified(8, u' ') + u"  "_s
            + (stage.isEmpty() ? QString() : model::visibleText(stage) + u": "_s) + model::visibleText(text);
        write(painted(shown, ink) + u'\n');
    }

    void showEnd(const model::Run &run)
    {
        using protocol::RunStatus;
        QString text;
        Ink ink = Ink::Green;
        switch (run.status()) {
        case RunStatus::Completed:
            text = u"Completed"_s + (run.message().isEmpty() ? QString() : u": "_s + run.message());
            break;
        case RunStatus::Failed:
            ink = Ink::Red;
            text = u"Failed"_s + (run.failedStage().isEmpty() ? QString() : u" in "_s + run.failedStage())
                + (run.error().isEmpty() ? QString() : u": "_s + run.error());
            break;
        default:
            ink = Ink::Amber;
            text = u"Cancelled"_s + (run.cancelReason().isEmpty() ? QString() : u": "_s + run.cancelReason());
            break;
        }
        // An error may have lines, a traceback say; indented, they cannot pass for lines of our own.
        const QString shown = model::visibleLines(text, model::cellTextLimit).replace(u'\n', u"\n    "_s);
        write(painted(shown, ink) + u'\n');
        if (!run.result().isNull())
            write(QString::fromUtf8(run.result().toIndentedJson()) + u'\n');
    }

    void drawProgressLine(const model::Run &run)
    {
        constexpr int cells = 24;
        const double fraction = run.progress().value_or(0);
        const int full = qBound(0, qRound(fraction * cells), cells);
        QString text = u"["_s + QString(full, u'#') + QString(cells - full, u'.') + u"] "_s
            + (run.progress() ? percent(fraction) : u"…"_s);
        if (const model::Stage *stage = run.currentStage())
            text += u"  "_s + model::visibleText(stage->name.display)
                + (stage->message.isEmpty() ? QString() : u" – "_s + model::visibleText(stage->message));
        if (run.status() == protocol::RunStatus::WaitingForApproval)
            text += u"  waiting for approval"_s;
        if (run.estimatedTimeRemaining())
            text += u"  %1 left"_s.arg(model::TextForm::duration(qint64(*run.estimatedTimeRemaining() * 1000)));
        clearProgressLine();
        write(painted(text.left(120), Ink::Blue));
        m_progressShown = true;
    }

    void clearProgressLine()
    {
        if (m_progressShown)
            std::fputs("\r\x1b[2K", m_out);
        m_progressShown = false;
    }

    [[nodiscard]] QString painted(const QString &text, Ink ink) const
    {
        static constexpr const char *codes[] = { "", "2", "1", "32", "33", "31", "34" };
        if (!m_terminal || ink == Ink::Plain)
            return text;
        return u"\x1b[%1m"_s.arg(QLatin1StringView(codes[int(ink)])) + text + u"\x1b[0m"_s;
    }

    void write(const QString &text)
    {
        const QByteArray bytes = text.toUtf8();
        std::fwrite(bytes.constData(), 1, size_t(bytes.size()), m_out);
    }

    std::FILE *m_out;
    std::FILE *m_notes;
    bool m_terminal;
    bool m_progressShown = false;
};

} // namespace

std::unique_ptr<WatchOutput> makeTextOutput(std::FILE *out, std::FILE *notes, bool isTerminal)
{
    return std::make_unique<TextOutput>(out, notes, isTerminal);
}

} // namespace stagewatch::app
