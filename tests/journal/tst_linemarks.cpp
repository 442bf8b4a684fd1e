// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/linemarks.h"
#include "protocol/logline.h"

#include <QTest>

using namespace stagewatch;
using journal::LineComparer;
using journal::LineMarks;
using journal::MessageComparer;
using namespace Qt::StringLiterals;

namespace {

struct Said
{
    const char *message; ///< as between the quotes of JSON; null: something else stands in the log
    LineMarks expected;
    quint16 stage = 1;
    protocol::LogLevel level = protocol::LogLevel::Info;
    const char *run = "r";
};

constexpr LineMarks none;
constexpr LineMarks repeats{ true, false };
constexpr LineMarks redraws{ false, true };

} // namespace

class TestLineMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesNeighbours_data()
    {
        QTest::addColumn<std::vector<Said>>("log");
        const auto row = [](const char *name, std::vector<Said> log) { QTest::newRow(name) << std::move(log); };
        row("different", { { "a", none }, { "b", none }, { "a", none } });
        row("the same", { { "a", none }, { "a", repeats }, { "a", repeats }, { "b", none } });
        row("empty ones", { { "", none }, { "", repeats } });
        row("another level", { { "a", none }, { "a", none, 1, protocol::LogLevel::Error } });
        row("another stage", { { "a", none }, { "a", none, 2 } });
        row("another run", { { "a", none }, { "a", none, 1, protocol::LogLevel::Info, "q" } });
        row("something between", { { "a", none }, { nullptr, none }, { "a", none } });
        row("a bar",
            { { "begin", none }, { "\\r 1%", none }, { "\\r 2%", redraws }, { "\\r 3%", redraws }, { "end", none } });
        row("a bar that ends its lines",
            { { " 1%\\r", none }, { " 2%\\r", redraws }, { " 3%", redraws }, { "end", none } });
        row("a line of DOS", { { "\\r\\na", none }, { "\\r\\nb", none } });
        row("a backslash and an r", { { "c:\\\\r", none }, { "next", none } });
        row("a backslash and a return", { { "c:\\\\\\r", none }, { "next", redraws } });
    }
    void comparesNeighbours()
    {
        QFETCH(std::vector<Said>, log);
        MessageComparer messages;
        LineComparer lines;
        for (const Said &said : log) {
            if (!said.message) {
                lines.reset();
                continue;
            }
            protocol::LogLine line;
            line.message = said.message;
            line.runId = QString::fromLatin1(said.run);
            QVERIFY2(lines.take(messages.take(line.message, line.runId), said.level, said.stage) == said.expected,
                     said.message);
        }
    }
    void takesLongMessagesForDifferent()
    {
        const QByteArray longOne(5'000, 'x');
        MessageComparer messages;
        LineComparer lines;
        for (const QByteArray &message : { longOne, longOne, ""_ba, longOne }) {
            protocol::LogLine line;
            line.message = message;
            QVERIFY(lines.take(messages.take(line.message, line.runId), line.level, 1) == none);
        }
    }
};

QTEST_GUILESS_MAIN(TestLineMarks)
#include "tst_linemarks.moc"
