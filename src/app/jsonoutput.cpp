// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watchoutput.h"

#include "model/displaytext.h"
#include "protocol/encoder.h"

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

class JsonOutput : public WatchOutput
{
public:
    JsonOutput(std::FILE *out, std::FILE *notes)
        : m_out(out)
        , m_notes(notes)
    {
    }

    void event(const protocol::Event &event, const QByteArray &original, const model::Run *) override
    {
        // The heartbeat is about the socket, not about the pipeline.
        if (event.as<protocol::Pong>() || event.as<protocol::ServerPing>())
            return;
        writeLine(protocol::normalised(event, original));
    }

    void note(const QString &sentence) override
    {
        const QByteArray line = model::visibleLines(sentence).toUtf8() + '\n';
        std::fwrite(line.constData(), 1, size_t(line.size()), m_notes);
    }

    void endBatch(const model::Run *) override { std::fflush(m_out); }

    [[nodiscard]] bool isWhole() const override { return std::ferror(m_out) == 0; }

    void finish(const model::Run *run, const QString &streamId) override
    {
        if (run) {
            protocol::Event state;
            state.eventType = u"state"_s;
            state.projectId = run->projectId();
            state.time = run->updatedAt().value_or(protocol::currentTimestamp());
            state.streamId = streamId;
            state.runId = run->runId();
            if (run->lastSequence() > 0)
                state.sequence = run->lastSequence();
            state.payload = run->snapshot();
            writeLine(protocol::encode(state));
        }
        std::fflush(m_out);
    }

private:
    void writeLine(const QByteArray &json)
    {
        std::fwrite(json.constData(), 1, size_t(json.size()), m_out);
        std::fputc('\n', m_out);
    }

    std::FILE *m_out;
    std::FILE *m_notes;
};

} // namespace

std::unique_ptr<WatchOutput> makeJsonOutput(std::FILE *out, std::FILE *notes)
{
    return std::make_unique<JsonOutput>(out, notes);
}

} // namespace stagewatch::app
