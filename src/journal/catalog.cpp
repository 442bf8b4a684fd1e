// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/catalog.h"

#include "journal/privatefolder.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace stagewatch::protocol;

namespace stagewatch::journal {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::journal)
};

constexpr int schemaVersion = 1;

const auto schema = {
    u"CREATE TABLE runs (id INTEGER PRIMARY KEY, server TEXT NOT NULL, project TEXT NOT NULL, address TEXT NOT NULL, "
    u"run_key TEXT NOT NULL, "
    "number INTEGER NOT NULL, status TEXT NOT NULL, stage TEXT NOT NULL, progress REAL, started_ms INTEGER, ended_ms "
    "INTEGER, "
    "journal TEXT NOT NULL, first_row INTEGER NOT NULL, row_count INTEGER NOT NULL, UNIQUE (server, project, run_key))"_s,
    u"CREATE INDEX runs_by_start ON runs (started_ms DESC)"_s,
    u"CREATE INDEX runs_by_number ON runs (server, project, number)"_s,
    u"CREATE TABLE stage_durations (run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE, place INTEGER NOT "
    u"NULL, "
    "stage TEXT NOT NULL, seconds REAL NOT NULL, start_progress REAL NOT NULL, PRIMARY KEY (run, stage))"_s,
    u"PRAGMA user_version = 1"_s
};

/// SQLite's own codes for a file that is no database, or not any more.
bool isDamage(const QSqlError &error)
{
    constexpr int primaryCode = 0xff;
    const int code = error.nativeErrorCode().toInt() & primaryCode;
    constexpr int corrupt = 11;
    constexpr int notADatabase = 26;
    return code == corrupt || code == notADatabase;
}

/// A null string would be NULL, and a column that wants a text refuses that.
QString textOf(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

const auto columns =
    u"id, server, project, address, run_key, number, status, stage, progress, started_ms, ended_ms, journal, first_row, row_count"_s;

QVariant optionalTime(const std::optional<Timestamp> &time)
{
    return time ? QVariant::fromValue<qint64>(time->time_since_epoch().count())
                : QVariant(QMetaType::fromType<qint64>());
}

std::optional<Timestamp> timeOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(Timestamp{ std::chrono::milliseconds{ value.toLongLong() } });
}

CatalogEntry entryOf(const QSqlQuery &query)
{
    CatalogEntry entry;
    entry.id = query.value(0).toLongLong();
    entry.server = query.value(1).toString();
    entry.projectId = query.value(2).toString();
    entry.address = query.value(3).toString();
    entry.runKey = query.value(4).toString();
    entry.number = query.value(5).toInt();
    entry.status = runStatusFromWire(query.value(6).toString()).value_or(RunStatus::Pending);
    entry.stageDisplay = query.value(7).toString();
    if (!query.value(8).isNull())
        entry.progress = query.value(8).toDouble();
    entry.startedAt = timeOf(query.value(9));
    entry.endedAt = timeOf(query.value(10));
    entry.journalPath = query.value(11).toString();
    entry.firstRow = query.value(12).toLongLong();
    entry.rowCount = query.value(13).toLongLong();
    return entry;
}

} // namespace

struct Catalog::Private
{
    QString name =
        QUuid::createUuid().toString(); ///< of the connection: Qt keeps them in one table for the whole program
    QString path;
    QSqlDatabase database;
    mutable bool damaged = false; ///< what failed last, failed because the file is damaged

    ~Private()
    {
        database.close();
        database = QSqlDatabase();
        QSqlDatabase::removeDatabase(name);
    }

    bool run(const QString &sql, QString *error) const
    {
        QSqlQuery query(database);
        return query.exec(sql) || fail(query, error);
    }

    bool fail(const QSqlQuery &query, QString *error) const
    {
        damaged = isDamage(query.lastError());
        if (error)
            *error =
                Text::tr("The catalog of runs %1 cannot be used: %2.").arg(path, query.lastError().text().trimmed());
        return false;
    }

