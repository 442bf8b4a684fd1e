// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

namespace stagewatch::server {

/// The JSON Schema (draft 7) that an approval gives for edits of its proposal. Checked by valijson, but for `pattern`:
/// that runs here, with a limit on the work a match may do, and only where it stands under properties or items. Pure.
class EditableSchema
{
public:
    /// A null value is a schema that everything fits.
    explicit EditableSchema(const protocol::JsonValue &schema)
        : m_schema(schema)
    {
    }

    /// Why it cannot be used, as a sentence; empty where it can.
    [[nodiscard]] QString fault() const;
    /// Which field of the data does not fit, and why, as a sentence; empty where all of it does.
    [[nodiscard]] QString faultOf(const protocol::JsonValue &data) const;

private:
    const protocol::JsonValue &m_schema;
};

} // namespace stagewatch::server
