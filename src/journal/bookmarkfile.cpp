// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/bookmarkfile.h"

#include "journal/privatefolder.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::journal {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::journal)
};

/// A connection to a SQLite file that is gone with it: Qt keeps them in one table for the whole program.
class Connection
{
public:
    Connection() = default;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    ~Connection()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }
    bool open(const QString &path, const QString &options)
    {
        m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        m_database.setDatabaseName(path);
        m_database.setConnectOptions(options);
        return m_database.open();
    }
    [[nodiscard]] const QSqlDatabase &database() const { return m_database; }

private:
    QString m_name = QUuid::createUuid().toString();
    QSqlDatabase m_database;
};

} // namespace

struct BookmarkFile::Private
{
    QString path;
    Connection connection;

    bool fail(const QSqlError &cause, QString *error) const
    {
        *error = Text::tr("The bookmarks in %1 cannot be read or kept: %2.").arg(path, cause.text().trimmed());
        return false;
    }
    bool run(const QString &sql, QString *error) const
    {
        QSqlQuery query(connection.database());
        return query.exec(sql) || fail(query.lastError(), error);
    }
    bool open(QString *error)
    {
        if (!makePrivateFolder(QFileInfo(path).absolutePath())) {
            const QString cause = QString::fromLocal8Bit(std::strerror(errno)); // before a translation can change it
            *error = Text::tr("The bookmarks in %1 cannot be read or kept: %2.").arg(path, cause);
            return false;
        }
        // SQLite would make the file with the umask.
        const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (descriptor >= 0)
            ::close(descriptor);
        if (!connection.open(path, u"QSQLITE_BUSY_TIMEOUT=2000"_s))
            return fail(connection.database().lastError(), error);
        const bool isNew = !connection.database().tables().contains(u"bookmarks"_s);
        if (!run(u"PRAGMA journal_mode = WAL"_s, error) || !run(u"PRAGMA synchronous = NORMAL"_s, error)
            || !run(u"CREATE TABLE IF NOT EXISTS bookmarks (journal TEXT NOT NULL, row INTEGER NOT NULL, "
                    "note TEXT NOT NULL, PRIMARY KEY (journal, row)) WITHOUT ROWID"_s,
                    error))
            return false;
        if (isNew)
            takeOver(path + u".damaged"_s);
        return true;
    }
    bool insert(const QString &journalPath, const Bookmark &bookmark, QString *error) const
    {
        QSqlQuery query(connection.database());
        query.prepare(u"INSERT INTO bookmarks (journal, row, note) VALUES (?, ?, ?) "
                      "ON CONFLICT (journal, row) DO UPDATE SET note = excluded.note"_s);
        query.addBindValue(journalPath);
        query.addBindValue(bookmark.row);
        query.addBindValue(bookmark.note.isNull() ? u""_s : bookmark.note); // a null string would be NULL
        return query.exec() || fail(query.lastError(), error);
    }
    /// As much as can be read: the damage may well lie elsewhere in the file.
    void takeOver(const QString &damaged) const
    {
        Connection old;
        if (!QFile::exists(damaged) || !old.open(damaged, u"QSQLITE_OPEN_READONLY"_s))
            return;
        QSqlQuery query(old.database());
        if (!query.exec(u"SELECT journal, row, note FROM bookmarks"_s))
            return;
        QString ignored;
        while (query.next())
            insert(query.value(0).toString(), { query.value(1).toLongLong(), query.value(2).toString() }, &ignored);
    }
};

BookmarkFile::BookmarkFile(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

BookmarkFile::~BookmarkFile() = default;

std::unique_ptr<BookmarkFile> BookmarkFile::open(const QString &path, QString *error)
{
    auto priv = std::make_unique<Private>();
    priv->path = path;
    if (!priv->open(error))
        return nullptr;
    return std::unique_ptr<BookmarkFile>(new BookmarkFile(std::move(priv)));
}

std::optional<std::vector<Bookmark>> BookmarkFile::load(const QString &journalPath, QString *error) const
{
    QSqlQuery query(d->connection.database());
    query.prepare(u"SELECT row, note FROM bookmarks WHERE journal = ? ORDER BY row"_s);
    query.addBindValue(journalPath);
    if (!query.exec()) {
        d->fail(query.lastError(), error);
        return {};
    }
    std::vector<Bookmark> bookmarks;
    while (query.next())
        bookmarks.push_back({ query.value(0).toLongLong(), query.value(1).toString() });
    return bookmarks;
}

bool BookmarkFile::save(const QString &journalPath, const Bookmark &bookmark, QString *error)
{
    return d->insert(journalPath, bookmark, error);
}

bool BookmarkFile::remove(const QString &journalPath, qint64 row, QString *error)
{
    QSqlQuery query(d->connection.database());
    query.prepare(u"DELETE FROM bookmarks WHERE journal = ? AND row = ?"_s);
    query.addBindValue(journalPath);
    query.addBindValue(row);
    return query.exec() || d->fail(query.lastError(), error);
}

} // namespace stagewatch::journal
