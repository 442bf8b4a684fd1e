// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jsontreemodel.h"

#include "model/displaytext.h"

#include <cmath>

namespace stagewatch::model {

using protocol::JsonValue;
using Type = JsonValue::Type;

/// One value in the tree. It points into m_value and m_original, whose containers keep their size: edits only replace
/// leaves.
struct JsonTreeModel::Node
{
    Node *parent = nullptr;
    int row = 0;
    QString key;
    JsonValue *value = nullptr;
    const JsonValue *original = nullptr;
    bool isBuilt = false;
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] bool isRoot() const { return parent == nullptr; }
    [[nodiscard]] bool isLeaf() const { return !value->isContainer(); }
    /// A scalar at the top is shown as the only child of the root.
    [[nodiscard]] int childCount() const
    {
        if (!isLeaf())
            return int(value->size());
        return isRoot() && !value->isNull() ? 1 : 0;
    }
    void build()
    {
        if (std::exchange(isBuilt, true))
            return;
        const int count = childCount();
        children.reserve(size_t(count));
        for (int i = 0; i < count; ++i)
            children.push_back(child(i));
    }

private:
    [[nodiscard]] std::unique_ptr<Node> child(int i)
    {
        auto node = std::make_unique<Node>();
        node->parent = this;
        node->row = i;
        if (value->isObject()) {
            node->key = value->members()[size_t(i)].first;
            node->value = &value->members()[size_t(i)].second;
            node->original = &original->members()[size_t(i)].second;
        } else if (value->isArray()) {
            node->key = QString::number(i);
            node->value = &value->items()[size_t(i)];
            node->original = &original->items()[size_t(i)];
        } else {
            node->value = value;
            node->original = original;
        }
        return node;
    }
};

namespace {

QString typeText(const JsonValue &value)
{
    switch (value.type()) {
    case Type::Null:
        return JsonTreeModel::tr("Nothing");
    case Type::Bool:
        return JsonTreeModel::tr("Yes or no");
    case Type::Number:
        return JsonTreeModel::tr("Number");
    case Type::String:
        return value.isNotFinite() ? JsonTreeModel::tr("Number") : JsonTreeModel::tr("Text");
    case Type::Array:
        return JsonTreeModel::tr("List");
    case Type::Object:
        return JsonTreeModel::tr("Group");
    }
    return {};
}

QString valueText(const JsonValue &value)
{
    if (value.isNull())
        return QStringLiteral("null");
    if (value.isArray())
        return JsonTreeModel::tr("%n item(s)", nullptr, int(value.size()));
    if (value.isObject())
        return JsonTreeModel::tr("%n field(s)", nullptr, int(value.size()));
    return visibleText(value.toText());
}

bool isNumberType(const QVariant &value)
{
    const int type = value.typeId();
    return type == QMetaType::Double || type == QMetaType::Int || type == QMetaType::LongLong
        || type == QMetaType::UInt;
}

std::optional<JsonValue> numberFrom(const QVariant &value)
{
    if (value.typeId() == QMetaType::Double)
        return std::isfinite(value.toDouble()) ? std::optional(JsonValue::number(value.toDouble())) : std::nullopt;
    if (isNumberType(value))
        return JsonValue::number(qint64(value.toLongLong()));
    const QString text = value.toString().trimmed();
    return JsonValue::isNumber(text) ? std::optional(JsonValue::number(text)) : std::nullopt;
}

std::optional<JsonValue> boolFrom(const QVariant &value)
{
    if (value.typeId() == QMetaType::Bool)
        return JsonValue::boolean(value.toBool());
    const QString text = value.toString().trimmed().toLower();
    if (text == QLatin1String("true") || text == QLatin1String("false"))
        return JsonValue::boolean(text == QLatin1String("true"));
    return std::nullopt;
}

/// A value of the same type as `old`, or nothing. Where nothing was, any scalar may be put.
std::optional<JsonValue> convert(const JsonValue &old, const QVariant &value)
{
    switch (old.type()) {
    case Type::Number:
        return numberFrom(value);
    case Type::Bool:
        return boolFrom(value);
    case Type::String:
        return old.isNotFinite() ? numberFrom(value) : std::optional(JsonValue::string(value.toString()));
    case Type::Null:
        if (auto number = numberFrom(value))
            return number;
        if (auto truth = boolFrom(value))
            return truth;
        return value.toString() == QLatin1String("null") ? JsonValue() : JsonValue::string(value.toString());
    case Type::Array:
    case Type::Object:
        break;
    }
    return std::nullopt;
}

} // namespace

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
    setValue({});
}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setValue(const JsonValue &value)
{
    beginResetModel();
    m_value = value;
    m_original = value;
    m_root = std::make_unique<Node>();
    m_root->value = &m_value;
    m_root->original = &m_original;
    endResetModel();
}

