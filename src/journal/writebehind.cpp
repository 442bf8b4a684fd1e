// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/writebehind.h"

#include "journal/journalfile.h"

#include <QThreadPool>

#include <memory>
#include <utility>

namespace stagewatch::journal {

namespace {

struct Piece
{
    WriteBehind::Result result;
    std::promise<WriteBehind::Result> promise;
};

} // namespace

WriteBehind::~WriteBehind()
{
    if (isBusy())
        (void)finish();
}

void WriteBehind::start(QByteArray &&bytes, std::function<void()> written)
{
    Q_ASSERT(!isBusy());
    m_end = quint64(m_file.size() + bytes.size());
    const auto piece = std::make_shared<Piece>();
    piece->result.rest = std::move(bytes);
    m_result = piece->promise.get_future();
    QThreadPool::globalInstance()->start([piece, file = &m_file, written = std::move(written)] {
        (void)file->append(&piece->result.rest, &piece->result.error); // false: there is an error
        written(); // before finish() returns: its caller may be gone afterwards
        piece->promise.set_value(std::move(piece->result));
    });
}

} // namespace stagewatch::journal