    /// Opens, checks and brings the file up to the schema.
    bool open(QString *error)
    {
        if (!makePrivateFolder(QFileInfo(path).absolutePath())) {
            const QString cause = QString::fromLocal8Bit(std::strerror(errno)); // before a translation can change it
            *error = Text::tr("The folder of the catalog of runs %1 cannot be made: %2.").arg(path, cause);
            return false;
        }
        // SQLite would make the file with the umask.
        const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (descriptor >= 0)
            ::close(descriptor);
        database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(path);
        database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
        if (!database.open()) {
            damaged = isDamage(database.lastError());
            *error = Text::tr("The catalog of runs %1 cannot be opened: %2.")
                         .arg(path, database.lastError().text().trimmed());
            return false;
        }
        return run(u"PRAGMA foreign_keys = ON"_s, error) && run(u"PRAGMA journal_mode = WAL"_s, error)
            && run(u"PRAGMA synchronous = NORMAL"_s, error) && check(error) && bringUpToDate(error);
    }

    /// Damage in the middle of the file would else show in some later query, and stay.
    bool check(QString *error) const
    {
        QSqlQuery query(database);
        if (!query.exec(u"PRAGMA quick_check(1)"_s) || !query.next())
            return fail(query, error);
        const QString verdict = query.value(0).toString();
        if (verdict == "ok"_L1)
            return true;
        damaged = true;
        *error = Text::tr("The catalog of runs %1 is damaged: %2.").arg(path, verdict.simplified());
        return false;
    }

    /// In one transaction, so that a program that ends half way, or a second one that starts, finds all of it or
    /// nothing.
    bool bringUpToDate(QString *error) const
    {
        return inTransaction([this, error] { return bringUpToDateInside(error); }, error);
    }

    template <typename Changes> bool inTransaction(const Changes &changes, QString *error) const
    {
        if (!run(u"BEGIN IMMEDIATE"_s, error))
            return false;
        if (changes() && run(u"COMMIT"_s, error))
            return true;
        QString ignored; // the first error is the one that says what is wrong
        const bool wasDamaged = damaged;
        run(u"ROLLBACK"_s, &ignored);
        damaged = wasDamaged;
        return false;
    }

    bool bringUpToDateInside(QString *error) const
    {
        QSqlQuery version(database);
        if (!version.exec(u"PRAGMA user_version"_s) || !version.next())
            return fail(version, error);
        const int found = version.value(0).toInt();
        version.finish();
        if (found > schemaVersion) {
            *error =
                Text::tr(
                    "The catalog of runs %1 was written by a newer Stagewatch; update this one to see earlier runs.")
                    .arg(path);
            return false;
        }
        if (found == schemaVersion)
            return true;
        return std::all_of(schema.begin(), schema.end(),
                           [&](const QString &statement) { return run(statement, error); });
    }
};

