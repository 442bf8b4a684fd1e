// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logjournal.h"

#include <QFile>
#include <QSaveFile>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <random>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

constexpr std::array levels{ "debug", "info", "info", "info", "info", "info", "warning", "error" };
constexpr std::array stages{ "data_loading", "preprocessing", "training", "training",
                             "training",     "evaluation",    "training", "deployment" };

struct Draw
{
    std::mt19937_64 engine{ 20'240'101 };
    int below(int end) { return int(engine() % quint64(end)); }
};

using Line = std::array<char, 768>;

[[gnu::format(printf, 2, 3)]] int say(Line &out, const char *form, ...)
{
    std::va_list values;
    va_start(values, form);
    const int length = std::vsnprintf(out.data(), out.size(), form, values);
    va_end(values);
    return length;
}

/// One message, as it stands between the quotes of a line.
int writeMessage(Line &out, Draw &draw, qint64 number)
{
    switch (draw.below(20)) {
    case 0:
        return say(out, "Checkpoint saved to s3://models/churn/epoch-%03d/step-%07lld.pt (%d.%d MiB) in %d ms",
                   draw.below(200), number, 300 + draw.below(90), draw.below(10), 100 + draw.below(3000));
    case 1:
        return say(out, "Validation finished: accuracy=0.%04d f1=0.%04d auc=0.%04d over %d samples, best so far 0.%04d",
                   9000 + draw.below(999), 8000 + draw.below(1999), 9000 + draw.below(999), 20000 + draw.below(999),
                   9000 + draw.below(999));
    case 2:
        return say(out,
                   "worker %d: prefetched batch of %d rows from shard %05d, queue depth %d, dropped %d malformed", //
                   draw.below(32), 256 + draw.below(256), draw.below(4096), draw.below(64), draw.below(3));
    case 3:
        return say(
            out,
            "GPU w\\u00e4rmer %d: %d \\u00b0C, L\\u00fcfter %d %%, Speicher \\u2265 %d MiB belegt \\u2013 in Ordnung",
            draw.below(8), 40 + draw.below(45), 20 + draw.below(80), 9000 + draw.below(9000));
    case 4:
        return say(out, "gradient norm %d.%03d clipped to 1.0 at step %lld, learning rate %d.%02de-05 after warmup",
                   1 + draw.below(30), draw.below(1000), number, 1 + draw.below(9), draw.below(100));
    case 5:
        return say(out, "\\u001b[32mINFO\\u001b[0m trainer.py:%d \\\"evaluate\\\" took %d.%03d s on cuda:%d",
                   10 + draw.below(900), draw.below(20), draw.below(1000), draw.below(8));
    case 6:
        return say(out, "Größe des Merkmalsraums: %d Spalten × %d Zeilen, μ=%d.%02d σ=%d.%02d, übersprungen: %d",
                   draw.below(400), 10000 + draw.below(90000), draw.below(5), draw.below(100), draw.below(3),
                   draw.below(100), draw.below(20));
    case 7:
        if (draw.below(1000) == 0)
            return say(out, "CUDA out of memory: tried to allocate %d.%02d GiB on device %d, %d MiB free",
                       1 + draw.below(9), draw.below(100), draw.below(8), draw.below(900));
        return say(out, "retried request to feature store after %d ms, attempt %d of 5, shard %05d answered in %d ms",
                   100 + draw.below(900), 1 + draw.below(4), draw.below(4096), draw.below(400));
    default:
        return say(out,
                   "Epoch %d/200 step %lld: loss=%d.%04d val_loss=%d.%04d lr=%d.%02de-04 throughput=%d samples/s", //
                   1 + draw.below(200), number, draw.below(3), draw.below(10000), draw.below(3), draw.below(10000),
                   1 + draw.below(9), draw.below(100), 800 + draw.below(9000));
    }
}

int writeLine(Line &out, const Line &message, Draw &draw, qint64 number)
{
    const qint64 ms = number * 3;
    return std::snprintf(
        out.data(), out.size(),
        "{\"event_type\": \"log\", \"project_id\": \"churn\", \"timestamp\": \"2024-01-%02dT%02d:%02d:%02d.%03dZ\", "
        "\"sequence\": %lld, \"data\": {\"level\": \"%s\", \"message\": \"%s\", \"stage\": \"%s\"}}\n",
        1 + int(ms / 86'400'000), int(ms / 3'600'000 % 24), int(ms / 60'000 % 60), int(ms / 1000 % 60), int(ms % 1000),
        number + 1, levels[size_t(draw.below(int(levels.size())))], message.data(),
        stages[size_t(draw.below(int(stages.size())))]);
}

qint64 linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    qint64 lines = 0;
    QByteArray block(4 * 1024 * 1024, Qt::Uninitialized);
    for (qint64 got; (got = file.read(block.data(), block.size())) > 0;)
        lines += QByteArrayView(block.constData(), got).count('\n');
    return lines;
}

} // namespace

bool makeLogJournal(const QString &path, qint64 lines, QString *error)
{
    if (linesOf(path) == lines)
        return true;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        *error = u"The journal %1 cannot be written: %2. Choose another file."_s.arg(path, file.errorString());
        return false;
    }
    Draw draw;
    Line message{};
    Line line{};
    QByteArray block;
    for (qint64 number = 0; number < lines; ++number) {
        writeMessage(message, draw, number);
        block.append(line.data(), writeLine(line, message, draw, number));
        if (block.size() > 4 * 1024 * 1024 || number + 1 == lines) {
            file.write(block);
            block.resize(0);
        }
    }
    if (!file.commit()) {
        *error = u"The journal %1 cannot be written: %2. Choose another file."_s.arg(path, file.errorString());
        return false;
    }
    return true;
}

} // namespace stagewatch::bench
