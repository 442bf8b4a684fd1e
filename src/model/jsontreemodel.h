// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

#include <QAbstractItemModel>
#include <memory>

namespace stagewatch::model {

/// A JSON value as a tree of key, value and type, which an approver can edit: numbers stay numbers, bools stay bools,
/// and what was not touched keeps its spelling. Children are built when a view opens them.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Columns { KeyColumn, ValueColumn, TypeColumn, ColumnCount };
    enum Roles {
        TypeRole = Qt::UserRole + 1, ///< protocol::JsonValue::Type as int
        IsEditedRole, ///< bool: this leaf differs from what came
        OriginalRole, ///< QString, the text of what came, safe to paint
        JsonRole ///< QByteArray, this value and all below as indented JSON
    };

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    /// Shows another value; a model reset. A scalar is shown as one row without a key.
    void setValue(const protocol::JsonValue &value);
    [[nodiscard]] const protocol::JsonValue &value() const { return m_value; } ///< with the edits
    [[nodiscard]] const protocol::JsonValue &original() const { return m_original; }
    void setEditable(bool editable);
    [[nodiscard]] bool isEdited() const { return m_value != m_original; }
    [[nodiscard]] bool isEdited(const QModelIndex &index) const;
    void restore(const QModelIndex &index); ///< puts a leaf back to what came

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// EditRole: text for strings and numbers (a JSON number; also a QVariant number), a bool for bools. False and
    /// editRefused() if it is of another type.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void edited();
    void editRefused(const QModelIndex &index, const QString &sentence);

private:
    struct Node;
    [[nodiscard]] Node *nodeOf(const QModelIndex &index) const;
    void assign(const QModelIndex &index, protocol::JsonValue value);
    protocol::JsonValue m_value;
    protocol::JsonValue m_original;
    std::unique_ptr<Node> m_root;
    bool m_editable = false;
};

} // namespace stagewatch::model
