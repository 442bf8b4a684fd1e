// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectionsetup.h"
#include "app/workspace.h"
#include "journal/row.h"
#include "model/logmodel.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using model::DecisionModel;
using model::LogModel;

namespace {

const QString project = u"proj_abc123"_s;

/// `stagewatch serve` as a process of its own, so that it can be killed as an operating system kills.
class ServeProcess
{
public:
    ServeProcess(const QString &scenario, int speed, quint16 port = 0)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(STAGEWATCH_PROGRAM),
                        { u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port), u"--scenario"_s, scenario,
                          u"--speed"_s, QString::number(speed) });
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) { }
        static const QRegularExpression address(u"http://127\\.0\\.0\\.1:(\\d+)"_s);
        m_port = address.match(QString::fromUtf8(m_process.readLine())).captured(1).toUShort();
    }
    ~ServeProcess() { kill(); }
    void kill()
    {
        m_process.kill(); // SIGKILL
        m_process.waitForFinished();
    }
    [[nodiscard]] quint16 port() const { return m_port; } ///< 0: it did not start

private:
    QProcess m_process;
    quint16 m_port = 0;
};

client::ConnectionSettings settingsFor(quint16 port)
{
    QString error;
    auto settings = app::makeConnectionSettings({ u"ws://127.0.0.1:%1"_s.arg(port), project, {}, {}, {}, 0 }, &error);
    if (!settings)
        qFatal("%s", qUtf8Printable(error));
    settings->backoffBase = std::chrono::milliseconds(5);
    settings->backoffCap = std::chrono::milliseconds(20);
    return *settings;
}

QStringList columnOf(QAbstractItemModel *rows, int column)
{
    QStringList texts;
    for (int row = 0; row < rows->rowCount(); ++row)
        texts << rows->index(row, column).data().toString();
    return texts;
}

} // namespace

/// The window's models over a server that is killed in mid-run and started again on its port.
class TestKilledServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTwoRunsThatShareNothing();
};

void TestKilledServer::showsTwoRunsThatShareNothing()
{
    ServeProcess first(u"success"_s, 20);
    QVERIFY(first.port() != 0);
    app::Workspace workspace{ QString() };
    model::Stream *stream = workspace.open(settingsFor(first.port()));
    QVERIFY(stream);
    QTRY_VERIFY_WITH_TIMEOUT(stream->currentRun() && stream->currentRun()->decisions()->rowCount() >= 3, 30'000);
    first.kill();
    // What was on its way has arrived when the connection is known to be lost.
    QTRY_VERIFY_WITH_TIMEOUT(!stream->status().isLive(), 20'000);
    model::RunModels *killed = stream->run(0);
    const QString killedId = killed->run().runId();
    const QStringList killedDecisions = columnOf(killed->decisions(), DecisionModel::TypeColumn);
    const QStringList killedLog = columnOf(killed->log(), LogModel::MessageColumn);
    const int killedStages = killed->stages()->rowCount();

    ServeProcess second(u"failure"_s, 20, first.port());
    QCOMPARE(second.port(), first.port());
    QTRY_VERIFY_WITH_TIMEOUT(stream->runCount() == 2 && stream->run(1)->run().isEnded(), 60'000);

    // The old run stands as it stood, but for the line that says where it breaks off.
    QCOMPARE(killed->run().runId(), killedId);
    QVERIFY(!killed->run().isEnded());
    QCOMPARE(columnOf(killed->decisions(), DecisionModel::TypeColumn), killedDecisions);
    QCOMPARE(killed->stages()->rowCount(), killedStages);
    QCOMPARE(columnOf(killed->log(), LogModel::MessageColumn).first(killedLog.size()), killedLog);

    model::RunModels *fresh = stream->run(1);
    QVERIFY(fresh->run().runId() != killedId);
    QCOMPARE(fresh->run().status(), protocol::RunStatus::Failed);
    QVERIFY(fresh->log()->rowCount() > 10);
    // A boundary that a person sees in the log, once.
    int boundaries = 0;
    for (LogModel *log : { killed->log(), fresh->log() }) {
        for (int row = 0; row < log->rowCount(); ++row)
            boundaries += log->index(row, 0).data(LogModel::KindRole).toInt() == int(journal::RowKind::Gap);
    }
    QCOMPARE(boundaries, 1);
    // Both are in the list, the old one as one that ended nobody knows how.
    QCOMPARE(workspace.runs().runCount(), 2);
    // Every line of the journal that names a run is shown by that run alone. Only the new server's greeting stands
    // where the break is: it is of the connection, not of a run.
    for (const auto &[models, id] : { std::pair(killed, killedId), std::pair(fresh, fresh->run().runId()) }) {
        int seen = 0;
        for (qint64 at = 0; at < models->rows().size(); ++at) {
            const QByteArray line = stream->journal()->text(models->rows().at(at));
            if (!line.contains("\"run_id\"") || line.contains(R"("event_type":"connected")"))
                continue;
            ++seen;
            QVERIFY2(line.contains(id.toUtf8()), line.constData());
        }
        QVERIFY(seen > 10);
    }
}

QTEST_GUILESS_MAIN(TestKilledServer)
#include "tst_killedserver.moc"
