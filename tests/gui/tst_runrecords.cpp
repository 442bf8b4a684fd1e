// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runrecords.h"

#include "model/run.h"
#include "protocol/decoder.h"
#include "protocol/endpoint.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using app::RunRecords;

namespace {

const RunRecords::Owner owner{ u"localhost:8000"_s, u"churn"_s, u"ws://localhost:8000"_s };

/// One run and its models, fed by hand.
class WatchedRun
{
public:
    explicit WatchedRun(const QString &id)
    {
        QString error;
        m_journal = journal::Journal::openTemporary(&error);
        send("stage_transition", R"({"stage": "training", "stage_display": "Model Training", "progress": 0.5})", id);
        m_models = std::make_unique<model::RunModels>(0, m_run, m_journal, m_answers);
    }
    void complete(const QString &id) { send("pipeline_completed", R"({"status": "completed", "result": {}})", id); }
    [[nodiscard]] model::RunModels &models() { return *m_models; }
    [[nodiscard]] const model::Run &run() const { return m_run; }

private:
    void send(const QByteArray &type, const QByteArray &data, const QString &id)
    {
        const QByteArray message = R"({"event_type": ")" + type + R"(", "project_id": "churn", "run_id": ")"
            + id.toUtf8() + R"(", "timestamp": "2026-01-01T12:00:0)" + QByteArray::number(m_second++)
            + R"(.000Z", "data": )" + data + "}";
        protocol::Decoder decoder;
        const auto decoded = decoder.decode(message, {});
        QVERIFY(decoded.event);
        m_run.apply(*decoded.event);
    }

    int m_second = 0;
    model::Run m_run;
    model::ApprovalLedger m_answers;
    std::shared_ptr<journal::Journal> m_journal;
    std::unique_ptr<model::RunModels> m_models;
};

/// Somebody else who writes the catalog, so that nobody can meanwhile.
class Lock
{
public:
    explicit Lock(const QString &path)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"lock"_s);
        database.setDatabaseName(path);
        if (!database.open() || !QSqlQuery(database).exec(u"BEGIN IMMEDIATE"_s))
            qFatal("%s", qUtf8Printable(database.lastError().text()));
    }
    ~Lock()
    {
        QSqlDatabase::database(u"lock"_s).close();
        QSqlDatabase::removeDatabase(u"lock"_s);
    }
};

} // namespace

class TestRunRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsCountOnBeforeTheyAreWritten()
    {
        RunRecords records(path());
        QVERIFY2(records.error().isEmpty(), qPrintable(records.error()));
        std::vector<std::unique_ptr<WatchedRun>> runs;
        {
            const Lock lock(path());
            for (int i = 1; i <= 200; ++i) {
                runs.push_back(std::make_unique<WatchedRun>(u"run-%1"_s.arg(i)));
                const auto number = records.number(owner, runs.back()->run());
                QCOMPARE(number, i);
                runs.back()->models().setNumber(*number);
                records.save(owner, runs.back()->models(), u"/x/y.ndjson"_s);
            }
            QCOMPARE(records.number(owner, runs.front()->run()), 1); // asked again, as after a reconnect
            QCOMPARE(records.number({ u"elsewhere"_s, owner.project, {} }, runs.back()->run()), 1);
            QVERIFY(records.earlier(1).empty());
        }
        // Whether the lock was waited for or the write had failed: what is still to be written goes with the next one.
        runs.back()->complete(u"run-200"_s);
        QSignalSpy changed(&records, &RunRecords::earlierChanged);
        records.save(owner, runs.back()->models(), u"/x/y.ndjson"_s);
        QTRY_VERIFY(!changed.isEmpty());
        QCOMPARE(records.earlier(1'000).size(), size_t(200));
        const auto newest = records.newestIn(u"/x/y.ndjson"_s);
        QVERIFY(newest);
        protocol::Endpoint endpoint;
        endpoint.projectId = owner.project;
        endpoint.streamUrl = QUrl(u"ws://localhost:8000/"_s);
        QCOMPARE(endpoint.server(), owner.server);
        const auto plan = records.planFor(endpoint);
        QCOMPARE(plan.size(), size_t(1));
        QCOMPARE(plan[0].name.id, u"training"_s);
    }

    void countsOnAfterARestart()
    {
        const WatchedRun next(u"another"_s);
        RunRecords records(path());
        QCOMPARE(records.number(owner, next.run()), 201);
        const WatchedRun known(u"run-7"_s);
        QCOMPARE(records.number(owner, known.run()), 7);
    }

    void withoutACatalogNothingIsKept()
    {
        WatchedRun run(u"run-1"_s);
        RunRecords records{ QString() };
        QVERIFY(records.error().isEmpty());
        QVERIFY(!records.number(owner, run.run()));
        records.save(owner, run.models(), u"/x/y.ndjson"_s);
        QVERIFY(records.earlier(10).empty());
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"runs.sqlite"_s); }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestRunRecords)
#include "tst_runrecords.moc"
