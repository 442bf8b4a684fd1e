// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventlogfixture.h"

#include "journal/storedplace.h"
#include "journal/streamcard.h"

#include <functional>

using namespace Qt::StringLiterals;
using namespace stagewatch::journal;
using namespace stagewatch::test;

namespace {

constexpr int messagesASegment = 10;
constexpr int messageCount = 25; // in three segments: 1 to 10, 11 to 20, 21 to 25
constexpr qsizetype everything = 1 << 30;

/// What is done to the files of a log that was closed in peace.
using Harm = std::function<void(const QDir &)>;

QString dataFile(const QDir &folder, qint64 segment)
{
    return folder.filePath(segmentDataName(segment));
}

QString checkFile(const QDir &folder, qint64 segment)
{
    return folder.filePath(segmentCheckName(segment));
}

void change(const QString &path, const std::function<void(QByteArray &)> &edit)
{
    QByteArray bytes = contentOf(path);
    edit(bytes);
    QVERIFY(replaceContent(path, bytes));
}

/// Cuts so many bytes off the end, or everything.
void cut(const QString &path, qsizetype bytes)
{
    change(path, [&](QByteArray &content) { content.chop(qMin(bytes, content.size())); });
}

void flip(const QString &path, const QByteArray &at, qsizetype offset = 0)
{
    change(path, [&](QByteArray &content) {
        const qsizetype place = at.isEmpty() ? offset : content.indexOf(at) + offset;
        QVERIFY(place >= 0 && place < content.size());
        content[place] = char(content[place] ^ 4);
    });
}

void add(const QString &path, const QByteArray &more)
{
    change(path, [&](QByteArray &content) { content += more; });
}

QString idOf(const QDir &folder)
{
    StreamCard card;
    int error = 0;
    return readCard(folder.path(), &card, &error) == CardState::Good ? card.streamId : QString();
}

QList<int> numbers(int from, int to, const QList<int> &without = {})
{
    QList<int> all;
    for (int number = from; number <= to; ++number) {
        if (!without.contains(number))
            all << number;
    }
    return all;
}

} // namespace

class TestEventLogDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_whole = std::make_unique<QTemporaryDir>();
        auto log = openLog(options(m_whole->filePath(u"churn"_s)));
        m_streamId = log->streamId();
        appendMessages(*log, 1, messageCount);
    }

    void init()
    {
        m_parent = std::make_unique<QTemporaryDir>();
        QVERIFY(copyFolder(m_whole->filePath(u"churn"_s), folder()));
    }

    void aBrokenLogBeginsANewStreamWithWhatIsGood_data()
    {
        QTest::addColumn<Harm>("harm");
        QTest::addColumn<QList<int>>("good");
        const auto row = [](const char *name, const Harm &harm, const QList<int> &good) {
            QTest::newRow(name) << harm << good;
        };
        row(
            "newest data cut within its last line", [](const QDir &at) { cut(dataFile(at, 21), 3); }, numbers(1, 24));
        row(
            "newest data cut by one line break", [](const QDir &at) { cut(dataFile(at, 21), 1); }, numbers(1, 24));
        row(
            "newest data empty", [](const QDir &at) { cut(dataFile(at, 21), everything); }, numbers(1, 20));
        row(
            "older data cut", [](const QDir &at) { cut(dataFile(at, 1), 200); }, numbers(1, 25, { 9, 10 }));
        row(
            "newest data gone", [](const QDir &at) { QFile::remove(dataFile(at, 21)); }, numbers(1, 20));
        row(
            "newest segment gone",
            [](const QDir &at) {
                QFile::remove(dataFile(at, 21));
                QFile::remove(checkFile(at, 21));
            },
            numbers(1, 20));
        row(
            "segment in the middle gone", [](const QDir &at) { QFile::remove(dataFile(at, 11)); },
            numbers(1, 25, numbers(11, 20)));
        row(
            "oldest segment gone", [](const QDir &at) { QFile::remove(dataFile(at, 1)); }, numbers(11, 25));
        row(
            "bit in a text", [](const QDir &at) { flip(dataFile(at, 11), "line 14", 5); }, numbers(1, 25, { 14 }));
        row(
            "bit in the oldest line", [](const QDir &at) { flip(dataFile(at, 1), "{", 0); }, numbers(2, 25));
        row(
            "bit in a line break", [](const QDir &at) { flip(dataFile(at, 21), "\n", 0); }, numbers(1, 25, { 21 }));
        row(
            "bit in a number", [](const QDir &at) { flip(dataFile(at, 1), "\"sequence\":3", 11); },
            numbers(1, 25, { 3 }));
        row(
            "bit in a check", [](const QDir &at) { flip(checkFile(at, 11), {}, 3 * 12 + 5); }, numbers(1, 25));
        row(
            "bit in the first check", [](const QDir &at) { flip(checkFile(at, 1), {}, 0); }, numbers(1, 25));
        row(
            "checks of another segment",
            [](const QDir &at) {
                QVERIFY(replaceContent(
                    checkFile(at, 1), contentOf(checkFile(at, 11)).first(60) + contentOf(checkFile(at, 1)).sliced(60)));
            },
            numbers(1, 25));
        row(
            "lines that nobody wrote", [](const QDir &at) { add(dataFile(at, 21), "{\"event_type\":\"log\"}\n"); },
            numbers(1, 25));
        row(
            "a number again", [](const QDir &at) { add(dataFile(at, 21), messageAt(idOf(at), 25, 99) + '\n'); },
            numbers(1, 25));
        row(
            "a number left out", [](const QDir &at) { add(dataFile(at, 21), messageAt(idOf(at), 27, 99) + '\n'); },
            numbers(1, 25));
        row(
            "another stream's message",
            [](const QDir &at) { add(dataFile(at, 21), messageAt(u"other"_s, 26, 99) + '\n'); }, numbers(1, 25));
        row(
            "another stream's file",
            [](const QDir &at) { QVERIFY(replaceContent(dataFile(at, 26), messageAt(u"other"_s, 26, 99) + '\n')); },
            numbers(1, 25));
        row(
            "a message that is no JSON",
            [](const QDir &at) {
                QByteArray message = messageAt(idOf(at), 26, 26);
                message.replace("line", QByteArray("\"li\0", 4));
                add(dataFile(at, 21), message + '\n');
            },
            numbers(1, 25));
        row(
            "segment in the middle gone with its checks",
            [](const QDir &at) {
                QFile::remove(dataFile(at, 11));
                QFile::remove(checkFile(at, 11));
            },
            numbers(1, 25, numbers(11, 20)));
        row(
            "messages twice",
            [](const QDir &at) {
                QByteArray again;
                for (int number = 16; number <= 20; ++number)
                    again += messageAt(idOf(at), number, number) + '\n';
                QVERIFY(replaceContent(dataFile(at, 16), again));
            },
            numbers(1, 25));
        row(
            "an older segment goes on torn", [](const QDir &at) { add(dataFile(at, 11), "{\"event"); }, numbers(1, 25));
        row(
            "stream.json gone", [](const QDir &at) { QFile::remove(at.filePath(u"stream.json"_s)); }, numbers(1, 25));
        row(
            "stream.json empty", [](const QDir &at) { cut(at.filePath(u"stream.json"_s), everything); },
            numbers(1, 25));
        row(
            "stream.json cut by a byte", [](const QDir &at) { cut(at.filePath(u"stream.json"_s), 1); }, numbers(1, 25));
        row(
            "bit in stream.json", [](const QDir &at) { flip(at.filePath(u"stream.json"_s), "stream_id\":\"", 14); },
            numbers(1, 25));
        row("everything empty",
            [](const QDir &at) {
                for (const QString &name : filesIn(at.path()))
                    cut(at.filePath(name), everything);
                add(dataFile(at, 1), "x");
            },
            {});
    }

    void aBrokenLogBeginsANewStreamWithWhatIsGood()
    {
        QFETCH(Harm, harm);
        QFETCH(QList<int>, good);
        harm(QDir(folder()));
        if (QTest::currentTestFailed())
            return;
        const QString brokenCopy = m_parent->filePath(u"copy"_s);
        QVERIFY(copyFolder(folder(), brokenCopy));
        QString streamId;
        for (int start = 0; start < 2; ++start) {
            auto log = openLog(options(folder()));
            QVERIFY(log);
            if (start == 0) {
                streamId = log->streamId();
                QVERIFY(streamId != m_streamId);
                QCOMPARE(log->notices().size(), 1);
                const QString expected = u"with the %1 of its"_s.arg(good.size());
                QVERIFY2(log->notices().constFirst().contains(expected), qUtf8Printable(log->notices().constFirst()));
            } else if (!good.isEmpty()) {
                QCOMPARE(log->notices(), QStringList());
                QCOMPARE(log->streamId(), streamId);
            }
            QCOMPARE(log->first(), 1);
            QCOMPARE(log->end(), good.size() + 1);
            for (int index = 0; index < good.size(); ++index)
                QCOMPARE(log->read(index + 1), messageAt(streamId, index + 1, good.at(index)));
        }
        const QStringList aside = damagedFolders(m_parent->path());
        QCOMPARE(aside.size(), 1);
        const QDir kept(m_parent->filePath(aside.constFirst()));
        QCOMPARE(filesIn(kept.path()), filesIn(brokenCopy));
        for (const QString &name : filesIn(brokenCopy))
            QCOMPARE(contentOf(kept.filePath(name)), contentOf(QDir(brokenCopy).filePath(name)));
    }

    void aLogThatMissesOnlyWhatWasNeverConfirmedGoesOn_data()
    {
        QTest::addColumn<Harm>("harm");
        QTest::addColumn<int>("notices");
        QTest::addColumn<int>("more"); // messages beyond those that have checks
        const auto row = [](const char *name, const Harm &harm, int notices, int more = 0) {
            QTest::newRow(name) << harm << notices << more;
        };
        row(
            "whole", [](const QDir &) {}, 0);
        row(
            "newest checks gone", [](const QDir &at) { QFile::remove(checkFile(at, 21)); }, 1);
        row(
            "newest checks empty", [](const QDir &at) { cut(checkFile(at, 21), 1000); }, 1);
        row(
            "last check gone", [](const QDir &at) { cut(checkFile(at, 21), 12); }, 1);
        row(
            "last check cut", [](const QDir &at) { cut(checkFile(at, 21), 5); }, 1);
        row(
            "bit in the last check", [](const QDir &at) { flip(checkFile(at, 21), {}, 4 * 12 + 9); }, 1);
        row(
            "last checks all zero",
            [](const QDir &at) {
                cut(checkFile(at, 21), 24);
                add(checkFile(at, 21), QByteArray(36, '\0'));
            },
            1);
        row(
            "checks of an older segment cut", [](const QDir &at) { cut(checkFile(at, 1), 50); }, 1);
        row(
            "checks of an older segment gone", [](const QDir &at) { QFile::remove(checkFile(at, 11)); }, 1);
        row(
            "all checks gone",
            [](const QDir &at) {
                for (const qint64 segment : { 1, 11, 21 })
                    QFile::remove(checkFile(at, segment));
            },
            3);
        row(
            "more checks than messages", [](const QDir &at) { add(checkFile(at, 21), "abc"); }, 1);
        row(
            "a line begun", [](const QDir &at) { add(dataFile(at, 21), "{\"event_type\":\"lo"); }, 1);
        row(
            "a line without its line break", [](const QDir &at) { add(dataFile(at, 21), messageAt(idOf(at), 26, 26)); },
            1);
        row(
            "a block of zeros", [](const QDir &at) { add(dataFile(at, 21), QByteArray(4096, '\0')); }, 1);
        row(
            "a message that was written and not checked",
            [](const QDir &at) { add(dataFile(at, 21), messageAt(idOf(at), 26, 26) + '\n'); }, 1, 1);
        row(
            "two of them and a torn one",
            [](const QDir &at) {
                add(dataFile(at, 21), messageAt(idOf(at), 26, 26) + '\n' + messageAt(idOf(at), 27, 27) + "\n{\"event");
            },
            2, 2);
        row(
            "a segment that was begun and not written to",
            [](const QDir &at) {
                QVERIFY(replaceContent(dataFile(at, 26), {}));
                QVERIFY(replaceContent(checkFile(at, 26), {}));
            },
            0);
        row(
            "a stream.json that was never put in place",
            [](const QDir &at) { QVERIFY(replaceContent(at.filePath(u"stream.json.new"_s), "{")); }, 0);
    }

    void aLogThatMissesOnlyWhatWasNeverConfirmedGoesOn()
    {
        QFETCH(Harm, harm);
        QFETCH(int, notices);
        QFETCH(int, more);
        harm(QDir(folder()));
        if (QTest::currentTestFailed())
            return;
        const int count = messageCount + more;
        {
            auto log = openLog(options(folder()));
            QVERIFY(log);
            QCOMPARE(log->notices().size(), notices);
            QCOMPARE(log->streamId(), m_streamId);
            QCOMPARE(log->end(), count + 1);
            appendMessages(*log, count + 1, count + 12);
        }
        auto log = openLog(options(folder()));
        QCOMPARE(log->notices(), QStringList()); // it was put in order
        QCOMPARE(log->streamId(), m_streamId);
        QCOMPARE(log->end(), count + 13);
        for (int number = 1; number <= count + 12; ++number)
            QCOMPARE(log->read(number), messageAt(m_streamId, number, number));
        QCOMPARE(damagedFolders(m_parent->path()), QStringList());
    }

    void everyCutOfTheNewestFilesIsSafe()
    {
        EventLogOptions quick = options(folder());
        quick.layout.durability = Durability::None;
        const QByteArray data = contentOf(dataFile(QDir(folder()), 21));
        for (qsizetype length = 0; length < data.size(); ++length) {
            QVERIFY(QDir(folder()).removeRecursively());
            QVERIFY(copyFolder(m_whole->filePath(u"churn"_s), folder()));
            QVERIFY(replaceContent(dataFile(QDir(folder()), 21), data.first(length)));
            auto log = openLog(quick);
            QVERIFY(log);
            QVERIFY(log->streamId() != m_streamId);
            QCOMPARE(log->end(), 21 + data.first(length).count('\n'));
        }
    }

    void aLogOfAnotherProjectIsLeftAlone()
    {
        EventLogOptions other = options(folder());
        other.layout.projectId = u"other"_s;
        QString error;
        QVERIFY(!EventLog::open(other, nullptr, &error));
        QVERIFY2(error.contains(u"is that of project churn, not of other"_s), qUtf8Printable(error));
        QCOMPARE(openLog(options(folder()))->streamId(), m_streamId);
    }

    void anInterruptedTrimIsFinished()
    {
        // As if the server had stopped after it had written down what goes and before the files went.
        StreamCard card;
        int error = 0;
        QCOMPARE(readCard(folder(), &card, &error), CardState::Good);
        card.firstSequence = 21;
        QCOMPARE(writeCard(folder(), card, false), 0);
        auto log = openLog(options(folder()));
        QCOMPARE(log->notices(), QStringList());
        QCOMPARE(log->streamId(), m_streamId);
        QCOMPARE(log->first(), 21);
        QCOMPARE(log->end(), 26);
        QVERIFY(!QFile::exists(dataFile(QDir(folder()), 11)));
        QVERIFY(!QFile::exists(checkFile(QDir(folder()), 1)));
    }

    void anInterruptedSalvageIsFinishedOrBegunAgain()
    {
        const QString copy = folder() + u"+salvage"_s;
        const QString complete = folder() + u"+salvaged"_s;
        QVERIFY(copyFolder(folder(), copy)); // it was still being written: nothing has changed
        QCOMPARE(openLog(options(folder()))->streamId(), m_streamId);
        QVERIFY(!QFile::exists(copy));
        QVERIFY(copyFolder(folder(), complete)); // complete, and the old folder not set aside yet
        QCOMPARE(openLog(options(folder()))->streamId(), m_streamId);
        QVERIFY(!QFile::exists(complete));
        QVERIFY(QDir().rename(folder(), complete)); // set aside, and the new one not in place yet
        QCOMPARE(openLog(options(folder()))->streamId(), m_streamId);
        QVERIFY(!QFile::exists(complete));
    }

    void placesAreReadAndRewrittenAtTheEndOfAMessage()
    {
        const auto quoted = [](QByteArray text) { return text.replace('\'', '"'); };
        const QByteArray start = quoted("{'data':{'a':',\\'sequence\\':7','sequence':8,'stream_id':'no'}");
        const QByteArray end = quoted(",'run_id':'r','publisher_id':'p','publisher_sequence':4}");
        const QByteArray message = start + quoted(",'sequence':9,'stream_id':'abc'") + end;
        const auto place = storedPlace(message);
        QVERIFY(place);
        QCOMPARE(place->sequence, 9);
        QCOMPARE(place->streamId.toByteArray(), QByteArray("abc"));
        QCOMPARE(movedTo(message, *place, 12345, "new"), start + quoted(",'sequence':12345,'stream_id':'new'") + end);
        QVERIFY(!storedPlace("{}"));
        QVERIFY(!storedPlace(quoted("{'data':{},'sequence':x,'stream_id':'a'}")));
        QVERIFY(!storedPlace(quoted("{'data':{},'sequence':0,'stream_id':'a'}")));
        QVERIFY(!storedPlace(quoted("{'data':{},'sequence':1,'stream_id':'a}")));
    }

private:
    [[nodiscard]] QString folder() const { return m_parent->filePath(u"churn"_s); }
    static EventLogOptions options(const QString &folder)
    {
        EventLogOptions options = optionsFor(folder);
        options.layout.segmentEvents = messagesASegment;
        options.cacheBytes = 0;
        return options;
    }

    std::unique_ptr<QTemporaryDir> m_whole;
    std::unique_ptr<QTemporaryDir> m_parent;
    QString m_streamId;
};

QTEST_GUILESS_MAIN(TestEventLogDamage)
#include "tst_eventlog_damage.moc"
