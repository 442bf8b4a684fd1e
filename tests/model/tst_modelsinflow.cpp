// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/eventmodel.h"
#include "model/logmodel.h"
#include "model/problemmodel.h"
#include "model/runlistmodel.h"
#include "randomstream.h"
#include "streamfixture.h"

#include <QAbstractItemModelTester>

using namespace stagewatch;

/// All models of the window at once, watched by Qt's tester while thousands of events of several streams come in.
class TestModelsInFlow : public QObject
{
    Q_OBJECT

private:
    static constexpr int runsOfAStream = 3;
    static constexpr int eventsOfARun = 3'000;
    static constexpr int eventsOfABatch = 400;

    /// Fails the test where the model breaks a rule of models.
    void watch(QAbstractItemModel *model)
    {
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
        ++m_watched;
    }

    void watch(model::Stream &stream)
    {
        watch(stream.problems());
        connect(&stream, &model::Stream::runAdded, this, [this, &stream](int run) {
            model::RunModels *models = stream.run(run);
            for (QAbstractItemModel *model : std::initializer_list<QAbstractItemModel *>{
                     models->stages(), models->decisions(), models->approvals(), models->metrics(), models->log(),
                     models->events() })
                watch(model);
        });
    }

    /// What a server sends in those runs, every twentieth message spoilt in one of many ways.
    static QByteArrayList messages(unsigned seed)
    {
        QByteArrayList all;
        for (unsigned run = 0; run < runsOfAStream; ++run) {
            test::RandomStream::Habits habits;
            habits.careless = run == 1;
            habits.events = eventsOfARun;
            all += test::RandomStream(seed * 10 + run, habits).messages();
        }
        for (qsizetype i = 0; i < all.size(); i += 20)
            all.insert(i,
                       i % 3 ? "no json " + QByteArray::number(i) : QByteArray("{\"event_type\":") + char('a' + i % 7));
        return all;
    }

    int m_watched = 0;

private Q_SLOTS:
    void keepTheRulesOfModels()
    {
        model::RunListModel runs;
        watch(&runs);
        std::vector<std::unique_ptr<test::StreamFixture>> streams;
        std::vector<QByteArrayList> sent;
        for (int id = 1; id <= 3; ++id) {
            streams.push_back(std::make_unique<test::StreamFixture>(QStringLiteral("p%1").arg(id), id));
            watch(streams.back()->stream);
            runs.addStream(&streams.back()->stream);
            sent.push_back(messages(unsigned(id)));
        }
        for (qsizetype at = 0; at < sent.front().size(); at += eventsOfABatch) {
            for (size_t i = 0; i < streams.size(); ++i) {
                for (const QByteArray &message : sent[i].mid(at, eventsOfABatch))
                    streams[i]->addRaw(message);
                streams[i]->deliver();
            }
        }
        QVERIFY2(m_watched >= 1 + 3 * (1 + 6 * runsOfAStream), qPrintable(QString::number(m_watched)));
        for (const auto &fixture : streams) {
            QVERIFY(fixture->stream.runCount() >= runsOfAStream);
            for (int run = 0; run < runsOfAStream; ++run) {
                model::RunModels *models = fixture->stream.run(run);
                QCOMPARE(models->stages()->rowCount(), int(models->run().stages().size()));
                QCOMPARE(models->decisions()->rowCount(), int(models->run().decisions().size()));
                QCOMPARE(models->approvals()->rowCount(), int(models->run().approvals().size()));
            }
            QVERIFY(fixture->stream.run(0)->decisions()->rowCount() > 100);
            QVERIFY(fixture->stream.run(0)->approvals()->rowCount() > 100);
            QVERIFY(fixture->stream.problems()->totalCount() > 100);
        }
        while (!streams.empty()) { // leaves while it is shown
            runs.removeStream(&streams.back()->stream);
            streams.pop_back();
        }
        QCOMPARE(runs.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestModelsInFlow)
#include "tst_modelsinflow.moc"
