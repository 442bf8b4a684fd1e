// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/outbox.h"
#include "support/filesizelimit.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using client::LogDelivery;
using client::Mailbox;
using client::Outbox;
using test::FileSizeLimit;

namespace {

QByteArray line(qint64 number)
{
    return "{\"event_type\":\"log\",\"project_id\":\"p\",\"timestamp\":\"2024-01-01T12:00:00Z\",\"data\":{\"level\":"
           "\"info\",\"message\":\""
        + QByteArray(200, 'x') + QByteArray::number(number) + "\"}}";
}

} // namespace

/// What comes by the megabyte is written beside the taking; its owner must not see any of it.
class TestOutbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QString error;
        m_journal = journal::Journal::open(path(), &error);
        QVERIFY2(m_journal, qPrintable(error));
        m_mailbox = std::make_shared<Mailbox>();
        m_outbox = std::make_unique<Outbox>(m_journal, u"p"_s, LogDelivery::AsSpans, m_mailbox);
        m_batches = 0;
        m_taken = 0;
        m_given = 0;
        m_problems.clear();
        connect(m_outbox.get(), &Outbox::batchReady, this, &TestOutbox::look);
    }
    void cleanup()
    {
        m_outbox.reset();
        m_journal.reset();
    }

    void aFloodIsHandedOverInOrderOnceItIsWritten()
    {
        constexpr qint64 count = 100'000;
        while (m_given < count) {
            give(1'000);
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(m_taken, count);
        QVERIFY(m_batches > 1);
        QVERIFY(m_problems.isEmpty());
        isAllThere();
    }

    void whatIsLeftComesWithTheFlush()
    {
        give(10'000);
        QTRY_VERIFY(m_outbox->intake().isFlushing() || m_taken == m_given);
        give(10'000);
        m_outbox->flush(); // a status that tells of an end must not be there before what came until then
        QVERIFY(!m_outbox->intake().isFlushing());
        QCOMPARE(m_taken, m_given);
        give(10'000);
        m_outbox->close();
        QCOMPARE(m_taken, m_given);
        isAllThere();
    }

    void theEndWaitsForTheDisk()
    {
        give(10'000);
        m_outbox->intake().startFlush([this] {
            QTest::qSleep(50); // a slow disk
            m_isWritten = true;
        });
        m_outbox.reset();
        QVERIFY(m_isWritten);
        QCOMPARE(m_journal->size(), m_given);
    }

    void aDiskThatRefusesAFloodIsSaidOnceAndLosesNothing()
    {
        {
            FileSizeLimit limit(100'000);
            for (int i = 0; i < 20; ++i) {
                give(1'000);
                QTest::qWait(1);
            }
            QTRY_COMPARE(m_taken, m_given);
            QCOMPARE(m_problems.size(), 1);
            QVERIFY2(m_problems.first().contains(u"cannot be written"_s), qPrintable(m_problems.first()));
            QVERIFY(m_journal->size() < m_given);
        }
        QTRY_COMPARE(m_journal->size(), m_given); // tried again every second
        give(1'000);
        QTRY_COMPARE(m_taken, m_given);
        QCOMPARE(m_problems.size(), 1);
        isAllThere();
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"j.ndjson"_s); }
    void give(int count)
    {
        for (int i = 0; i < count; ++i)
            (void)m_outbox->intake().take(line(m_given++), protocol::Timestamp{});
        m_outbox->flushSoon();
    }
    void look()
    {
        const journal::Batch batch = m_mailbox->take();
        ++m_batches;
        if (batch.hasRows()) {
            QCOMPARE(batch.firstRow, m_taken);
            if (m_problems.isEmpty() && batch.problems.empty())
                QVERIFY(m_journal->size() >= batch.firstRow + batch.rowCount()); // it can be read
        }
        m_taken += batch.rowCount();
        for (const protocol::Problem &problem : batch.problems)
            m_problems += problem.text;
    }
    void isAllThere() const
    {
        QCOMPARE(m_journal->size(), m_given);
        for (qint64 row = 0; row < m_given; ++row)
            QCOMPARE(m_journal->text(row), line(row));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<journal::Journal> m_journal;
    std::shared_ptr<Mailbox> m_mailbox;
    std::unique_ptr<Outbox> m_outbox;
    int m_batches = 0;
    qint64 m_taken = 0;
    qint64 m_given = 0;
    QStringList m_problems;
    bool m_isWritten = false;
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
