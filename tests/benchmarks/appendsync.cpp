// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "appendsync.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

DiskFigure appendAndSync(const QString &folder, qsizetype eventBytes, qsizetype group, double seconds)
{
    using Clock = std::chrono::steady_clock;
    DiskFigure figure;
    QByteArray name = QFile::encodeName(QDir(folder).filePath(u"appendsync-XXXXXX"_s));
    const int file = ::mkostemp(name.data(), O_APPEND | O_CLOEXEC);
    if (file < 0) {
        figure.error = u"No file can be made in %1: %2."_s.arg(folder, QString::fromLocal8Bit(std::strerror(errno)));
        return figure;
    }
    ::unlink(name.constData());
    const QByteArray bytes = (QByteArray(eventBytes - 1, 'x') + '\n').repeated(group);
    const auto begun = Clock::now();
    do {
        if (::write(file, bytes.constData(), size_t(bytes.size())) != bytes.size() || ::fdatasync(file) != 0) {
            figure.error = u"The disk of %1 refuses: %2."_s.arg(folder, QString::fromLocal8Bit(std::strerror(errno)));
            break;
        }
        figure.events += group;
        ++figure.syncs;
        figure.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    } while (figure.seconds < seconds);
    ::close(file);
    return figure;
}

} // namespace stagewatch::bench
