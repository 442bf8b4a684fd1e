// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logphrases.h"

namespace stagewatch::bench {

quint32 LogPhrases::random(quint32 below)
{
    // Knuth's generator: the standard's distributions differ from library to library.
    m_state = m_state * 6364136223846793005U + 1442695040888963407U;
    return quint32(m_state >> 33) % below;
}

LogPhrases::Phrase LogPhrases::next()
{
    ++m_step;
    return random(100) < 92 ? common() : rare();
}

LogPhrases::Phrase LogPhrases::common()
{
    switch (random(8)) {
    case 0:
    case 1:
    case 2:
        return { "info",
                 "Epoch " + QByteArray::number(m_step / 512 + 1) + "/50, step " + QByteArray::number(m_step)
                     + "/12000: loss 0." + number(9999) + ", lr 3.0e-04, " + number(2400) + " samples/s" };
    case 3:
        return { "info",
                 "Read shard " + number(128) + " of 128 from s3://features/churn/2026-03/part-" + number(99999)
                     + ".parquet (" + number(64) + "." + number(9) + " MB)" };
    case 4:
        return { "debug",
                 "Worker " + number(16) + ": queue depth " + number(64) + ", " + number(8)
                     + " batches prefetched, pinned " + number(900) + " MB" };
    case 5:
        return { "info",
                 "Validation AUC 0." + number(9999) + ", log loss 0." + number(9999) + " over " + number(99999)
                     + " rows" };
    case 6:
        return { "debug",
                 "optimizer.step() took " + number(40) + "." + number(99) + " ms, forward " + number(90)
                     + " ms, backward " + number(180) + " ms" };
    default:
        return { "info",
                 "Column 'tenure_months': " + number(4000) + " missing values filled with the median, " + number(60)
                     + " outliers clipped" };
    }
}

LogPhrases::Phrase LogPhrases::rare()
{
    switch (random(8)) {
    case 0:
    case 1:
        return { "warning", "Gradient norm " + number(90) + "." + number(9) + " exceeds 10.0 and was clipped" };
    case 2:
        return { "warning",
                 "GET https://artifacts.example/models/" + number(9999) + " answered 503; attempt " + number(4)
                     + " of 5 in " + number(30) + " s" };
    case 3:
        return { "error", R"(Row )" + number(99999) + R"(: could not convert \"n/a\" to float in column \"tenure\")" };
    case 4:
        return { "info",
                 R"(Modell \u00fcbertragen: )" + number(48) + R"( Schichten gepr\u00fcft, keine \u00c4nderung)" };
    case 5:
        return { "info", R"(\u6807\u7b7e\u5df2\u68c0\u67e5\uff1a)" + number(9999) + R"( \u884c)" };
    case 6:
        return { "debug", R"(Wrote C:\\models\\checkpoint-)" + number(999) + R"(.pt\t)" + number(400) + " MB" };
    default:
        return { "error",
                 R"(Traceback (most recent call last):\n  File \"/opt/pipeline/train.py\", line )" + number(900)
                     + R"(, in step\n    loss.backward()\nRuntimeError: CUDA out of memory. Tried to allocate )"
                     + number(900) + " MiB" };
    }
}

} // namespace stagewatch::bench
