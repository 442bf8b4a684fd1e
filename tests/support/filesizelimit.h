// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <csignal>
#include <sys/resource.h>

namespace stagewatch::test {

/// For its life, or until it is lifted, no file may grow beyond the limit: what a full disk does, without a disk to
/// fill. For the whole process.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(qint64 bytes)
    {
        m_oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        if (::getrlimit(RLIMIT_FSIZE, &m_old) != 0)
            qFatal("no limit to be read");
        rlimit limit = m_old;
        limit.rlim_cur = rlim_t(bytes);
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0)
            qFatal("no limit to be set");
    }
    ~FileSizeLimit()
    {
        lift();
        std::signal(SIGXFSZ, m_oldHandler);
    }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)
    void lift() { ::setrlimit(RLIMIT_FSIZE, &m_old); }

private:
    rlimit m_old{};
    void (*m_oldHandler)(int);
};

} // namespace stagewatch::test
