// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

class QPushButton;
class QStackedWidget;
class QTreeView;

namespace stagewatch::model {
class JsonTreeModel;
}

namespace stagewatch::ui {

class ViewNote;
class Label;
class TextPane;
class Theme;

/// One event's raw JSON, indented and quietly coloured, or as a tree; Copy takes the bytes as they came. What is no
/// JSON is shown as text. Only the first half megabyte is shown, so that selecting a huge event stays instant. GUI
/// thread.
class Inspector : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype shownCharacters = 512 * 1024;

    /// `theme` outlives the inspector.
    explicit Inspector(const Theme &theme, QWidget *parent = nullptr);

    /// `title` is plain text. Empty bytes show the note that something has to be selected.
    void setJson(const QString &title, const QByteArray &json);
    void clear() { setJson({}, {}); }
    [[nodiscard]] QString shownText() const;

public Q_SLOTS:
    void copyJson() const;
    void setTree(bool tree);

private:
    void build(const Theme &theme);
    void fillTree();

    QByteArray m_json;
    bool m_treeIsStale = false;
    Label *m_title = nullptr;
    Label *m_cut = nullptr;
    QPushButton *m_asText = nullptr;
    QPushButton *m_asTree = nullptr;
    QPushButton *m_copy = nullptr;
    QStackedWidget *m_pages = nullptr;
    TextPane *m_text = nullptr;
    QTreeView *m_tree = nullptr;
    model::JsonTreeModel *m_treeModel = nullptr;
    ViewNote *m_note = nullptr;
};

} // namespace stagewatch::ui
