// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QWidget>

class QPlainTextEdit;
class QTreeView;

namespace stagewatch::model {
class JsonTreeModel;
}

namespace stagewatch::ui {

class Label;
class Theme;

/// One decision in full: what was decided, the reasoning as plain text, the metadata as a tree.
class DecisionDetail : public QWidget
{
    Q_OBJECT
public:
    explicit DecisionDetail(const Theme &theme, QWidget *parent = nullptr);

    void setDecision(const protocol::DecisionEntry &entry);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitReasoning();
    std::optional<protocol::DecisionEntry> m_shown;
    Label *m_heading;
    Label *m_context;
    QPlainTextEdit *m_reasoning;
    Label *m_metadataHeading;
    QTreeView *m_tree;
    model::JsonTreeModel *m_metadata;
};

} // namespace stagewatch::ui
