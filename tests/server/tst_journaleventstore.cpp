// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/journaleventstore.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::server;

namespace {
EventStore::Draft draft(const EventStore &store, const QByteArray &text)
{
    return { "{\"event_type\":\"log\",\"data\":{\"message\":\"" + text + "\"},\"sequence\":",
             ",\"stream_id\":\"" + store.streamId().toLatin1() + "\",\"run_id\":\"r\"}" };
}

QByteArray message(const EventStore &store, const QByteArray &text, qint64 sequence)
{
    const EventStore::Draft around = draft(store, text);
    return around.head + QByteArray::number(sequence) + around.tail;
}
} // namespace

class TestJournalEventStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_parent = std::make_unique<QTemporaryDir>(); }

    void messagesAreStoredAndToldOfInOrder_data()
    {
        QTest::addColumn<bool>("named");
        QTest::addColumn<bool>("threads");
        QTest::newRow("in a folder, synced on threads") << true << true;
        QTest::newRow("in a folder, synced at once") << true << false;
        QTest::newRow("in files without names") << false << true;
    }

    void messagesAreStoredAndToldOfInOrder()
    {
        QFETCH(bool, named);
        QFETCH(bool, threads);
        const auto store = open(named ? u"churn"_s : QString(), threads);
        QVERIFY(store);
        QStringList told;
        connect(store.get(), &EventStore::stored, this, [&](qint64 first, qint64 count) {
            told << u"stored"_s;
            for (qint64 sequence = first; sequence < first + count; ++sequence)
                m_stored << sequence;
        });
        connect(store.get(), &EventStore::advanced, this, [&] { told << u"advanced"_s; });
        m_stored.clear();
        for (int number = 1; number <= 20; ++number) {
            store->append(draft(*store, "message " + QByteArray::number(number)));
            if (number % 6 == 0)
                store->commit();
        }
        store->commit();
        QTRY_COMPARE(store->end(), 21);
        QTRY_COMPARE(m_stored.size(), 20);
        for (int number = 1; number <= 20; ++number) {
            QCOMPARE(m_stored.at(number - 1), number);
            QCOMPARE(store->read(number), message(*store, "message " + QByteArray::number(number), number));
        }
        QVERIFY(told.size() % 2 == 0);
        for (qsizetype index = 0; index < told.size(); ++index)
            QCOMPARE(told.at(index), index % 2 ? u"advanced"_s : u"stored"_s);
        QCOMPARE(store->waitingBytes(), 0);
        QCOMPARE(store->measures().events, 20ULL);
    }

    void anAnswerAppendedWhileStoredIsTold()
    {
        // A channel answers what was stored with messages of its own.
        const auto store = open(QString(), false);
        connect(store.get(), &EventStore::stored, this, [&](qint64 first, qint64) {
            if (first < 5) {
                store->append(draft(*store, "answer to " + QByteArray::number(first)));
                store->commit();
            }
        });
        store->append(draft(*store, "question"));
        store->commit();
        QCOMPARE(store->end(), 6);
        QCOMPARE(store->read(5), message(*store, "answer to 4", 5));
    }

    void manyStoresShareThreadsAndKeepTheirStreams()
    {
        QStringList ids;
        for (int start = 0; start < 2; ++start) {
            std::vector<std::unique_ptr<JournalEventStore>> stores;
            for (int number = 0; number < 20; ++number) {
                stores.push_back(open(u"project-%1"_s.arg(number), true));
                QVERIFY(stores.back());
                QCOMPARE(stores.back()->notices(), QStringList());
                if (start == 0)
                    ids << stores.back()->streamId();
                QCOMPARE(stores.back()->streamId(), ids.at(number));
            }
            for (const auto &store : stores) {
                store->append(draft(*store, "one"));
                store->commit();
                store->append(draft(*store, "two"));
                store->commit();
            }
            for (const auto &store : stores)
                QTRY_COMPARE(store->end(), start * 2 + 3);
        }
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), 20);
    }

    void whatIsTrimmedIsGone()
    {
        journal::EventLogOptions options = optionsAt(u"churn"_s);
        options.layout.segmentEvents = 5;
        QString error;
        const auto store = JournalEventStore::open(options, nullptr, &error);
        QVERIFY(store);
        for (int number = 0; number < 12; ++number) {
            store->append(draft(*store, "message"));
            store->commit();
        }
        store->trim({ 4, std::chrono::hours(0) });
        QCOMPARE(store->first(), 6);
        QCOMPARE(store->read(5), QByteArray());
        QVERIFY(!store->read(6).isEmpty());
    }

    void aFileInThePlaceOfItsFolderIsTroubleUntilItGoes()
    {
        QFile inTheWay(m_parent->filePath(u"churn"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        const auto store = open(u"churn"_s, true);
        QVERIFY(store);
        QSignalSpy failed(store.get(), &EventStore::failed);
        store->append(draft(*store, "one"));
        store->commit();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.at(0).at(0).toString().contains(u"churn"_s));
        QVERIFY(inTheWay.remove());
        QTRY_COMPARE(store->end(), 2); // and it goes on once it can
    }

private:
    [[nodiscard]] journal::EventLogOptions optionsAt(const QString &name) const
    {
        journal::EventLogOptions options;
        options.layout.folder = name.isEmpty() ? QString() : m_parent->filePath(name);
        options.layout.projectId = u"churn"_s;
        options.retryAfter = std::chrono::milliseconds(20);
        return options;
    }
    [[nodiscard]] std::unique_ptr<JournalEventStore> open(const QString &name, bool threads)
    {
        QString error;
        auto store = JournalEventStore::open(optionsAt(name), threads ? &m_pool : nullptr, &error);
        if (!store)
            qWarning("%s", qUtf8Printable(error));
        return store;
    }

    std::unique_ptr<QTemporaryDir> m_parent;
    QThreadPool m_pool;
    QList<qint64> m_stored;
};

QTEST_GUILESS_MAIN(TestJournalEventStore)
#include "tst_journaleventstore.moc"
