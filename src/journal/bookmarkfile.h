// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <vector>

namespace stagewatch::journal {

/// A row of a journal that a reader marked.
struct Bookmark
{
    qint64 row = 0;
    QString note; ///< plain text; may be empty
    bool operator==(const Bookmark &) const = default;
};

/// The bookmarks of all journals: a table of their own in the SQLite file of the Catalog, which neither needs nor
/// disturbs the other tables. Journals are named by their path. Lives in the thread that opened it. Errors are
/// sentences.
class BookmarkFile
{
public:
    ~BookmarkFile();
    /// Opens or creates the file (0600, in folders of 0700). Null where it cannot be used. Call it after
    /// Catalog::open(), which sets a damaged file aside; what can still be read in that one is taken over into the new
    /// one.
    [[nodiscard]] static std::unique_ptr<BookmarkFile> open(const QString &path, QString *error);

    /// In the order of their rows; nothing and an error where they cannot be read.
    [[nodiscard]] std::optional<std::vector<Bookmark>> load(const QString &journalPath, QString *error) const;
    /// Adds the bookmark, or gives the one at that row another note.
    bool save(const QString &journalPath, const Bookmark &bookmark, QString *error);
    bool remove(const QString &journalPath, qint64 row, QString *error);

private:
    struct Private;
    explicit BookmarkFile(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::journal