Catalog::Catalog(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

Catalog::~Catalog() = default;

std::unique_ptr<Catalog> Catalog::open(const QString &path, QString *error)
{
    auto priv = std::make_unique<Private>();
    priv->path = path;
    if (priv->open(error))
        return std::unique_ptr<Catalog>(new Catalog(std::move(priv)));
    // Only damage is a reason to begin anew: a full disk, a file of somebody else or a busy one will be well again.
    if (!priv->damaged)
        return nullptr;
    // What is damaged is kept for whoever wants to look at it, and does not keep the program from working.
    const QString cause = *error;
    const QString aside = path + u".damaged"_s;
    priv.reset();
    QFile::remove(aside);
    if (!QFile::rename(path, aside))
        return nullptr;
    QFile::remove(path + u"-wal"_s);
    QFile::remove(path + u"-shm"_s);
    priv = std::make_unique<Private>();
    priv->path = path;
    if (!priv->open(error))
        return nullptr;
    *error = Text::tr("%1 It was set aside as %2, and a new one was begun.").arg(cause, aside);
    return std::unique_ptr<Catalog>(new Catalog(std::move(priv)));
}

std::optional<qint64> Catalog::save(const CatalogEntry &entry, QString *error)
{
    QSqlQuery query(d->database);
    query.prepare(
        u"INSERT INTO runs (server, project, address, run_key, number, status, stage, progress, started_ms, ended_ms, "
        u"journal, first_row, row_count) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (server, project, run_key) DO UPDATE SET "
        "address = excluded.address, number = excluded.number, status = excluded.status, stage = excluded.stage, "
        "progress = excluded.progress, started_ms = excluded.started_ms, ended_ms = excluded.ended_ms, journal = "
        "excluded.journal, "
        "first_row = excluded.first_row, row_count = excluded.row_count RETURNING id"_s);
    query.addBindValue(textOf(entry.server));
    query.addBindValue(textOf(entry.projectId));
    query.addBindValue(textOf(entry.address));
    query.addBindValue(textOf(entry.runKey));
    query.addBindValue(entry.number);
    query.addBindValue(wireName(entry.status));
    query.addBindValue(textOf(entry.stageDisplay));
    query.addBindValue(entry.progress ? QVariant(*entry.progress) : QVariant(QMetaType::fromType<double>()));
    query.addBindValue(optionalTime(entry.startedAt));
    query.addBindValue(optionalTime(entry.endedAt));
    query.addBindValue(textOf(entry.journalPath));
    query.addBindValue(entry.firstRow);
    query.addBindValue(entry.rowCount);
    if (!query.exec() || !query.next()) {
        d->fail(query, error);
        return {};
    }
    return query.value(0).toLongLong();
}

bool Catalog::together(const std::function<void()> &changes, QString *error)
{
    const auto all = [&changes] {
        changes();
        return true; // what one of them could not do takes nothing from the others
    };
    return d->inTransaction(all, error);
}

std::vector<CatalogEntry> Catalog::recent(int limit, QString *error) const
{
    std::vector<CatalogEntry> entries;
    QSqlQuery query(d->database);
    query.prepare(u"SELECT %1 FROM runs ORDER BY started_ms DESC, id DESC LIMIT ?"_s.arg(columns));
    query.addBindValue(limit);
    if (!query.exec()) {
        d->fail(query, error);
        return entries;
    }
    while (query.next())
        entries.push_back(entryOf(query));
    return entries;
}

std::optional<CatalogEntry> Catalog::newestIn(const QString &journalPath, QString *error) const
{
    QSqlQuery query(d->database);
    query.prepare(u"SELECT %1 FROM runs WHERE journal = ? ORDER BY first_row DESC LIMIT 1"_s.arg(columns));
    query.addBindValue(textOf(journalPath));
    if (!query.exec()) {
        d->fail(query, error);
        return {};
    }
    return query.next() ? std::optional(entryOf(query)) : std::nullopt;
}

std::optional<int> Catalog::numberFor(const QString &server, const QString &projectId, const QString &runKey, int given,
                                      QString *error) const
{
    QSqlQuery query(d->database);
    query.prepare(u"SELECT COALESCE((SELECT number FROM runs WHERE server = ? AND project = ? AND run_key = ?), "
                  "MAX(COALESCE((SELECT MAX(number) FROM runs WHERE server = ? AND project = ?), 0), ?) + 1)"_s);
    for (const QString &text : { server, projectId, runKey, server, projectId })
        query.addBindValue(textOf(text));
    query.addBindValue(given);
    if (!query.exec() || !query.next()) {
        d->fail(query, error);
        return {};
    }
    return query.value(0).toInt();
}

bool Catalog::remove(qint64 id, QString *error)
{
    QSqlQuery query(d->database);
    query.prepare(u"DELETE FROM runs WHERE id = ?"_s);
    query.addBindValue(id);
    return query.exec() || d->fail(query, error);
}

bool Catalog::saveStageDuration(qint64 runId, const QString &stage, double seconds, double startProgress,
                                QString *error)
{
    QSqlQuery query(d->database);
    query.prepare(
        u"INSERT INTO stage_durations (run, place, stage, seconds, start_progress) "
        "VALUES (?, (SELECT COUNT(*) FROM stage_durations WHERE run = ?), ?, ?, ?) "
        "ON CONFLICT (run, stage) DO UPDATE SET seconds = excluded.seconds, start_progress = excluded.start_progress"_s);
    query.addBindValue(runId);
    query.addBindValue(runId);
    query.addBindValue(textOf(stage));
    query.addBindValue(seconds);
    query.addBindValue(startProgress);
    return query.exec() || d->fail(query, error);
}

std::vector<Catalog::StageHistory> Catalog::lastStages(const QString &server, const QString &projectId,
                                                       QString *error) const
{
    std::vector<StageHistory> stages;
    QSqlQuery query(d->database);
    query.prepare(u"SELECT stage, seconds, start_progress FROM stage_durations WHERE run = (SELECT id FROM runs WHERE "
                  u"server = ? AND project = ? "
                  "AND status = 'completed' ORDER BY started_ms DESC, id DESC LIMIT 1) ORDER BY place"_s);
    query.addBindValue(textOf(server));
    query.addBindValue(textOf(projectId));
    if (!query.exec()) {
        d->fail(query, error);
        return stages;
    }
    while (query.next())
        stages.push_back({ query.value(0).toString(), query.value(1).toDouble(), query.value(2).toDouble() });
    return stages;
}

} // namespace stagewatch::journal