void JsonTreeModel::setEditable(bool editable)
{
    m_editable = editable; // flags are asked anew whenever somebody clicks
}

JsonTreeModel::Node *JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    Node *node = nodeOf(parent);
    node->build();
    return createIndex(row, column, node->children[size_t(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    Node *parent = nodeOf(child)->parent;
    return parent->isRoot() ? QModelIndex() : createIndex(parent->row, 0, parent);
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : nodeOf(parent)->childCount();
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == KeyColumn)
            return visibleText(node.key, 500);
        return index.column() == ValueColumn ? valueText(*node.value) : typeText(*node.value);
    case Qt::EditRole:
        if (index.column() != ValueColumn)
            return data(index, Qt::DisplayRole);
        return node.value->type() == Type::Bool ? QVariant(node.value->toBool()) : QVariant(node.value->toText());
    case TypeRole:
        return int(node.value->type());
    case IsEditedRole:
        return isEdited(index);
    case OriginalRole:
        return valueText(*node.original);
    case JsonRole:
        return node.value->toIndentedJson();
    default:
        return {};
    }
}

bool JsonTreeModel::isEdited(const QModelIndex &index) const
{
    const Node &node = *nodeOf(index);
    return *node.value != *node.original;
}

bool JsonTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const Node &node = *nodeOf(index);
    auto converted = convert(*node.original, value); // the type that came is the type that goes
    if (converted && isNumberType(value) && converted->toDouble() == node.original->toDouble())
        converted = *node.original; // 0.1 from a spin box is the 0.10 that came
    if (!converted) {
        const QString key = visibleText(node.key, 100);
        const QString text = visibleText(value.toString(), 100);
        Q_EMIT editRefused(
            index,
            node.original->type() == Type::Bool
                ? tr("%1 is either true or false, and “%2” is neither.").arg(key, text)
                : tr("%1 is a number, and “%2” is none. Write it with a point, such as 0.37.").arg(key, text));
        return false;
    }
    assign(index, std::move(*converted));
    return true;
}

void JsonTreeModel::assign(const QModelIndex &index, JsonValue value)
{
    Node *node = nodeOf(index);
    if (*node->value == value)
        return;
    *node->value = std::move(value);
    for (QModelIndex at = index; at.isValid(); at = at.parent())
        Q_EMIT dataChanged(at.siblingAtColumn(0), at.siblingAtColumn(ColumnCount - 1));
    Q_EMIT edited();
}

void JsonTreeModel::restore(const QModelIndex &index)
{
    if (index.isValid() && nodeOf(index)->isLeaf())
        assign(index, *nodeOf(index)->original);
}

Qt::ItemFlags JsonTreeModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (!index.isValid())
        return flags;
    if (nodeOf(index)->isLeaf())
        flags |= Qt::ItemNeverHasChildren;
    if (m_editable && index.column() == ValueColumn && nodeOf(index)->isLeaf())
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KeyColumn:
        return tr("Name");
    case ValueColumn:
        return tr("Value");
    case TypeColumn:
        return tr("Type");
    default:
        return {};
    }
}

} // namespace stagewatch::model
